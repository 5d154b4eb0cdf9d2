import { detached } from '../entitlements/ending.ts';
import { must } from '../kernel/invariant.ts';
import { exact } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import { anchorFor, laterRule, stretchFrom } from './anchor.ts';
import { itemGrants, planGrants, quantityGrants, withGrantsBefore, withGrantsUntil } from './lifecycle-grants.ts';
import type { Occasion } from './occasion.ts';
import { servicePeriodAt } from './periods.ts';
import { baseItem, endedItem, itemById, lastStretch, lastTerm, openTerm, withItem, withStretchFrom, withTermFrom } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';
import type { CadenceStretch, Subscription, SubscriptionItem, Term, TimelineChange, Transition } from './types.ts';

export type ChangeOf<K extends TimelineChange['kind']> = Extract<TimelineChange, { kind: K }>;

const itemOf = (subscription: Subscription, itemId: string): SubscriptionItem =>
  must(itemById(subscription, itemId), 'a change names an item that exists');

/** A change that takes effect with one of the item's periods, before its renewal. Later on that day the period runs already. */
const startsPeriod = (subscription: Subscription, item: SubscriptionItem, on: PlainDate): boolean =>
  subscription.renewedThrough < on && servicePeriodAt(item, on)?.period.start === on;

/** Whether the item's entitlements were renewed at the moment already, because somebody used them before the change landed. */
const isRenewed = (subscription: Subscription, item: SubscriptionItem, moment: Instant): boolean =>
  subscription.grants.some((grant) => grant.itemId === item.id && grant.resetsAt !== null && grant.resetsAt > moment);

const planFacts = (
  before: Term,
  after: Pick<Term, 'planId' | 'planVersion' | 'variantId' | 'quantity'>,
  itemId: string,
): Transition['facts'] => ({
  itemId,
  planFrom: before.planId,
  versionFrom: String(before.planVersion),
  variantFrom: before.variantId,
  planTo: after.planId,
  versionTo: String(after.planVersion),
  variantTo: after.variantId,
  quantity: after.quantity,
});

const directionKind = { upgrade: 'upgraded', downgrade: 'downgraded', sidegrade: 'sidegraded' } as const;

/** SUB-05, SUB-06, SUB-08, SUB-27. A migration keeps its own name on the timeline (OFR-22). */
export const withPlan = (subscription: Subscription, change: ChangeOf<'plan'>, occasion: Occasion, migrationId: string): Subscription => {
  const { on, second, moment, command } = occasion;
  const before = itemOf(subscription, change.itemId);
  const begins = startsPeriod(subscription, before, on);
  const startsAnew = begins ? !isRenewed(subscription, before, moment) : change.interval !== null;
  const current = startsAnew ? withGrantsBefore(subscription, moment) : withGrantsUntil(subscription, moment);
  const point = change.interval === null ? second : 0;
  const moved = withTermFrom(
    { ...before, productId: change.productId },
    { ...change.term, from: on, fromSecond: point },
    change.unusedPart,
  );
  const item =
    change.interval === null
      ? moved
      : withStretchFrom(moved, stretchFrom(on, change.interval, laterRule(subscription.anchorRule), 'prorated'));
  const cut = change.interval !== null && !begins;
  const after = withItem({ ...current, renewedThrough: cut ? later(current.renewedThrough, on) : current.renewedThrough }, item);
  const { direction, term } = change;
  const grants =
    change.entitlementsFrom === 'now' ? after.grants : planGrants(after, item, { term, direction, startsPeriod: startsAnew }, occasion);
  const facts = { ...planFacts(lastTerm(before), term, item.id), direction, migrationId };
  return withHistory({ ...after, grants }, transition(migrationId === '' ? directionKind[direction] : 'migrated', on, command, facts));
};

export const withQuantity = (subscription: Subscription, change: ChangeOf<'quantity'>, occasion: Occasion): Subscription => {
  const { on, second, moment, command } = occasion;
  const current = withGrantsUntil(subscription, moment);
  const before = itemOf(subscription, change.itemId);
  const term = lastTerm(before);
  const next = {
    ...term,
    from: on,
    fromSecond: second,
    quantity: change.quantity,
    unusedPart: 'credited',
    firstPart: change.firstPart,
  } as const;
  const item = withTermFrom(before, next, change.unusedPart);
  const after = withItem(current, item);
  // On the first day of a period the next period is this one: nothing has to wait for another.
  const isDecrease = exact(change.quantity).lessThan(term.quantity) && !startsPeriod(subscription, before, on);
  const grants = quantityGrants(after, item, isDecrease, occasion);
  const facts = { itemId: item.id, quantityFrom: term.quantity, quantityTo: change.quantity };
  return withHistory({ ...after, grants }, transition('quantity-changed', on, command, facts));
};

