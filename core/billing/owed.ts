import type { PlainDate } from '../time/plain-date.ts';
import type { CatalogFacts, CustomerFacts } from './facts.ts';
import { owedOnce } from './once.ts';
import { owedAdjustment } from './adjustments.ts';
import { owedOrder } from './orders.ts';
import { groupedBy, sortedBy } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { Rounding } from '../money/rounding.ts';
import { outstanding } from './outstanding.ts';
import type { Owed } from './owed-types.ts';
import { owedPeriodTerms } from './period-terms.ts';
import { walletOf } from './prepaid.ts';
import { owedRecurring } from './recurring.ts';
import { subscriptionView } from './subscription-view.ts';
import type { BilledLine, BillingProblem, OutstandingCharge } from './types.ts';
import { owedUsage } from './usage.ts';
import { usageBySubscription } from './usage-owner.ts';
import type { Subscription } from '../subscriptions/types.ts';
import type { UsageByName } from './usage-owner.ts';

/** Everything that one subscription was ever owed, up to a day (design, idea 3). */
export const owedBySubscription = (
  catalog: CatalogFacts,
  facts: CustomerFacts,
  subscription: Subscription,
  usage: UsageByName,
  before: PlainDate,
  problems: BillingProblem[],
): readonly Owed[] => {
  if (subscription.state.kind === 'pending') return [];
  const view = subscriptionView(catalog, facts.customer, subscription, before);
  const charges: Owed[] = [...owedRecurring(view, problems), ...owedUsage(view, usage, (item) => walletOf(view, item, facts.orders), problems)];
  return [...owedOnce(view, problems), ...charges, ...owedPeriodTerms(view, charges, problems)];
};

/**
 * What remains to be billed of one customer by one entity, with what could not be priced. A subscription with a problem is left out whole: nothing
 * of it is billed or credited until the problem is solved (OR-4).
 */
export type CustomerOutstanding = { readonly charges: readonly OutstandingCharge[]; readonly problems: readonly BillingProblem[] };

/** How the entity bills what pins no arithmetic of its own. */
export type EntityTerms = { readonly before: PlainDate; readonly keepZeroLines: boolean; readonly roundingOf: (currency: Currency) => Rounding };

/** The id of what a line bills: its subscription, its order, its adjustment. */
const ownerOf = (line: BilledLine): string => {
  switch (line.source.kind) {
    case 'subscription':
      return line.source.subscriptionId;
    case 'order':
      return line.source.orderId;
    case 'adjustment':
      return line.source.adjustmentId;
    case 'manual':
      return '';
  }
};

/** BEY-02, first half: coverage, owed, less billed. Deterministic, and independent of the order of the facts' lists. */
export const customerOutstanding = (catalog: CatalogFacts, facts: CustomerFacts, terms: EntityTerms): CustomerOutstanding => {
  const { before, keepZeroLines } = terms;
  const usage = usageBySubscription(catalog, facts);
  const billed = groupedBy(facts.billed, ownerOf);
  const charges: OutstandingCharge[] = [];
  const problems: BillingProblem[] = [];
  const bill = (id: string, currency: Currency, rounding: Rounding, owed: (found: BillingProblem[]) => readonly Owed[]): void => {
    const found: BillingProblem[] = [];
    const rest = outstanding(owed(found), billed.get(id) ?? [], { before, currency, rounding, keepZeroLines });
    found.push(...rest.problems);
    if (found.length === 0) charges.push(...rest.charges);
    else problems.push(...found);
  };
  for (const subscription of sortedBy(facts.subscriptions, (entry) => entry.id)) {
    bill(subscription.id, subscription.currency, subscription.rounding, (found) =>
      owedBySubscription(catalog, facts, subscription, usage(subscription.id), before, found),
    );
  }
  for (const order of sortedBy(facts.orders, (entry) => entry.id)) {
    bill(order.id, order.currency, order.rounding, (found) => owedOrder(catalog, facts, order, before, found));
  }
  for (const adjustment of sortedBy(facts.adjustments, (entry) => entry.id)) {
    bill(adjustment.id, adjustment.currency, terms.roundingOf(adjustment.currency), () => owedAdjustment(adjustment, before));
  }
  return { charges, problems };
};
