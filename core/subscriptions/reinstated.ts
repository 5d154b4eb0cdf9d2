import { reactivated } from '../entitlements/ending.ts';
import { sameData } from '../kernel/edit.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import { laterRule, stretchFrom } from './anchor.ts';
import { contractFrom } from './contract.ts';
import { periodEndAt } from './lifecycle-grants.ts';
import { definitionsOf, type Occasion, variantOf, versionOf } from './occasion.ts';
import { type BilledFacts, isPaidPeriod } from './paid-period.ts';
import { servicePeriodAt } from './periods.ts';
import { baseItem, lastStretch, lastTerm, withItems, withStretchFrom, withTermFrom } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';
import type { AnchorRule, Subscription, SubscriptionItem } from './types.ts';

export type Reinstatement = {
  readonly cancelledOn: PlainDate;
  readonly addOns: 'restore' | 'drop';
  /** ENT-31: by default the old carry-over is gone. */
  readonly restoresCarryOver: boolean;
  readonly billed: BilledFacts;
};

/** OR-23: the item is still inside the period in which it was cancelled, whose charge stands and is paid: nothing is charged until that period ends. */
const isInPaidPeriod = (subscription: Subscription, item: SubscriptionItem, on: PlainDate, billed: BilledFacts): boolean => {
  const term = lastTerm(item);
  const served = servicePeriodAt(item, on);
  if (served === null || term.until === null || term.unusedPart !== 'kept' || term.until <= served.period.start) return false;
  return isPaidPeriod(billed, subscription.id, item.id, served.period);
};

/** What comes back: the base plan, and the add-ons that the cancel ended. What was charged once is not charged again. */
const comesBack = (item: SubscriptionItem, { cancelledOn, addOns }: Reinstatement, occasion: Occasion): boolean => {
  if (item.type === 'base') return true;
  const term = lastTerm(item);
  if (addOns === 'drop' || term.until === null || term.until < cancelledOn) return false;
  return versionOf(occasion.versions, term).billing.kind !== 'one-off';
};

/** An add-on that was in step with its base stays in step. */
const ruleOf = (subscription: Subscription, item: SubscriptionItem, base: SubscriptionItem): AnchorRule => {
  const inStep = item.type === 'add-on' && item.cadence.at(-1)?.anchor === baseItem(subscription).cadence.at(-1)?.anchor;
  return inStep ? { kind: 'date', on: lastStretch(base).anchor } : laterRule(subscription.anchorRule);
};

/** A frozen period ends its stretch; the one after it went with the cancel. */
const withFollowing = (subscription: Subscription, item: SubscriptionItem): SubscriptionItem => {
  const { until, interval } = lastStretch(item);
  return until === null
    ? item
    : { ...item, cadence: [...item.cadence, stretchFrom(until, interval, laterRule(subscription.anchorRule), 'prorated')] };
};

/**
 * The item as it had been served until the day on which it comes back. What was served of that very day (a kept charge serves the day of the cancel, see
 * cancel-subscription.ts; with POL-02 seconds a part of it) belongs to the new period, unless the old one goes on.
 */
const servedUntil = (item: SubscriptionItem, on: PlainDate, continues: boolean): SubscriptionItem => ({
  ...item,
  terms: item.terms.flatMap((term) => {
    if (term.until === null || term.until < on || (continues && term.until === on)) return [term];
    return term.from >= on ? [] : [{ ...term, until: on, untilSecond: 0 }];
  }),
});

const backAgain = (
  subscription: Subscription,
  item: SubscriptionItem,
  base: SubscriptionItem,
  occasion: Occasion,
  billed: BilledFacts,
): SubscriptionItem => {
  const { on } = occasion;
  const continues = isInPaidPeriod(subscription, item, on, billed);
  const { until: _until, untilSecond: _untilSecond, ...term } = lastTerm(item);
  const served = servedUntil(item, on, continues);
  const last = served.terms.at(-1);
  const next = withTermFrom(
    served,
    {
      ...term,
      from: on,
      fromSecond: last?.until === on ? last.untilSecond : 0,
      unusedPart: 'credited',
      firstPart: continues ? 'free' : 'prorated',
    },
    'credited',
  );
  if (continues) return withFollowing(subscription, next);
  const { interval } = variantOf(occasion.versions, term).cycle;
  return withStretchFrom(next, stretchFrom(on, interval, ruleOf(subscription, item, base), 'prorated'));
};

/** SUB-12 (same object), OR-23, ENT-31: the subscription lives again from a day on, under a new anchor, with a new allocation of entitlements. */
export const reinstated = (subscription: Subscription, reinstatement: Reinstatement, occasion: Occasion): Subscription => {
  const { on, moment, command, versions, cause } = occasion;
  const { billed } = reinstatement;
  const base = backAgain(subscription, baseItem(subscription), baseItem(subscription), occasion, billed);
  const items = withItems(subscription, (item) => {
    if (item.type === 'base') return base;
    return comesBack(item, reinstatement, occasion) ? backAgain(subscription, item, base, occasion, billed) : item;
  });
  const { contract } = subscription;
  const restarts = !sameData(base.cadence, baseItem(subscription).cadence);
  const after: Subscription = {
    ...items,
    state: { kind: 'active', since: on, cancelsOn: null },
    planned: [],
    contract: contract === null || (!restarts && contract.endsOn > on) ? contract : contractFrom(lastStretch(base), contract),
    renewedThrough: later(subscription.renewedThrough, on),
  };
  const grants = after.items.reduce((before, item) => {
    const term = lastTerm(item);
    if (term.until !== null) return before;
    return reactivated(before, definitionsOf(versions, term), {
      cause,
      itemId: item.id,
      quantity: term.quantity,
      at: moment,
      startsAt: moment,
      periodEnd: periodEndAt(after, item, moment),
      trial: null,
      restoresCarryOver: reinstatement.restoresCarryOver,
    });
  }, after.grants);
  const facts = { mode: 'same', cancelledOn: reinstatement.cancelledOn, newPeriod: restarts ? 'yes' : 'no' };
  return withHistory({ ...after, grants }, transition('reactivated', on, command, facts));
};
