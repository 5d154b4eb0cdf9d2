import type { PriceModel } from '../catalog/price-model.ts';
import type { PriceComponent, PriceVariant } from '../catalog/types.ts';
import type { Customer } from '../customers/types.ts';
import type { DecimalText } from '../money/exact.ts';
import { rampPrice } from '../offers/ramp.ts';
import type { ServicePeriod } from '../subscriptions/periods.ts';
import type { Subscription, SubscriptionItem, Term } from '../subscriptions/types.ts';
import { amountOf, type PricingContext, priced } from '../rating/priced.ts';
import type { PriceWorking } from '../rating/types.ts';
import type { Instant } from '../time/instant.ts';
import type { CatalogFacts } from './facts.ts';
import type { BillingProblem } from './types.ts';

/** The price of a component as this subscription pays it: negotiated before ramp before plan (SUB-17, OFR-14). */
export type OwnPrice = { readonly model: PriceModel; readonly source: PriceWorking['source']; readonly override: DecimalText | null };

const withPrice = (model: PriceModel, price: DecimalText): PriceModel => {
  if (model.kind === 'fixed') return { kind: 'fixed', amount: price };
  if (model.kind === 'per-unit') return { kind: 'per-unit', unitPrice: price };
  return model;
};

/** The first of the consecutive terms with this term's plan: ramps count their periods from there. */
const planSince = (item: SubscriptionItem, term: Term): Term => {
  let first = term;
  for (let index = item.terms.indexOf(term) - 1; index >= 0; index -= 1) {
    const before = item.terms[index];
    if (before === undefined || before.planId !== term.planId || before.until !== first.from) break;
    first = before;
  }
  return first;
};

/** How many of the item's billed periods came before this one since the term's plan began. Periods that a pause left out are none (OR-14). */
const billedPeriodsBefore = (item: SubscriptionItem, term: Term, served: ServicePeriod, billable: readonly ServicePeriod[]): number => {
  const since = planSince(item, term).from;
  return billable.filter((entry) => entry.period.end > since && entry.period.start < served.period.start).length;
};

export const ownPrice = (
  component: PriceComponent,
  variant: PriceVariant,
  item: SubscriptionItem,
  term: Term,
  served: ServicePeriod,
  billable: readonly ServicePeriod[],
): OwnPrice => {
  const agreed = term.negotiated.find((entry) => entry.componentId === component.id);
  if (agreed !== undefined) return { model: withPrice(component.price, agreed.price), source: 'negotiated', override: agreed.price };
  const ramp = term.ramps.find((entry) => entry.componentId === component.id) ?? (variant.ramp?.componentId === component.id ? variant.ramp : undefined);
  if (ramp !== undefined) {
    const price = rampPrice(ramp, { periodIndex: billedPeriodsBefore(item, term, served, billable), periodStart: served.period.start });
    if (price !== null) return { model: withPrice(component.price, price), source: 'ramp', override: price };
  }
  return { model: component.price, source: 'plan', override: null };
};

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

export type FullPrice = { readonly working: PriceWorking; readonly fullMinor: number };

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
