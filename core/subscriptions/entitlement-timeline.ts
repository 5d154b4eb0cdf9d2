import type { Timeline } from '../entitlements/advance.ts';
import type { ServiceSpan } from '../entitlements/suspension.ts';
import type { Instant } from '../time/instant.ts';
import type { Period } from '../time/period.ts';
import { daysAfter, type PlainDate } from '../time/plain-date.ts';
import { dateIn, startOfDay } from '../time/zone.ts';
import { servicePeriodAt, servicePeriods } from './periods.ts';
import type { Pause, Subscription, SubscriptionItem } from './types.ts';

/** Grants of no item (manual ones) follow the base. */
const itemOf = (subscription: Subscription, itemId: string): SubscriptionItem | undefined =>
  subscription.items.find((item) => (itemId === '' ? item.type === 'base' : item.id === itemId));

/** The first day after the subscription's end, where it is known by now. */
const endsOn = ({ state }: Subscription): PlainDate | null => {
  if (state.kind === 'cancelled') return state.on;
  return state.kind === 'active' ? state.cancelsOn : null;
};

/** The first day of a period that is served: a pause that it begins in leaves its rest, or nothing. A period that a pause interrupts goes on after it. */
const servedFrom = (period: Period, pauses: readonly Pause[]): PlainDate | null => {
  const pause = pauses.find(({ from, until }) => from <= period.start && (until === null || period.start < until));
  if (pause === undefined) return period.start;
  return pause.until !== null && pause.until < period.end ? pause.until : null;
};

/**
 * What time does to the grants of each item of a subscription up to `until` (see `advanced` in core/entitlements). Days begin on the
 * subscription's wall clock. The subscription's end counts; what else is planned for a day moves the grants when its own command does it.
 */
export const timelinesOf = (subscription: Subscription, until: Instant): ((itemId: string) => Timeline) => {
  const { zone } = subscription;
  const startingBefore = daysAfter(dateIn(until, zone), 1);
  const end = endsOn(subscription);
  const endsAt = end === null ? null : startOfDay(end, zone);
  const inactive = subscription.pauses.map((pause) => ({
    from: startOfDay(pause.from, zone),
    until: pause.until === null ? null : startOfDay(pause.until, zone),
  }));
  const timelines = new Map<string, Timeline>();
  return (itemId) => {
    const known = timelines.get(itemId);
    if (known !== undefined) return known;
    const item = itemOf(subscription, itemId);
    const served = item === undefined ? [] : servicePeriods(item, startingBefore);
    const periods = served.flatMap(({ period }) => {
      const start = servedFrom(period, subscription.pauses);
      return start === null ? [] : [{ start: startOfDay(start, zone), end: startOfDay(period.end, zone) }];
    });
    const timeline: Timeline = { periods, inactive, endsAt };
    timelines.set(itemId, timeline);
    return timeline;
  };
};

/** The service period of an item that holds a day, as instants; `null` where the item has none then. */
export const serviceSpan = (subscription: Subscription, itemId: string, on: PlainDate): ServiceSpan | null => {
  const item = itemOf(subscription, itemId);
  const served = item === undefined ? null : servicePeriodAt(item, on);
  if (served === null) return null;
  return { start: startOfDay(served.period.start, subscription.zone), end: startOfDay(served.period.end, subscription.zone) };
};
