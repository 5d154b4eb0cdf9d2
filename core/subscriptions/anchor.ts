import { unreachable } from '../kernel/invariant.ts';
import { boundary, type Interval, monthsIn, periodIndex } from '../time/cadence.ts';
import { daysInMonth, partsOf, plainDate, type PlainDate } from '../time/plain-date.ts';
import type { AnchorRule, CadenceStretch } from './types.ts';

/** Every fourth year is a leap year: within 48 months a month of each length comes by, where the interval ever meets one. */
const horizonMonths = 48;

/** The month `months` after the one that holds `date`, as its year, month (1 to 12) and length. */
const monthAfter = (date: PlainDate, months: number): { readonly year: number; readonly month: number; readonly days: number } => {
  const { year, month } = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return { year: toYear, month: toMonth, days: daysInMonth(toYear, toMonth) };
};

/**
 * An anchor whose periods begin on the standard day (1 to 31), the first of them on or soonest after `from` (SUB-19). In a month without that day it is
 * the last one (SUB-21); the anchor itself is then put into a later month that has the day, in step with the interval, so that the day is not lost.
 */
const standardDayAnchor = (day: number, from: PlainDate, months: number): PlainDate => {
  const here = monthAfter(from, 0);
  const first = Math.min(day, here.days) >= partsOf(from).day ? 0 : 1;
  let best = monthAfter(from, first);
  for (let ahead = first; best.days < day && ahead <= horizonMonths + first; ahead += months) {
    const month = monthAfter(from, ahead);
    if (month.days > best.days) best = month;
  }
  return plainDate(best.year, best.month, Math.min(day, best.days));
};

/**
 * The anchor of a stretch that begins on `from`. A standard day of the month needs an interval of months; with days and weeks every stretch counts
 * from its own start, since they have no month to stand in.
 */
export const anchorFor = (rule: AnchorRule, from: PlainDate, interval: Interval): PlainDate => {
  switch (rule.kind) {
    case 'start-day':
      return from;
    case 'date':
      return rule.on;
    case 'day-of-month': {
      const months = monthsIn(interval);
      return months === null ? from : standardDayAnchor(rule.day, from, months);
    }
    default:
      return unreachable(rule);
  }
};

/**
 * The rule by which a later stretch is anchored, after a cycle change, a shifted resume or a reactivation (SUB-27, OR-11, OR-23): a standard day for
 * everyone stays one, a date of this subscription's own gives way to the new start.
 */
export const laterRule = (rule: AnchorRule): AnchorRule => (rule.kind === 'day-of-month' ? rule : { kind: 'start-day' });

/** An open stretch from a day. Where the anchor falls on another day its first period is a stub (SUB-20). */
export const stretchFrom = (from: PlainDate, interval: Interval, rule: AnchorRule, stub: CadenceStretch['stub']): CadenceStretch => ({
  from,
  until: null,
  anchor: anchorFor(rule, from, interval),
  interval,
  stub,
  frozen: [],
});

/** The first day on or after `date` on which a period of the stretch begins. */
export const nextBoundary = (stretch: Pick<CadenceStretch, 'anchor' | 'interval'>, date: PlainDate): PlainDate => {
  const index = periodIndex(stretch.anchor, stretch.interval, date);
  const start = boundary(stretch.anchor, stretch.interval, index);
  return start === date ? start : boundary(stretch.anchor, stretch.interval, index + 1);
};

/** `periods` whole periods after the first one that begins on or after `date`: where a contract of so many periods ends (BIL-02). */
export const periodsAfter = (stretch: Pick<CadenceStretch, 'anchor' | 'interval'>, date: PlainDate, periods: number): PlainDate => {
  const first = nextBoundary(stretch, date);
  return boundary(stretch.anchor, stretch.interval, periodIndex(stretch.anchor, stretch.interval, first) + periods);
};
