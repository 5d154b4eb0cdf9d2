import type { PriceComponent, RecognitionRule } from '../catalog/types.ts';
import type { Customer } from '../customers/types.ts';
import type { ServicePeriod } from '../subscriptions/periods.ts';
import type { Subscription, SubscriptionItem } from '../subscriptions/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { type CatalogFacts, isProblem, type PriceMemory, soldBy } from './facts.ts';
import type { BilledSlots } from './outstanding.ts';
import type { ChargeTemplate } from './owed-types.ts';
import { type SlicedPeriod, slicedPeriods, type TermView } from './slices.ts';
import { type Sold, type SoldComponent, titleOf } from './sold.ts';
import type { BillingProblem, ChargeNature } from './types.ts';

/** One item with its billing periods up to the horizon, each cut into its terms. */
export type ItemView = {
  readonly item: SubscriptionItem;
  /** What slots of the item begin with. */
  readonly stem: string;
  readonly terms: readonly TermView[];
  readonly periods: readonly SlicedPeriod[];
  /** Those in which something is charged: ramps and discounts count these (OR-14). */
  readonly billable: readonly ServicePeriod[];
};

/** A subscription laid out for billing. */
export type SubscriptionView = {
  readonly subscription: Subscription;
  readonly customer: Customer;
  readonly catalog: CatalogFacts;
  /** What was billed of it before. */
  readonly billed: BilledSlots;
  readonly items: readonly ItemView[];
  /** What falls due on or after this day is of no interest. */
  readonly before: PlainDate;
  /** Prices that many subscriptions share. */
  readonly prices: PriceMemory;
};

/** Names the settings that decide a price. */
const priceSettingsOf = ({ policies, rounding, currency }: Subscription): string =>
  `${currency}|${rounding.mode}|${rounding.increment}|${policies.zeroUsage.stairStep}|${policies.zeroUsage.graduatedFlat}|${policies.graduatedFlat}`;

const isCharged = ({ slices }: SlicedPeriod): boolean => slices.some((slice) => slice.end > slice.start);

/** Terms after the horizon count too: a period that began before it may end with them (POL-10). */
const termViews = (
  catalog: CatalogFacts,
  subscription: Subscription,
  item: SubscriptionItem,
  before: PlainDate,
  problems: BillingProblem[],
): readonly TermView[] => {
  const views: TermView[] = [];
  for (const [index, term] of item.terms.entries()) {
    const sold = soldBy(catalog, subscription.id, term);
    if (isProblem(sold)) {
      if (term.from < before) problems.push(sold);
    } else
      views.push({
        term,
        sold,
        follows: item.terms[index - 1]?.until === term.from,
        followed: term.until !== null && item.terms[index + 1]?.from === term.until,
      });
  }
  return views;
};

/** Lays the subscription out up to a day. Where the catalog lacks a price it says so, and the view is of no use. */
export const subscriptionView = (
  catalog: CatalogFacts,
  customer: Customer,
  subscription: Subscription,
  billed: BilledSlots,
  before: PlainDate,
  problems: BillingProblem[],
): SubscriptionView => {
  const items = subscription.items.map((item): ItemView => {
    const terms = termViews(catalog, subscription, item, before, problems);
    const periods = slicedPeriods(item, terms, before, subscription.pauses, subscription.policies);
    const charged = periods.every(isCharged) ? periods : periods.filter(isCharged);
    return { item, stem: `${subscription.id}/${item.id}`, terms, periods, billable: charged.map(({ served }) => served) };
  });
  return { subscription, customer, catalog, billed, items, before, prices: catalog.prices(priceSettingsOf(subscription)) };
};

/** Spec section 3's table: how each kind of charge is recognised unless the product says otherwise (REV-02). */
const usualRecognition: Readonly<Record<ChargeNature, RecognitionRule>> = {
  recurring: 'straight-line',
  instalment: 'straight-line',
  minimum: 'straight-line',
  floor: 'straight-line',
  cap: 'straight-line',
  usage: 'on-consumption',
  'draw-down': 'on-consumption',
  'credit-pack': 'on-consumption',
  'setup-fee': 'immediate',
  'one-off': 'immediate',
  adjustment: 'immediate',
  manual: 'immediate',
};

const separateKeyOf = (view: SubscriptionView, item: SubscriptionItem): string => {
  if (item.invoicing === 'separate') return `${view.subscription.id}/${item.id}`;
  return view.customer.invoicing === 'per-subscription' ? view.subscription.id : '';
};

/** What a charge is about, where it is no component's. */
export type About = { readonly componentId: string; readonly title: string; readonly taxClass: string };

export const aboutComponent = ({ component, title, taxClass }: SoldComponent): About => ({ componentId: component.id, title, taxClass });

/** `name` is the fee's or the instalment's; empty: the plan's own. The tax class is the product's (TAX-06). */
export const aboutPlan = ({ plan, product }: Sold, name: string): About => ({
  componentId: '',
  title: titleOf(plan, name),
  taxClass: product.taxClass,
});

/** What a charge of this item says of itself. */
export const templateOf = (
  view: SubscriptionView,
  item: SubscriptionItem,
  sold: Sold,
  slot: string,
  nature: ChargeNature,
  about: About,
): ChargeTemplate => ({
  slot,
  nature,
  source: { kind: 'subscription', subscriptionId: view.subscription.id, itemId: item.id, componentId: about.componentId },
  currency: view.subscription.currency,
  productId: sold.product.id,
  planId: sold.plan.id,
  title: about.title,
  taxClass: about.taxClass,
  taxInclusive: sold.variant.taxInclusive,
  recognition: sold.product.recognition ?? usualRecognition[nature],
  separateKey: separateKeyOf(view, item),
});

/** The component's quantity as a term has it. */
export const quantityOf = ({ quantity }: PriceComponent, { term }: TermView): string =>
  quantity.kind === 'subscription' ? term.quantity : '1';
