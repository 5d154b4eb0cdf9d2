import { daysBetween, earlier, later, type PlainDate } from './plain-date.ts';

/** Half-open: the end day belongs to the next period, so neighbours never overlap and never leave a hole. */
export type Period = { readonly start: PlainDate; readonly end: PlainDate };

export const contains = (period: Period, date: PlainDate): boolean => date >= period.start && date < period.end;

export const daysIn = (period: Period): number => daysBetween(period.start, period.end);

/** The shared part, `null` where there is none. */
export const overlap = (a: Period, b: Period): Period | null => {
  const start = later(a.start, b.start);
  const end = earlier(a.end, b.end);
  return start < end ? { start, end } : null;
};
