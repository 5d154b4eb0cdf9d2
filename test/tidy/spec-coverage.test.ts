import { describe, expect, it } from 'vitest';
import { carriedIds, dueIds, later, uncovered } from './spec-coverage.ts';
import { textFiles } from './tree.ts';

const tests = textFiles().filter(({ path }) => path.endsWith('.test.ts') && !path.startsWith('test/tidy/'));
const named = (text: string): readonly string[] => carriedIds({ path: 'test/a.test.ts', text });

describe('the specification', () => {
  it('has a test for every item that the engine has', () => {
    expect(uncovered(tests)).toEqual([]);
  });

  it('is some three hundred items long, golden cases and all, each named once', () => {
    const due = dueIds();
    expect(due.length).toBeGreaterThan(300);
    expect(new Set(due).size).toBe(due.length);
    expect(due.filter((id) => id.startsWith('G-')).length).toBeGreaterThan(80);
  });

  it('has a reason for what comes later, and no test that pretends to prove it', () => {
    const carried = new Set(tests.flatMap(carriedIds));
    expect(Object.keys(later).filter((id) => carried.has(id))).toEqual([]);
    expect(Object.values(later).every((reason) => reason.length > 20)).toBe(true);
  });

  it.each([
    ["it('[SUB-21] an anchor on the 31st', () => {", ['SUB-21']],
    ["describe('[SUB-21, SUB-22] anchors', () => {", ['SUB-21', 'SUB-22']],
    ["])('[G-INV-5] [BEY-07] a note (%s)', (", ['G-INV-5', 'BEY-07']],
    ['  it.each(cases)(`[PRC-04] ${name}`, () => {', ['PRC-04']],
    ["    ['[OFR-02] an empty code', {}],", ['OFR-02']],
    ["    [\n      '[ENT-09] zero days',", ['ENT-09']],
    ['// as [SUB-21] says', []],
    ["expect(code).toBe('SUB-21');", []],
  ])('is named in %s', (text, ids) => {
    expect(named(text)).toEqual(ids);
  });

  it('misses what no test carries', () => {
    const all = dueIds().map((id) => `it('[${id}] x', () => {});`);
    expect(uncovered([{ path: 'test/a.test.ts', text: all.join('\n') }])).toEqual([]);
    expect(uncovered([{ path: 'test/a.test.ts', text: all.slice(1).join('\n') }])).toEqual(dueIds().slice(0, 1));
  });
});
