import type { Instant } from '../time/instant.ts';
import { dayNumber } from '../time/plain-date.ts';

/** Half-open: `from` inclusive, `until` exclusive. Both are 24-character instants, so that text order is time order. */
export type UsageWindow = { readonly from: Instant; readonly until: Instant };

/** Milliseconds since 1970 by arithmetic on the fixed form, since it runs once for each event. */
export const msOf = (instant: Instant): number =>
  dayNumber(instant.slice(0, 10)) * 86_400_000 +
  Number(instant.slice(11, 13)) * 3_600_000 +
  Number(instant.slice(14, 16)) * 60_000 +
  Number(instant.slice(17, 19)) * 1000 +
  Number(instant.slice(20, 23));

/** What orders events: when they happened, and at the same moment the order of their arrival (OR-21). */
export type Placed = { readonly at: Instant; readonly receivedAt: Instant; readonly id: string };

export const byPlace = (a: Placed, b: Placed): number => {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.receivedAt !== b.receivedAt) return a.receivedAt < b.receivedAt ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
};
