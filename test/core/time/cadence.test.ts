import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundary, type Interval, monthsIn, period, periodAt, periodIndex } from '../../../core/time/cadence.ts';
import { contains, daysIn, overlap } from '../../../core/time/period.ts';
import { dateOfDayNumber, dayNumber, daysAfter } from '../../../core/time/plain-date.ts';

const anchors = fc.integer({ min: dayNumber('1990-01-01'), max: dayNumber('2060-12-31') }).map(dateOfDayNumber);
const intervals = fc.record({
  unit: fc.constantFrom<Interval['unit']>('day', 'week', 'month', 'quarter', 'half-year', 'year'),
  count: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 30 })),
});
const indexes = fc.integer({ min: -40, max: 40 });
const month: Interval = { unit: 'month', count: 1 };

it('[G-ANC-1] an anchor on 31 January, monthly, falls on 28 February (29 in leap years), 31 March and 30 April', () => {
  expect([1, 2, 3].map((index) => boundary('2025-01-31', month, index))).toEqual(['2025-02-28', '2025-03-31', '2025-04-30']);
  expect([1, 2, 3].map((index) => boundary('2024-01-31', month, index))).toEqual(['2024-02-29', '2024-03-31', '2024-04-30']);
});

it('[SUB-21] an anchor on the 29th, 30th or 31st falls on the last day of a short month, and returns', () => {
  const february = (day: string) => [1, 2].map((index) => boundary(`2026-01-${day}`, month, index));
  expect(['29', '30', '31'].map(february)).toEqual([
    ['2026-02-28', '2026-03-29'],
    ['2026-02-28', '2026-03-30'],
    ['2026-02-28', '2026-03-31'],
  ]);
});

it('[CAT-16] an interval may be days, weeks, months, quarters, half-years or years, and a count of them', () => {
  const second = (unit: Interval['unit'], count: number) => period('2025-08-31', { unit, count }, 1);
  expect(second('day', 10)).toEqual({ start: '2025-09-10', end: '2025-09-20' });
  expect(second('week', 2)).toEqual({ start: '2025-09-14', end: '2025-09-28' });
  expect(second('month', 1)).toEqual({ start: '2025-09-30', end: '2025-10-31' });
  expect(second('quarter', 1)).toEqual({ start: '2025-11-30', end: '2026-02-28' });
  expect(second('half-year', 1)).toEqual({ start: '2026-02-28', end: '2026-08-31' });
  expect(second('year', 2)).toEqual({ start: '2027-08-31', end: '2029-08-31' });
  expect([monthsIn({ unit: 'quarter', count: 2 }), monthsIn({ unit: 'week', count: 2 })]).toEqual([6, null]);
});

describe('periods', () => {
  it('[SUB-21] tile: no gap, no overlap, no empty one, for any anchor and interval', () => {
    fc.assert(
      fc.property(anchors, intervals, indexes, (anchor, interval, index) => {
        const one = period(anchor, interval, index);
        const next = period(anchor, interval, index + 1);
        expect(one.end).toBe(next.start);
        expect(one.start < one.end).toBe(true);
        expect(overlap(one, next)).toBeNull();
      }),
      { numRuns: 5000 },
    );
  });

  it('[SUB-24] the index of a day is the inverse of the nth period', () => {
    fc.assert(
      fc.property(
        anchors,
        intervals,
        indexes,
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (anchor, interval, index, at) => {
          const one = period(anchor, interval, index);
          const day = daysAfter(one.start, Math.floor(at * daysIn(one)));
          expect(contains(one, day)).toBe(true);
          expect(periodIndex(anchor, interval, day)).toBe(index);
          expect(periodAt(anchor, interval, day)).toEqual(one);
          expect(periodIndex(anchor, interval, one.start)).toBe(index);
          expect(periodIndex(anchor, interval, one.end)).toBe(index + 1);
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('[SUB-24] are half-open: the last day is in, the end is not', () => {
    const april = { start: '2026-04-01', end: '2026-05-01' };
    expect([
      contains(april, '2026-03-31'),
      contains(april, '2026-04-01'),
      contains(april, '2026-04-30'),
      contains(april, '2026-05-01'),
    ]).toEqual([false, true, true, false]);
    expect(daysIn(april)).toBe(30);
  });

  it('share what lies in both', () => {
    const april = { start: '2026-04-01', end: '2026-05-01' };
    expect(overlap(april, { start: '2026-04-20', end: '2026-06-01' })).toEqual({ start: '2026-04-20', end: '2026-05-01' });
    expect(overlap(april, { start: '2026-05-01', end: '2026-06-01' })).toBeNull();
    fc.assert(
      fc.property(anchors, anchors, intervals, intervals, (a, b, first, second) => {
        const [left, right] = [period(a, first, 0), period(b, second, 0)];
        const shared = overlap(left, right);
        const days = shared === null ? 0 : daysIn(shared);
        const counted = Array.from({ length: Math.min(daysIn(left), 800) }, (_, index) => daysAfter(left.start, index)).filter((day) =>
          contains(right, day),
        );
        expect(overlap(right, left)).toEqual(shared);
        fc.pre(daysIn(left) <= 800);
        expect(counted).toHaveLength(days);
      }),
      { numRuns: 1000 },
    );
  });
});
