import { groupedBy, sortedBy } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Subscription } from '../subscriptions/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { owedAdjustment } from './adjustments.ts';
import type { CatalogFacts, CustomerFacts } from './facts.ts';
import { owedOnce } from './once.ts';
import { owedOrder } from './orders.ts';
import { BilledSlots, outstanding, type OutstandingTerms } from './outstanding.ts';
import type { Owed } from './owed-types.ts';
import { owedPeriodTerms } from './period-terms.ts';
import { owedRecurring } from './recurring.ts';
import { subscriptionView } from './subscription-view.ts';
import type { BilledLine, BillingProblem, OutstandingCharge } from './types.ts';
import { owedUsage } from './usage.ts';
import { type UsageByName, usageBySubscription } from './usage-owner.ts';

/** Everything that one subscription was ever owed, up to a day (design, idea 3), save what `billed` shows to be settled beyond doubt. */
const owedBySubscription = (
  catalog: CatalogFacts,
  facts: CustomerFacts,
  subscription: Subscription,
  usage: UsageByName,
  billed: BilledSlots,
  before: PlainDate,
  problems: BillingProblem[],
): readonly Owed[] => {
  if (subscription.state.kind === 'pending') return [];
  const view = subscriptionView(catalog, facts.customer, subscription, billed, before, problems);
  if (problems.length > 0) return [];
  const charges: readonly Owed[] = [...owedRecurring(view), ...owedUsage(view, usage, facts.orders, problems)];
  return [...owedOnce(view, problems), ...charges, ...owedPeriodTerms(view, charges, problems)];
};

/**
 * What remains to be billed of one customer by one entity, with what could not be priced. A subscription with a problem is left out whole: nothing
 * of it is billed or credited until the problem is solved (OR-4).
 */
export type CustomerOutstanding = { readonly charges: readonly OutstandingCharge[]; readonly problems: readonly BillingProblem[] };

/** What falls due before a day, and how the entity rounds what pins no arithmetic of its own. */
export type EntityTerms = { readonly before: PlainDate; readonly roundingOf: (currency: Currency) => Rounding };

/** The id of what a line bills: its subscription, its order, its adjustment. */
const ownerOf = ({ charge: { source } }: BilledLine): string => {
  switch (source.kind) {
    case 'subscription':
      return source.subscriptionId;
    case 'order':
      return source.orderId;
    case 'adjustment':
      return source.adjustmentId;
    case 'manual':
      return '';
  }
};

const inOrderOfId = <T extends { readonly id: string }>(values: readonly T[]): readonly T[] =>
  values.length < 2 ? values : sortedBy(values, ({ id }) => id);

/** BEY-02, first half: coverage, owed, less billed. Deterministic, and independent of the order of the facts' lists. */
export const customerOutstanding = (
  catalog: CatalogFacts,
  facts: CustomerFacts,
  { before, roundingOf }: EntityTerms,
): CustomerOutstanding => {
  const usage = usageBySubscription(catalog, facts);
  const billedByOwner = facts.billed.length === 0 ? null : groupedBy(facts.billed, ownerOf);
  const charges: OutstandingCharge[] = [];
  const problems: BillingProblem[] = [];
  const bill = (id: string, terms: OutstandingTerms, owed: (billed: BilledSlots, found: BillingProblem[]) => readonly Owed[]): void => {
    const found: BillingProblem[] = [];
    const billed = new BilledSlots(billedByOwner?.get(id) ?? []);
    const rest = outstanding(owed(billed, found), billed, terms);
    found.push(...rest.problems);
    if (found.length === 0) charges.push(...rest.charges);
    else problems.push(...found);
  };
  // POL-12: zero lines stand where the policies say so that the subscription or order was made under. One that changes later must not bring up the past.
  const termsOf = ({ currency, rounding, policies }: Pick<Subscription, 'currency' | 'rounding' | 'policies'>): OutstandingTerms => ({
    before,
    currency,
    rounding,
    keepZeroLines: policies.zeroInvoices === 'issued',
  });
  for (const subscription of inOrderOfId(facts.subscriptions)) {
    bill(subscription.id, termsOf(subscription), (billed, found) =>
      owedBySubscription(catalog, facts, subscription, usage(subscription.id), billed, before, found),
    );
  }
  for (const order of inOrderOfId(facts.orders))
    bill(order.id, termsOf(order), (_, found) => owedOrder(catalog, facts, order, before, found));
  for (const adjustment of inOrderOfId(facts.adjustments)) {
    const terms: OutstandingTerms = {
      before,
      currency: adjustment.currency,
      rounding: roundingOf(adjustment.currency),
      keepZeroLines: false,
    };
    bill(adjustment.id, terms, () => owedAdjustment(adjustment, before));
  }
  return { charges, problems };
};
