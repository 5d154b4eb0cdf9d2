import type { SlicedPeriod } from './slices.ts';
import type { ItemView, SubscriptionView } from './subscription-view.ts';
import type { Instant } from '../time/instant.ts';
import { daysIn, overlap, type Period } from '../time/period.ts';
import type { Term } from '../subscriptions/types.ts';
import type { UsageEvent } from '../usage/types.ts';

/** The days of a billing period in which a term's price holds for usage (USG-14): the term's own, without pauses. */
export const usageDays = (view: SubscriptionView, item: ItemView, period: SlicedPeriod, holds: (term: Term) => boolean): readonly Period[] => {
  const served = period.served.period;
  let days: Period[] = [];
  for (const term of item.item.terms) {
    if (!holds(term)) continue;
    const shared = overlap(served, { start: term.from, end: term.until ?? served.end });
    if (shared === null) continue;
    const last = days.at(-1);
    if (last !== undefined && last.end === shared.start) days[days.length - 1] = { start: last.start, end: shared.end };
    else days.push(shared);
  }
  for (const pause of view.subscription.pauses) {
    days = days.flatMap((entry) => {
      const hole = overlap(entry, { start: pause.from, end: pause.until ?? entry.end });
      if (hole === null) return [entry];
      return [
        { start: entry.start, end: hole.start },
        { start: hole.end, end: entry.end },
      ].filter((part) => part.start < part.end);
    });
  }
  return days;
};

/** Half-open moments of the days in the subscription's zone (USG-11). */
export type Moments = { readonly from: Instant; readonly until: Instant };

export const momentsOf = (view: SubscriptionView, days: readonly Period[]): readonly Moments[] =>
  days.map((entry) => ({
    from: view.catalog.dayStarts(entry.start, view.subscription.zone),
    until: view.catalog.dayStarts(entry.end, view.subscription.zone),
  }));

/** The first index whose event is not before the moment. Events ascend by moment. */
const firstAt = (events: readonly UsageEvent[], moment: Instant): number => {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((events[middle]?.at ?? '') < moment) low = middle + 1;
    else high = middle;
  }
  return low;
};

export const eventsWithin = (events: readonly UsageEvent[], windows: readonly Moments[]): readonly UsageEvent[] =>
  windows.length === 1 && windows[0] !== undefined
    ? events.slice(firstAt(events, windows[0].from), firstAt(events, windows[0].until))
    : windows.flatMap((window) => events.slice(firstAt(events, window.from), firstAt(events, window.until)));

/** What of the period the days make up, for included units and commitments of a part of a period. A frozen period is whole. */
export const shareOf = (period: SlicedPeriod, days: readonly Period[]): { readonly part: number; readonly of: number } => {
  const whole = daysIn(period.served.nominal);
  const part = days.reduce((sum, entry) => sum + daysIn(entry), 0);
  if (period.served.frozen.length > 0 || period.served.stub === 'full' || part >= whole) return { part: whole, of: whole };
  return { part, of: whole };
};
