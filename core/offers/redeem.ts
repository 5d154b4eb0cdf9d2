import type { PlanId, ProductId } from '../catalog/types.ts';
import type { CustomerId } from '../customers/types.ts';
import type { Currency } from '../money/currency.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { inScope } from './scope.ts';
import { missedCriteria, type TargetCriterion, type TargetFacts } from './target.ts';
import type { Offer, OfferId, Redemption } from './types.ts';
import { valueIn } from './value.ts';

/** Who wants to redeem, for what, and what they had before. */
export type RedeemFacts = Omit<TargetFacts, 'planIds'> & {
  readonly customerId: CustomerId;
  readonly currency: Currency;
  /** What the subscription sells. */
  readonly sold: readonly { readonly productId: ProductId; readonly planId: PlanId }[];
  /** The day of entering it, in the entity's zone. */
  readonly on: PlainDate;
  /** Those of the subscription, ended ones too. */
  readonly redemptions: readonly Redemption[];
  /** How often the customer redeemed this offer on any subscription. */
  readonly redeemedByCustomer: number;
  readonly firstPurchase: boolean;
};

export type RedemptionProblem =
  | { readonly code: 'offer.not-active'; readonly offerId: OfferId; readonly state: Offer['state'] }
  | { readonly code: 'offer.not-yet-redeemable'; readonly offerId: OfferId; readonly from: PlainDate; readonly on: PlainDate }
  | { readonly code: 'offer.expired'; readonly offerId: OfferId; readonly through: PlainDate; readonly on: PlainDate }
  | { readonly code: 'offer.used-up'; readonly offerId: OfferId; readonly total: number }
  | { readonly code: 'offer.used-up-by-customer'; readonly offerId: OfferId; readonly perCustomer: number }
  | { readonly code: 'offer.not-first-purchase'; readonly offerId: OfferId }
  | { readonly code: 'offer.for-another-customer'; readonly offerId: OfferId }
  | { readonly code: 'offer.target-missed'; readonly offerId: OfferId; readonly criteria: readonly TargetCriterion[] }
  | { readonly code: 'offer.nothing-in-scope'; readonly offerId: OfferId }
  | { readonly code: 'offer.no-amount-in-currency'; readonly offerId: OfferId; readonly currency: Currency }
  | { readonly code: 'offer.already-redeemed'; readonly offerId: OfferId; readonly redemptionId: string };

/**
 * Every reason why the offer may not be redeemed now, none where it may (OFR-01, OFR-03, OFR-06, OFR-08, OFR-09, OFR-11). These rules stand at the
 * door only: what is redeemed goes on when the offer expires, is used up or is archived (G-DIS-8).
 */
export const redemptionProblems = (offer: Offer, facts: RedeemFacts): readonly RedemptionProblem[] => [
  ...windowProblems(offer, facts.on),
  ...limitProblems(offer, facts),
  ...reachProblems(offer, facts),
];

const windowProblems = (offer: Offer, on: PlainDate): readonly RedemptionProblem[] => {
  const { id: offerId, redeemableFrom: from, redeemableThrough: through, state } = offer;
  // Archiving closes the window; saying only that it is over would hide that it is over for good.
  if (state !== 'active') return [{ code: 'offer.not-active', offerId, state }];
  if (from !== null && on < from) return [{ code: 'offer.not-yet-redeemable', offerId, from, on }];
  if (through !== null && on > through) return [{ code: 'offer.expired', offerId, through, on }];
  return [];
};

const limitProblems = (offer: Offer, facts: RedeemFacts): readonly RedemptionProblem[] => {
  const { id: offerId, limits } = offer;
  const { total, perCustomer, firstPurchaseOnly } = limits;
  const problems: RedemptionProblem[] = [];
  if (total !== null && offer.redeemed >= total) problems.push({ code: 'offer.used-up', offerId, total });
  if (perCustomer !== null && facts.redeemedByCustomer >= perCustomer)
    problems.push({ code: 'offer.used-up-by-customer', offerId, perCustomer });
  if (firstPurchaseOnly && !facts.firstPurchase) problems.push({ code: 'offer.not-first-purchase', offerId });
  const running = facts.redemptions.find(
    (redemption) => redemption.offerId === offerId && (redemption.endsOn === null || redemption.endsOn > facts.on),
  );
  if (running !== undefined) problems.push({ code: 'offer.already-redeemed', offerId, redemptionId: running.id });
  return problems;
};

const reachProblems = (offer: Offer, facts: RedeemFacts): readonly RedemptionProblem[] => {
  const { id: offerId, reach, scope, value } = offer;
  const problems: RedemptionProblem[] = [];
  if (reach.kind === 'negotiated' && reach.customerId !== facts.customerId) problems.push({ code: 'offer.for-another-customer', offerId });
  if (reach.kind === 'targeted') {
    const criteria = missedCriteria(reach.target, { ...facts, planIds: facts.sold.map(({ planId }) => planId) });
    if (criteria.length > 0) problems.push({ code: 'offer.target-missed', offerId, criteria });
  }
  if (!facts.sold.some((each) => inScope(scope, each))) problems.push({ code: 'offer.nothing-in-scope', offerId });
  if (valueIn(value, facts.currency) === null) problems.push({ code: 'offer.no-amount-in-currency', offerId, currency: facts.currency });
  return problems;
};
