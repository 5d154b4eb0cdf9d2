import { invariant } from '../kernel/invariant.ts';
import type { Period } from './period.ts';
import { dateOfDayNumber, dayNumber, monthsAfter, partsOf, type PlainDate } from './plain-date.ts';

/** How often something recurs (CAT-16): every `count` units, `count` from 1 to 1,000. */
export type Interval = { readonly unit: 'day' | 'week' | 'month' | 'quarter' | 'half-year' | 'year'; readonly count: number };

const monthsPerUnit = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const;
const daysPerUnit = { day: 1, week: 7 } as const;

/** The length in months, `null` for intervals of days and weeks. */
export const monthsIn = (interval: Interval): number | null =>
  interval.unit === 'day' || interval.unit === 'week' ? null : monthsPerUnit[interval.unit] * interval.count;

/** The length in days, `null` for intervals of months. */
const daysOf = (interval: Interval): number =>
  interval.unit === 'day' || interval.unit === 'week' ? daysPerUnit[interval.unit] * interval.count : 0;

/** Nothing that is sold runs longer, so that every period that anyone asks about lies inside the calendar. */
const mostYears = 100;

/** Whether so many periods run longer than a hundred years; `count` from 1. */
export const isBeyondCentury = (interval: Interval, count: number): boolean => {
  const months = monthsIn(interval);
  return months === null ? daysOf(interval) * count > mostYears * 366 : months * count > mostYears * 12;
};

/** The start of the nth period counted from the anchor (SUB-21: 31 Jan gives 28 Feb and then 31 Mar). `index` may be negative. */
export const boundary = (anchor: PlainDate, interval: Interval, index: number): PlainDate => {
  const months = monthsIn(interval);
  return months === null ? dateOfDayNumber(dayNumber(anchor) + daysOf(interval) * index) : monthsAfter(anchor, months * index);
};

/** The nth period counted from the anchor; period 0 starts on the anchor. */
export const period = (anchor: PlainDate, interval: Interval, index: number): Period => ({
  start: boundary(anchor, interval, index),
  end: boundary(anchor, interval, index + 1),
});

/** The index of the period that holds the date. */
export const periodIndex = (anchor: PlainDate, interval: Interval, date: PlainDate): number => {
  const months = monthsIn(interval);
  if (months === null) return Math.floor((dayNumber(date) - dayNumber(anchor)) / daysOf(interval));
  const from = partsOf(anchor);
  const to = partsOf(date);
  let index = Math.floor(((to.year - from.year) * 12 + (to.month - from.month)) / months);
  let start = boundary(anchor, interval, index);
  if (start > date) {
    index -= 1;
    start = boundary(anchor, interval, index);
  }
  let end = boundary(anchor, interval, index + 1);
  if (end <= date) {
    index += 1;
    start = end;
    end = boundary(anchor, interval, index + 1);
  }
  invariant(start <= date && date < end, 'a period holds its date');
  return index;
};

export const periodAt = (anchor: PlainDate, interval: Interval, date: PlainDate): Period =>
  period(anchor, interval, periodIndex(anchor, interval, date));
