import type { CreditPack } from '../catalog/types.ts';
import { exact } from '../money/exact.ts';
import { minorOf } from '../money/money.ts';
import type { Order } from '../orders/types.ts';
import { daysAfter, type PlainDate } from '../time/plain-date.ts';
import { plainPrice } from './full-price.ts';
import { triggeredOn } from './orders.ts';
import type { OwedSum } from './owed-types.ts';
import type { SlicedPeriod } from './slices.ts';
import type { Sold } from './sold.ts';
import { aboutPlan, type ItemView, type SubscriptionView, templateOf } from './subscription-view.ts';
import { Wallet } from './wallet.ts';

/** A safety bound: so many packs in one go point to a pack that gives almost nothing. */
const mostTopUps = 100;

const packOf = (sold: Sold, packId: string): CreditPack | undefined => sold.variant.packs.find((entry) => entry.id === packId);

const topUpCharge = (view: SubscriptionView, item: ItemView, sold: Sold, pack: CreditPack, on: PlainDate, nth: number): OwedSum => {
  const slot = `${item.stem}/top-up/${on}/${nth}`;
  const fullMinor = minorOf(exact(pack.price), view.subscription.currency, view.subscription.rounding);
  const amount = { price: plainPrice('1', pack.price, 'plan'), fullMinor, discounts: [], slice: null };
  return {
    kind: 'sum',
    slot,
    componentId: '',
    scope: null,
    template: () => templateOf(view, item.item, sold, slot, 'credit-pack', aboutPlan(sold, pack.name)),
    steps: [{ dueOn: on, period: null, amount }],
    grows: false,
  };
};

/** The packs that were ordered for the subscription, as the price that each of them was bought at says what it gives. */
const bought = (view: SubscriptionView, orders: readonly Order[], wallet: Wallet): void => {
  for (const order of orders) {
    if (order.state.kind === 'cancelled') continue;
    for (const line of order.lines) {
      const on = triggeredOn(line.trigger, order.placedOn);
      if (line.cancelled !== null || on === null || line.item.kind !== 'pack' || line.item.subscriptionId !== view.subscription.id)
        continue;
      const sold = view.catalog.sold(line.item);
      const pack = typeof sold === 'string' ? undefined : packOf(sold, line.item.packId);
      if (pack !== undefined) wallet.buy(`${order.id}/${line.id}`, pack, line.quantity, on);
    }
  }
};

/** Whether the item ended with the period: nobody tops up what nobody uses any more. */
const isOver = ({ terms }: SlicedPeriod): boolean => {
  const last = terms.at(-1);
  return last !== undefined && last.term.until !== null && !last.followed;
};

export type PrepaidBalance = {
  readonly wallet: Wallet;
  /** What is bought by itself after a period closed. */
  readonly topUps: (period: SlicedPeriod, sold: Sold) => readonly OwedSum[];
};

/**
 * BIL-06: the balance of an item, filled with the packs that were ordered for its subscription; after a period closes it is topped up by itself
 * while it is below the threshold, as often in a calendar month as the cap allows.
 */
export const prepaidBalance = (view: SubscriptionView, item: ItemView, orders: readonly Order[]): PrepaidBalance => {
  const wallet = new Wallet();
  const isBase = item.item.type === 'base';
  if (isBase) bought(view, orders, wallet);
  const boughtInMonth = new Map<string, number>();
  const topUps = (period: SlicedPeriod, sold: Sold): readonly OwedSum[] => {
    const { closesOn } = period;
    const rule = view.subscription.topUp;
    const pack = rule === null ? undefined : packOf(sold, rule.packId);
    if (rule === null || pack === undefined || !isBase || isOver(period)) return [];
    const month = closesOn.slice(0, 7);
    const charges: OwedSum[] = [];
    let count = boughtInMonth.get(month) ?? 0;
    while (count < Math.min(rule.monthlyCap, mostTopUps) && wallet.balance(daysAfter(closesOn, 1)).lessThan(rule.below)) {
      count += 1;
      const charge = topUpCharge(view, item, sold, pack, closesOn, count);
      wallet.buy(charge.slot, pack, '1', closesOn);
      charges.push(charge);
    }
    boughtInMonth.set(month, count);
    return charges;
  };
  return { wallet, topUps };
};
