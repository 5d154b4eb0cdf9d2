import type { PlanId } from '../catalog/types.ts';
import type { Command } from '../kernel/command.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { redemptionOf } from '../offers/automatic.ts';
import { type RedemptionProblem, redemptionProblems } from '../offers/redeem.ts';
import type { Offer } from '../offers/types.ts';
import { daysAfter, later, type PlainDate } from '../time/plain-date.ts';
import { dateIn } from '../time/zone.ts';
import type { AddOnProblem } from '../catalog/may-buy.ts';
import { recurringMinor } from './direction.ts';
import type { EffectProblem, When } from './effective.ts';
import { moved, type Moved } from './move.ts';
import type { MoveFacts, MoveProblem } from './move-target.ts';
import { variantOf, versionOf } from './occasion.ts';
import { servicePeriodAt } from './periods.ts';
import { type ItemProblem, liveItem, type LiveItem } from './place-change.ts';
import type { ChangeConflict } from './planned.ts';
import { type Ready, readyFor, type ReadyProblem } from './subscription-facts.ts';
import { baseItemId } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';
import type { Subscription, SubscriptionItem } from './types.ts';

/** OFR-22: who moves where, and how. */
export type MigrationTerms = {
  /** Names the migration on every subscription's timeline: applied again, it moves nobody twice. */
  readonly migrationId: string;
  readonly from: PlanId;
  readonly to: string;
  /** Default: the cycle of the same name. */
  readonly cycle?: string;
  readonly when: 'now' | 'next-period';
  /** BEY-09: nobody moves before this day, so that the notice is kept. */
  readonly notBefore?: PlainDate;
  readonly proration?: 'prorate' | 'none';
  readonly unlinkedAddOns?: 'refuse' | 'detach';
  /** SUB-17: whoever agreed prices of his own stays, or loses them; default: stays. */
  readonly agreedPrices?: 'stay' | 'lose';
  /** BIL-02: whoever is inside a contract stays until it ends, or moves; default: stays. */
  readonly contracts?: 'stay' | 'move';
  /** A discount that softens the new price. */
  readonly offerId?: string;
};

export type MigrationFacts = MoveFacts & {
  readonly offer: Offer | null;
  /** All of the customer's subscriptions, for the offer's limits. */
  readonly others: readonly Subscription[];
};

export type StayReason =
  | ReadyProblem
  | ItemProblem
  | EffectProblem
  | ChangeConflict
  | MoveProblem
  | AddOnProblem
  | RedemptionProblem
  | { readonly code: 'migration.not-on-plan'; readonly planId: PlanId }
  | { readonly code: 'migration.has-agreed-prices'; readonly componentIds: readonly string[] }
  | { readonly code: 'migration.under-contract'; readonly endsOn: PlainDate }
  | { readonly code: 'migration.withdrawn'; readonly migrationId: string }
  | { readonly code: 'offer.missing'; readonly offerId: string };

/** OFR-23: one line of the dry run and of the report: what happens to a customer, or why nothing does. Amounts are full periods, net of discounts. */
export type MigrationRow = { readonly subscriptionId: string; readonly customerId: string } & (
  | {
      readonly outcome: 'moves';
      readonly on: PlainDate;
      readonly direction: 'upgrade' | 'downgrade' | 'sidegrade';
      readonly currency: string;
      readonly beforeMinor: number;
      readonly afterMinor: number;
    }
  | { readonly outcome: 'moved-before' }
  | { readonly outcome: 'stays'; readonly why: readonly StayReason[] }
);

/** The newest thing that this migration did to the subscription. */
const traceOf = (subscription: Subscription, migrationId: string): 'none' | 'moved' | 'withdrawn' => {
  const last = subscription.history.findLast(({ facts }) => facts['migrationId'] === migrationId);
  return last === undefined ? 'none' : last.kind === 'change-withdrawn' ? 'withdrawn' : 'moved';
};

/** The first of the item's periods that begins on or after the day on which moving is allowed. */
const nextPeriodFrom = (item: SubscriptionItem, day: PlainDate): PlainDate => {
  const served = servicePeriodAt(item, day);
  return served === null || served.period.start === day ? day : served.period.end;
};

const whenOf = (terms: MigrationTerms, { subscription }: Ready, { item }: LiveItem, command: Command): When => {
  const today = dateIn(command.at, subscription.zone);
  if (terms.when === 'now')
    return terms.notBefore === undefined || terms.notBefore <= today ? { kind: 'now' } : { kind: 'on', date: terms.notBefore };
  return { kind: 'on', date: nextPeriodFrom(item, later(terms.notBefore ?? today, daysAfter(today, 1))) };
};

const ownReasons = (terms: MigrationTerms, { subscription }: Ready, { term }: LiveItem): readonly StayReason[] => {
  const { contract } = subscription;
  const agreed = [...term.negotiated, ...term.ramps].map(({ componentId }) => componentId);
  return [
    ...(term.planId === terms.from ? [] : [{ code: 'migration.not-on-plan', planId: term.planId } as const]),
    ...(agreed.length === 0 || terms.agreedPrices === 'lose'
      ? []
      : [{ code: 'migration.has-agreed-prices', componentIds: agreed } as const]),
    ...(contract === null || terms.contracts === 'move' ? [] : [{ code: 'migration.under-contract', endsOn: contract.endsOn } as const]),
  ];
};

