import { describe, expect, it } from 'vitest';
import { textFiles } from './tree.ts';
import { unknownIds } from './spec-ids.ts';

const own = 'test/tidy/spec-ids.test.ts';
const inName = (name: string): readonly string[] => unknownIds([{ path: 'test/a.test.ts', text: `it('${name}', () => {});` }]);

describe('ids in the names of tests', () => {
  it('are those of the specification', () => {
    expect(unknownIds(textFiles().filter(({ path }) => path.endsWith('.test.ts') && path !== own))).toEqual([]);
  });

  it.each([
    '[SUB-30] a',
    '[SUB-1] a',
    '[G-PRO-06] a',
    '[OR-07] a',
    '[SUBS-01] a',
    '[SUB-00] a',
    '[SUB-01, SUB-99] a',
    '[sub-01] a',
    '[SUB01] a',
  ])('that it does not have are found: %s', (name) => {
    expect(inName(name)).toHaveLength(1);
  });

  it.each(['[SUB-29] a', '[SUB-01] a', '[G-PRO-6] a', '[OR-7] a', '[SUB-01, SUB-02] a', '[G-TIER-1] [PRC-04] a', 'a of [0, 10)'])(
    'that it has are not: %s',
    (name) => {
      expect(inName(name)).toEqual([]);
    },
  );
});
