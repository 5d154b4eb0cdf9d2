import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import { Exact, exact } from '../../../core/money/exact.ts';
import { minorOf } from '../../../core/money/money.ts';
import { checkedMinor, fractionOf, halfAwayFromZero, maxMinor, type Rounding, wholeMinor } from '../../../core/money/rounding.ts';
import { roundedByDefinition, roundingModes } from '../../support/exact-rounding.ts';

const amounts = fc.oneof(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: -maxMinor, max: maxMinor }));
const modes = fc.constantFrom(...roundingModes);
const increments = fc.constantFrom(1, 5, 10, 25, 50, 100, 1000);

describe('golden', () => {
  it('[G-RND-1] 4.4556 x 10.625 is rounded to what the currency has', () => {
    const amount = exact('4.4556').times('10.625');
    expect(amount.toString()).toBe('47.34075');
    expect(minorOf(amount, 'USD', halfAwayFromZero)).toBe(4734);
    expect(minorOf(amount, 'JPY', halfAwayFromZero)).toBe(47);
  });

  it('[G-RND-2] 0.005, 2.675 and -0.005 go away from zero, in decimal arithmetic', () => {
    const rounded = ['0.005', '2.675', '-0.005'].map((text) => minorOf(exact(text), 'EUR', halfAwayFromZero));
    expect(rounded).toEqual([1, 268, -1]);
  });
});

it('[POL-07] the three modes differ at a tie, and only there', () => {
  const rounded = (text: string) => roundingModes.map((mode) => wholeMinor(exact(text), { mode, increment: 1 }));
  expect(rounded('2.5')).toEqual([3, 2, 3]);
  expect(rounded('3.5')).toEqual([4, 4, 4]);
  expect(rounded('-2.5')).toEqual([-3, -2, -2]);
  expect(rounded('-3.5')).toEqual([-4, -4, -3]);
  expect(rounded('2.4999999999999999999')).toEqual([2, 2, 2]);
  expect(rounded('-2.5000000000000000001')).toEqual([-3, -3, -3]);
});

it('[CUR-03] an increment rounds to its multiples', () => {
  const toFive = (text: string): number => wholeMinor(exact(text), { mode: 'half-away-from-zero', increment: 5 });
  expect(['1002.4', '1002.5', '1007.49', '-1002.5', '0'].map(toFive)).toEqual([1000, 1005, 1005, -1005, 0]);
});

it('[OR-1] a share equals the rational number, rounded once, in every mode and increment', () => {
  const shares = fc.integer({ min: 1, max: 4_000_000_000 }).chain((of) => fc.tuple(fc.integer({ min: 0, max: of }), fc.constant(of)));
  fc.assert(
    fc.property(amounts, shares, modes, increments, (amount, [part, of], mode, increment) => {
      const expected = roundedByDefinition(BigInt(amount) * BigInt(part), BigInt(of), mode, BigInt(increment));
      expect(BigInt(fractionOf(amount, part, of, { mode, increment }))).toBe(expected);
    }),
    { numRuns: 5000 },
  );
});

it('[OR-1] a share that falls on a tie or one beside it is rounded like the rational number', () => {
  const nearTies = fc.tuple(fc.integer({ min: -50_000, max: 50_000 }), fc.integer({ min: 1, max: 5000 }), fc.integer({ min: -1, max: 1 }));
  fc.assert(
    fc.property(nearTies, modes, increments, ([whole, half, off], mode, increment) => {
      const of = 2 * half * increment;
      const amount = whole * of + half * increment + off;
      const expected = roundedByDefinition(BigInt(amount), BigInt(of), mode, BigInt(increment));
      expect(BigInt(fractionOf(amount, 1, of, { mode, increment }))).toBe(expected);
    }),
    { numRuns: 5000 },
  );
});

it('[OR-1] great amounts by the second leave the safe integers on the way and still round exactly', () => {
  const yearSeconds = 31_536_000;
  fc.assert(
    fc.property(
      fc.integer({ min: maxMinor - 1_000_000, max: maxMinor }),
      fc.integer({ min: 0, max: yearSeconds }),
      modes,
      (amount, part, mode) => {
        const expected = roundedByDefinition(BigInt(amount) * BigInt(part), BigInt(yearSeconds), mode);
        expect(BigInt(fractionOf(amount, part, yearSeconds, { mode, increment: 1 }))).toBe(expected);
      },
    ),
    { numRuns: 3000 },
  );
});

it('credits mirror charges where ties go away from zero or to even', () => {
  const symmetric = fc.constantFrom<Rounding['mode']>('half-away-from-zero', 'half-even');
  fc.assert(
    fc.property(
      amounts,
      fc.integer({ min: 0, max: 10_000 }),
      fc.constantFrom(10_000, 15_000, 36_500),
      symmetric,
      increments,
      (amount, part, of, mode, increment) => {
        const rounding = { mode, increment };
        expect(fractionOf(-amount, part, of, rounding) + fractionOf(amount, part, of, rounding)).toBe(0);
      },
    ),
    { numRuns: 2000 },
  );
});

it('an amount is never a negative zero, a fraction or beyond the safe integers', () => {
  expect(Object.is(fractionOf(-1, 1, 3, halfAwayFromZero), 0)).toBe(true);
  expect(Object.is(wholeMinor(new Exact('-0.2'), halfAwayFromZero), 0)).toBe(true);
  expect(Object.is(checkedMinor(-0), 0)).toBe(true);
  for (const wrong of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) expect(() => checkedMinor(wrong)).toThrow(InvariantBroken);
  expect(() => wholeMinor(new Exact('1e30'), halfAwayFromZero)).toThrow(InvariantBroken);
  for (const of of [0, -1, 0.5]) expect(() => fractionOf(100, 1, of, halfAwayFromZero)).toThrow(InvariantBroken);
});
