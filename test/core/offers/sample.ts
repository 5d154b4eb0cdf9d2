import type { Discountable, DiscountTerms } from '../../../core/offers/discounting.ts';
import { discounts } from '../../../core/offers/discounting.ts';
import type { DiscountValue, Offer, Redemption } from '../../../core/offers/types.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';

export const terms: DiscountTerms = {
  currency: 'GBP',
  order: defaultPolicies.discountOrder,
  spare: defaultPolicies.spareUnit,
  rounding: { mode: defaultPolicies.roundingMode, increment: 1 },
};

export const percentage = (percent: string): DiscountValue => ({ kind: 'percentage', percent });
export const amount = (text: string, currency: 'GBP' | 'EUR' | 'JPY' = 'GBP'): DiscountValue => ({
  kind: 'amount',
  amounts: [{ currency, amount: text }],
});
export const override = (text: string): DiscountValue => ({ kind: 'override', prices: [{ currency: 'GBP', price: text }] });

/** A stackable redemption for the lifetime of everything, from the first day of 2026. */
export const redemption = (sequence: number, value: DiscountValue, changes: Partial<Redemption> = {}): Redemption => ({
  id: `red_${sequence}`,
  offerId: `off_${sequence}`,
  name: `Offer ${sequence}`,
  code: '',
  value,
  duration: { kind: 'lifetime' },
  scope: { kind: 'any' },
  stackable: true,
  appliesToUsage: false,
  startsOn: '2026-01-01',
  endsOn: null,
  sequence,
  ...changes,
});

export const charge = (key: string, fullMinor: number, changes: Partial<Discountable> = {}): Discountable => ({
  key,
  productId: 'prd_main',
  planId: 'pln_main',
  nature: 'recurring',
  fullMinor,
  ...changes,
});

/** What is left of each charge, in the given order. */
export const left = (
  charges: readonly Discountable[],
  redemptions: readonly Redemption[],
  changed: Partial<DiscountTerms> = {},
): readonly number[] => {
  const workings = discounts(charges, redemptions, { ...terms, ...changed });
  return charges.map(({ key, fullMinor }) => (workings.get(key) ?? []).reduce((sum, working) => sum - working.fullMinor, fullMinor));
};

/** An active offer by code: 20 % off for three periods, for everyone. */
export const offer = (changes: Partial<Offer> = {}): Offer => ({
  id: 'off_1',
  kind: 'offer',
  rev: 2,
  name: 'Autumn campaign',
  reach: { kind: 'code', code: 'AUTUMN20' },
  value: percentage('20'),
  duration: { kind: 'periods', count: 3 },
  scope: { kind: 'any' },
  stackable: true,
  appliesToUsage: false,
  redeemableFrom: null,
  redeemableThrough: null,
  limits: { total: null, perCustomer: null, firstPurchaseOnly: false },
  redeemed: 0,
  state: 'active',
  ...changes,
});