/** OFR-22: the softening discount runs from the day of the move. It obeys its own rules, so whoever cannot have it stays and is named. */
const softened = (after: Moved, terms: MigrationTerms, facts: MigrationFacts, command: Command): Outcome<Subscription, StayReason> => {
  const { subscription, change, effect } = after;
  if (terms.offerId === undefined) return done(subscription);
  const { offer, prices, others } = facts;
  if (offer === null || prices === null) return refuse({ code: 'offer.missing', offerId: terms.offerId });
  const { customer } = prices;
  const problems = redemptionProblems(offer, {
    customerId: customer.id,
    currency: subscription.currency,
    sold: [{ productId: change.productId, planId: change.term.planId }],
    on: dateIn(command.at, subscription.zone),
    segments: customer.segments,
    country: subscription.country,
    signedUpOn: customer.signedUpOn,
    redemptions: subscription.redemptions,
    redeemedByCustomer: others.flatMap(({ redemptions }) => redemptions).filter(({ offerId }) => offerId === offer.id).length,
    firstPurchase: false,
  });
  if (problems.length > 0) return { ok: false, problems };
  const { redemptions } = subscription;
  const redemption = redemptionOf(offer, {
    subscriptionId: subscription.id,
    startsOn: effect.on,
    sequence: redemptions.reduce((highest, { sequence }) => Math.max(highest, sequence), 0) + 1,
    earlier: redemptions.filter(({ offerId }) => offerId === offer.id).length,
  });
  const entry = transition('offer-redeemed', effect.on, command, {
    offerId: offer.id,
    redemptionId: redemption.id,
    name: offer.name,
    softens: terms.migrationId,
  });
  return done(withHistory({ ...subscription, redemptions: [...redemptions, redemption] }, entry));
};

export type Migrated = {
  readonly row: MigrationRow;
  readonly after: { readonly ready: Ready; readonly subscription: Subscription } | null;
};

const amounts = (ready: Ready, live: LiveItem, facts: MigrationFacts, after: Moved): readonly [number, number] => {
  const { prices } = facts;
  if (prices === null) return [0, 0];
  const question = { subscription: ready.subscription, item: live.item, on: after.effect.on, facts: prices };
  const priceOf = (term: LiveItem['term']): number => {
    const price = recurringMinor(question, { version: versionOf(after.versions, term), variant: variantOf(after.versions, term) }, term);
    return price.ok ? price.value : 0;
  };
  return [priceOf(live.term), priceOf({ ...after.change.term, until: null, untilSecond: 0 })];
};

/** OFR-22, OFR-23, BEY-09: what the migration does to one subscription. The dry run and the batch that applies it ask the same. */
export const migrated = (command: Command, terms: MigrationTerms, subscriptionId: string, facts: MigrationFacts): Migrated => {
  const head = { subscriptionId, customerId: facts.subscription?.customerId ?? '' };
  const stays = (why: readonly StayReason[]): Migrated => ({ row: { ...head, outcome: 'stays', why }, after: null });
  const trace = facts.subscription === null ? 'none' : traceOf(facts.subscription, terms.migrationId);
  if (trace === 'moved') return { row: { ...head, outcome: 'moved-before' }, after: null };
  if (trace === 'withdrawn') return stays([{ code: 'migration.withdrawn', migrationId: terms.migrationId }]);
  const ready = readyFor(facts, subscriptionId, command, 'change-plan');
  if (!ready.ok) return stays(ready.problems);
  const live = liveItem(ready.value.subscription, baseItemId);
  if (!live.ok) return stays(live.problems);
  const reasons = ownReasons(terms, ready.value, live.value);
  if (reasons.length > 0) return stays(reasons);
  const { cycle, proration, unlinkedAddOns, migrationId } = terms;
  const move = { when: whenOf(terms, ready.value, live.value, command), migrationId };
  const after = moved(command, ready.value, live.value, facts, {
    ...move,
    ...(cycle === undefined ? {} : { cycle }),
    ...(proration === undefined ? {} : { proration }),
    ...(unlinkedAddOns === undefined ? {} : { unlinkedAddOns }),
  });
  if (!after.ok) return stays(after.problems);
  const soft = softened(after.value, terms, facts, command);
  if (!soft.ok) return stays(soft.problems);
  const [beforeMinor, afterMinor] = amounts(ready.value, live.value, facts, after.value);
  const { direction } = after.value.change;
  const { currency } = ready.value.subscription;
  return {
    row: { ...head, outcome: 'moves', on: after.value.effect.on, direction, currency, beforeMinor, afterMinor },
    after: { ready: { ...ready.value, versions: after.value.versions }, subscription: soft.value },
  };
};
