import { type DecimalText, decimalText, Exact, exact } from '../money/exact.ts';
import { majorText, minorOf } from '../money/money.ts';
import { daysAfter, type PlainDate } from '../time/plain-date.ts';
import type { Sold } from './facts.ts';
import { bareAmount } from './manual-price.ts';
import { type Metered, meteredOf, meteredPrice, meteredTemplate, partsOf, usedIn, withUsageDiscounts } from './metered.ts';
import type { FullAmount, OwedSum } from './owed-types.ts';
import { payAsYouGoSteps } from './pay-as-you-go.ts';
import type { ItemView, SubscriptionView } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';
import type { UsageByName } from './usage-owner.ts';
import { sumOfDraws, type Wallet } from './wallet.ts';

/** Usage falls due when the period closes, after the days of grace for late events (USG-10). */
export const usageDueOn = (sold: Sold, closesOn: PlainDate): PlainDate => {
  const { billing } = sold.version;
  return billing.kind === 'usage' || billing.kind === 'hybrid' ? daysAfter(closesOn, billing.graceDays) : closesOn;
};

/** BIL-06: what the pre-paid balance pays of a usage charge, as lines below zero; what it does not pay is overage, or blocked and taken off. */
const drawDowns = (view: SubscriptionView, metered: Metered, amount: FullAmount, dueOn: PlainDate, wallet: Wallet, atZero: 'block' | 'overage'): readonly OwedSum[] => {
  const { currency, rounding } = view.subscription;
  const owedMinor = amount.fullMinor - amount.discounts.reduce((sum, discount) => sum + discount.fullMinor, 0);
  const draws = wallet.draw(exact(majorText(owedMinor, currency)), metered.period.closesOn);
  const period = metered.period.served.period;
  const lines = draws.map((drawn): OwedSum => ({
    kind: 'sum',
    scope: metered.scope,
    template: { ...meteredTemplate(view, metered), slot: `${metered.slot}>${drawn.potId}`, nature: 'draw-down' },
    steps: [{ dueOn, period, amount: bareAmount(-minorOf(exact(drawn.amount), currency, rounding)) }],
    grows: false,
  }));
  const paidMinor = draws.reduce((sum, drawn) => sum + minorOf(exact(drawn.amount), currency, rounding), 0);
  if (atZero === 'overage' || paidMinor === owedMinor) return lines;
  const blocked: OwedSum = {
    kind: 'sum',
    scope: metered.scope,
    template: { ...meteredTemplate(view, metered), slot: `${metered.slot}>blocked`, nature: 'cap' },
    steps: [{ dueOn, period, amount: bareAmount(paidMinor - owedMinor) }],
    grows: false,
  };
  return [...lines, blocked];
};

/** Units that the balance pays are free units of the charge (BIL-06); where use beyond it is blocked, the rest is free as well. */
const freeUnits = (metered: Metered, quantity: DecimalText, wallet: Wallet, atZero: 'block' | 'overage'): DecimalText => {
  if (atZero === 'block') {
    wallet.draw(Exact.max(exact(quantity).minus(metered.included), 0), metered.period.closesOn);
    return quantity;
  }
  const wanted = Exact.max(exact(quantity).minus(metered.included), 0);
  const drawn = sumOfDraws(wallet.draw(wanted, metered.period.closesOn));
  return decimalText(exact(metered.included).plus(drawn));
};

const closedUsage = (view: SubscriptionView, metered: Metered, usage: UsageByName, wallet: Wallet, problems: BillingProblem[]): readonly OwedSum[] => {
  const { billing } = metered.sold.version;
  const dueOn = usageDueOn(metered.sold, metered.period.closesOn);
  if (dueOn >= view.before) return [];
  const { quantity } = usedIn(metered, usage);
  const free = billing.kind === 'prepaid' && billing.unit === 'units' ? freeUnits(metered, quantity, wallet, billing.atZero) : metered.included;
  const price = meteredPrice(view, metered, quantity, free, partsOf(metered));
  if ('code' in price) {
    problems.push(price);
    return [];
  }
  const amount = withUsageDiscounts(view, metered, price);
  const charge: OwedSum = { kind: 'sum', scope: metered.scope, template: meteredTemplate(view, metered), steps: [{ dueOn, period: metered.period.served.period, amount }], grows: false };
  if (billing.kind !== 'prepaid' || billing.unit !== 'money') return [charge];
  return [charge, ...drawDowns(view, metered, amount, dueOn, wallet, billing.atZero)];
};

/**
 * BIL-04, BIL-05, BIL-07, PRC-07: what usage is owed for every period that closed before the horizon. Late events change the sum of a billed
 * period, and the difference is billed as prior period (USG-10). `afterClose` lets the wallet be topped up between periods.
 */
export const owedUsage = (
  view: SubscriptionView,
  usage: UsageByName,
  wallets: (item: ItemView) => { readonly wallet: Wallet; readonly afterClose: (closesOn: PlainDate, sold: Sold) => readonly OwedSum[] },
  problems: BillingProblem[],
): readonly OwedSum[] => {
  const owed: OwedSum[] = [];
  for (const item of view.items) {
    const { wallet, afterClose } = wallets(item);
    for (const period of item.periods) {
      for (const metered of meteredOf(view, usage, item, period, problems)) {
        if (metered.sold.version.billing.kind === 'pay-as-you-go') {
          owed.push(...payAsYouGoSteps(view, metered, meteredTemplate(view, metered), problems));
          continue;
        }
        owed.push(...closedUsage(view, metered, usage, wallet, problems));
        if (metered.sold.version.billing.kind === 'prepaid' && period.closesOn < view.before) owed.push(...afterClose(period.closesOn, metered.sold));
      }
    }
  }
  return owed;
};
