import type { EntityId, OperatingEntity } from '../organization/types.ts';
import type { Instant } from '../time/instant.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import { dateIn, startOfDay, wallClock } from '../time/zone.ts';
import { servicePeriodAt } from './periods.ts';
import type { Subscription, SubscriptionItem, Transition } from './types.ts';

/** When a change shall take effect. A day may lie before the entry (SUB-29); `period-end` is the end of the item's running period, or of the trial. */
export type When = { readonly kind: 'now' } | { readonly kind: 'on'; readonly date: PlainDate } | { readonly kind: 'period-end' };

export type Effect = {
  readonly on: PlainDate;
  readonly second: number;
  /** It waits for its day. */
  readonly isPlanned: boolean;
  /** When entitlements follow: they cannot be given or taken in the past. */
  readonly moment: Instant;
};

export type EffectProblem =
  /** SUB-29, REV-13: the accounting period is closed. */
  | { readonly code: 'books.locked'; readonly entityId: EntityId; readonly on: PlainDate; readonly lockedBefore: PlainDate }
  /** Before the subscription (or the item) was billed at all. */
  | { readonly code: 'subscription.not-served-then'; readonly on: PlainDate; readonly servedFrom: PlainDate }
  /**
   * Something happened to the item later than the wanted day. A change is only made after the last one: taking the later one's ground away would change
   * what it meant. It is named, so that it can be undone first.
   */
  | { readonly code: 'subscription.later-change'; readonly on: PlainDate; readonly laterOn: PlainDate; readonly kind: Transition['kind'] }
  | { readonly code: 'subscription.no-period-then'; readonly on: PlainDate };

/** The day and second of a change, without asking whether it is allowed then. `null` where the item has no running period whose end could be meant. */
export const effectOf = (subscription: Subscription, item: SubscriptionItem, when: When, at: Instant): Effect | null => {
  const { zone, policies, state } = subscription;
  const today = dateIn(at, zone);
  if (when.kind === 'period-end') {
    const on = state.kind === 'trial' ? state.endsOn : servicePeriodAt(item, today)?.period.end;
    return on === undefined ? null : { on, second: 0, isPlanned: true, moment: startOfDay(on, zone) };
  }
  const on = when.kind === 'now' ? today : when.date;
  if (on > today) return { on, second: 0, isPlanned: true, moment: startOfDay(on, zone) };
  const second = on === today && policies.prorationBasis === 'seconds' ? wallClock(at, zone).second : 0;
  return { on, second, isPlanned: false, moment: at };
};

/** The newest thing on the item's timeline, as a day: its last term, its last cadence, the last pause. */
const lastChangeOn = (subscription: Subscription, item: SubscriptionItem): PlainDate => {
  const pause = subscription.pauses.at(-1);
  const days = [item.terms.at(-1)?.from, item.cadence.at(-1)?.from, pause?.from, pause?.until ?? undefined];
  return days.reduce<PlainDate>((last, day) => (day === undefined ? last : later(last, day)), subscription.startsOn);
};

const kindOn = (subscription: Subscription, on: PlainDate): Transition['kind'] =>
  subscription.history.findLast((entry) => entry.on === on && entry.kind !== 'renewed')?.kind ?? 'updated';

/**
 * SUB-29: whether a change of an item may take effect on a day: not inside closed books, not before it was served, and not before the last thing that
 * happened to it. A day that a frozen period still lies ahead of is no hindrance.
 */
export const effectProblem = (
  subscription: Subscription,
  item: SubscriptionItem,
  effect: Effect,
  entity: OperatingEntity,
  at: Instant,
): EffectProblem | null => {
  const { on, second } = effect;
  const locked = booksProblem(entity, on);
  if (locked !== null) return locked;
  const servedFrom = item.terms[0]?.from ?? subscription.startsOn;
  if (on < servedFrom) return { code: 'subscription.not-served-then', on, servedFrom };
  const today = dateIn(at, subscription.zone);
  const ahead: SubscriptionItem = { ...item, cadence: item.cadence.filter((stretch) => stretch.from <= today) };
  const laterOn = lastChangeOn(subscription, ahead);
  const last = item.terms.at(-1);
  if (on < laterOn || (last !== undefined && last.from === on && last.fromSecond > second)) {
    return { code: 'subscription.later-change', on, laterOn, kind: kindOn(subscription, laterOn) };
  }
  return null;
};

/** REV-13: nothing is made or changed with an effective date before the day up to which the books are closed. */
export const booksProblem = (entity: OperatingEntity, on: PlainDate): EffectProblem | null =>
  entity.booksLockedBefore !== null && on < entity.booksLockedBefore
    ? { code: 'books.locked', entityId: entity.id, on, lockedBefore: entity.booksLockedBefore }
    : null;
