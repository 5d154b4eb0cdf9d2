import { exact } from '../money/exact.ts';
import { minorOf } from '../money/money.ts';
import { fractionOf, type Rounding } from '../money/rounding.ts';
import { bareAmount } from './full-price.ts';
import { amountOn } from './outstanding-spread.ts';
import { sumsOf } from './outstanding-sum.ts';
import type { Owed, OwedSpread, OwedSum, PeriodScope } from './owed-types.ts';
import type { SlicedPeriod, TermView } from './slices.ts';
import type { Sold } from './sold.ts';
import { aboutPlan, type ItemView, type SubscriptionView, templateOf } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';
import { usageDueOn } from './usage.ts';
import { shareOf, usageDays } from './usage-window.ts';

/** What the period's charges come to, net of discounts, and which of them come from which component. */
type Charged = { readonly componentId: string; readonly minor: number };

const spreadTotal = (owed: OwedSpread, rounding: Rounding, problems: BillingProblem[]): number => {
  let total = 0;
  for (const interval of owed.intervals) {
    if (interval.from === interval.to) continue;
    const amount = owed.full(interval);
    if ('code' in amount) {
      problems.push(amount);
      continue;
    }
    const { listMinor, discountMinor } = amountOn(amount, { from: interval.from, to: interval.to, of: owed.of }, rounding);
    total += listMinor - discountMinor;
  }
  return total;
};

const sumTotal = (owed: OwedSum, rounding: Rounding): number => {
  const last = owed.steps.at(-1);
  if (last === undefined) return 0;
  const { listMinor, discountMinor } = sumsOf(last.amount, rounding);
  return listMinor - discountMinor;
};

const inScope = (owed: Owed, scope: PeriodScope): boolean =>
  owed.scope !== null &&
  owed.scope.itemId === scope.itemId &&
  owed.scope.periodStart === scope.periodStart &&
  owed.scope.priceKey === scope.priceKey;

const chargedIn = (owed: readonly Owed[], scope: PeriodScope, rounding: Rounding, problems: BillingProblem[]): readonly Charged[] =>
  owed.flatMap((entry) =>
    inScope(entry, scope)
      ? [
          {
            componentId: entry.componentId,
            minor: entry.kind === 'spread' ? spreadTotal(entry, rounding, problems) : sumTotal(entry, rounding),
          },
        ]
      : [],
  );

const totalOf = (charged: readonly Charged[]): number => charged.reduce((sum, { minor }) => sum + minor, 0);

type Nature = 'floor' | 'minimum' | 'cap';

/** OR-5, BIL-14: what tops up and takes off, in this order: each looks at what the ones before it left. `partOf` is the period's part of an amount. */
const amountsOf = (
  { variant }: Sold,
  charged: readonly Charged[],
  partOf: (text: string) => number,
): readonly (readonly [Nature, number])[] => {
  const amounts: (readonly [Nature, number])[] = [];
  let total = totalOf(charged);
  if (variant.combination.kind === 'floor') {
    const { amount, componentIds } = variant.combination;
    const missing = Math.max(0, partOf(amount) - totalOf(charged.filter(({ componentId }) => componentIds.includes(componentId))));
    amounts.push(['floor', missing]);
    total += missing;
  }
  if (variant.minimumCommitment !== null) {
    const missing = Math.max(0, partOf(variant.minimumCommitment) - total);
    amounts.push(['minimum', missing]);
    total += missing;
  }
  if (variant.maximumSpend !== null) amounts.push(['cap', Math.min(0, partOf(variant.maximumSpend) - total)]);
  return amounts;
};

const periodLines = (
  view: SubscriptionView,
  item: ItemView,
  period: SlicedPeriod,
  terms: readonly TermView[],
  sold: Sold,
  owed: readonly Owed[],
  problems: BillingProblem[],
): readonly OwedSum[] => {
  const { currency, rounding } = view.subscription;
  const dueOn = usageDueOn(sold, period.closesOn);
  if (dueOn >= view.before) return [];
  const days = usageDays(view, period, terms);
  if (days.length === 0) return [];
  const share = shareOf(period, days);
  const scope: PeriodScope = { itemId: item.item.id, periodStart: period.served.period.start, priceKey: sold.priceKey };
  const partOf = (text: string): number => fractionOf(minorOf(exact(text), currency, rounding), share.part, share.of, rounding);
  return amountsOf(sold, chargedIn(owed, scope, rounding, problems), partOf).map(([nature, fullMinor]): OwedSum => {
    const slot = `${item.stem}/${period.name}/${nature}/${sold.priceKey}`;
    return {
      kind: 'sum',
      slot,
      componentId: '',
      scope: null,
      template: () => templateOf(view, item.item, sold, slot, nature, aboutPlan(sold, '')),
      steps: [{ dueOn, period: period.served.period, amount: bareAmount(fullMinor) }],
      grows: false,
    };
  });
};

/**
 * OR-5, BIL-14 and spec section 16: what tops a closed period up to its floor or its commitment, and what is taken off above its cap. The amounts
 * of a part of a period are that part of them. Compared with the charges net of discounts, since that is what the customer commits to pay. A part of a
 * period in which nothing is charged, such as a free stub, commits to nothing.
 */
export const owedPeriodTerms = (view: SubscriptionView, owed: readonly Owed[], problems: BillingProblem[]): readonly OwedSum[] => {
  const lines: OwedSum[] = [];
  for (const item of view.items) {
    if (!item.terms.some(({ sold }) => sold.hasPeriodTerms)) continue;
    for (const period of item.periods) {
      const sold = new Set(period.slices.map((slice) => slice.view.sold));
      for (const one of sold) {
        if (!one.hasPeriodTerms) continue;
        const terms = period.terms.filter((term) => term.sold === one);
        lines.push(...periodLines(view, item, period, terms, one, owed, problems));
      }
    }
  }
  return lines;
};
