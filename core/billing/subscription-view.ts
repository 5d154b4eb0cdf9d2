import type { PriceComponent, RecognitionRule } from '../catalog/types.ts';
import type { Customer } from '../customers/types.ts';
import { type ServicePeriod, servicePeriods } from '../subscriptions/periods.ts';
import type { Subscription, SubscriptionItem, Term } from '../subscriptions/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { type CatalogFacts, type Sold, soldBy, taxClassOf } from './facts.ts';
import type { ChargeTemplate } from './owed-types.ts';
import { type SlicedPeriod, slicedPeriod } from './slices.ts';
import type { BillingProblem, ChargeNature } from './types.ts';

/** One item with its billing periods up to the horizon, each cut into its terms. */
export type ItemView = {
  readonly item: SubscriptionItem;
  readonly periods: readonly SlicedPeriod[];
  /** Those in which something is charged: ramps and discounts count these (OR-14). */
  readonly billable: readonly ServicePeriod[];
};

/** A subscription laid out for billing. */
export type SubscriptionView = {
  readonly subscription: Subscription;
  readonly customer: Customer;
  readonly catalog: CatalogFacts;
  readonly items: readonly ItemView[];
  readonly sold: (term: Pick<Term, 'planId' | 'planVersion' | 'variantId'>) => Sold | BillingProblem;
  /** What falls due on or after this day is of no interest. */
  readonly before: PlainDate;
};

/** Whose price it is: one variant of one published version. */
export const priceKeyOf = (term: Pick<Term, 'planId' | 'planVersion' | 'variantId'>): string => `${term.planId}@${term.planVersion}:${term.variantId}`;

export const subscriptionView = (catalog: CatalogFacts, customer: Customer, subscription: Subscription, before: PlainDate): SubscriptionView => {
  const items = subscription.items.map((item): ItemView => {
    const periods = servicePeriods(item, before).map((served) => slicedPeriod(item, served, subscription.pauses, subscription.policies));
    return { item, periods, billable: periods.filter((entry) => entry.slices.length > 0).map((entry) => entry.served) };
  });
  return {
    subscription,
    customer,
    catalog,
    items,
    sold: (term) => soldBy(catalog, subscription, term),
    before,
  };
};

/** Spec section 3's table: how each kind of charge is recognised unless the product says otherwise (REV-02). */
const recognitionOf = (sold: Sold, nature: ChargeNature): RecognitionRule => {
  if (sold.product.recognition !== null) return sold.product.recognition;
  switch (nature) {
    case 'recurring':
    case 'instalment':
    case 'minimum':
    case 'floor':
    case 'cap':
      return 'straight-line';
    case 'usage':
    case 'draw-down':
    case 'credit-pack':
      return 'on-consumption';
    case 'setup-fee':
    case 'one-off':
    case 'adjustment':
    case 'manual':
      return 'immediate';
  }
};

const separateKeyOf = (view: SubscriptionView, item: SubscriptionItem): string => {
  if (item.invoicing === 'separate') return `${view.subscription.id}/${item.id}`;
  return view.customer.invoicing === 'per-subscription' ? view.subscription.id : '';
};

/** What a charge of this item says of itself. `name` is the component's or the fee's name; a component called like its plan is not repeated. */
export const templateOf = (
  view: SubscriptionView,
  item: SubscriptionItem,
  sold: Sold,
  about: { readonly slot: string; readonly nature: ChargeNature; readonly componentId: string; readonly name: string; readonly component: PriceComponent | null },
): ChargeTemplate => ({
  slot: about.slot,
  nature: about.nature,
  source: { kind: 'subscription', subscriptionId: view.subscription.id, itemId: item.id, componentId: about.componentId },
  currency: view.subscription.currency,
  productId: sold.product.id,
  planId: sold.plan.id,
  title: about.name === '' || about.name === sold.plan.name ? sold.plan.name : `${sold.plan.name}: ${about.name}`,
  taxClass: taxClassOf(sold, about.component),
  taxInclusive: sold.variant.taxInclusive,
  recognition: recognitionOf(sold, about.nature),
  separateKey: separateKeyOf(view, item),
});

