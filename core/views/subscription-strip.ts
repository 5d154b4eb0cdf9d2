import { lastTerm } from '../subscriptions/timeline.ts';
import { servicePeriodAt } from '../subscriptions/periods.ts';
import type { PlannedChange, Subscription, SubscriptionItem } from '../subscriptions/types.ts';
import { daysAfter, daysBetween, earlier, later, type PlainDate } from '../time/plain-date.ts';

/** One stretch of an item under the same terms. `until` is exclusive, `null` for open. */
export type StripTerm = {
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly planId: string;
  readonly planVersion: number;
  readonly quantity: string;
  readonly hasOwnPrices: boolean;
  /** Places on the strip, 0 to 1. */
  readonly start: number;
  readonly end: number;
};

export type StripLane = {
  readonly itemId: string;
  readonly type: SubscriptionItem['type'];
  readonly productId: string;
  readonly terms: readonly StripTerm[];
};

export type StripSpan = { readonly from: PlainDate; readonly until: PlainDate | null; readonly start: number; readonly end: number };

export type StripMark = {
  readonly on: PlainDate;
  readonly at: number;
  readonly change: PlannedChange['change']['kind'] | 'cancel';
  readonly id: string;
};

/** A subscription drawn as a strip of time: lanes of items, pauses and trial over them, planned changes as marks. */
export type SubscriptionStrip = {
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly today: number;
  readonly lanes: readonly StripLane[];
  readonly pauses: readonly StripSpan[];
  readonly trial: StripSpan | null;
  readonly marks: readonly StripMark[];
  /** First days of months (or of years on long strips) with their places, for the scale. */
  readonly ticks: readonly { readonly on: PlainDate; readonly at: number }[];
};

/** The day on which the base plan's next billing period begins; where it has none now, the next day on which something happens by itself. */
export const nextBoundary = (subscription: Subscription, today: PlainDate): PlainDate => {
  const { state, items } = subscription;
  if (state.kind === 'pending') return later(state.startsOn, today);
  if (state.kind === 'trial') return later(state.endsOn, today);
  const base = items.find(({ type }) => type === 'base');
  const served = base === undefined ? null : servicePeriodAt(base, today);
  if (served !== null) return served.period.end;
  return later(base?.cadence.at(-1)?.from ?? today, daysAfter(today, 31));
};

/** How far ahead a preview looks: the next billing period has begun and everything planned has landed, at most `most` days ahead. */
export const previewThrough = (subscription: Subscription, today: PlainDate, most = 800): PlainDate => {
  const planned = subscription.planned.map(({ on }) => on);
  const furthest = [nextBoundary(subscription, today), ...planned].reduce(later, today);
  return earlier(furthest, daysAfter(today, most));
};

const monthAfter = (day: PlainDate): PlainDate => {
  const [year = 0, month = 0] = day.split('-').map(Number);
  const next = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${String(next[0]).padStart(4, '0')}-${String(next[1]).padStart(2, '0')}-01`;
};

const ticksOf = (from: PlainDate, until: PlainDate, place: (day: PlainDate) => number): SubscriptionStrip['ticks'] => {
  const months: PlainDate[] = [];
  for (let day = monthAfter(from); day < until; day = monthAfter(day)) months.push(day);
  const every = months.length <= 12 ? 1 : months.length <= 36 ? 3 : 12;
  return months.filter((day) => (Number(day.slice(5, 7)) - 1) % every === 0).map((on) => ({ on, at: place(on) }));
};

export const subscriptionStrip = (subscription: Subscription, today: PlainDate): SubscriptionStrip => {
  const { state, items, planned, pauses } = subscription;
  const from = items.flatMap(({ terms }) => terms[0]?.from ?? []).reduce(earlier, subscription.startsOn);
  const ahead = later(previewThrough(subscription, today), daysAfter(today, 31));
  const end = state.kind === 'cancelled' ? later(state.on, from) : ahead;
  const until = daysAfter(later(end, daysAfter(from, 30)), 14);
  const days = daysBetween(from, until);
  const place = (day: PlainDate): number => Math.min(1, Math.max(0, daysBetween(from, day) / days));
  const span = (start: PlainDate, finish: PlainDate | null): StripSpan => ({
    from: start,
    until: finish,
    start: place(start),
    end: finish === null ? 1 : place(finish),
  });
  const ends =
    state.kind === 'active' && state.cancelsOn !== null && !planned.some(({ change }) => change.kind === 'cancel') ? state.cancelsOn : null;
  return {
    from,
    until,
    today: place(today),
    lanes: items.map((item) => ({
      itemId: item.id,
      type: item.type,
      productId: item.productId,
      terms: item.terms
        .filter((term) => term.until === null || term.until > term.from)
        .map((term) => ({
          ...span(term.from, term.until),
          planId: term.planId,
          planVersion: term.planVersion,
          quantity: term.quantity,
          hasOwnPrices: term.negotiated.length > 0 || term.ramps.length > 0,
        })),
    })),
    pauses: pauses.map((pause) => span(pause.from, pause.until)),
    trial: state.kind === 'trial' ? span(state.since, state.endsOn) : null,
    marks: [
      ...planned.map(({ id, on, change }) => ({ id, on, at: place(on), change: change.kind })),
      ...(ends === null ? [] : [{ id: 'cancel', on: ends, at: place(ends), change: 'cancel' as const }]),
    ],
    ticks: ticksOf(from, until, place),
  };
};

/** The plan that the base item is on, or was on last. */
export const basePlanOf = (
  subscription: Subscription,
): { readonly planId: string; readonly planVersion: number; readonly variantId: string; readonly quantity: string } | null => {
  const base = subscription.items.find(({ type }) => type === 'base');
  return base === undefined ? null : lastTerm(base);
};
