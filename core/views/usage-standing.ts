import type { PriceComponent } from '../catalog/types.ts';
import { type CatalogFacts, isProblem, soldBy } from '../billing/facts.ts';
import { carriedLevels } from '../billing/carried.ts';
import { type UsageByName, usageBySubscription } from '../billing/usage-owner.ts';
import type { Customer } from '../customers/types.ts';
import { type Currency, digitsOf } from '../money/currency.ts';
import { type DecimalText, decimalText, Exact, exact } from '../money/exact.ts';
import { priced } from '../rating/priced.ts';
import { figure } from '../rating/figure.ts';
import { roundedMinor } from '../rating/rounded.ts';
import { nextThreshold, type Threshold } from '../rating/thresholds.ts';
import { ownPrice } from '../subscriptions/own-price.ts';
import { servicePeriodAt, servicePeriods } from '../subscriptions/periods.ts';
import { openTerm } from '../subscriptions/timeline.ts';
import type { Subscription, SubscriptionItem } from '../subscriptions/types.ts';
import type { Instant } from '../time/instant.ts';
import type { Period } from '../time/period.ts';
import { daysAfter, daysBetween, type PlainDate } from '../time/plain-date.ts';
import { dateIn, type Zone } from '../time/zone.ts';
import { aggregated } from '../usage/aggregate.ts';
import { outlook } from '../usage/running.ts';
import type { Metric, UsageEvent } from '../usage/types.ts';

/** What a day of the period ended with: the quantity from the period's start to the end of the day. */
export type UsagePoint = { readonly on: PlainDate; readonly quantity: DecimalText };

/** USG-12, PRC-17: one measured component of a subscription in its running period. */
export type UsageStanding = {
  readonly subscriptionId: string;
  readonly itemId: string;
  readonly planId: string;
  readonly componentId: string;
  readonly componentName: string;
  readonly metricId: string;
  readonly metricName: string;
  readonly unit: string;
  readonly period: Period;
  readonly zone: Zone;
  readonly quantity: DecimalText;
  /** Where the period ends if the rest of it is like the part behind; `null` on its first moment. */
  readonly forecast: DecimalText | null;
  readonly events: number;
  /** Events without the number that the metric needs: they count for nothing. */
  readonly unreadable: number;
  /** PRC-10: free units of a whole period. */
  readonly included: DecimalText;
  readonly currency: Currency;
  /** List price of the quantity before discounts, commitments and tax; `null` where each event has a price of its own, or nothing is sold above. */
  readonly amountMinor: number | null;
  readonly forecastMinor: number | null;
  /** Counted after the included units; `null` where the price has no bands, or the last one is open. */
  readonly threshold: Threshold | null;
  readonly points: readonly UsagePoint[];
};

/** What is needed of one customer. `events` ascend by moment. */
export type StandingFacts = {
  readonly customer: Customer;
  readonly subscriptions: readonly Subscription[];
  readonly events: readonly UsageEvent[];
  readonly catalog: CatalogFacts;
};

/** At most so many points are drawn; longer periods are looked at every few days. */
const mostPoints = 62;

const pointsOf = (metric: Metric, events: readonly UsageEvent[], place: Place): readonly UsagePoint[] => {
  const { period, today, from, carriedIn, dayStarts } = place;
  const last = today < period.end ? today : daysAfter(period.end, -1);
  const days = daysBetween(period.start, last) + 1;
  const every = Math.max(1, Math.ceil(days / mostPoints));
  const points: UsagePoint[] = [];
  for (let day = 0; day < days; day += every) {
    const on = daysAfter(period.start, Math.min(days - 1, day + every - 1));
    points.push({ on, quantity: aggregated(metric, events, { from, until: dayStarts(daysAfter(on, 1)) }, carriedIn).quantity });
  }
  return points;
};

