import { allocated } from '../money/allocation.ts';
import { exact } from '../money/exact.ts';
import { minorOf } from '../money/money.ts';
import { boundary } from '../time/cadence.ts';
import { earlier, type PlainDate } from '../time/plain-date.ts';
import { isProblem, type Sold } from './facts.ts';
import { bareAmount, plainPrice } from './manual-price.ts';
import type { OwedSum } from './owed-types.ts';
import { type ItemView, type SubscriptionView, templateOf } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';

const fixedSum = (template: OwedSum['template'], steps: OwedSum['steps']): OwedSum => ({ kind: 'sum', scope: null, template, steps, grows: false });

/** BIL-14: once, with the first charge of the first term that asks for one. Never prorated (SUB-25). */
const setupFee = (view: SubscriptionView, item: ItemView, sold: Sold): readonly OwedSum[] => {
  const fee = sold.variant.setupFee;
  const first = item.billable[0]?.period.start ?? (item.item.type === 'base' ? item.item.cadence[0]?.from : undefined);
  if (fee === null || first === undefined || first >= view.before) return [];
  const template = templateOf(view, item.item, sold, { slot: `${view.subscription.id}/${item.item.id}/setup`, nature: 'setup-fee', componentId: '', name: '', component: null });
  const fullMinor = minorOf(exact(fee), view.subscription.currency, view.subscription.rounding);
  return [fixedSum(template, [{ dueOn: first, period: null, amount: { price: plainPrice('1', fee, 'plan'), fullMinor, discounts: [] } }])];
};

/**
 * BIL-03: the total, split over its dates; the spare minor units go on the last. Counted from the item's start. What is left stays due after a
 * cancellation (OR-29), and at once where it was accelerated.
 */
const instalments = (view: SubscriptionView, item: ItemView, sold: Sold, startsOn: PlainDate): readonly OwedSum[] => {
  const { billing } = sold.version;
  const total = sold.variant.instalmentTotal;
  if (billing.kind !== 'instalment' || total === null) return [];
  const { currency, rounding } = view.subscription;
  const weights = billing.parts.length > 0 ? billing.parts : Array.from({ length: billing.count }, () => 1);
  const shares = allocated(minorOf(exact(total), currency, rounding), weights, 'last');
  return shares.flatMap((share, index) => {
    const planned = boundary(startsOn, billing.interval, index);
    const dueOn = item.item.acceleratedOn === null || planned <= item.item.acceleratedOn ? planned : item.item.acceleratedOn;
    if (earlier(dueOn, view.before) === view.before) return [];
    const template = templateOf(view, item.item, sold, {
      slot: `${view.subscription.id}/${item.item.id}/instalment/${index}`,
      nature: 'instalment',
      componentId: '',
      name: `${index + 1}/${shares.length}`,
      component: null,
    });
    return [fixedSum(template, [{ dueOn, period: null, amount: bareAmount(share) }])];
  });
};

/** Charges of a subscription that arise once or on dates of their own. */
export const owedOnce = (view: SubscriptionView, problems: BillingProblem[]): readonly OwedSum[] =>
  view.items.flatMap((item) => {
    const first = item.item.terms[0];
    const billedFrom = item.item.cadence[0]?.from;
    // An item whose billing never began, such as one that was cancelled on trial, owes nothing.
    if (first === undefined || billedFrom === undefined) return [];
    const sold = view.sold(first);
    if (isProblem(sold)) {
      problems.push(sold);
      return [];
    }
    return [...setupFee(view, item, sold), ...instalments(view, item, sold, billedFrom)];
  });
