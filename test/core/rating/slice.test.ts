import { describe, expect, it } from 'vitest';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import { slicedAmounts } from '../../../core/rating/slice.ts';

const chargedOn = (listMinor: number, discountMinor: number, parts: readonly (readonly [number, number])[], of: number) =>
  parts.map(([from, to]) => {
    const part = slicedAmounts({ listMinor, discountMinor }, { from, to, of }, halfAwayFromZero);
    return part.listMinor - part.discountMinor;
  });

describe('what falls on a part of a period', () => {
  it('[SUB-25] is the part of the net price: the parts of a month sum to it', () => {
    // 10.00 less 6.67 is 3.33: half of it is 1.665.
    const halves = [
      [0, 15],
      [15, 30],
    ] as const;
    expect(chargedOn(1000, 667, halves, 30)).toEqual([167, 166]);
  });

  it('[OFR-12] is never below zero, and nothing where the whole is free', () => {
    const days = Array.from({ length: 30 }, (_, day) => [day, day + 1] as const);
    for (const discount of [0, 1, 333, 667, 999, 1000]) {
      const charged = chargedOn(1000, discount, days, 30);
      expect(charged.reduce((sum, amount) => sum + amount, 0)).toBe(1000 - discount);
      expect(Math.min(...charged)).toBeGreaterThanOrEqual(0);
    }
  });
});
