import { exact } from '../money/exact.ts';
import { sliceOf } from '../money/allocation.ts';
import { minorOf } from '../money/money.ts';
import { fractionOf } from '../money/rounding.ts';
import type { PriceVariant } from '../catalog/types.ts';
import { isProblem, type Sold } from './facts.ts';
import { bareAmount } from './manual-price.ts';
import type { FullAmount, Owed, OwedSpread, OwedSum, PeriodScope } from './owed-types.ts';
import type { SlicedPeriod } from './slices.ts';
import { type ItemView, priceKeyOf, type SubscriptionView, templateOf } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';
import { usageDueOn } from './usage.ts';
import { shareOf, usageDays } from './usage-window.ts';

const net = (amount: FullAmount): number => amount.fullMinor - amount.discounts.reduce((sum, discount) => sum + discount.fullMinor, 0);

const spreadTotal = (owed: OwedSpread, problems: BillingProblem[]): number => {
  let total = 0;
  for (const interval of owed.intervals) {
    const amount = owed.full(interval);
    if ('code' in amount) {
      problems.push(amount);
      continue;
    }
    const part = (minor: number): number => sliceOf(minor, interval.from, interval.to, owed.of);
    total += part(amount.fullMinor) - amount.discounts.reduce((sum, discount) => sum + part(discount.fullMinor), 0);
  }
  return total;
};

const inScope = (owed: Owed, scope: PeriodScope): boolean =>
  owed.scope !== null && owed.scope.itemId === scope.itemId && owed.scope.periodStart === scope.periodStart && owed.scope.priceKey === scope.priceKey;

/** What the period's charges come to, net of discounts; of the named components, or of all. */
const periodTotal = (owed: readonly Owed[], scope: PeriodScope, componentIds: readonly string[] | null, problems: BillingProblem[]): number => {
  let total = 0;
  for (const entry of owed) {
    if (!inScope(entry, scope)) continue;
    const { source } = entry.template;
    if (componentIds !== null && (source.kind !== 'subscription' || !componentIds.includes(source.componentId))) continue;
    if (entry.kind === 'spread') total += spreadTotal(entry, problems);
    else {
      const last = entry.steps.at(-1);
      if (last !== undefined) total += net(last.amount);
    }
  }
  return total;
};

/** Amounts of the variant that look at the whole period. */
const hasPeriodTerms = (variant: PriceVariant): boolean => variant.minimumCommitment !== null || variant.maximumSpend !== null || variant.combination.kind === 'floor';

const periodLines = (view: SubscriptionView, item: ItemView, period: SlicedPeriod, sold: Sold, owed: readonly Owed[], scope: PeriodScope, problems: BillingProblem[]): readonly OwedSum[] => {
  const { variant } = sold;
  const { currency, rounding } = view.subscription;
  const dueOn = usageDueOn(sold, period.closesOn);
  const days = usageDays(view, item, period, (term) => priceKeyOf(term) === scope.priceKey);
  if (dueOn >= view.before || days.length === 0) return [];
  const share = shareOf(period, days);
  const partOf = (text: string): number => fractionOf(minorOf(exact(text), currency, rounding), share.part, share.of, rounding);
  const lines: OwedSum[] = [];
  const line = (nature: 'floor' | 'minimum' | 'cap', fullMinor: number): void => {
    const slot = `${view.subscription.id}/${item.item.id}/${period.served.nominal.start}/${nature}/${scope.priceKey}`;
    const template = templateOf(view, item.item, sold, { slot, nature, componentId: '', name: '', component: null });
    lines.push({ kind: 'sum', scope: null, template, steps: [{ dueOn, period: period.served.period, amount: bareAmount(fullMinor) }], grows: false });
  };
  let total = periodTotal(owed, scope, null, problems);
  if (variant.combination.kind === 'floor') {
    const reached = periodTotal(owed, scope, variant.combination.componentIds, problems);
    const missing = Math.max(0, partOf(variant.combination.amount) - reached);
    line('floor', missing);
    total += missing;
  }
  if (variant.minimumCommitment !== null) {
    const missing = Math.max(0, partOf(variant.minimumCommitment) - total);
    line('minimum', missing);
    total += missing;
  }
  if (variant.maximumSpend !== null) line('cap', Math.min(0, partOf(variant.maximumSpend) - total));
  return lines;
};

/**
 * OR-5, BIL-14 and spec section 16: what tops a closed period up to its floor or its commitment, and what is taken off above its cap. The amounts
 * of a part of a period are that part of them. Compared with the charges net of discounts, since that is what the customer commits to pay.
 */
export const owedPeriodTerms = (view: SubscriptionView, owed: readonly Owed[], problems: BillingProblem[]): readonly OwedSum[] => {
  const lines: OwedSum[] = [];
  for (const item of view.items) {
    for (const period of item.periods) {
      const seen = new Set<string>();
      for (const slice of period.slices) {
        const priceKey = priceKeyOf(slice.term);
        const sold = view.sold(slice.term);
        if (seen.has(priceKey) || isProblem(sold) || !hasPeriodTerms(sold.variant)) continue;
        seen.add(priceKey);
        lines.push(...periodLines(view, item, period, sold, owed, { itemId: item.item.id, periodStart: period.served.period.start, priceKey }, problems));
      }
    }
  }
  return lines;
};
