import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SparePolicy } from '../../../core/money/allocation.ts';
import { type Ratio, roundedTogether } from '../../../core/money/together.ts';
import { roundedByDefinition, roundingModes } from '../../support/exact-rounding.ts';

const ratio = (numerator: number, denominator: number): Ratio => ({ numerator: BigInt(numerator), denominator: BigInt(denominator) });
const cents = { mode: 'half-away-from-zero', increment: 1 } as const;
const policies = ['largest-remainder', 'first', 'last', 'largest-part'] as const satisfies readonly SparePolicy[];

const parts = fc.array(
  fc.record({ numerator: fc.integer({ min: -10_000_000, max: 10_000_000 }), denominator: fc.constantFrom(1, 3, 7, 100, 1000, 1175) }),
  { minLength: 1, maxLength: 10 },
);

const exactSum = (list: readonly Ratio[]): Ratio =>
  list.reduce((a, b) => ({
    numerator: a.numerator * b.denominator + b.numerator * a.denominator,
    denominator: a.denominator * b.denominator,
  }));

it('[POL-06] the parts sum to the sum that was rounded once, in every mode, increment and policy', () => {
  fc.assert(
    fc.property(
      parts,
      fc.constantFrom(...roundingModes),
      fc.constantFrom(1, 5, 50),
      fc.constantFrom(...policies),
      (list, mode, increment, policy) => {
        const ratios = list.map(({ numerator, denominator }) => ratio(numerator, denominator));
        const whole = exactSum(ratios);
        const rounded = roundedTogether(ratios, { mode, increment }, policy);
        const total = rounded.reduce((a, b) => a + b, 0);
        expect(BigInt(total)).toBe(roundedByDefinition(whole.numerator, whole.denominator, mode, BigInt(increment)));
        expect(rounded.every((share, index) => share % increment === 0 && (list[index]?.numerator !== 0 || share === 0))).toBe(true);
      },
    ),
    { numRuns: 5000 },
  );
});

it('[POL-08] by largest remainder each part stays within one unit of its exact value', () => {
  fc.assert(
    fc.property(parts, fc.constantFrom(...roundingModes), (list, mode) => {
      const rounded = roundedTogether(
        list.map(({ numerator, denominator }) => ratio(numerator, denominator)),
        { mode, increment: 1 },
        'largest-remainder',
      );
      list.forEach(({ numerator, denominator }, index) => {
        expect(Math.abs((rounded[index] ?? 0) * denominator - numerator)).toBeLessThan(denominator);
      });
    }),
    { numRuns: 5000 },
  );
});

it('[POL-06] credits mirror charges', () => {
  fc.assert(
    fc.property(parts, fc.constantFrom(...policies), (list, policy) => {
      const charge = roundedTogether(
        list.map((part) => ratio(part.numerator, part.denominator)),
        cents,
        policy,
      );
      const credit = roundedTogether(
        list.map((part) => ratio(-part.numerator, part.denominator)),
        cents,
        policy,
      );
      const whole = exactSum(list.map((part) => ratio(part.numerator, part.denominator)));
      // A sum of zero has no sign to follow.
      fc.pre(whole.numerator !== 0n);
      expect(credit).toEqual(charge.map((share) => (share === 0 ? 0 : -share)));
    }),
    { numRuns: 3000 },
  );
});

it('[POL-08] the spare units of 6.6 + 6.6 + 6.6 go where the policy says', () => {
  const thirds = [ratio(66, 10), ratio(66, 10), ratio(66, 10)];
  expect(roundedTogether(thirds, cents, 'largest-remainder')).toEqual([7, 7, 6]);
  expect(roundedTogether(thirds, cents, 'first')).toEqual([8, 6, 6]);
  expect(roundedTogether(thirds, cents, 'last')).toEqual([6, 6, 8]);
  expect(roundedTogether([ratio(33, 10), ratio(66, 10), ratio(99, 10)], cents, 'largest-part')).toEqual([3, 6, 11]);
});

it('nothing to round gives nothing', () => {
  expect(roundedTogether([], cents, 'first')).toEqual([]);
  expect(roundedTogether([ratio(0, 7)], cents, 'first')).toEqual([0]);
});
