import type { PriceComponent } from '../catalog/types.ts';
import type { DecimalText } from '../money/exact.ts';
import { exact } from '../money/exact.ts';
import type { Discountable } from '../offers/discounting.ts';
import type { DiscountWorking } from '../offers/types.ts';
import { ownPrice, type OwnPrice } from '../subscriptions/own-price.ts';
import type { Subscription, Term } from '../subscriptions/types.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import { discountsOf, redemptionsFor } from './discounts.ts';
import { type FullPrice, isProblem, type Sold } from './facts.ts';
import { fullPrice, pricingContext } from './full-price.ts';
import type { FullAmount, Interval, OwedSpread } from './owed-types.ts';
import type { SlicedPeriod, TermSlice } from './slices.ts';
import { type ItemView, priceKeyOf, type SubscriptionView, templateOf } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';

/** A component is spread over its period unless it is fed by usage, or its plan is paid in another way (orders, instalments, not at all). */
const isSpread = (sold: Sold, component: PriceComponent): boolean =>
  component.quantity.kind !== 'usage' && (sold.version.billing.kind === 'recurring' || sold.version.billing.kind === 'hybrid' || sold.version.billing.kind === 'usage' || sold.version.billing.kind === 'prepaid');

export const spreadComponents = (sold: Sold): readonly PriceComponent[] => sold.variant.components.filter((component) => isSpread(sold, component));

const quantityOf = (component: PriceComponent, term: Term): DecimalText => (component.quantity.kind === 'subscription' ? term.quantity : '1');

/** One priced thing of one period: what decides its price stands in its key, so that equal keys are one charge and different ones are credited and charged. */
type Piece = { readonly key: string; readonly sold: Sold; readonly component: PriceComponent; readonly term: Term; readonly own: OwnPrice; readonly quantity: DecimalText; slices: TermSlice[] };

/** POL-10: the quantity that counts when seats change inside a period: each day's own, the highest, or the last. */
const countedQuantity = (view: SubscriptionView, pieces: readonly Piece[]): DecimalText => {
  const last = pieces.at(-1)?.quantity ?? '0';
  if (view.subscription.policies.seatChanges === 'value-at-end') return last;
  return pieces.reduce((most, piece) => (exact(piece.quantity).greaterThan(most) ? piece.quantity : most), last);
};

const withSeatPolicy = (view: SubscriptionView, pieces: readonly Piece[]): readonly Piece[] => {
  if (view.subscription.policies.seatChanges === 'prorated') return pieces;
  const seats = new Map<string, Piece[]>();
  for (const piece of pieces) {
    if (piece.component.quantity.kind !== 'subscription') continue;
    const same = `${piece.component.id}/${priceKeyOf(piece.term)}/${piece.own.override ?? ''}`;
    seats.set(same, [...(seats.get(same) ?? []), piece]);
  }
  const merged = [...seats.values()].map((group): Piece => {
    const quantity = countedQuantity(view, group);
    const first = group[0] as Piece;
    return { ...first, quantity, key: keyOf(first.component, first.term, first.own, quantity), slices: group.flatMap((piece) => piece.slices) };
  });
  return [...pieces.filter((piece) => piece.component.quantity.kind !== 'subscription'), ...merged];
};

const keyOf = (component: PriceComponent, term: Term, own: OwnPrice, quantity: DecimalText): string =>
  `${component.id}/${priceKeyOf(term)}x${component.quantity.kind === 'subscription' ? quantity : '1'}${own.override === null ? '' : `=${own.override}`}`;

const piecesOf = (view: SubscriptionView, item: ItemView, period: SlicedPeriod, problems: BillingProblem[]): readonly Piece[] => {
  const pieces = new Map<string, Piece>();
  for (const slice of period.slices) {
    const sold = view.sold(slice.term);
    if (isProblem(sold)) {
      problems.push(sold);
      continue;
    }
    for (const component of spreadComponents(sold)) {
      const own = ownPrice(component, sold.variant, item.item, slice.term, period.served, item.billable);
      const quantity = quantityOf(component, slice.term);
      const key = keyOf(component, slice.term, own, quantity);
      const known = pieces.get(key);
      if (known === undefined) pieces.set(key, { key, sold, component, term: slice.term, own, quantity, slices: [slice] });
      else known.slices.push(slice);
    }
  }
  return withSeatPolicy(view, [...pieces.values()]);
};

/** Many subscriptions have the same price and quantity: what does not look at the customer is priced once in a run. */
const priceOf = (view: SubscriptionView, piece: Piece, period: SlicedPeriod): FullPrice | BillingProblem => {
  const { own, component, quantity } = piece;
  const { catalog, customer, subscription } = view;
  const ask = (): FullPrice | BillingProblem =>
    fullPrice(
      {
        own,
        quantity,
        included: component.included,
        parts: [],
        context: pricingContext(catalog, customer, subscription, own.model, () => catalog.dayStarts(period.served.period.start, subscription.zone)),
      },
      subscription,
      component.id,
    );
  if (own.model.kind === 'dynamic') return ask();
  return catalog.prices(component, `${quantity}|${own.override ?? ''}|${own.source}|${policyKey(subscription)}`, ask);
};

