import type { ExternalSeries } from '../catalog/types.ts';
import type { Customer } from '../customers/types.ts';
import type { Reads } from '../kernel/use-case.ts';
import type { PriceFacts } from './direction.ts';
import type { Subscription } from './types.ts';

export type PriceReads = { customer: Customer; 'external-series': ExternalSeries };

/** What prices may ask of the customer and the world; `null` where the subscription's customer is not known. */
export const gatherPriceFacts = async (source: Reads<PriceReads>, subscription: Subscription | null): Promise<PriceFacts | null> => {
  const customer = subscription === null ? null : await source.get('customer', subscription.customerId);
  return customer === null ? null : { customer, external: await source.list('external-series') };
};
