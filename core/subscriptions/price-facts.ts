import type { ExternalSeries } from '../catalog/types.ts';
import type { Customer } from '../customers/types.ts';
import type { Reads } from '../kernel/use-case.ts';
import { automaticRedemptions } from '../offers/automatic.ts';
import type { Offer } from '../offers/types.ts';
import type { Order } from '../orders/types.ts';
import type { PriceFacts } from './direction.ts';
import { isFirstPurchase } from './first-purchase.ts';
import { automaticFactsOf } from './redeem-offer.ts';
import type { Subscription } from './types.ts';

export type PriceReads = { customer: Customer; 'external-series': ExternalSeries; subscription: Subscription; offer: Offer; order: Order };

/** What prices may ask of the customer and the world; `null` where the subscription's customer is not known. */
export const gatherPriceFacts = async (source: Reads<PriceReads>, subscription: Subscription | null): Promise<PriceFacts | null> => {
  const customer = subscription === null ? null : await source.get('customer', subscription.customerId);
  if (subscription === null || customer === null) return null;
  const customerIds = [customer.id];
  const [external, offers, subscriptions, orders] = await Promise.all([
    source.list('external-series'),
    source.list('offer'),
    source.list('subscription', { customerIds }),
    source.list('order', { customerIds }),
  ]);
  const firstPurchase = isFirstPurchase(subscription, subscriptions, orders);
  return { customer, external, automatic: automaticRedemptions(offers, automaticFactsOf(subscription, customer, firstPurchase)) };
};
