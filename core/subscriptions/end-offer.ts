import type { Customer } from '../customers/types.ts';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { automaticRedemptions } from '../offers/automatic.ts';
import { type EndOfferBody, endOfferSchema } from '../offers/schema.ts';
import type { Offer, Redemption } from '../offers/types.ts';
import type { Order } from '../orders/types.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { isFirstPurchase } from './first-purchase.ts';
import { automaticFactsOf } from './redeem-offer.ts';
import { type SubscriptionMissing, transition, withHistory } from './transitions.ts';
import type { Subscription } from './types.ts';

/** `endsOn`: billing periods that start on or after this day no longer get it. On its first day or before, it never applied. */
export type EndOffer = Command<'subscription.end-offer', EndOfferBody>;

export type EndOfferProblem =
  | SubscriptionMissing
  | { readonly code: 'redemption.missing'; readonly subscriptionId: string; readonly redemptionId: string }
  | { readonly code: 'redemption.ended'; readonly redemptionId: string; readonly endsOn: PlainDate }
  | { readonly code: 'books.locked'; readonly lockedBefore: PlainDate; readonly on: PlainDate };

type EndOfferSource = Reads<{ subscription: Subscription; offer: Offer; customer: Customer; entity: OperatingEntity; order: Order }>;

type EndOfferFacts = {
  readonly subscription: Subscription | null;
  readonly entity: OperatingEntity | null;
  /** Those that apply by themselves. */
  readonly automatic: readonly Redemption[];
};

/**
 * Ends a redemption, also one that applies by itself: that is written into the subscription with its end, where it stands for the derived one. An end
 * that is set may be moved to an earlier day, never to a later one: what has ended is redeemed again or not at all.
 */
export const endOffer: UseCase<EndOffer, EndOfferFacts, EndOfferProblem, EndOfferSource> = {
  kind: 'subscription.end-offer',
  shape: endOfferSchema,

  gather: async (command, source) => {
    const subscription = await source.get('subscription', command.body.subscriptionId);
    if (subscription === null) return { subscription, entity: null, automatic: [] };
    const entity = await source.get('entity', subscription.entityId);
    const stored = subscription.redemptions.some(({ id }) => id === command.body.redemptionId);
    return { subscription, entity, automatic: stored ? [] : await automaticOf(subscription, source) };
  },

  plan: (command, { subscription, entity, automatic }) => {
    const { subscriptionId, redemptionId, endsOn } = command.body;
    if (subscription === null) return refuse({ code: 'subscription.missing', subscriptionId });
    const found = [...subscription.redemptions, ...automatic].find(({ id }) => id === redemptionId);
    if (found === undefined) return refuse({ code: 'redemption.missing', subscriptionId, redemptionId });
    if (found.endsOn !== null && found.endsOn <= endsOn) return refuse({ code: 'redemption.ended', redemptionId, endsOn: found.endsOn });
    const lockedBefore = entity?.booksLockedBefore ?? null;
    if (lockedBefore !== null && endsOn < lockedBefore) return refuse({ code: 'books.locked', lockedBefore, on: endsOn });
    const others = subscription.redemptions.filter(({ id }) => id !== redemptionId);
    const redemptions = [...others, { ...found, endsOn }].sort((a, b) => a.sequence - b.sequence);
    const facts = { offerId: found.offerId, redemptionId, name: found.name, code: found.code };
    const next = withHistory({ ...subscription, redemptions }, transition('offer-ended', endsOn, command, facts));
    return done({ command, writes: [revised(subscription, next)] });
  },
};

const automaticOf = async (subscription: Subscription, source: EndOfferSource): Promise<readonly Redemption[]> => {
  const customerIds = [subscription.customerId];
  const customer = await source.get('customer', subscription.customerId);
  if (customer === null) return [];
  const subscriptions = await source.list('subscription', { customerIds });
  const firstPurchase = isFirstPurchase(subscription, subscriptions, await source.list('order', { customerIds }));
  return automaticRedemptions(await source.list('offer'), automaticFactsOf(subscription, customer, firstPurchase));
};
