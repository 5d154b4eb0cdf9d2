import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import {
  dateOfDayNumber,
  dayNumber,
  daysAfter,
  daysBetween,
  daysInMonth,
  earlier,
  isLeapYear,
  isPlainDate,
  later,
  monthsAfter,
  monthStart,
  partsOf,
  plainDate,
  weekdayOf,
} from '../../../core/time/plain-date.ts';

const firstDay = -719_162; // 0001-01-01
const lastDay = 2_932_896; // 9999-12-31
const days = fc.integer({ min: firstDay, max: lastDay });

/** What the calendar of the host says: another way than ours. */
const byHost = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

describe('day numbers', () => {
  it('lead to the day of the calendar and back, over the years 1 to 9999', () => {
    expect([dateOfDayNumber(firstDay), dateOfDayNumber(0), dateOfDayNumber(lastDay)]).toEqual(['0001-01-01', '1970-01-01', '9999-12-31']);
    fc.assert(
      fc.property(days, (day) => {
        expect(dateOfDayNumber(day)).toBe(byHost(day));
        expect(dayNumber(byHost(day))).toBe(day);
      }),
      { numRuns: 10_000 },
    );
  });

  it('count every single day of 120 years without a gap', () => {
    const start = dayNumber('1985-01-01');
    const wrong = Array.from({ length: 43_830 }, (_, index) => start + index).filter(
      (day) => dateOfDayNumber(day) !== byHost(day) || dayNumber(byHost(day)) !== day,
    );
    expect(wrong).toEqual([]);
  });

  it('stop at the ends of the calendar', () => {
    expect(() => dateOfDayNumber(firstDay - 1)).toThrow(InvariantBroken);
    expect(() => dateOfDayNumber(lastDay + 1)).toThrow(InvariantBroken);
    expect(() => daysAfter('9999-12-31', 1)).toThrow(InvariantBroken);
  });
});

describe('days', () => {
  it('are those of the calendar, and nothing else', () => {
    expect(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31', '2026-12-31'].every(isPlainDate)).toBe(true);
    const wrong = [
      '2025-02-29',
      '1900-02-29',
      '2026-02-31',
      '2026-04-31',
      '2026-13-01',
      '2026-00-10',
      '2026-01-00',
      '2026-01-32',
      '0000-01-01',
      '2026-1-1',
      '26-01-01',
      '2026-01-01T00:00:00Z',
      ' 2026-01-01',
      '2026-01-01 ',
      '2026/01/01',
      '-2026-01-01',
      '',
      '２０２６-01-01',
      '2026-01-01\n',
    ];
    expect(wrong.filter(isPlainDate)).toEqual([]);
  });

  it('are made from parts that are a day, or not at all', () => {
    expect(plainDate(2026, 3, 7)).toBe('2026-03-07');
    expect(partsOf('2026-03-07')).toEqual({ year: 2026, month: 3, day: 7 });
    for (const [year, month, day] of [
      [2026, 2, 29],
      [2026, 13, 1],
      [0, 1, 1],
      [10_000, 1, 1],
      [2026, 1, 0],
    ] as const) {
      expect(() => plainDate(year, month, day)).toThrow(InvariantBroken);
    }
  });

  it('are counted and compared as text', () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        const [from, to] = [dateOfDayNumber(a), dateOfDayNumber(b)];
        expect(daysBetween(from, to)).toBe(b - a);
        expect(daysAfter(from, b - a)).toBe(to);
        expect(from < to).toBe(a < b);
        expect([earlier(from, to), later(from, to)]).toEqual(a <= b ? [from, to] : [to, from]);
      }),
      { numRuns: 3000 },
    );
  });

  it('have the weekday of the host, Monday first', () => {
    expect(weekdayOf('2026-11-20')).toBe(5);
    fc.assert(
      fc.property(days, (day) => {
        expect(weekdayOf(dateOfDayNumber(day)) % 7).toBe(new Date(day * 86_400_000).getUTCDay());
      }),
      { numRuns: 3000 },
    );
  });

  it('leap years follow the Gregorian rule', () => {
    expect([1900, 2000, 2023, 2024, 2100, 2400].map(isLeapYear)).toEqual([false, true, false, true, false, true]);
    expect([daysInMonth(2024, 2), daysInMonth(2025, 2), daysInMonth(2025, 4), daysInMonth(2025, 12)]).toEqual([29, 28, 30, 31]);
    expect(monthStart('2026-11-20')).toBe('2026-11-01');
  });
});

describe('months', () => {
  it('[SUB-21] end where the month ends, and return to the day where it has one', () => {
    expect([1, 2, 3, 12, 13].map((months) => monthsAfter('2025-01-31', months))).toEqual([
      '2025-02-28',
      '2025-03-31',
      '2025-04-30',
      '2026-01-31',
      '2026-02-28',
    ]);
    expect(monthsAfter('2024-02-29', 12)).toBe('2025-02-28');
    expect(monthsAfter('2024-02-29', 48)).toBe('2028-02-29');
    expect(monthsAfter('2025-03-31', -1)).toBe('2025-02-28');
    expect(monthsAfter('2025-01-15', -13)).toBe('2023-12-15');
  });

  it('[SUB-21] never leave the wanted month, and never pass the day of the anchor', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: dayNumber('1900-01-01'), max: dayNumber('2150-12-31') }),
        fc.integer({ min: -1200, max: 1200 }),
        (day, months) => {
          const anchor = dateOfDayNumber(day);
          const from = partsOf(anchor);
          const to = partsOf(monthsAfter(anchor, months));
          expect(to.year * 12 + to.month).toBe(from.year * 12 + from.month + months);
          expect(to.day).toBe(Math.min(from.day, daysInMonth(to.year, to.month)));
        },
      ),
      { numRuns: 5000 },
    );
  });
});
