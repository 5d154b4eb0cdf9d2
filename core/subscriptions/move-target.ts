import type { Plan, PlanId, Product, Ramp } from '../catalog/types.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Reads } from '../kernel/use-case.ts';
import type { DecimalText } from '../money/exact.ts';
import type { PriceProblem } from '../rating/priced.ts';
import type { PriceFacts } from './direction.ts';
import type { Effect, When } from './effective.ts';
import { variantOf, versionOf } from './occasion.ts';
import type { LiveItem } from './place-change.ts';
import { gatherPriceFacts, type PriceReads } from './price-facts.ts';
import { gatherOffered, missing, type Offered } from '../catalog/offered.ts';
import { type OfferProblem, type Sold, soldTo, termOf } from './sale.ts';
import type { Proration } from './schema.ts';
import { gatherSubscription, type Ready, type SubscriptionFacts, type SubscriptionReads } from './subscription-facts.ts';
import type { NegotiatedPrice, OpenTerm, SubscriptionId } from './types.ts';

/** What is asked for when an item moves to another plan, cycle or version. */
export type Move = {
  readonly when: When;
  readonly cycle?: string;
  readonly quantity?: DecimalText;
  readonly negotiated?: readonly NegotiatedPrice[];
  readonly ramps?: readonly Ramp[];
  readonly proration?: Proration;
  readonly entitlements?: 'now' | 'with-change';
  readonly unlinkedAddOns?: 'refuse' | 'detach';
  readonly migrationId: string;
};

export type MoveReads = SubscriptionReads & PriceReads & { plan: Plan; product: Product };

export type MoveFacts = SubscriptionFacts & {
  readonly target: Offered;
  /** The plan that the item is on, and the one of the base item. */
  readonly current: Plan | null;
  readonly base: Plan | null;
  readonly prices: PriceFacts | null;
};

export const gatherMove = async (
  source: Reads<MoveReads>,
  subscriptionId: SubscriptionId,
  itemId: string,
  to: string,
): Promise<MoveFacts> => {
  const facts = await gatherSubscription(source, subscriptionId);
  const planOf = async (matches: (item: { readonly id: string; readonly type: string }) => boolean): Promise<Plan | null> => {
    const term = facts.subscription?.items.find(matches)?.terms.at(-1);
    return term === undefined ? null : source.get('plan', term.planId);
  };
  const [target, current, base, prices] = await Promise.all([
    gatherOffered(source, to),
    planOf(({ id }) => id === itemId),
    planOf(({ type }) => type === 'base'),
    gatherPriceFacts(source, facts.subscription),
  ]);
  return { ...facts, target, current, base, prices };
};

export type MoveProblem =
  | OfferProblem
  | PriceProblem
  /** CAT-25: the plan that it is on leads elsewhere; with no paths of its own, to plans of its product. */
  | { readonly code: 'plan.not-on-upgrade-path'; readonly from: PlanId; readonly to: PlanId; readonly paths: readonly PlanId[] }
  | { readonly code: 'subscription.nothing-to-change' };

/** CAT-25: a plan's successor is always open to those who are on the plan (OFR-21). */
const isReachable = (current: Plan, target: Plan): boolean =>
  current.id === target.id ||
  current.successorPlanId === target.id ||
  (current.upgradePaths.length === 0 ? current.productId === target.productId : current.upgradePaths.includes(target.id));

/** Whoever is on a plan that is no longer sold may still change its cycle or take its newest version (OFR-20). */
const stillOpen = (offered: Offered): Offered => ({
  ...offered,
  plan: offered.plan === null ? null : { ...offered.plan, state: 'active', restrictions: { countries: [], segments: [] } },
  product: offered.product === null ? null : { ...offered.product, state: 'active' },
});

export type Target = { readonly sold: Sold; readonly term: OpenTerm };

/** What the item becomes, or every reason why it cannot. */
export const targetOf = (
  ready: Ready,
  { item, term }: LiveItem,
  facts: MoveFacts,
  move: Move,
  effect: Effect,
): Outcome<Target, MoveProblem> => {
  const { subscription, versions } = ready;
  const { target, current, base, prices } = facts;
  if (prices === null) return refuse(missing('customer', subscription.customerId));
  if (current === null || base === null) return refuse(missing('plan', term.planId));
  const wanted = {
    cycle: move.cycle ?? variantOf(versions, term).cycle.name,
    currency: subscription.currency,
    quantity: move.quantity ?? term.quantity,
    negotiated: move.negotiated ?? [],
    ramps: move.ramps ?? [],
  };
  const buyer = { country: subscription.country, segments: prices.customer.segments };
  const sold = soldTo(target.plan?.id === current.id ? stillOpen(target) : target, wanted, buyer, item.type === 'base' ? null : base);
  const path: readonly MoveProblem[] =
    target.plan === null || isReachable(current, target.plan)
      ? []
      : [{ code: 'plan.not-on-upgrade-path', from: current.id, to: target.plan.id, paths: current.upgradePaths }];
  if (!sold.ok) return { ok: false, problems: [...sold.problems, ...path] };
  // CAT-29: what is charged once has no rest that could be moved to another plan.
  const once = [versionOf(versions, term), sold.value.version].find(({ billing }) => billing.kind === 'one-off');
  if (once !== undefined) return refuse({ code: 'plan.sold-once', planId: once.planId });
  if (path.length > 0) return { ok: false, problems: path };
  return done({ sold: sold.value, term: termOf(sold.value, wanted, effect.on, effect.second) });
};
