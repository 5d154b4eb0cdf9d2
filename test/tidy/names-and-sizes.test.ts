import { describe, expect, it } from 'vitest';
import { badNames, tooLong } from './names-and-sizes.ts';
import { sourceFiles, textFiles } from './tree.ts';

const named = (path: string): readonly string[] => badNames([{ path, text: '' }]);

describe('names', () => {
  it('say what is inside', () => {
    expect(badNames(sourceFiles(textFiles()))).toEqual([]);
  });

  it.each([
    'core/utils/dates.ts',
    'core/tax/tax-helpers.ts',
    'sync/server/invoice-service.ts',
    'core/Money/money.ts',
    'core/money/moneyOf.ts',
    'renderer/ui/BaseList.tsx',
  ])('that do not are found: %s', (path) => {
    expect(named(path)).toHaveLength(1);
  });

  it.each(['core/customers/customer-based.ts', 'vite.config.ts', '.scripts/run.mjs', 'test/core/money/money.test.ts'])(
    'that do are not: %s',
    (path) => {
      expect(named(path)).toEqual([]);
    },
  );
});

describe('sizes', () => {
  it('are those of one thing', () => {
    expect(tooLong(sourceFiles(textFiles()))).toEqual([]);
  });

  it('that are not are found', () => {
    expect(tooLong([{ path: 'core/a.ts', text: 'a;\n'.repeat(401) }])).toEqual(['core/a.ts: 401 lines, at most 400']);
    expect(tooLong([{ path: 'core/a.ts', text: 'a;\n'.repeat(400) }])).toEqual([]);
  });
});
