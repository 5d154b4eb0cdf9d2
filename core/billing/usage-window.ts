import type { Instant } from '../time/instant.ts';
import { daysIn, overlap, type Period } from '../time/period.ts';
import type { UsageEvent } from '../usage/types.ts';
import type { SlicedPeriod, TermView } from './slices.ts';
import type { SubscriptionView } from './subscription-view.ts';

/** The days of a billing period in which the terms' price holds for usage (USG-14): the terms' own, without pauses. */
export const usageDays = (view: SubscriptionView, { served }: SlicedPeriod, terms: readonly TermView[]): readonly Period[] => {
  let days: Period[] = [];
  for (const { term } of terms) {
    const shared = overlap(served.period, { start: term.from, end: term.until ?? served.period.end });
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

export const countOf = (days: readonly Period[]): number => days.reduce((sum, entry) => sum + daysIn(entry), 0);

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

export const eventsBetween = (events: readonly UsageEvent[], from: Instant, until: Instant): readonly UsageEvent[] =>
  events.slice(firstAt(events, from), firstAt(events, until));

export const eventsWithin = (events: readonly UsageEvent[], windows: readonly Moments[]): readonly UsageEvent[] => {
  const [only] = windows;
  if (events.length === 0) return events;
  if (only !== undefined && windows.length === 1) return eventsBetween(events, only.from, only.until);
  return windows.flatMap((window) => eventsBetween(events, window.from, window.until));
};

/** What of the period the days make up, for included units and commitments of a part of a period. A frozen period is whole. */
export const shareOf = ({ served }: SlicedPeriod, days: readonly Period[]): { readonly part: number; readonly of: number } => {
  const whole = daysIn(served.nominal);
  const part = countOf(days);
  if (served.frozen.length > 0 || served.stub === 'full' || part >= whole) return { part: whole, of: whole };
  return { part, of: whole };
};
