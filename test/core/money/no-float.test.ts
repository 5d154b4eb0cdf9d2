import { expect, it } from 'vitest';
import { codeOf } from '../../tidy/code-of.ts';
import { type TreeFile, textFiles } from '../../tidy/tree.ts';

/** An amount on either side of `*`, `/` or `%`, or inside `Math`, where a fraction of a minor unit could arise. */
const arithmetic = [
  /\b[\w.]*Minor\)?\s*(?:[*/%]|\*\*)\s*(?<other>[\w.()-]+)/g,
  /(?<other>[\w.()]+)\s*(?:[*/%]|\*\*)\s*-?[\w.]*Minor\b/g,
  /\bMath\.(?<other>round|floor|ceil|trunc)\([^)]*Minor\b/g,
];

/** Turning a sign loses nothing, and whole numbers without a limit round nothing by themselves. */
const isHarmless = (other: string): boolean =>
  /^(?:sign|signOf\(.*\)?|-1|BigInt\(.*)$/.test(other) || (other.endsWith(')') && other.includes('sign'));

const floatsOnMoney = (files: readonly TreeFile[]): readonly string[] =>
  files
    .filter((file) => file.path.startsWith('core/') && file.path.endsWith('.ts') && !file.path.startsWith('core/money/'))
    .flatMap((file) =>
      codeOf(file.text)
        .split('\n')
        .flatMap((line, index) =>
          arithmetic
            .flatMap((pattern) => [...line.matchAll(pattern)])
            .filter((match) => !isHarmless(match.groups?.['other'] ?? ''))
            .map((match) => `${file.path}:${index + 1}: ${match[0]}`),
        ),
    );

it('[OR-1] no float ever touches money: core multiplies and divides amounts only in core/money', () => {
  expect(floatsOnMoney(textFiles())).toEqual([]);
});

it('the search finds what it is for, and lets signs pass', () => {
  const text = [
    'const a = netMinor * 0.2;',
    'const b = 0.2 * line.netMinor;',
    'const c = grossMinor / 1.2;',
    'const d = Math.round(taxMinor);',
    'const e = totalMinor % 100;',
    'const f = amountMinor * sign;',
    'const g = signOf(line) * amountMinor;',
    'const h = BigInt(amountMinor) * BigInt(2);',
    '// netMinor * 2 in a comment',
    'const i = netMinor + taxMinor;',
  ].join('\n');
  const found = floatsOnMoney([
    { path: 'core/tax/wrong.ts', text },
    { path: 'core/money/right.ts', text },
  ]);
  expect(found.map((line) => line.split(': ', 1)[0])).toEqual([1, 2, 3, 4, 5].map((line) => `core/tax/wrong.ts:${line}`));
});
