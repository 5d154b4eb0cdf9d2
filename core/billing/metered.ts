import { type DecimalText, decimalText, Exact, exact, isDecimalText } from '../money/exact.ts';
import type { OwnPrice } from '../subscriptions/own-price.ts';
import type { Slice } from '../rating/types.ts';
import type { Period } from '../time/period.ts';
import { aggregated, roundedQuantity } from '../usage/aggregate.ts';
import { msOf } from '../usage/moments.ts';
import { eventsFor } from '../usage/trace.ts';
import type { Metric, UsageEvent } from '../usage/types.ts';
import { asBilled, fullPrice, pricingContext } from './full-price.ts';
import type { carriedLevels } from './carried.ts';
import type { FullAmount, OwedSum, PeriodScope } from './owed-types.ts';
import { ownPriceOf } from './pieces.ts';
import type { SlicedPeriod, TermView } from './slices.ts';
import type { Sold, SoldComponent } from './sold.ts';
import { aboutComponent, type ItemView, type SubscriptionView, templateOf } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';
import type { UsageByName } from './usage-owner.ts';
import { countOf, eventsBetween, eventsWithin, type Moments, momentsOf, shareOf, usageDays } from './usage-window.ts';

/** What a computation of one subscription's usage shares. */
export type UsageFacts = {
  readonly usage: UsageByName;
  readonly carried: ReturnType<typeof carriedLevels>;
};

/** One usage-fed component in one period, under one price. */
export type Metered = {
  readonly item: ItemView;
  readonly period: SlicedPeriod;
  readonly sold: Sold;
  readonly about: SoldComponent;
  readonly own: OwnPrice;
  readonly metric: Metric;
  readonly windows: readonly Moments[];
  /** From the first day on which the price held to the last: what the line says it covers. */
  readonly span: Period;
  /** The component's events in those windows, ascending. */
  readonly events: readonly UsageEvent[];
  readonly included: DecimalText;
  /** The part of the period's price that it costs, for measures that do not add up; `null`: all of it. */
  readonly slice: Slice | null;
  readonly scope: PeriodScope;
  readonly slot: string;
};

/** Parts of a period under different prices share what was summed or counted between them. All other measures are of a period, and each part has its own. */
export const addsUp = ({ aggregation }: Metric): boolean => aggregation.kind === 'sum' || aggregation.kind === 'count';

/** Included units of a part of a period are that part of them, rounded down to the decimals that the price list gives them with. */
const includedFor = (included: DecimalText, share: { readonly part: number; readonly of: number }): DecimalText => {
  if (included === '0' || share.part === share.of) return included;
  const decimals = included.split('.')[1]?.length ?? 0;
  return decimalText(exact(included).times(share.part).div(share.of).toDecimalPlaces(decimals, Exact.ROUND_DOWN));
};

/** Terms of a period under which a component has one price. */
type Group = {
  readonly about: SoldComponent;
  readonly own: OwnPrice;
  readonly sold: Sold;
  readonly key: string;
  readonly terms: TermView[];
};

