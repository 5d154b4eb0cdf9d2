import { type DecimalText, decimalText, Exact, exact } from '../money/exact.ts';
import { majorText, minorOf } from '../money/money.ts';
import type { Order } from '../orders/types.ts';
import { daysAfter, type PlainDate } from '../time/plain-date.ts';
import { carriedLevels } from './carried.ts';
import { periodStarting } from './discounts.ts';
import { bareAmount } from './full-price.ts';
import { addsUp, type Metered, meteredOf, meteredPrice, meteredTemplate, partsOf, type UsageFacts, usedIn } from './metered.ts';
import { sumsOf } from './outstanding-sum.ts';
import type { FullAmount, OwedSum } from './owed-types.ts';
import { payAsYouGo } from './pay-as-you-go.ts';
import { prepaidBalance } from './prepaid.ts';
import type { SlicedPeriod } from './slices.ts';
import type { Sold } from './sold.ts';
import type { ItemView, SubscriptionView } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';
import { reachesUsage, usageDiscounts, usageDiscountsAlone } from './usage-discounts.ts';
import type { UsageByName } from './usage-owner.ts';
import { sumOfDraws, Wallet } from './wallet.ts';

/** Usage falls due when the period closes, after the days of grace for late events (USG-10). */
export const usageDueOn = ({ version: { billing } }: Sold, closesOn: PlainDate): PlainDate =>
  billing.kind === 'usage' || billing.kind === 'hybrid' ? daysAfter(closesOn, billing.graceDays) : closesOn;

const sumOf = (
  view: SubscriptionView,
  metered: Metered,
  amount: FullAmount,
  slot = metered.slot,
  nature: 'usage' | 'draw-down' | 'cap' = 'usage',
): OwedSum => ({
  kind: 'sum',
  slot,
  componentId: metered.about.component.id,
  scope: metered.scope,
  template: meteredTemplate(view, metered, slot, nature),
  steps: [{ dueOn: usageDueOn(metered.sold, metered.period.closesOn), period: metered.span, amount }],
  grows: false,
});

/** BIL-06: what the pre-paid balance pays of a usage charge, as lines below zero; what it does not pay is overage, or blocked and taken off. */
const drawDowns = (
  view: SubscriptionView,
  metered: Metered,
  amount: FullAmount,
  wallet: Wallet,
  atZero: 'block' | 'overage',
): readonly OwedSum[] => {
  const { currency, rounding } = view.subscription;
  const sums = sumsOf(amount, rounding);
  const owedMinor = sums.listMinor - sums.discountMinor;
  const draws = wallet.draw(exact(majorText(owedMinor, currency)), metered.period.closesOn);
  const paid = draws.map((drawn) => ({ potId: drawn.potId, minor: minorOf(exact(drawn.amount), currency, rounding) }));
  const lines = paid.map(({ potId, minor }) => sumOf(view, metered, bareAmount(-minor), `${metered.slot}>${potId}`, 'draw-down'));
  const paidMinor = paid.reduce((sum, { minor }) => sum + minor, 0);
  if (atZero === 'overage' || paidMinor === owedMinor) return lines;
  return [...lines, sumOf(view, metered, bareAmount(paidMinor - owedMinor), `${metered.slot}>blocked`, 'cap')];
};

/** Units that the balance pays are free units of the charge (BIL-06); where use beyond it is blocked, the rest is free as well. */
const freeUnits = (metered: Metered, quantity: DecimalText, wallet: Wallet, atZero: 'block' | 'overage'): DecimalText => {
  const wanted = Exact.max(exact(quantity).minus(metered.included), 0);
  const drawn = sumOfDraws(wallet.draw(wanted, metered.period.closesOn));
  return decimalText(atZero === 'block' ? Exact.max(quantity, metered.included) : exact(metered.included).plus(drawn));
};

/** The usage charges of one subscription while they are worked out, period after period. */
class UsageCharges {
  readonly owed: OwedSum[] = [];
  readonly #view: SubscriptionView;
  readonly #facts: UsageFacts;
  readonly #problems: BillingProblem[];
  readonly #metered = new Map<SlicedPeriod, readonly Metered[]>();
  /** Prices of closed periods before discounts, by slot. A price that could not be had was said, and is not asked for again. */
  readonly #prices = new Map<string, FullAmount | null>();

  constructor(view: SubscriptionView, facts: UsageFacts, problems: BillingProblem[]) {
    this.#view = view;
    this.#facts = facts;
    this.#problems = problems;
  }

  metered(item: ItemView, period: SlicedPeriod): readonly Metered[] {
    const known = this.#metered.get(period) ?? meteredOf(this.#view, this.#facts.usage, item, period, this.#problems);
    if (known.length > 0) this.#metered.set(period, known);
    return known;
  }

