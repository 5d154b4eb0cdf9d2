import { type DecimalText, exact } from '../money/exact.ts';
import { minorOf } from '../money/money.ts';
import { dateIn } from '../time/zone.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { runningTotals } from '../usage/running.ts';
import type { ChargeTemplate, FullAmount, OwedSum, Step } from './owed-types.ts';
import type { SubscriptionView } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';
import { type Metered, meteredPrice, partsOf, withUsageDiscounts } from './metered.ts';

/** The sum that is owed after an event, and the day on which the event happened. */
type Reached = { readonly on: PlainDate; readonly quantity: DecimalText; readonly events: number };

const chargedOf = (amount: FullAmount): number => amount.fullMinor - amount.discounts.reduce((sum, discount) => sum + discount.fullMinor, 0);

/** For daily charges only the last event of a day matters, and the charge falls due when the day is over; else each event counts at once. */
const moments = (view: SubscriptionView, metered: Metered, daily: boolean): readonly Reached[] => {
  const totals = runningTotals(metered.metric, metered.events);
  const days = totals.map((total, index): Reached => ({ on: dateIn(total.at, view.subscription.zone), quantity: total.quantity, events: index + 1 }));
  return daily ? days.filter((entry, index) => days[index + 1]?.on !== entry.on) : days;
};

/**
 * BIL-05: consumption is charged when it happens, when its day closes, or when the unbilled sum reaches the threshold; what then still waits is
 * charged when the period closes, however small. Prices with bands or included units look at the whole period, so each charge is the period's price
 * so far less what was charged before.
 */
export const payAsYouGoSteps = (view: SubscriptionView, metered: Metered, template: ChargeTemplate, problems: BillingProblem[]): readonly OwedSum[] => {
  const { billing } = metered.sold.version;
  const trigger = billing.kind === 'pay-as-you-go' ? billing.trigger : 'daily';
  const { currency, rounding } = view.subscription;
  const limit = (text: DecimalText | null): number => (text === null ? 0 : minorOf(exact(text), currency, rounding));
  const leastMinor = Math.max(limit(metered.sold.variant.minimumCharge), trigger === 'threshold' ? limit(metered.sold.variant.chargeThreshold) : 0);
  const parts = partsOf(metered);
  const period = metered.period.served.period;
  const steps: Step[] = [];
  let charged = 0;
  let pending: Step | null = null;
  for (const reached of moments(view, metered, trigger === 'daily')) {
    if (reached.on >= view.before) break;
    const price = meteredPrice(view, metered, reached.quantity, metered.included, parts.slice(0, reached.events));
    if ('code' in price) {
      problems.push(price);
      return [];
    }
    const amount = withUsageDiscounts(view, metered, price);
    const step: Step = { dueOn: reached.on, period, amount };
    if (chargedOf(amount) - charged >= Math.max(leastMinor, 1)) {
      steps.push(step);
      charged = chargedOf(amount);
      pending = null;
    } else pending = step;
  }
  const closesOn = metered.period.closesOn;
  if (pending !== null && chargedOf(pending.amount) !== charged && closesOn < view.before) steps.push({ ...pending, dueOn: closesOn });
  return [{ kind: 'sum', scope: metered.scope, template, steps, grows: true }];
};
