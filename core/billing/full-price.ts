import type { PriceModel } from '../catalog/price-model.ts';
import type { Customer } from '../customers/types.ts';
import { type Currency, digitsOf } from '../money/currency.ts';
import { type DecimalText, decimalText, exact } from '../money/exact.ts';
import { minorOf } from '../money/money.ts';
import { maxMinor, type Rounding } from '../money/rounding.ts';
import type { OwnPrice } from '../subscriptions/own-price.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { amountOf, type PricingContext, type PriceProblem, priced } from '../rating/priced.ts';
import type { PriceWorking } from '../rating/types.ts';
import type { Instant } from '../time/instant.ts';
import type { CatalogFacts, FullPrice } from './facts.ts';
import type { FullAmount } from './owed-types.ts';
import type { BilledLine, BillingProblem } from './types.ts';

/** What dynamic prices may ask of the customer. `at` is only read by dynamic prices, so it is looked up only for them. */
export const pricingContext = (
  catalog: CatalogFacts,
  customer: Customer,
  subscription: Subscription,
  model: PriceModel,
  at: () => Instant,
): PricingContext => ({
  segments: customer.segments,
  attributes: customer.attributes,
  country: subscription.country,
  region: customer.billingAddress.region,
  zone: subscription.zone,
  at: model.kind === 'dynamic' ? at() : '',
  external: catalog.external,
});

/**
 * PRC-16: the customer as they were when the lines were billed, as far as a dynamic price looked at them then. A customer who moves or changes segment
 * pays another price from now on, not for what was billed.
 */
export const asBilled = (context: PricingContext, lines: readonly BilledLine[]): PricingContext => {
  const inputs: Record<string, string> = {};
  for (const { charge, isVoid } of lines) {
    if (isVoid) continue;
    for (const share of charge.working.price?.shares ?? []) Object.assign(inputs, share.rule?.inputs);
  }
  const attributes = Object.entries(inputs).flatMap(([name, value]) =>
    name.startsWith('attribute:') ? [[name.slice('attribute:'.length), value] as const] : [],
  );
  return {
    ...context,
    segments: inputs['segments'] === undefined ? context.segments : inputs['segments'].split(',').filter((code) => code !== ''),
    attributes: attributes.length === 0 ? context.attributes : { ...context.attributes, ...Object.fromEntries(attributes) },
    country: inputs['country'] ?? context.country,
    region: inputs['region'] ?? context.region,
  };
};

const problemOf = (problem: PriceProblem | undefined, subscriptionId: string, componentId: string): BillingProblem =>
  problem?.code === 'rating.no-step-for-quantity'
    ? { code: 'rating.no-step-for-quantity', subscriptionId, componentId, quantity: problem.quantity }
    : { code: 'amount.out-of-range', subscriptionId, componentId };

/** The whole period's price of a component, rounded once. `parts` are single usage events for prices that look at each of them. */
export const fullPrice = (
  question: {
    readonly own: OwnPrice;
    readonly quantity: DecimalText;
    readonly included: DecimalText;
    readonly parts: readonly { readonly at: Instant; readonly quantity: DecimalText }[];
    readonly context: PricingContext;
  },
  owner: { readonly id: string } & Pick<Subscription, 'policies' | 'currency' | 'rounding'>,
  componentId: string,
): FullPrice | BillingProblem => {
  const answer = priced({
    model: question.own.model,
    quantity: question.quantity,
    included: question.included,
    policies: owner.policies,
    source: question.own.source,
    parts: question.parts,
    context: question.context,
  });
  if (!answer.ok) return problemOf(answer.problems[0], owner.id, componentId);
  return { working: answer.value, fullMinor: amountOf(answer.value, owner.currency, owner.rounding) };
};

/** A price that no model computes: an agreed amount, a fee, a pack. `quantity x unitPrice`. */
export const plainPrice = (quantity: DecimalText, unitPrice: DecimalText, source: PriceWorking['source']): PriceWorking => {
  const amount = decimalText(exact(quantity).times(unitPrice));
  return {
    model: 'per-unit',
    quantity,
    included: '0',
    billable: quantity,
    shares: [{ from: '0', upTo: null, units: quantity, unitPrice, flat: '0', amount, rule: null }],
    exact: amount,
    source,
  };
};

/** The amount of a price that no model computes; `null` where it is beyond all that sums can hold. */
export const plainAmount = (price: PriceWorking, currency: Currency, rounding: Rounding): FullAmount | null => {
  const major = exact(price.exact);
  if (
    major
      .abs()
      .times(10 ** digitsOf(currency))
      .greaterThan(maxMinor)
  )
    return null;
  return { price, fullMinor: minorOf(major, currency, rounding), discounts: [], slice: null };
};

/** An amount in minor units that stands for itself. */
export const bareAmount = (fullMinor: number): FullAmount => ({ price: null, fullMinor, discounts: [], slice: null });
