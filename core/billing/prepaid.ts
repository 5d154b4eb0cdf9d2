import type { CreditPack } from '../catalog/types.ts';
import { exact } from '../money/exact.ts';
import { minorOf } from '../money/money.ts';
import type { Order } from '../orders/types.ts';
import { daysAfter, type PlainDate } from '../time/plain-date.ts';
import type { Sold } from './facts.ts';
import { plainPrice } from './manual-price.ts';
import { triggeredOn } from './orders.ts';
import type { OwedSum } from './owed-types.ts';
import { type ItemView, type SubscriptionView, templateOf } from './subscription-view.ts';
import { Wallet } from './wallet.ts';

/** A safety bound: so many packs in one go point to a pack that gives almost nothing. */
const mostTopUps = 100;

const packOf = (sold: Sold, packId: string): CreditPack | undefined => sold.variant.packs.find((entry) => entry.id === packId);

const topUpCharge = (view: SubscriptionView, item: ItemView, sold: Sold, pack: CreditPack, on: PlainDate, nth: number): OwedSum => {
  const slot = `${view.subscription.id}/${item.item.id}/top-up/${on}/${nth}`;
  const template = templateOf(view, item.item, sold, { slot, nature: 'credit-pack', componentId: '', name: pack.name, component: null });
  const fullMinor = minorOf(exact(pack.price), view.subscription.currency, view.subscription.rounding);
  return { kind: 'sum', scope: null, template, steps: [{ dueOn: on, period: null, amount: { price: plainPrice('1', pack.price, 'plan'), fullMinor, discounts: [] } }], grows: false };
};

/**
 * BIL-06: the balance of an item, filled with the packs that were ordered for its subscription; after a period closes it is topped up by itself
 * while it is below the threshold, as often in a calendar month as the cap allows.
 */
export const walletOf = (
  view: SubscriptionView,
  item: ItemView,
  orders: readonly Order[],
): { readonly wallet: Wallet; readonly afterClose: (closesOn: PlainDate, sold: Sold) => readonly OwedSum[] } => {
  const wallet = new Wallet();
  const term = item.item.terms[0];
  const sold = term === undefined ? null : view.sold(term);
  const isBase = item.item.type === 'base';
  if (isBase && sold !== null && !('code' in sold)) {
    for (const order of orders) {
      if (order.state.kind === 'cancelled') continue;
      for (const line of order.lines) {
        const on = triggeredOn(line.trigger, order.placedOn);
        if (on === null || line.item.kind !== 'pack' || line.item.subscriptionId !== view.subscription.id) continue;
        const pack = packOf(sold, line.item.packId);
        if (pack !== undefined) wallet.buy(`${order.id}/${line.id}`, pack, line.quantity, on);
      }
    }
  }
  const boughtInMonth = new Map<string, number>();
  const afterClose = (closesOn: PlainDate, closing: Sold): readonly OwedSum[] => {
    const rule = view.subscription.topUp;
    const pack = rule === null ? undefined : packOf(closing, rule.packId);
    if (rule === null || pack === undefined || !isBase) return [];
    const month = closesOn.slice(0, 7);
    const charges: OwedSum[] = [];
    let bought = boughtInMonth.get(month) ?? 0;
    const missing = (): boolean => wallet.balance(daysAfter(closesOn, 1)).lessThan(rule.below);
    while (bought < Math.min(rule.monthlyCap, mostTopUps) && missing()) {
      bought += 1;
      const charge = topUpCharge(view, item, closing, pack, closesOn, bought);
      wallet.buy(charge.template.slot, pack, '1', closesOn);
      charges.push(charge);
    }
    boughtInMonth.set(month, bought);
    return charges;
  };
  return { wallet, afterClose };
};
