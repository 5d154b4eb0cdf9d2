import type { PriceComponent } from '../catalog/types.ts';
import { type DecimalText, decimalText, Exact, exact } from '../money/exact.ts';
import type { Redemption } from '../offers/types.ts';
import { ownPrice } from '../subscriptions/own-price.ts';
import type { Term } from '../subscriptions/types.ts';
import { aggregated, carriedOut } from '../usage/aggregate.ts';
import { eventsFor } from '../usage/trace.ts';
import type { AggregatedUsage, Metric, UsageEvent } from '../usage/types.ts';
import { discountsOf, redemptionsFor } from './discounts.ts';
import { isProblem, type Sold } from './facts.ts';
import { fullPrice, pricingContext } from './full-price.ts';
import type { FullAmount, OwedSum, PeriodScope } from './owed-types.ts';
import type { SlicedPeriod } from './slices.ts';
import { type ItemView, priceKeyOf, type SubscriptionView, templateOf } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';
import type { UsageByName } from './usage-owner.ts';
import { eventsWithin, type Moments, momentsOf, shareOf, usageDays } from './usage-window.ts';

/** One usage-fed component in one period, under one price. */
export type Metered = {
  readonly item: ItemView;
  readonly period: SlicedPeriod;
  readonly sold: Sold;
  readonly term: Term;
  readonly component: PriceComponent;
  readonly metric: Metric;
  readonly windows: readonly Moments[];
  /** The component's events in those windows, ascending. */
  readonly events: readonly UsageEvent[];
  readonly included: DecimalText;
  readonly scope: PeriodScope;
  readonly slot: string;
};

/** Included units of a part of a period are that part of them, rounded down to the decimals that the price list gives them with. */
const includedFor = (included: DecimalText, share: { readonly part: number; readonly of: number }): DecimalText => {
  if (included === '0' || share.part === share.of) return included;
  const decimals = included.split('.')[1]?.length ?? 0;
  return decimalText(exact(included).times(share.part).div(share.of).toDecimalPlaces(decimals, Exact.ROUND_DOWN));
};

/** The metered components of an item in one period, each price with the days on which it held (USG-14). */
export const meteredOf = (view: SubscriptionView, usage: UsageByName, item: ItemView, period: SlicedPeriod, problems: BillingProblem[]): readonly Metered[] => {
  const found: Metered[] = [];
  const seen = new Set<string>();
  for (const term of item.item.terms) {
    if (term.from >= period.served.period.end || (term.until !== null && term.until <= period.served.period.start)) continue;
    const priceKey = priceKeyOf(term);
    if (seen.has(priceKey)) continue;
    seen.add(priceKey);
    const sold = view.sold(term);
    if (isProblem(sold)) {
      problems.push(sold);
      continue;
    }
    const components = sold.variant.components.filter((component) => component.quantity.kind === 'usage');
    if (components.length === 0) continue;
    const days = usageDays(view, item, period, (other) => priceKeyOf(other) === priceKey);
    if (days.length === 0) continue;
    const windows = momentsOf(view, days);
    for (const component of components) {
      const metricId = component.quantity.kind === 'usage' ? component.quantity.metricId : '';
      const metric = view.catalog.metrics.get(metricId);
      if (metric === undefined) {
        problems.push({ code: 'usage.metric-missing', subscriptionId: view.subscription.id, metricId });
        continue;
      }
      found.push({
        item,
        period,
        sold,
        term,
        component,
        metric,
        windows,
        events: eventsWithin(usage.get(metric.eventName) ?? [], windows),
        included: includedFor(component.included, shareOf(period, days)),
        scope: { itemId: item.item.id, periodStart: period.served.period.start, priceKey },
        slot: `${view.subscription.id}/${item.item.id}/${period.served.nominal.start}/usage/${component.id}/${priceKey}`,
      });
    }
  }
  return found;
};

/** What a continuous metric brings into the period: where all earlier events left it. */
const carriedIn = (metered: Metered, usage: UsageByName): { readonly value: DecimalText } | null => {
  const events = usage.get(metered.metric.eventName) ?? [];
  return carriedOut(metered.metric, events, { from: '0000-01-01T00:00:00.000Z', until: metered.windows[0]?.from ?? '' }, null);
};

export const usedIn = (metered: Metered, usage: UsageByName): AggregatedUsage => {
  const first = metered.windows[0]?.from ?? '';
  const last = metered.windows.at(-1)?.until ?? '';
  return aggregated(metered.metric, metered.events, { from: first, until: last }, carriedIn(metered, usage));
};

/** Prices that look at single events get them; the others only see the sum. */
export const partsOf = (metered: Metered): readonly { readonly at: string; readonly quantity: DecimalText }[] => {
  if (metered.component.price.kind !== 'dynamic' && metered.component.price.kind !== 'percentage') return [];
  const counts = metered.metric.aggregation.kind === 'count';
  return eventsFor(metered.metric, metered.events).map((event) => ({ at: event.at, quantity: counts ? '1' : (event.properties[metered.metric.property] ?? '0') }));
};

/** The price of a quantity of a metered component, before discounts. `free` units are taken off first. */
export const meteredPrice = (view: SubscriptionView, metered: Metered, quantity: DecimalText, free: DecimalText, parts: ReturnType<typeof partsOf>): FullAmount | BillingProblem => {
  const { component, sold, item, term, period } = metered;
  const own = ownPrice(component, sold.variant, item.item, term, period.served, item.billable);
  const context = pricingContext(view.catalog, view.customer, view.subscription, own.model, () => metered.windows[0]?.from ?? '');
  const price = fullPrice({ own, quantity, included: free, parts, context }, view.subscription, component.id);
  return 'code' in price ? price : { price: price.working, fullMinor: price.fullMinor, discounts: [] };
};

/** Offers that reach usage. Amounts and overrides are for recurring charges; usage gets them only in plans that have none (OFR-10). */
const usageRedemptions = (view: SubscriptionView, metered: Metered): readonly Redemption[] => {
  const all = redemptionsFor(view, metered.item, metered.period.served.period.start);
  const hasRecurring = metered.sold.variant.components.some((component) => component.quantity.kind !== 'usage');
  return all.filter((redemption) => redemption.appliesToUsage && (redemption.value.kind === 'percentage' || !hasRecurring));
};

export const withUsageDiscounts = (view: SubscriptionView, metered: Metered, amount: FullAmount): FullAmount => {
  const redemptions = usageRedemptions(view, metered);
  if (redemptions.length === 0 || amount.fullMinor <= 0) return amount;
  const charge = { key: metered.slot, productId: metered.sold.product.id, planId: metered.sold.plan.id, nature: 'usage' as const, fullMinor: amount.fullMinor };
  return { ...amount, discounts: discountsOf(view, [charge], redemptions)(metered.slot) };
};

/** What the lines of a metered component say of themselves. */
export const meteredTemplate = (view: SubscriptionView, metered: Metered): OwedSum['template'] =>
  templateOf(view, metered.item.item, metered.sold, { slot: metered.slot, nature: 'usage', componentId: metered.component.id, name: metered.component.name, component: metered.component });