/** The settings that decide a price. */
const policyKey = ({ policies, rounding, currency }: Subscription): string =>
  `${currency}|${rounding.mode}|${rounding.increment}|${policies.zeroUsage.stairStep}|${policies.zeroUsage.graduatedFlat}|${policies.graduatedFlat}`;

/** Touching slices of one piece are one interval, so that a change that left the price alone leaves no trace on the bill. */
const intervalsOf = (piece: Piece, period: SlicedPeriod): readonly Interval[] => {
  const intervals: Interval[] = [];
  for (const slice of [...piece.slices].sort((a, b) => a.start - b.start)) {
    const dueOn = piece.component.timing === 'arrears' ? period.closesOn : slice.from;
    const last = intervals.at(-1);
    if (last !== undefined && slice.start <= last.to) {
      intervals[intervals.length - 1] = { ...last, to: Math.max(last.to, slice.end), untilDate: later(last.untilDate, slice.until) };
    } else {
      intervals.push({ from: slice.start, to: slice.end, fromDate: slice.from, untilDate: spanEnd(slice, period), dueOn });
    }
  }
  return intervals;
};

/** A kept charge runs to the period's end, though its term ended before (POL-04, SUB-25). */
const spanEnd = (slice: TermSlice, period: SlicedPeriod): PlainDate => (slice.end === period.ruler.of ? later(slice.until, period.served.period.end) : slice.until);

/** What one computation remembers: the pieces of each period, their prices, and the discounts of charges that begin together. */
type Memory = {
  readonly pieces: (item: ItemView, period: SlicedPeriod) => readonly Piece[];
  readonly price: (piece: Piece, period: SlicedPeriod) => FullPrice | BillingProblem;
  readonly discounts: Map<string, (key: string) => readonly DiscountWorking[]>;
};

const memory = (view: SubscriptionView, problems: BillingProblem[]): Memory => {
  const pieces = new Map<SlicedPeriod, readonly Piece[]>();
  const prices = new Map<Piece, FullPrice | BillingProblem>();
  return {
    discounts: new Map(),
    pieces: (item, period) => {
      const found = pieces.get(period) ?? piecesOf(view, item, period, problems);
      pieces.set(period, found);
      return found;
    },
    price: (piece, period) => {
      const found = prices.get(piece) ?? priceOf(view, piece, period);
      prices.set(piece, found);
      return found;
    },
  };
};

/** The charges that share a day: the pieces in force on `date` of every item whose period starts with `periodStart`. */
const companions = (view: SubscriptionView, periodStart: PlainDate, date: PlainDate, known: Memory): readonly Discountable[] => {
  const group: Discountable[] = [];
  for (const item of view.items) {
    const period = item.periods.find((entry) => entry.served.period.start === periodStart);
    if (period === undefined) continue;
    for (const piece of known.pieces(item, period)) {
      if (!piece.slices.some((slice) => slice.from <= date && date < slice.until)) continue;
      const price = known.price(piece, period);
      if ('code' in price) continue;
      group.push({ key: `${item.item.id}/${piece.key}`, productId: piece.sold.product.id, planId: piece.sold.plan.id, nature: 'recurring', fullMinor: price.fullMinor });
    }
  }
  return group;
};

const discountsFor = (view: SubscriptionView, item: ItemView, periodStart: PlainDate, date: PlainDate, known: Memory): ((key: string) => readonly DiscountWorking[]) => {
  const place = `${item.item.id}|${periodStart}|${date}`;
  const found = known.discounts.get(place) ?? discountsOf(view, companions(view, periodStart, date, known), redemptionsFor(view, item, periodStart));
  known.discounts.set(place, found);
  return found;
};

const undiscounted: readonly DiscountWorking[] = [];

const fullAmount = (view: SubscriptionView, item: ItemView, period: SlicedPeriod, piece: Piece, interval: Interval, known: Memory): FullAmount | BillingProblem => {
  const price = known.price(piece, period);
  if ('code' in price) return price;
  if (view.subscription.redemptions.length === 0) return { price: price.working, fullMinor: price.fullMinor, discounts: undiscounted };
  const discounts = discountsFor(view, item, period.served.period.start, interval.fromDate, known);
  return { price: price.working, fullMinor: price.fullMinor, discounts: discounts(`${item.item.id}/${piece.key}`) };
};

/** BIL-02, SUB-23 to SUB-28: what recurring components are owed over the item's periods, each price for the days on which it held. */
export const owedRecurring = (view: SubscriptionView, problems: BillingProblem[]): readonly OwedSpread[] => {
  const known = memory(view, problems);
  const owed: OwedSpread[] = [];
  for (const item of view.items) {
    for (const period of item.periods) {
      for (const piece of known.pieces(item, period)) {
        const slot = `${view.subscription.id}/${item.item.id}/${period.served.nominal.start}/${piece.key}`;
        owed.push({
          kind: 'spread',
          scope: { itemId: item.item.id, periodStart: period.served.period.start, priceKey: priceKeyOf(piece.term) },
          template: templateOf(view, item.item, piece.sold, { slot, nature: 'recurring', componentId: piece.component.id, name: piece.component.name, component: piece.component }),
          of: period.ruler.of,
          unit: period.ruler.unit,
          intervals: intervalsOf(piece, period),
          full: (interval) => fullAmount(view, item, period, piece, interval, known),
        });
      }
    }
  }
  return owed;
};