/** SUB-17, OFR-14: a price or a ramp of this subscription alone. */
export const withPrice = (subscription: Subscription, change: ChangeOf<'price'>, occasion: Occasion): Subscription => {
  const { on, second, command } = occasion;
  const before = itemOf(subscription, change.itemId);
  const { negotiated, ramps, firstPart } = change;
  const next = { ...lastTerm(before), from: on, fromSecond: second, negotiated, ramps, unusedPart: 'credited', firstPart } as const;
  const item = withTermFrom(before, next, change.unusedPart);
  const facts = { itemId: item.id, ...Object.fromEntries(negotiated.map(({ componentId, price }) => [`price.${componentId}`, price])) };
  return withHistory(withItem(subscription, item), transition('price-negotiated', on, command, facts));
};

/**
 * CAT-20: in step with the base plan an add-on shares its days, so that its first period is a stub that is prorated (CAT-29); on its own it counts from
 * the day on which it comes, or from the standard day for everyone.
 */
export const addOnStretch = (subscription: Subscription, change: ChangeOf<'add-on-attach'>, on: PlainDate): CadenceStretch => {
  const { interval } = change;
  const stub = change.term.firstPart === 'free' ? 'free' : 'prorated';
  const anchor =
    change.anchor === 'base' ? lastStretch(baseItem(subscription)).anchor : anchorFor(laterRule(subscription.anchorRule), on, interval);
  return { from: on, until: null, anchor, interval, stub, frozen: [] };
};

export const addOnItem = (
  subscription: Subscription,
  change: ChangeOf<'add-on-attach'>,
  on: PlainDate,
  second: number,
): SubscriptionItem => ({
  id: change.itemId,
  type: 'add-on',
  productId: change.productId,
  invoicing: change.invoicing,
  cadence: [addOnStretch(subscription, change, on)],
  terms: [{ ...change.term, from: on, fromSecond: second, until: null, untilSecond: 0 }],
  acceleratedOn: null,
});

export const withAddOn = (subscription: Subscription, change: ChangeOf<'add-on-attach'>, occasion: Occasion): Subscription => {
  const { on, command } = occasion;
  const item = addOnItem(subscription, change, on, occasion.second);
  const after: Subscription = { ...subscription, items: [...subscription.items, item] };
  const { planId, planVersion, variantId, quantity } = change.term;
  const facts = { itemId: item.id, planTo: planId, versionTo: String(planVersion), variantTo: variantId, quantity };
  const grants = [...after.grants, ...itemGrants(after, item, occasion, null)];
  return withHistory({ ...after, grants }, transition('add-on-attached', on, command, facts));
};

export const withoutAddOn = (subscription: Subscription, change: ChangeOf<'add-on-detach'>, occasion: Occasion): Subscription => {
  const { on, second, moment, command } = occasion;
  const before = itemOf(subscription, change.itemId);
  const current = startsPeriod(subscription, before, on) ? withGrantsBefore(subscription, moment) : withGrantsUntil(subscription, moment);
  const after = withItem(current, endedItem(before, { on, second }, change.unusedPart));
  const facts = { itemId: before.id, planFrom: lastTerm(before).planId };
  return withHistory({ ...after, grants: detached(after.grants, before.id, moment) }, transition('add-on-detached', on, command, facts));
};

/** Whether a change can still be made: its item may have ended meanwhile. */
export const isPossible = (subscription: Subscription, change: TimelineChange): boolean => {
  switch (change.kind) {
    case 'plan':
    case 'quantity':
    case 'price':
    case 'add-on-detach': {
      const item = itemById(subscription, change.itemId);
      return item !== null && openTerm(item) !== null;
    }
    case 'add-on-attach':
      return itemById(subscription, change.itemId) === null;
    case 'cancel':
    case 'pause':
    case 'resume':
      return true;
  }
};
