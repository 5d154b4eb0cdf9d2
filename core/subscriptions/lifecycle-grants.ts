import { advanced } from '../entitlements/advance.ts';
import { endedGrant } from '../entitlements/ending.ts';
import { isEnding } from '../entitlements/grant-state.ts';
import { downgraded, type PlanChangeContext, quantityChanged, upgraded } from '../entitlements/plan-change.ts';
import { provisioned, type TrialLevel } from '../entitlements/provision.ts';
import type { Grant } from '../entitlements/types.ts';
import type { Instant } from '../time/instant.ts';
import { dateIn, msAfter, startOfDay } from '../time/zone.ts';
import { serviceSpan, timelinesOf } from './entitlement-timeline.ts';
import { definitionsOf, type Occasion } from './occasion.ts';
import { lastTerm } from './timeline.ts';
import type { Subscription, SubscriptionItem, Term } from './types.ts';

/** The subscription with everything that time alone did to its grants up to and including `until` (OFF-06). */
export const withGrantsUntil = (subscription: Subscription, until: Instant): Subscription => {
  const grants = advanced(subscription.grants, until, timelinesOf(subscription, until));
  return grants.some((grant, index) => grant !== subscription.grants[index]) ? { ...subscription, grants } : subscription;
};

/** Everything strictly before a moment: what happens at a period's first moment comes before the renewal that falls on it. */
export const withGrantsBefore = (subscription: Subscription, moment: Instant): Subscription =>
  withGrantsUntil(subscription, msAfter(moment, -1));

/**
 * A command of a station that was offline is older than the state that it meets: entitlements were renewed and used meanwhile. They follow it now, after the
 * last thing that happened to them, while the timeline has it on its own day.
 */
export const notBeforeGrants = ({ grants }: Subscription, moment: Instant): Instant =>
  grants.reduce((latest, { log }) => {
    const last = log.at(-1)?.at ?? latest;
    return last > latest ? last : latest;
  }, moment);

/** The end of the item's running period (or trial) as an instant; `null` where none is running. */
export const periodEndAt = (subscription: Subscription, item: SubscriptionItem, at: Instant): Instant | null => {
  const { state, zone } = subscription;
  if (state.kind === 'trial' && at < state.endsAt) return state.endsAt;
  return serviceSpan(subscription, item.id, dateIn(at, zone))?.end ?? null;
};

/** What a plan or quantity change means for grants. `after` already has the new timeline, so that the period's end is the new one. */
const contextOf = (
  after: Subscription,
  item: SubscriptionItem,
  term: Pick<Term, 'quantity'>,
  occasion: Occasion,
  startsPeriod: boolean,
): PlanChangeContext => ({
  cause: occasion.cause,
  itemId: item.id,
  quantity: term.quantity,
  at: occasion.moment,
  periodEnd: periodEndAt(after, item, occasion.moment),
  trial: null,
  mode: 'replace',
  startsPeriod,
});

/** ENT-02: grants of an item that starts at the occasion's moment. */
export const itemGrants = (after: Subscription, item: SubscriptionItem, occasion: Occasion, trial: TrialLevel): readonly Grant[] => {
  const term = lastTerm(item);
  return provisioned(definitionsOf(occasion.versions, term), {
    cause: occasion.cause,
    itemId: item.id,
    quantity: term.quantity,
    at: occasion.moment,
    startsAt: occasion.moment,
    periodEnd: periodEndAt(after, item, occasion.moment),
    trial,
  });
};

/**
 * ENT-28, ENT-29: the item's grants by the plan of a term. A change that takes effect with a period replaces everything at once; a downgrade inside a
 * period leaves it to each definition whether it is reduced now or with the next period.
 */
export const planGrants = (
  after: Subscription,
  item: SubscriptionItem,
  change: {
    readonly term: Pick<Term, 'planId' | 'planVersion' | 'variantId' | 'quantity'>;
    readonly direction: 'upgrade' | 'downgrade' | 'sidegrade';
    readonly startsPeriod: boolean;
  },
  occasion: Occasion,
): readonly Grant[] => {
  const definitions = definitionsOf(occasion.versions, change.term);
  const context = contextOf(after, item, change.term, occasion, change.startsPeriod);
  return change.direction === 'downgrade' && !change.startsPeriod
    ? downgraded(after.grants, definitions, { ...context, newFrom: occasion.moment })
    : upgraded(after.grants, definitions, context);
};

/** A scheduled downgrade whose entitlements drop when it is asked for: what only the new plan has starts with it (OR-12, ENT-29). */
export const earlyDowngradeGrants = (
  subscription: Subscription,
  item: SubscriptionItem,
  term: Pick<Term, 'planId' | 'planVersion' | 'variantId' | 'quantity' | 'from'>,
  occasion: Occasion,
): readonly Grant[] =>
  downgraded(subscription.grants, definitionsOf(occasion.versions, term), {
    ...contextOf(subscription, item, term, occasion, false),
    newFrom: startOfDay(term.from, subscription.zone),
  });

/** Grants that count per unit follow the quantity (ENT-28, ENT-29). */
export const quantityGrants = (after: Subscription, item: SubscriptionItem, isDecrease: boolean, occasion: Occasion): readonly Grant[] => {
  const term = lastTerm(item);
  return quantityChanged(after.grants, definitionsOf(occasion.versions, term), contextOf(after, item, term, occasion, false), isDecrease);
};

/** ENT-27: the whole subscription ends. What already runs out is left to do so. */
export const cancelledGrants = (grants: readonly Grant[], at: Instant): readonly Grant[] =>
  grants.map((grant) => (isEnding(grant) ? grant : endedGrant(grant, at, 'cancelled')));
