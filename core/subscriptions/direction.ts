import type { ExternalSeries, PlanVersion, PriceComponent, PriceVariant } from '../catalog/types.ts';
import type { Customer } from '../customers/types.ts';
import { done, type Outcome } from '../kernel/outcome.ts';
import { Exact, exact } from '../money/exact.ts';
import { discounts, type Discountable } from '../offers/discounting.ts';
import { redemptionsInForce } from '../offers/in-force.ts';
import { amountOf, priced, type PriceProblem } from '../rating/priced.ts';
import { type Interval, monthsIn } from '../time/cadence.ts';
import { daysAfter, later, type PlainDate } from '../time/plain-date.ts';
import { startOfDay } from '../time/zone.ts';
import { ownPrice } from './own-price.ts';
import { type ServicePeriod, servicePeriodAt, servicePeriods } from './periods.ts';
import type { Subscription, SubscriptionItem, Term } from './types.ts';

export type Direction = 'upgrade' | 'downgrade' | 'sidegrade';

/** What a price may depend on beside the plan. */
export type PriceFacts = { readonly customer: Customer; readonly external: readonly ExternalSeries[] };

/** What a term sells: one variant of one published version. */
export type SoldVariant = { readonly version: PlanVersion; readonly variant: PriceVariant };

/** Only what recurs by itself counts: never usage, instalments or what is charged once (SUB-25, BIL-03). */
const recurringComponents = ({ version, variant }: SoldVariant): readonly PriceComponent[] =>
  version.billing.kind === 'instalment' || version.billing.kind === 'one-off' || version.billing.kind === 'free'
    ? []
    : variant.components.filter((component) => component.quantity.kind !== 'usage');

const daysOf: Readonly<Record<'day' | 'week', number>> = { day: 1, week: 7 };

/** How many such intervals a year has: an average year of months, or of 365 days. */
const perYear = (interval: Interval): Exact => {
  const months = monthsIn(interval);
  if (months !== null) return new Exact(12).div(months);
  const days = interval.unit === 'day' || interval.unit === 'week' ? daysOf[interval.unit] : 1;
  return new Exact(365).div(days * interval.count);
};

type Question = {
  readonly subscription: Subscription;
  readonly item: SubscriptionItem;
  readonly on: PlainDate;
  readonly facts: PriceFacts;
};

/** The period that holds the day; before billing began (on trial) the first one, in a gap the last one before it. */
const periodOf = ({ item, on }: Question): ServicePeriod | null =>
  servicePeriodAt(item, on) ?? servicePeriods(item, daysAfter(later(on, item.cadence[0]?.from ?? on), 1)).at(-1) ?? null;

const componentMinor = (
  question: Question,
  sold: SoldVariant,
  component: PriceComponent,
  term: Term,
  served: ServicePeriod | null,
): Outcome<number, PriceProblem> => {
  const { subscription, item, on, facts } = question;
  const { currency, rounding, policies, zone, country } = subscription;
  const own =
    served === null
      ? { model: component.price, source: 'plan' as const }
      : ownPrice(component, sold.variant, item, term, served, servicePeriods(item, served.period.start));
  const answer = priced({
    model: own.model,
    quantity: component.quantity.kind === 'subscription' ? term.quantity : '1',
    included: component.included,
    policies,
    source: own.source,
    parts: [],
    context: {
      segments: facts.customer.segments,
      attributes: facts.customer.attributes,
      country,
      region: facts.customer.billingAddress.region,
      zone,
      external: facts.external,
      at: startOfDay(on, zone),
    },
  });
  return answer.ok ? done(amountOf(answer.value, currency, rounding)) : answer;
};

/** The full period's recurring price of a term in minor units, after the discounts that the subscription has on that day (SUB-07). */
export const recurringMinor = (question: Question, sold: SoldVariant, term: Term): Outcome<number, PriceProblem> => {
  const { subscription, item } = question;
  const served = periodOf(question);
  const charges: Discountable[] = [];
  for (const component of recurringComponents(sold)) {
    const amount = componentMinor(question, sold, component, term, served);
    if (!amount.ok) return amount;
    charges.push({
      key: component.id,
      productId: sold.version.productId,
      planId: term.planId,
      nature: 'recurring',
      fullMinor: amount.value,
    });
  }
  const full = charges.reduce((sum, charge) => sum + charge.fullMinor, 0);
  const { redemptions } = subscription;
  if (redemptions.length === 0) return done(full);
  const periodStart = served?.period.start ?? question.on;
  const startsSince = (from: PlainDate): number => servicePeriods(item, periodStart).filter(({ period }) => period.start >= from).length;
  const { currency, policies, rounding } = subscription;
  const taken = discounts(charges, redemptionsInForce(redemptions, { periodStart, startsSince }), {
    currency,
    order: policies.discountOrder,
    spare: policies.spareUnit,
    rounding,
  });
  return done(full - [...taken.values()].flat().reduce((sum, { fullMinor }) => sum + fullMinor, 0));
};

/**
 * SUB-07: whether a plan change is an upgrade or a downgrade: the recurring price per day of both, in the subscription's currency, net of its discounts.
 * The same price is a sidegrade, which is treated as an upgrade.
 */
export const directionOf = (
  question: Question,
  from: { readonly sold: SoldVariant; readonly term: Term },
  to: { readonly sold: SoldVariant; readonly term: Term },
): Outcome<Direction, PriceProblem> => {
  const before = recurringMinor(question, from.sold, from.term);
  if (!before.ok) return before;
  const after = recurringMinor(question, to.sold, to.term);
  if (!after.ok) return after;
  const yearly = (minor: number, sold: SoldVariant): Exact => exact(minor).times(perYear(sold.variant.cycle.interval));
  const order = yearly(after.value, to.sold).comparedTo(yearly(before.value, from.sold));
  return done(order > 0 ? 'upgrade' : order < 0 ? 'downgrade' : 'sidegrade');
};
