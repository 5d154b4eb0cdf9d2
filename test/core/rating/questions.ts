import type { Band, Condition, DynamicRule, PriceModel, Step } from '../../../core/catalog/price-model.ts';
import type { Currency } from '../../../core/money/currency.ts';
import { majorText } from '../../../core/money/money.ts';
import { halfAwayFromZero, type Rounding } from '../../../core/money/rounding.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { amountOf, type PriceQuestion, type PricingContext, priced } from '../../../core/rating/priced.ts';
import type { PriceWorking } from '../../../core/rating/types.ts';

/** Band table B of spec 2.1. */
export const bandsB: readonly Band[] = [
  { upTo: '100', unitPrice: '1.00', flat: '0' },
  { upTo: '500', unitPrice: '0.80', flat: '0' },
  { upTo: null, unitPrice: '0.60', flat: '0' },
];

/** Step table S of spec 2.1: nothing is sold above 500. */
export const stepsS: readonly Step[] = [
  { upTo: '100', price: '100' },
  { upTo: '500', price: '300' },
];

export const context: PricingContext = {
  segments: [],
  attributes: {},
  country: 'GB',
  region: '',
  zone: 'Europe/London',
  at: '2026-11-01T00:00:00.000Z',
  external: [],
};

export const question = (model: PriceModel, quantity: string, more: Partial<PriceQuestion> = {}): PriceQuestion => ({
  model,
  quantity,
  included: '0',
  policies: defaultPolicies,
  source: 'plan',
  parts: [],
  context,
  ...more,
});

/** The working, where the test knows that there is one. */
export const workingOf = (asked: PriceQuestion): PriceWorking => {
  const outcome = priced(asked);
  if (!outcome.ok) throw new Error(`no price: ${JSON.stringify(outcome.problems)}`);
  return outcome.value;
};

/** The amount of a question as text, such as `160.00`. */
export const cost = (asked: PriceQuestion, currency: Currency = 'GBP', rounding: Rounding = halfAwayFromZero): string =>
  majorText(amountOf(workingOf(asked), currency, rounding), currency);

export const rule = (id: string, price: string, when: readonly Condition[] = []): DynamicRule => ({
  id,
  version: 1,
  name: id,
  when,
  price,
});