const groupsOf = (item: ItemView, period: SlicedPeriod): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const view of period.terms) {
    for (const about of view.sold.metered) {
      const own = ownPriceOf(about, item, period, view);
      const key = own.override === null ? about.key : `${about.key}=${own.override}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { about, own, sold: view.sold, key, terms: [view] });
      else known.terms.push(view);
    }
  }
  return [...groups.values()];
};

type Dated = Group & { readonly days: readonly Period[]; readonly metric: Metric };

const dated = (view: SubscriptionView, period: SlicedPeriod, group: Group, problems: BillingProblem[]): readonly Dated[] => {
  const { quantity } = group.about.component;
  const days = usageDays(view, period, group.terms);
  if (quantity.kind !== 'usage' || days.length === 0) return [];
  const metric = view.catalog.metrics.get(quantity.metricId);
  if (metric === undefined) {
    problems.push({ code: 'usage.metric-missing', subscriptionId: view.subscription.id, metricId: quantity.metricId });
    return [];
  }
  return [{ ...group, days, metric }];
};

/**
 * USG-14 for a measure that does not add up: under two prices in one period each costs its share of the days, so that the period is paid once. The days
 * of all prices of the component are the whole: what was used is never prorated itself (SUB-25).
 */
const sliceOf = (group: Dated, all: readonly Dated[]): Slice | null => {
  if (addsUp(group.metric)) return null;
  const same = all.filter((other) => other.about.component.id === group.about.component.id);
  if (same.length === 1) return null;
  const before = same.slice(0, same.indexOf(group)).reduce((sum, other) => sum + countOf(other.days), 0);
  return { from: before, to: before + countOf(group.days), of: same.reduce((sum, other) => sum + countOf(other.days), 0), unit: 'day' };
};

/** The metered components of an item in one period, each price with the days on which it held (USG-14). */
export const meteredOf = (
  view: SubscriptionView,
  usage: UsageByName,
  item: ItemView,
  period: SlicedPeriod,
  problems: BillingProblem[],
): readonly Metered[] => {
  if (!period.terms.some(({ sold }) => sold.metered.length > 0)) return [];
  const groups = groupsOf(item, period).flatMap((group) => dated(view, period, group, problems));
  return groups.map((group): Metered => {
    const { about, own, sold, metric, days } = group;
    const windows = momentsOf(view, days);
    const { included } = about.component;
    return {
      item,
      period,
      sold,
      about,
      own,
      metric,
      windows,
      span: { start: days[0]?.start ?? period.served.period.start, end: days.at(-1)?.end ?? period.served.period.end },
      events: eventsWithin(usage.get(metric.eventName) ?? [], windows),
      included: addsUp(metric) ? includedFor(included, shareOf(period, days)) : included,
      slice: sliceOf(group, groups),
      scope: { itemId: item.item.id, periodStart: period.served.period.start, priceKey: sold.priceKey },
      slot: `${item.stem}/${period.name}/usage/${group.key}`,
    };
  });
};

const averageDecimals = 20;

/** An average over windows with a pause between them: each counts for its own length. */
const averageOf = ({ metric, events, windows }: Metered, { carried }: UsageFacts): DecimalText => {
  const unrounded: Metric = { ...metric, rounding: null };
  let weighted = exact(0);
  let lengthMs = 0;
  for (const window of windows) {
    const ms = msOf(window.until) - msOf(window.from);
    const level = aggregated(unrounded, eventsBetween(events, window.from, window.until), window, carried(metric, window.from));
    weighted = weighted.plus(exact(level.quantity).times(ms));
    lengthMs += ms;
  }
  return roundedQuantity(decimalText(weighted.div(lengthMs).toDecimalPlaces(averageDecimals)), metric.rounding);
};

/** What was used, as the metric measures it. */
export const usedIn = (metered: Metered, facts: UsageFacts): DecimalText => {
  const { metric, events, windows } = metered;
  const from = windows[0]?.from ?? '';
  const until = windows.at(-1)?.until ?? '';
  if (metric.aggregation.kind === 'time-weighted' && windows.length > 1) return averageOf(metered, facts);
  return aggregated(metric, events, { from, until }, facts.carried(metric, from)).quantity;
};

export type UsageParts = readonly { readonly at: string; readonly quantity: DecimalText }[];

/** Prices that look at single events get them; the others only see the sum. An event without a number counts for nothing, as in the sum. */
export const partsOf = ({ about, metric, events }: Metered): UsageParts => {
  const { kind } = about.component.price;
  if ((kind !== 'dynamic' && kind !== 'percentage') || !addsUp(metric)) return [];
  const counts = metric.aggregation.kind === 'count';
  return eventsFor(metric, events).flatMap((event) => {
    const quantity = counts ? '1' : (event.properties[metric.property] ?? '');
    return isDecimalText(quantity) ? [{ at: event.at, quantity }] : [];
  });
};

/** The price of a quantity of a metered component, before discounts. `free` units are taken off first. */
export const meteredPrice = (
  view: SubscriptionView,
  metered: Metered,
  quantity: DecimalText,
  free: DecimalText,
  parts: UsageParts,
): FullAmount | BillingProblem => {
  const { about, own, slice, slot, windows } = metered;
  const now = pricingContext(view.catalog, view.customer, view.subscription, own.model, () => windows[0]?.from ?? '');
  const context = own.model.kind === 'dynamic' ? asBilled(now, view.billed.of(slot)) : now;
  const price = fullPrice({ own, quantity, included: free, parts, context }, view.subscription, about.component.id);
  return 'code' in price ? price : { price: price.working, fullMinor: price.fullMinor, discounts: [], slice };
};

/** What the lines of a metered component say of themselves. */
export const meteredTemplate =
  (
    view: SubscriptionView,
    { item, sold, about }: Metered,
    slot: string,
    nature: 'usage' | 'draw-down' | 'cap' = 'usage',
  ): OwedSum['template'] =>
  () =>
    templateOf(view, item.item, sold, slot, nature, aboutComponent(about));
