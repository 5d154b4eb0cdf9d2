import type { Flavor } from '../kernel/flavor.ts';
import { invariant } from '../kernel/invariant.ts';

/** A day without a clock or a zone, `YYYY-MM-DD`, years 0001 to 9999, proleptic Gregorian calendar. Text order is date order. */
export type PlainDate = Flavor<string, 'plain-date'>;

const form = /^\d{4}-\d{2}-\d{2}$/;

/** Whole days since 1970-01-01 (negative before). Algorithm: Howard Hinnant, "chrono-compatible low-level date algorithms". */
const dayNumberOf = (year: number, month: number, day: number): number => {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

const two = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

const textOf = (year: number, month: number, day: number): PlainDate => {
  invariant(year >= 1 && year <= 9999, 'a date lies in the years 1 to 9999');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
};

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Days in a month of the Gregorian calendar; `month` is 1 to 12. */
export const daysInMonth = (year: number, month: number): number => (month === 2 && isLeapYear(year) ? 29 : (lengths[month - 1] ?? 0));

/** The number that two digits at `from` say. Dates are read often: this is some five times faster than slicing and parsing. */
const pair = (text: string, from: number): number => (text.charCodeAt(from) - 48) * 10 + text.charCodeAt(from + 1) - 48;

/** The parts of a date. `month` is 1 to 12. */
export const partsOf = (date: PlainDate): { readonly year: number; readonly month: number; readonly day: number } => ({
  year: pair(date, 0) * 100 + pair(date, 2),
  month: pair(date, 5),
  day: pair(date, 8),
});

/** A real day of the calendar: 31 February is none. */
export const isPlainDate = (text: string): text is PlainDate => {
  if (!form.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
};

/** @throws InvariantBroken where the parts are no day of the calendar. */
export const plainDate = (year: number, month: number, day: number): PlainDate => {
  invariant(month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month), 'a date is a day of the calendar');
  return textOf(year, month, day);
};

/** Whole days since 1970-01-01. */
export const dayNumber = (date: PlainDate): number => {
  const { year, month, day } = partsOf(date);
  return dayNumberOf(year, month, day);
};

/** The inverse of `dayNumber`. */
export const dateOfDayNumber = (days: number): PlainDate => {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return textOf(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
};

/** `days` may be negative. */
export const daysAfter = (date: PlainDate, days: number): PlainDate => dateOfDayNumber(dayNumber(date) + days);

/** Days from `start` to `end`; negative where `end` comes first. */
export const daysBetween = (start: PlainDate, end: PlainDate): number => dayNumber(end) - dayNumber(start);

/**
 * The same day `months` later (or earlier), or the last day of that month where it has no such day (SUB-21).
 * Always call it with the anchor: counting on from its own answer would turn 31 January into 28 March.
 */
export const monthsAfter = (anchor: PlainDate, months: number): PlainDate => {
  const { year, month, day } = partsOf(anchor);
  const index = year * 12 + (month - 1) + months;
  const toYear = Math.floor(index / 12);
  const toMonth = index - toYear * 12 + 1;
  return textOf(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
};

/** ISO 8601 weekday: 1 is Monday, 7 is Sunday. */
export const weekdayOf = (date: PlainDate): 1 | 2 | 3 | 4 | 5 | 6 | 7 => {
  const index = (((dayNumber(date) + 3) % 7) + 7) % 7;
  return (index + 1) as 1 | 2 | 3 | 4 | 5 | 6 | 7;
};

export const monthStart = (date: PlainDate): PlainDate => `${date.slice(0, 8)}01`;

export const earlier = (a: PlainDate, b: PlainDate): PlainDate => (a < b ? a : b);
export const later = (a: PlainDate, b: PlainDate): PlainDate => (a > b ? a : b);
