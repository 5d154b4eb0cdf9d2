import type { Customer } from '../customers/types.ts';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { type AutomaticFacts, automaticRedemptions, redemptionOf } from '../offers/automatic.ts';
import { codeKey } from '../offers/code.ts';
import { type RedeemFacts, type RedemptionProblem, redemptionProblems } from '../offers/redeem.ts';
import { type RedeemOfferBody, redeemOfferSchema } from '../offers/schema.ts';
import type { Offer } from '../offers/types.ts';
import type { Order } from '../orders/types.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { dateIn } from '../time/zone.ts';
import { isFirstPurchase } from './first-purchase.ts';
import { baseItem, lastTerm, liveItems } from './timeline.ts';
import { type SubscriptionMissing, transition, withHistory } from './transitions.ts';
import type { Subscription, SubscriptionId } from './types.ts';

/** `startsOn`: billing periods that start on or after this day get it. In the past it reaches what is billed already, and is credited there. */
export type RedeemOffer = Command<'subscription.redeem-offer', RedeemOfferBody>;

export type RedeemOfferProblem =
  | SubscriptionMissing
  | { readonly code: 'subscription.cancelled'; readonly subscriptionId: SubscriptionId }
  | { readonly code: 'customer.missing'; readonly customerId: string }
  | { readonly code: 'entity.missing'; readonly entityId: string }
  | { readonly code: 'offer.missing'; readonly offerId: string }
  | { readonly code: 'offer.code-unknown'; readonly offerCode: string }
  | { readonly code: 'offer.starts-before-subscription'; readonly startsOn: PlainDate; readonly subscriptionStartsOn: PlainDate }
  | { readonly code: 'books.locked'; readonly lockedBefore: PlainDate; readonly on: PlainDate }
  | RedemptionProblem;

export type RedeemSource = Reads<{ subscription: Subscription; offer: Offer; customer: Customer; entity: OperatingEntity; order: Order }>;

export type RedeemOfferFacts = {
  readonly subscription: Subscription | null;
  readonly offer: Offer | null;
  readonly customer: Customer | null;
  readonly entity: OperatingEntity | null;
  /** All of the customer's, this one too. */
  readonly subscriptions: readonly Subscription[];
  readonly orders: readonly Order[];
};

/** OFR-01 to OFR-12: writes the offer's terms into the subscription, where they no longer change with it, and counts the redemption (OFR-09). */
export const redeemOffer: UseCase<RedeemOffer, RedeemOfferFacts, RedeemOfferProblem, RedeemSource> = {
  kind: 'subscription.redeem-offer',
  shape: redeemOfferSchema,

  gather: async (command, source) => {
    const subscription = await source.get('subscription', command.body.subscriptionId);
    const offer = await namedOffer(command.body, source);
    if (subscription === null) return { subscription, offer, customer: null, entity: null, subscriptions: [], orders: [] };
    const customerIds = [subscription.customerId];
    return {
      subscription,
      offer,
      customer: await source.get('customer', subscription.customerId),
      entity: await source.get('entity', subscription.entityId),
      subscriptions: await source.list('subscription', { customerIds }),
      orders: await source.list('order', { customerIds }),
    };
  },

  plan: (command, facts) => {
    const { body } = command;
    const { subscription, offer, customer, entity } = facts;
    if (subscription === null) return refuse({ code: 'subscription.missing', subscriptionId: body.subscriptionId });
    if (offer === null) {
      return refuse(
        body.offer.kind === 'code'
          ? { code: 'offer.code-unknown', offerCode: codeKey(body.offer.code) }
          : { code: 'offer.missing', offerId: body.offer.offerId },
      );
    }
    if (customer === null) return refuse({ code: 'customer.missing', customerId: subscription.customerId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId: subscription.entityId });
    const asked = redeemFacts(command, { ...facts, subscription, offer, customer });
    const problems = [...placeProblems(subscription, entity, body.startsOn), ...redemptionProblems(offer, asked)];
    if (problems.length > 0) return { ok: false, problems };
    return done({
      command,
      writes: [revised(subscription, redeemed(command, subscription, offer)), revised(offer, { ...offer, redeemed: offer.redeemed + 1 })],
    });
  },
};

