import type { Instant } from '../time/instant.ts';
import { dayNumber } from '../time/plain-date.ts';

/** Half-open: `from` inclusive, `until` exclusive. Both are 24-character instants, so that text order is time order. */
export type UsageWindow = { readonly from: Instant; readonly until: Instant };

/** Milliseconds since 1970 by arithmetic on the fixed form. */
export const msOf = (instant: Instant): number =>
  dayNumber(instant.slice(0, 10)) * 86_400_000 +
  Number(instant.slice(11, 13)) * 3_600_000 +
  Number(instant.slice(14, 16)) * 60_000 +
  Number(instant.slice(17, 19)) * 1000 +
  Number(instant.slice(20, 23));

const zero = 48;
const two = (text: string, at: number): number => (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;

/** `msOf` for many instants of few days: it reads the calendar once for each day. */
export const msReader = (): ((instant: Instant) => number) => {
  const days = new Map<string, number>();
  return (instant) => {
    const date = instant.slice(0, 10);
    let dayMs = days.get(date);
    if (dayMs === undefined) {
      dayMs = msOf(`${date}T00:00:00.000Z`);
      days.set(date, dayMs);
    }
    const seconds = two(instant, 11) * 3600 + two(instant, 14) * 60 + two(instant, 17);
    return dayMs + seconds * 1000 + (instant.charCodeAt(20) - zero) * 100 + two(instant, 21);
  };
};

/** What orders events: when they happened, and at the same moment the order of their arrival (OR-21). */
export type Placed = { readonly at: Instant; readonly receivedAt: Instant; readonly id: string };

export const byPlace = (a: Placed, b: Placed): number => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
};
