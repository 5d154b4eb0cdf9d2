import { type DecimalText, exact } from '../money/exact.ts';
import { minorOf } from '../money/money.ts';
import { daysAfter, type PlainDate } from '../time/plain-date.ts';
import { dateIn } from '../time/zone.ts';
import { runningTotals } from '../usage/running.ts';
import { type Metered, meteredPrice, meteredTemplate, partsOf, type UsageParts } from './metered.ts';
import { sumsOf } from './outstanding-sum.ts';
import type { FullAmount, OwedSum, Step } from './owed-types.ts';
import type { SubscriptionView } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';
import { furtherUsageDiscounts, reachesUsage } from './usage-discounts.ts';

/** The state of a component after an event: the day on which it happened, what was used until then, by how many events. */
type Reached = { readonly at: string; readonly on: PlainDate; readonly quantity: DecimalText; readonly events: number };

/** The days of ascending moments: a zone is only asked where a day is over. */
const daysOf = (view: SubscriptionView): ((at: string) => PlainDate) => {
  const { zone } = view.subscription;
  let day: PlainDate | null = null;
  let until = '';
  return (at) => {
    if (day === null || at >= until) {
      day = dateIn(at, zone);
      until = view.catalog.dayStarts(daysAfter(day, 1), zone);
    }
    return day;
  };
};

/** For daily charges only the last event of a day matters; else each event counts at once. */
const moments = (view: SubscriptionView, { metric, events }: Metered, daily: boolean): readonly Reached[] => {
  const dayOf = daysOf(view);
  const all = runningTotals(metric, events).map(
    (total, index): Reached => ({ at: total.at, on: dayOf(total.at), quantity: total.quantity, events: index + 1 }),
  );
  return daily ? all.filter((entry, index) => all[index + 1]?.on !== entry.on) : all;
};

/** A component while its period is played through: what it was charged for, and what waits because it is too little. */
type Meter = {
  readonly metered: Metered;
  readonly parts: UsageParts;
  readonly leastMinor: number;
  readonly moments: readonly Reached[];
  readonly steps: Step[];
  amount: FullAmount | null;
  chargedMinor: number;
  pending: Step | null;
};

const meterOf = (view: SubscriptionView, metered: Metered): Meter => {
  const { billing } = metered.sold.version;
  const trigger = billing.kind === 'pay-as-you-go' ? billing.trigger : 'daily';
  const { currency, rounding } = view.subscription;
  const limit = (text: DecimalText | null): number => (text === null ? 0 : minorOf(exact(text), currency, rounding));
  const { variant } = metered.sold;
  const leastMinor = Math.max(limit(variant.minimumCharge), trigger === 'threshold' ? limit(variant.chargeThreshold) : 0, 1);
  return {
    metered,
    parts: partsOf(metered),
    leastMinor,
    moments: moments(view, metered, trigger === 'daily'),
    steps: [],
    amount: null,
    chargedMinor: 0,
    pending: null,
  };
};

/** In the order in which it happened; at one moment in the order of the price list. */
const played = (meters: readonly Meter[]): readonly { readonly meter: Meter; readonly reached: Reached }[] => {
  const all = meters.flatMap((meter) => meter.moments.map((reached) => ({ meter, reached })));
  return meters.length === 1 ? all : all.sort((a, b) => (a.reached.at < b.reached.at ? -1 : a.reached.at > b.reached.at ? 1 : 0));
};

const discounted = (view: SubscriptionView, meter: Meter, amount: FullAmount, meters: readonly Meter[]): FullAmount => {
  if (!reachesUsage(view) || amount.fullMinor <= 0) return amount;
  const others = meters.flatMap((other) =>
    other === meter || other.amount === null ? [] : [{ metered: other.metered, amount: other.amount }],
  );
  return { ...amount, discounts: furtherUsageDiscounts(view, { metered: meter.metered, amount }, others) };
};

const chargedOf = (view: SubscriptionView, amount: FullAmount): number => {
  const { listMinor, discountMinor } = sumsOf(amount, view.subscription.rounding);
  return listMinor - discountMinor;
};

const take = (view: SubscriptionView, meter: Meter, step: Step): void => {
  const chargedMinor = chargedOf(view, step.amount);
  meter.amount = step.amount;
  if (chargedMinor - meter.chargedMinor < meter.leastMinor) meter.pending = step;
  else {
    meter.steps.push(step);
    meter.chargedMinor = chargedMinor;
    meter.pending = null;
  }
};

/**
 * BIL-05: consumption is charged when it happens, when its day closes, or when the unbilled sum reaches the threshold; what then still waits is
 * charged when the period closes, however small. Prices with bands or included units look at the whole period, so each charge is the period's price
 * so far less what was charged before. `group` are the components that share discounts: those of one subscription whose periods are the same.
 */
export const payAsYouGo = (view: SubscriptionView, group: readonly Metered[], problems: BillingProblem[]): readonly OwedSum[] => {
  const meters = group.map((metered) => meterOf(view, metered));
  for (const { meter, reached } of played(meters)) {
    if (reached.on >= view.before) break;
    const { metered, parts } = meter;
    const price = meteredPrice(view, metered, reached.quantity, metered.included, parts.slice(0, reached.events));
    if ('code' in price) {
      problems.push(price);
      return [];
    }
    take(view, meter, { dueOn: reached.on, period: metered.span, amount: discounted(view, meter, price, meters) });
  }
  return meters.map(({ metered, steps, pending, chargedMinor }): OwedSum => {
    const { closesOn } = metered.period;
    const isClosed = closesOn < view.before;
    const rest = pending !== null && chargedOf(view, pending.amount) !== chargedMinor && isClosed ? [{ ...pending, dueOn: closesOn }] : [];
    return {
      kind: 'sum',
      slot: metered.slot,
      componentId: metered.about.component.id,
      scope: metered.scope,
      template: meteredTemplate(view, metered, metered.slot),
      steps: [...steps, ...rest],
      grows: true,
      ...(pending === null || isClosed ? {} : { waiting: pending.amount }),
    };
  });
};