/** A code of an archived offer is found too, so that the answer is why it no longer holds; where the code is in use again that offer counts. */
const namedOffer = async ({ offer: named }: RedeemOfferBody, source: RedeemSource): Promise<Offer | null> => {
  if (named.kind === 'offer') return source.get('offer', named.offerId);
  const key = codeKey(named.code);
  const found = (await source.list('offer')).filter(({ reach }) => reach.kind === 'code' && codeKey(reach.code) === key);
  return found.find(({ state }) => state === 'active') ?? found.find(({ state }) => state === 'archived') ?? null;
};

const placeProblems = (subscription: Subscription, entity: OperatingEntity, startsOn: PlainDate): readonly RedeemOfferProblem[] => {
  const problems: RedeemOfferProblem[] = [];
  const lockedBefore = entity.booksLockedBefore;
  if (subscription.state.kind === 'cancelled') problems.push({ code: 'subscription.cancelled', subscriptionId: subscription.id });
  if (startsOn < subscription.startsOn) {
    problems.push({ code: 'offer.starts-before-subscription', startsOn, subscriptionStartsOn: subscription.startsOn });
  }
  if (lockedBefore !== null && startsOn < lockedBefore) problems.push({ code: 'books.locked', lockedBefore, on: startsOn });
  return problems;
};

type Known = RedeemOfferFacts & { readonly subscription: Subscription; readonly offer: Offer; readonly customer: Customer };

const redeemFacts = (command: RedeemOffer, { subscription, offer, customer, subscriptions, orders }: Known): RedeemFacts => {
  const firstPurchase = isFirstPurchase(subscription, subscriptions, orders);
  const redemptions = [
    ...subscription.redemptions,
    ...automaticRedemptions([offer], automaticFactsOf(subscription, customer, firstPurchase)),
  ];
  return {
    customerId: customer.id,
    currency: subscription.currency,
    sold: liveItems(subscription).map((item) => ({ productId: item.productId, planId: lastTerm(item).planId })),
    on: dateIn(command.at, subscription.zone),
    segments: customer.segments,
    country: subscription.country,
    signedUpOn: customer.signedUpOn,
    redemptions,
    redeemedByCustomer: subscriptions.flatMap((each) => each.redemptions).filter(({ offerId }) => offerId === offer.id).length,
    // What is paid for already was no first purchase any more: the offer has to reach the first billed period.
    firstPurchase: firstPurchase && command.body.startsOn <= firstBilledOn(subscription),
  };
};

const firstBilledOn = (subscription: Subscription): PlainDate => baseItem(subscription).cadence[0]?.from ?? subscription.startsOn;

/** What offers that apply by themselves ask of a subscription. */
export const automaticFactsOf = (subscription: Subscription, customer: Customer, firstPurchase: boolean): AutomaticFacts => ({
  subscriptionId: subscription.id,
  startsOn: subscription.startsOn,
  segments: customer.segments,
  country: subscription.country,
  planIds: [...new Set(subscription.items.flatMap((item) => item.terms.map((term) => term.planId)))],
  signedUpOn: customer.signedUpOn,
  firstPurchase,
});

const redeemed = (command: RedeemOffer, subscription: Subscription, offer: Offer): Subscription => {
  const { redemptions } = subscription;
  const redemption = redemptionOf(offer, {
    subscriptionId: subscription.id,
    startsOn: command.body.startsOn,
    sequence: redemptions.reduce((highest, { sequence }) => Math.max(highest, sequence), 0) + 1,
    earlier: redemptions.filter(({ offerId }) => offerId === offer.id).length,
  });
  const facts = { offerId: offer.id, redemptionId: redemption.id, name: offer.name, code: redemption.code };
  return withHistory(
    { ...subscription, redemptions: [...redemptions, redemption] },
    transition('offer-redeemed', command.body.startsOn, command, facts),
  );
};
