import type { PlainDate } from '../time/plain-date.ts';
import type { CatalogFacts, CustomerFacts } from './facts.ts';
import { owedOnce } from './once.ts';
import { owedOrders } from './orders.ts';
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

/** What remains to be billed of one customer, with what could not be priced. A subscription with a problem is left out whole: nothing of it is billed or credited until the problem is solved. */
export type CustomerOutstanding = { readonly charges: readonly OutstandingCharge[]; readonly problems: readonly BillingProblem[] };

const billedOf = (billed: readonly BilledLine[], belongs: (line: BilledLine) => boolean): readonly BilledLine[] => billed.filter(belongs);

/**
 * BEY-02, first half: coverage, owed, less billed. Deterministic, and independent of the order of the facts' lists.
 */
export const customerOutstanding = (catalog: CatalogFacts, facts: CustomerFacts, before: PlainDate, keepZeroLines: boolean): CustomerOutstanding => {
  const usage = usageBySubscription(catalog, facts);
  const charges: OutstandingCharge[] = [];
  const problems: BillingProblem[] = [];
  for (const subscription of facts.subscriptions) {
    const own: BillingProblem[] = [];
    const owed = owedBySubscription(catalog, facts, subscription, usage(subscription.id), before, own);
    const billed = billedOf(facts.billed, (line) => line.source.kind === 'subscription' && line.source.subscriptionId === subscription.id);
    const rest = outstanding(owed, billed, { before, currency: subscription.currency, rounding: subscription.rounding, keepZeroLines });
    own.push(...rest.problems);
    if (own.length === 0) charges.push(...rest.charges);
    else problems.push(...own);
  }
  for (const order of facts.orders) {
    const own: BillingProblem[] = [];
    const owed = owedOrders(catalog, { ...facts, orders: [order] }, before, own);
    const billed = billedOf(facts.billed, (line) => line.source.kind === 'order' && line.source.orderId === order.id);
    const rest = outstanding(owed, billed, { before, currency: order.currency, rounding: order.rounding, keepZeroLines });
    if (own.length === 0) charges.push(...rest.charges);
    else problems.push(...own);
  }
  return { charges, problems };
};
