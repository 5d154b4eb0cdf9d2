import { allocatedIn } from '../money/allocation.ts';
import { exact } from '../money/exact.ts';
import { minorOf } from '../money/money.ts';
import type { Discountable } from '../offers/discounting.ts';
import { redemptionsInForce } from '../offers/in-force.ts';
import { boundary } from '../time/cadence.ts';
import { earlier, type PlainDate } from '../time/plain-date.ts';
import { discountsOf, idsOf } from './discounts.ts';
import { bareAmount, fullPrice, plainPrice, pricingContext } from './full-price.ts';
import type { ChargeTemplate, FullAmount, OwedSum } from './owed-types.ts';
import { ownPriceOf } from './pieces.ts';
import type { TermView } from './slices.ts';
import { aboutComponent, aboutPlan, type ItemView, quantityOf, type SubscriptionView, templateOf } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';

const fixedSum = (slot: string, template: () => ChargeTemplate, dueOn: PlainDate, amount: FullAmount): OwedSum => ({
  kind: 'sum',
  slot,
  componentId: '',
  scope: null,
  template,
  steps: [{ dueOn, period: null, amount }],
  grows: false,
});

/** BIL-14: once, when billing begins, whatever is free then. Never prorated (SUB-25). */
const setupFee = (view: SubscriptionView, item: ItemView, { sold }: TermView, startsOn: PlainDate): readonly OwedSum[] => {
  const fee = sold.variant.setupFee;
  if (fee === null || startsOn >= view.before) return [];
  const slot = `${item.stem}/setup`;
  const fullMinor = minorOf(exact(fee), view.subscription.currency, view.subscription.rounding);
  const template = (): ChargeTemplate => templateOf(view, item.item, sold, slot, 'setup-fee', aboutPlan(sold, ''));
  return [fixedSum(slot, template, startsOn, { price: plainPrice('1', fee, 'plan'), fullMinor, discounts: [], slice: null })];
};

/** What the instalments come to: the total of the price list, or what the components cost where it gives none. */
const totalOf = (view: SubscriptionView, termView: TermView): number | BillingProblem => {
  const { subscription } = view;
  const { variant } = termView.sold;
  if (variant.instalmentTotal !== null) return minorOf(exact(variant.instalmentTotal), subscription.currency, subscription.rounding);
  let totalMinor = 0;
  for (const component of variant.components) {
    const own = { model: component.price, source: 'plan' as const, override: null };
    const context = pricingContext(view.catalog, view.customer, subscription, own.model, () => '');
    const price = fullPrice(
      { own, quantity: quantityOf(component, termView), included: component.included, parts: [], context },
      subscription,
      component.id,
    );
    if ('code' in price) return price;
    totalMinor += price.fullMinor;
  }
  return totalMinor;
};

/** OFR-05: offers count instalments as they count billing periods, each by the day on which it was planned. */
const withDiscounts = (
  view: SubscriptionView,
  { sold }: TermView,
  slot: string,
  fullMinor: number,
  planned: readonly PlainDate[],
  index: number,
): FullAmount => {
  const { redemptions } = view.subscription;
  const periodStart = planned[index] ?? '';
  if (redemptions.length === 0 || fullMinor <= 0) return bareAmount(fullMinor);
  const startsSince = (from: PlainDate): number => planned.filter((day) => day >= from && day < periodStart).length;
  const inForce = idsOf(redemptionsInForce(redemptions, { periodStart, startsSince }));
  const charge: Discountable = { key: slot, productId: sold.product.id, planId: sold.plan.id, nature: 'recurring', fullMinor, inForce };
  return { ...bareAmount(fullMinor), discounts: discountsOf(view, [charge]).get(slot) ?? [] };
};

/**
 * BIL-03: the total, split over its dates; the spare minor units go on the last. Counted from the item's start. What is left stays due after a
 * cancellation (OR-29), and at once where it was accelerated.
 */
const instalments = (
  view: SubscriptionView,
  item: ItemView,
  first: TermView,
  startsOn: PlainDate,
  problems: BillingProblem[],
): readonly OwedSum[] => {
  const { sold } = first;
  const { billing } = sold.version;
  if (billing.kind !== 'instalment') return [];
  const totalMinor = totalOf(view, first);
  if (typeof totalMinor !== 'number') {
    problems.push(totalMinor);
    return [];
  }
  const weights = billing.parts.length > 0 ? billing.parts : Array.from({ length: billing.count }, () => 1);
  const shares = allocatedIn(totalMinor, weights, 'last', view.subscription.rounding);
  const planned = shares.map((_, index) => boundary(startsOn, billing.interval, index));
  const { acceleratedOn } = item.item;
  return shares.flatMap((share, index) => {
    const day = planned[index] ?? startsOn;
    const dueOn = acceleratedOn === null ? day : earlier(day, acceleratedOn);
    if (dueOn >= view.before) return [];
    const slot = `${item.stem}/instalment/${index}`;
    const template = (): ChargeTemplate =>
      templateOf(view, item.item, sold, slot, 'instalment', aboutPlan(sold, `${index + 1}/${shares.length}`));
    return [fixedSum(slot, template, dueOn, withDiscounts(view, first, slot, share, planned, index))];
  });
};

/**
 * CAT-29, SUB-25: an add-on of a one-off plan is charged when its billing begins and never prorated. It stands when the add-on leaves, unless the
 * subscription was cancelled with everything given back (CXL-12).
 */
const chargedOnce = (
  view: SubscriptionView,
  item: ItemView,
  first: TermView,
  billedFrom: PlainDate,
  problems: BillingProblem[],
): readonly OwedSum[] => {
  const [period] = item.periods;
  const givenBack = item.item.terms.at(-1)?.unusedPart === 'whole-credited';
  if (first.sold.version.billing.kind !== 'one-off' || givenBack || period === undefined || billedFrom >= view.before) return [];
  return first.sold.components.flatMap((about) => {
    const { component } = about;
    const own = ownPriceOf(about, item, period, first);
    const context = pricingContext(view.catalog, view.customer, view.subscription, own.model, () =>
      view.catalog.dayStarts(billedFrom, view.subscription.zone),
    );
    const quantity = quantityOf(component, first);
    const price = fullPrice({ own, quantity, included: component.included, parts: [], context }, view.subscription, component.id);
    if ('code' in price) {
      problems.push(price);
      return [];
    }
    const slot = `${item.stem}/once/${component.id}`;
    const template = (): ChargeTemplate => templateOf(view, item.item, first.sold, slot, 'one-off', aboutComponent(about));
    return [fixedSum(slot, template, billedFrom, { price: price.working, fullMinor: price.fullMinor, discounts: [], slice: null })];
  });
};

/** Charges of a subscription that arise once or on dates of their own. */
export const owedOnce = (view: SubscriptionView, problems: BillingProblem[]): readonly OwedSum[] => {
  const owed: OwedSum[] = [];
  for (const item of view.items) {
    const [first] = item.terms;
    const billedFrom = item.item.cadence[0]?.from;
    // An item whose billing never began, such as one that was cancelled on trial, owes nothing.
    if (first === undefined || billedFrom === undefined) continue;
    owed.push(
      ...setupFee(view, item, first, billedFrom),
      ...chargedOnce(view, item, first, billedFrom, problems),
      ...instalments(view, item, first, billedFrom, problems),
    );
  }
  return owed;
};
