import type { Discountable } from '../offers/discounting.ts';
import type { DiscountWorking, Redemption } from '../offers/types.ts';
import { discountsAlone, discountsOf, idsOf, redemptionsFor } from './discounts.ts';
import type { Metered } from './metered.ts';
import type { FullAmount } from './owed-types.ts';
import type { SubscriptionView } from './subscription-view.ts';

/** A metered charge with what it comes to before discounts. */
export type PricedUsage = { readonly metered: Metered; readonly amount: FullAmount };

/**
 * Offers that reach usage. Amounts are for recurring charges; usage gets them only in plans that have none (OFR-10). Overrides are the price of a period,
 * never of what was consumed in it.
 */
const usageRedemptions = (view: SubscriptionView, { sold, period }: Metered): readonly Redemption[] => {
  const hasRecurring = sold.components.length > sold.metered.length;
  return redemptionsFor(view, period.served.period.start).filter(
    ({ appliesToUsage, value }) => appliesToUsage && (value.kind === 'percentage' || (value.kind === 'amount' && !hasRecurring)),
  );
};

/** Whether any offer of the subscription may take something off its usage. */
export const reachesUsage = ({ subscription }: SubscriptionView): boolean =>
  subscription.redemptions.some(({ appliesToUsage }) => appliesToUsage);

const discountable = (view: SubscriptionView, { metered, amount }: PricedUsage): Discountable => ({
  key: metered.slot,
  productId: metered.sold.product.id,
  planId: metered.sold.plan.id,
  nature: 'usage',
  fullMinor: Math.max(0, amount.fullMinor),
  inForce: idsOf(usageRedemptions(view, metered)),
});

/** The discounts of a charge that needs no other to know them; `null` where it does. */
export const usageDiscountsAlone = (view: SubscriptionView, { metered, amount }: PricedUsage): readonly DiscountWorking[] | null => {
  const { product, plan } = metered.sold;
  const charge: Discountable = { key: metered.slot, productId: product.id, planId: plan.id, nature: 'usage', fullMinor: amount.fullMinor };
  return discountsAlone(view, charge, usageRedemptions(view, metered));
};

/** OFR-10: discounts of the charges of a subscription that are billed together, by slot: amounts off are taken once from all of them. */
export const usageDiscounts = (view: SubscriptionView, charges: readonly PricedUsage[]): ReadonlyMap<string, readonly DiscountWorking[]> =>
  discountsOf(
    view,
    charges.map((charge) => discountable(view, charge)),
  );

/** The discounts of one charge beside others that keep what they were given before. */
export const furtherUsageDiscounts = (
  view: SubscriptionView,
  charge: PricedUsage,
  others: readonly PricedUsage[],
): readonly DiscountWorking[] => {
  const standing = others.map((other): Discountable => ({ ...discountable(view, other), given: other.amount.discounts }));
  return discountsOf(view, [...standing, discountable(view, charge)]).get(charge.metered.slot) ?? [];
};