  /** Measures that do not add up have no charge before their period closes. */
  #isPlayed({ sold, metric }: Metered): boolean {
    return sold.version.billing.kind === 'pay-as-you-go' && addsUp(metric);
  }

  /** Charged in one sum when the period closed, and due before the horizon. */
  #isClosed(metered: Metered): boolean {
    return !this.#isPlayed(metered) && usageDueOn(metered.sold, metered.period.closesOn) < this.#view.before;
  }

  /** Units of a pre-paid balance are drawn when the price is first asked for. Only the base plan has a balance, and its prices come first. */
  #price(metered: Metered, wallet: Wallet = new Wallet()): FullAmount | null {
    const known = this.#prices.get(metered.slot);
    if (known !== undefined) return known;
    const { billing } = metered.sold.version;
    const quantity = usedIn(metered, this.#facts);
    const free =
      billing.kind === 'prepaid' && billing.unit === 'units' ? freeUnits(metered, quantity, wallet, billing.atZero) : metered.included;
    const price = meteredPrice(this.#view, metered, quantity, free, partsOf(metered));
    if ('code' in price) this.#problems.push(price);
    const amount = 'code' in price ? null : price;
    this.#prices.set(metered.slot, amount);
    return amount;
  }

  /** Of the subscription's items, those whose period is the same: they share amounts off (OFR-10). */
  #together({ served, closesOn }: SlicedPeriod): readonly Metered[] {
    return this.#view.items.flatMap((item) => {
      const period = periodStarting(item, served.period.start);
      return period !== undefined && period.closesOn === closesOn ? this.metered(item, period) : [];
    });
  }

  #discounted(metered: Metered, amount: FullAmount): FullAmount {
    if (!reachesUsage(this.#view) || amount.fullMinor <= 0) return amount;
    const alone = usageDiscountsAlone(this.#view, { metered, amount });
    if (alone !== null) return { ...amount, discounts: alone };
    const charges = this.#together(metered.period).flatMap((other) => {
      const price = this.#isClosed(other) ? this.#price(other) : null;
      return price === null ? [] : [{ metered: other, amount: price }];
    });
    return { ...amount, discounts: usageDiscounts(this.#view, charges).get(metered.slot) ?? [] };
  }

  /** BIL-05: those that share a period are played together, once. */
  play(item: ItemView, period: SlicedPeriod): void {
    const own = this.metered(item, period).filter((metered) => this.#isPlayed(metered));
    if (own.length === 0) return;
    const group = reachesUsage(this.#view) ? this.#together(period).filter((metered) => this.#isPlayed(metered)) : own;
    if (group[0]?.item === item) this.owed.push(...payAsYouGo(this.#view, group, this.#problems));
  }

  /** BIL-04, BIL-06, BIL-07: the charges of a period that closed, with what a pre-paid balance pays of them. */
  close(item: ItemView, period: SlicedPeriod, wallet: Wallet): void {
    const closed = this.metered(item, period).filter((metered) => this.#isClosed(metered));
    const prices = closed.map((metered) => this.#price(metered, wallet));
    for (const [index, metered] of closed.entries()) {
      const price = prices[index] ?? null;
      if (price === null) continue;
      const amount = this.#discounted(metered, price);
      this.owed.push(sumOf(this.#view, metered, amount));
      const { billing } = metered.sold.version;
      if (billing.kind === 'prepaid' && billing.unit === 'money')
        this.owed.push(...drawDowns(this.#view, metered, amount, wallet, billing.atZero));
    }
  }
}

/** Whether any plan of the period charges usage by now: as it happens, or because the period closed. */
const mayCharge = ({ before }: SubscriptionView, { terms, closesOn }: SlicedPeriod): boolean =>
  terms.some(
    ({ sold }) => sold.metered.length > 0 && (sold.version.billing.kind === 'pay-as-you-go' || usageDueOn(sold, closesOn) < before),
  );

/** The plan that sells packs when the period closes. */
const prepaidIn = (metered: readonly Metered[]): Sold | null =>
  metered.findLast(({ sold }) => sold.version.billing.kind === 'prepaid')?.sold ?? null;

/**
 * BIL-04, BIL-05, BIL-07, PRC-07: what usage is owed for every period that closed before the horizon. Late events change the sum of a billed
 * period, and the difference is billed as prior period (USG-10). The base plan goes first: it has the pre-paid balance.
 */
export const owedUsage = (
  view: SubscriptionView,
  usage: UsageByName,
  orders: readonly Order[],
  problems: BillingProblem[],
): readonly OwedSum[] => {
  const charges = new UsageCharges(view, { usage, carried: carriedLevels(usage) }, problems);
  for (const item of [...view.items].sort((a, b) => Number(a.item.type !== 'base') - Number(b.item.type !== 'base'))) {
    const { wallet, topUps } = prepaidBalance(view, item, orders);
    for (const period of item.periods) {
      if (!mayCharge(view, period)) continue;
      charges.play(item, period);
      charges.close(item, period, wallet);
      const sold = period.closesOn < view.before ? prepaidIn(charges.metered(item, period)) : null;
      if (sold !== null) charges.owed.push(...topUps(period, sold));
    }
  }
  return charges.owed;
};
