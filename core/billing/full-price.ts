import type { PriceModel } from '../catalog/price-model.ts';
import type { Customer } from '../customers/types.ts';
import type { DecimalText } from '../money/exact.ts';
import type { OwnPrice } from '../subscriptions/own-price.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { amountOf, type PricingContext, priced } from '../rating/priced.ts';
import type { PriceWorking } from '../rating/types.ts';
import type { Instant } from '../time/instant.ts';
import type { CatalogFacts, FullPrice } from './facts.ts';
import type { BillingProblem } from './types.ts';

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
 * The whole period's price of a component, rounded once. `parts` are single usage events for prices that look at each of them.
 */
export const fullPrice = (
  question: {
    readonly own: OwnPrice;
    readonly quantity: DecimalText;
    readonly included: DecimalText;
    readonly parts: readonly { readonly at: Instant; readonly quantity: DecimalText }[];
    readonly context: PricingContext;
  },
  subscription: Subscription,
  componentId: string,
): FullPrice | BillingProblem => {
  const answer = priced({
    model: question.own.model,
    quantity: question.quantity,
    included: question.included,
    policies: subscription.policies,
    source: question.own.source,
    parts: question.parts,
    context: question.context,
  });
  if (!answer.ok) {
    const problem = answer.problems[0];
    return problem !== undefined && problem.code === 'rating.no-step-for-quantity'
      ? { code: 'rating.no-step-for-quantity', subscriptionId: subscription.id, componentId, quantity: problem.quantity }
      : { code: 'amount.out-of-range', subscriptionId: subscription.id, componentId };
  }
  return { working: answer.value, fullMinor: amountOf(answer.value, subscription.currency, subscription.rounding) };
};
