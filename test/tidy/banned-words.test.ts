import { describe, expect, it } from 'vitest';
import { bannedWords } from './banned-words.ts';
import { codeOf } from './code-of.ts';
import { sourceFiles, textFiles } from './tree.ts';

// The rule and its examples hold the words themselves.
const own = /^test\/tidy\/banned-words(?:\.test)?\.ts$/;

describe('banned words', () => {
  it('are nowhere', () => {
    expect(bannedWords(sourceFiles(textFiles()).filter(({ path }) => !own.test(path)))).toEqual([]);
  });

  it.each([
    ['core/a.ts', 'const at = Date.now();'],
    ['core/a.ts', 'const at = new Date(2026, 1, 1);'],
    ['core/a.ts', 'const id = Math.random();'],
    ['core/a.ts', 'const id = crypto.randomUUID();'],
    ['core/a.ts', 'const text = amount.toFixed(2);'],
    ['core/a.ts', 'const n = Number.parseFloat(text);'],
    ['core/a.ts', 'const n = `${parseFloat(text)} EUR`;'],
    ['core/a.ts', 'names.sort((a, b) => a.localeCompare(b));'],
    ['test/a.test.ts', "it.only('x', () => {});"],
    ['test/a.test.ts', "describe.skip('x', () => {});"],
    ['test/a.test.ts', "it.skipIf(true)('x', () => {});"],
    ['test/a.test.ts', "xit('x', () => {});"],
    ['test/a.test.ts', "it.todo('x');"],
    ['sync/a.ts', '// @ts-ignore'],
    ['renderer/a.tsx', '// TODO: later'],
    ['renderer/a.tsx', '/* FIXME */'],
    ['sync/a.ts', '// oxlint-disable-next-line no-console'],
    ['sync/a.ts', '/* eslint-disable */'],
  ])('in %s are found: %s', (path, text) => {
    const found = bannedWords([{ path, text: `const first = 1;\n${text}\n` }]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(new RegExp(`^${path}:2: .+ -> .+`));
  });

  it.each([
    ['core/a.ts', '// Date.now() would make two hosts differ'],
    ['core/a.ts', "const message = 'never parseFloat';"],
    ['core/a.ts', 'const message = `never ${word} toFixed`; const updated = validate(new Dated());'],
    ['sync/server/a.ts', 'const at = Date.now();'],
    ['sync/a.ts', '// oxlint-disable-next-line no-console -- the command line speaks to a person'],
    ['test/a.test.ts', "it('skips what .skip( says', () => {});"],
  ])('elsewhere are not: %s: %s', (path, text) => {
    expect(bannedWords([{ path, text }])).toEqual([]);
  });

  it('are looked for in code alone, whose lines stay where they are', () => {
    const text = ['a; // b', '/* c', 'd */ e;', "f('g\\'h');", '`i${j(`k`, {})}l`;', 'm = /n"[/]/; o;'].join('\n');
    const code = ['a;     ', '    ', '     e;', "f('    ');", '` ${j(` `, {})} `;', 'm = /     /; o;'].join('\n');
    expect(codeOf(text)).toBe(code);
  });
});
