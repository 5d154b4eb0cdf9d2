import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import { allocated, sliceOf, type SparePolicy } from '../../../core/money/allocation.ts';
import { roundingModes } from '../../support/exact-rounding.ts';

const policies = ['largest-remainder', 'first', 'last', 'largest-part'] as const satisfies readonly SparePolicy[];
const totals = fc.oneof(fc.integer({ min: -10_000, max: 10_000 }), fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }));
const weights = fc
  .array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 1_000_000_000 })), {
    minLength: 1,
    maxLength: 12,
  })
  .filter((list) => list.some((weight) => weight > 0));

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('a split', () => {
  it('[POL-08] hands the spare unit to whom the policy names', () => {
    const split = (policy: SparePolicy) => allocated(101, [20, 30, 30, 20], policy);
    expect(split('largest-remainder')).toEqual([20, 31, 30, 20]);
    expect(split('first')).toEqual([21, 30, 30, 20]);
    expect(split('last')).toEqual([20, 30, 30, 21]);
    expect(split('largest-part')).toEqual([20, 31, 30, 20]);
  });

  it('[POL-08] gives ties in the given order, and nothing to a weight of zero', () => {
    expect(allocated(100, [1, 1, 1])).toEqual([34, 33, 33]);
    expect(allocated(-1003, [50, 50])).toEqual([-502, -501]);
    expect(allocated(2, [0, 1, 0, 1, 1])).toEqual([0, 1, 0, 1, 0]);
    for (const policy of policies) expect(allocated(7, [0, 3, 0], policy)).toEqual([0, 7, 0]);
  });

  it('[OR-24] sums to the whole, whoever gets the spare units', () => {
    fc.assert(
      fc.property(totals, weights, fc.constantFrom(...policies), (total, list, policy) => {
        const parts = allocated(total, list, policy);
        expect(sum(parts)).toBe(total);
        expect(parts.every((part, index) => list[index] !== 0 || Object.is(part, 0))).toBe(true);
        expect(parts.every((part) => part === 0 || Math.sign(part) === Math.sign(total))).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('[POL-08] by largest remainder gives each part within one unit of its ideal', () => {
    fc.assert(
      fc.property(totals, weights, (total, list) => {
        const whole = BigInt(sum(list));
        allocated(total, list).forEach((part, index) => {
          const off = BigInt(part) * whole - BigInt(total) * BigInt(list[index] ?? 0);
          expect(off < whole && -off < whole).toBe(true);
        });
      }),
      { numRuns: 5000 },
    );
  });

  it('[POL-08] never gives a greater weight less than a smaller one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000 }), weights, (total, list) => {
        const parts = allocated(total, list);
        const order = list.map((_, index) => index).sort((a, b) => (list[a] ?? 0) - (list[b] ?? 0));
        const rising = order.every((at, index) => {
          const before = order[index - 1];
          return before === undefined || list[before] === list[at] || (parts[before] ?? 0) <= (parts[at] ?? 0);
        });
        expect(rising).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('stops where nobody may receive what there is to split', () => {
    expect(allocated(0, [0, 0])).toEqual([0, 0]);
    expect(() => allocated(1, [0, 0])).toThrow(InvariantBroken);
    expect(() => allocated(1, [])).toThrow(InvariantBroken);
    expect(() => allocated(1, [1, -1])).toThrow(InvariantBroken);
    expect(() => allocated(1, [0.5])).toThrow(InvariantBroken);
  });
});

/** Cuts of 0 .. of in rising order, both ends among them. */
const tilings = fc
  .integer({ min: 1, max: 100_000_000 })
  .chain((of) => fc.tuple(fc.constant(of), fc.uniqueArray(fc.integer({ min: 1, max: of }), { maxLength: 12 })))
  .map(([of, cuts]) => ({ of, cuts: [...new Set([0, ...cuts, of])].sort((a, b) => a - b) }));

describe('a slice', () => {
  it('[SUB-28] any tiling of a period sums to the whole, in every mode', () => {
    fc.assert(
      fc.property(totals, tilings, fc.constantFrom(...roundingModes), (amount, { of, cuts }, mode) => {
        const slices = cuts.slice(1).map((to, index) => sliceOf(amount, cuts[index] ?? 0, to, of, { mode, increment: 1 }));
        expect(sum(slices)).toBe(amount);
      }),
      { numRuns: 5000 },
    );
  });

  it('[BEY-07] differs from its ideal by less than one unit', () => {
    fc.assert(
      fc.property(totals, tilings, (amount, { of, cuts }) => {
        cuts.slice(1).forEach((to, index) => {
          const from = cuts[index] ?? 0;
          const off = BigInt(sliceOf(amount, from, to, of)) * BigInt(of) - BigInt(amount) * BigInt(to - from);
          expect(off <= BigInt(of) && -off <= BigInt(of)).toBe(true);
        });
      }),
      { numRuns: 3000 },
    );
  });

  it('[OR-24] twelve equal months of a year carry the remainder along', () => {
    const months = Array.from({ length: 12 }, (_, month) => sliceOf(100, month, month + 1, 12));
    expect(months).toEqual([8, 9, 8, 8, 9, 8, 8, 9, 8, 8, 9, 8]);
    expect(sum(months)).toBe(100);
  });

  it('[POL-02] the same change costs by days, by months of 30 days and by seconds', () => {
    // 100.00 for January; the change takes effect at noon on the 17th.
    expect(sliceOf(10_000, 16, 31, 31)).toBe(4839);
    expect(sliceOf(10_000, 16, 30, 30)).toBe(4667);
    expect(sliceOf(10_000, 16.5 * 86_400, 31 * 86_400, 31 * 86_400)).toBe(4677);
  });

  it("[POL-03] the day of the change is the new plan's or the old one's", () => {
    // G-PRO-3: 15 to 30, April, changed on the 5th: 26 days are left with the day of change, 25 without.
    const net = (elapsed: number): number => sliceOf(3000, elapsed, 30, 30) - sliceOf(1500, elapsed, 30, 30);
    expect(net(4)).toBe(1300);
    expect(net(5)).toBe(1250);
  });
});