type Place = {
  readonly period: Period;
  readonly today: PlainDate;
  readonly from: Instant;
  readonly carriedIn: { readonly value: DecimalText } | null;
  readonly dayStarts: (on: PlainDate) => Instant;
};

/** Models whose price follows from the quantity alone; the others look at single events. */
const byQuantity = (component: PriceComponent): boolean => component.price.kind !== 'dynamic' && component.price.kind !== 'percentage';

const standingOf = (
  facts: StandingFacts,
  subscription: Subscription,
  item: SubscriptionItem,
  usage: UsageByName,
  now: Instant,
): readonly UsageStanding[] => {
  const { catalog, customer } = facts;
  const term = openTerm(item);
  const today = dateIn(now, subscription.zone);
  const served = servicePeriodAt(item, today);
  if (term === null || served === null) return [];
  const sold = soldBy(catalog, subscription.id, term);
  if (isProblem(sold)) return [];
  const { period } = served;
  const dayStarts = (on: PlainDate): Instant => catalog.dayStarts(on, subscription.zone);
  const carried = carriedLevels(usage);
  return sold.metered.flatMap(({ component }): readonly UsageStanding[] => {
    const metric = component.quantity.kind === 'usage' ? catalog.metrics.get(component.quantity.metricId) : undefined;
    if (metric === undefined) return [];
    const events = usage.get(metric.eventName) ?? [];
    const from = dayStarts(period.start);
    const carriedIn = carried(metric, from);
    const seen = outlook(metric, events, { from, until: dayStarts(period.end) }, now, carriedIn);
    const own = ownPrice(component, sold.variant, item, term, served, servicePeriods(item, daysAfter(today, 1)));
    const amountOf = (quantity: DecimalText | null): number | null => {
      if (quantity === null || !byQuantity(component)) return null;
      const { country } = subscription;
      const price = priced({
        model: own.model,
        quantity,
        included: component.included,
        policies: subscription.policies,
        source: own.source,
        parts: [],
        context: {
          at: from,
          segments: customer.segments,
          attributes: customer.attributes,
          country,
          region: customer.billingAddress.region,
          zone: subscription.zone,
          external: catalog.external,
        },
      });
      return price.ok ? roundedMinor(figure(price.value.exact), digitsOf(subscription.currency), subscription.rounding) : null;
    };
    const billable = decimalText(Exact.max(0, exact(seen.soFar.quantity).minus(component.included)));
    return [
      {
        subscriptionId: subscription.id,
        itemId: item.id,
        planId: term.planId,
        componentId: component.id,
        componentName: component.name,
        metricId: metric.id,
        metricName: metric.name,
        unit: metric.unit,
        period,
        zone: subscription.zone,
        quantity: seen.soFar.quantity,
        forecast: seen.forecast,
        events: seen.soFar.eventCount,
        unreadable: seen.soFar.unreadable,
        included: component.included,
        currency: subscription.currency,
        amountMinor: amountOf(seen.soFar.quantity),
        forecastMinor: amountOf(seen.forecast),
        threshold: nextThreshold(own.model, billable, subscription.policies.graduatedFlat),
        points: pointsOf(metric, events, { period, today, from, carriedIn, dayStarts }),
      },
    ];
  });
};

/** USG-12: every measured component of a customer's live subscriptions in its running period, with its forecast, its place in the band and its course. */
export const usageStanding = (facts: StandingFacts, now: Instant): readonly UsageStanding[] => {
  const { customer, subscriptions, events, catalog } = facts;
  const usageOf = usageBySubscription(catalog, {
    customer,
    subscriptions,
    family: subscriptions,
    orders: [],
    adjustments: [],
    usage: events,
    billed: [],
  });
  return subscriptions
    .filter(({ state }) => state.kind === 'active' || state.kind === 'trial' || state.kind === 'paused')
    .flatMap((subscription) => subscription.items.flatMap((item) => standingOf(facts, subscription, item, usageOf(subscription.id), now)));
};
