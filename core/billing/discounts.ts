import { invariant } from '../kernel/invariant.ts';
import { discounts, type Discountable } from '../offers/discounting.ts';
import { redemptionsInForce } from '../offers/in-force.ts';
import type { DiscountWorking, Redemption } from '../offers/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { ItemView, SubscriptionView } from './subscription-view.ts';

const none: readonly DiscountWorking[] = [];

/** The redemptions that count in a billing period of an item (OFR-05): periods are those in which something is charged. */
export const redemptionsFor = (view: SubscriptionView, item: ItemView, periodStart: PlainDate): readonly Redemption[] =>
  view.subscription.redemptions.length === 0
    ? view.subscription.redemptions
    : redemptionsInForce(view.subscription.redemptions, {
        periodStart,
        startsSince: (from) => item.billable.filter((served) => served.period.start >= from && served.period.start < periodStart).length,
      });

/** Discounts of charges that begin together, by key. Amounts off are taken once from all of them together (OFR-10). */
export const discountsOf = (view: SubscriptionView, charges: readonly Discountable[], redemptions: readonly Redemption[]): ((key: string) => readonly DiscountWorking[]) => {
  if (redemptions.length === 0) return () => none;
  const { currency, policies, rounding } = view.subscription;
  const found = discounts(charges, redemptions, { currency, order: policies.discountOrder, spare: policies.spareUnit, rounding });
  for (const working of [...found.values()].flat()) invariant(working.fullMinor >= 0, 'a discount never adds to a charge');
  return (key) => found.get(key) ?? none;
};
