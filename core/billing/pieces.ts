import { type DecimalText, exact } from '../money/exact.ts';
import { ownPrice, type OwnPrice } from '../subscriptions/own-price.ts';
import type { Subscription } from '../subscriptions/types.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import type { FullPrice } from './facts.ts';
import { asBilled, fullPrice, pricingContext } from './full-price.ts';
import type { Interval } from './owed-types.ts';
import type { SlicedPeriod, TermSlice, TermView } from './slices.ts';
import type { SoldComponent } from './sold.ts';
import { type ItemView, quantityOf, type SubscriptionView } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';

/**
 * One recurring component at one price in one period. Everything that decides the price stands in its slot, so that equal slots are one charge and different
 * ones are credited and charged. Intervals and price are worked out when first asked for: most pieces of a long history are billed and never ask.
 */
export class Piece {
  readonly item: ItemView;
  readonly period: SlicedPeriod;
  readonly about: SoldComponent;
  readonly view: TermView;
  readonly own: OwnPrice;
  readonly quantity: DecimalText;
  /** What the charge is called. */
  readonly slot: string;
  readonly slices: readonly TermSlice[];
  #intervals: readonly Interval[] | null = null;
  #price: FullPrice | BillingProblem | null = null;

  constructor(
    item: ItemView,
    period: SlicedPeriod,
    about: SoldComponent,
    view: TermView,
    own: OwnPrice,
    quantity: DecimalText,
    slices: readonly TermSlice[],
  ) {
    this.item = item;
    this.period = period;
    this.about = about;
    this.view = view;
    this.own = own;
    this.quantity = quantity;
    this.slices = slices;
    this.slot = `${item.stem}/${period.name}/${keyOf(about, own, quantity)}`;
  }

  intervals(): readonly Interval[] {
    this.#intervals ??= intervalsOf(this.slices, this.about.component.timing === 'arrears' ? this.period.closesOn : null, this.period);
    return this.#intervals;
  }

  /** The whole period's price. */
  price(view: SubscriptionView): FullPrice | BillingProblem {
    this.#price ??= priceOf(view, this);
    return this.#price;
  }
}

const keyOf = (about: SoldComponent, own: OwnPrice, quantity: DecimalText): string =>
  `${about.key}x${about.component.quantity.kind === 'subscription' ? quantity : '1'}${own.override === null ? '' : `=${own.override}`}`;

/** Negotiated before ramp before plan (SUB-17, OFR-14); nearly always nothing was agreed. */
export const ownPriceOf = (about: SoldComponent, item: ItemView, period: SlicedPeriod, { term, sold }: TermView): OwnPrice =>
  term.negotiated.length === 0 && term.ramps.length === 0 && sold.variant.ramp === null
    ? about.listed
    : ownPrice(about.component, sold.variant, item.item, term, period.served, item.billable);

const isCharged = (slice: TermSlice): boolean => slice.end > slice.start;

/** POL-10: the quantity that counts where seats change inside a period: the highest, or the last. */
const countedQuantity = (about: SoldComponent, slices: readonly TermSlice[], policy: 'highest' | 'value-at-end'): DecimalText => {
  const charged = slices.some(isCharged) ? slices.filter(isCharged) : slices;
  const quantities = [...charged].sort((a, b) => a.start - b.start).map((slice) => quantityOf(about.component, slice.view));
  const last = quantities.at(-1) ?? '0';
  if (policy === 'value-at-end') return last;
  return quantities.reduce((most, quantity) => (exact(quantity).greaterThan(most) ? quantity : most), last);
};

type Group = { readonly about: SoldComponent; readonly own: OwnPrice; readonly slices: TermSlice[] };

/** Slices whose charges have one price, in the order in which they first appear. */
const groupsOf = (item: ItemView, period: SlicedPeriod, bySeats: boolean): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const slice of period.slices) {
    for (const about of slice.view.sold.recurring) {
      const own = ownPriceOf(about, item, period, slice.view);
      const quantity = bySeats ? quantityOf(about.component, slice.view) : '';
      const key = `${about.key}x${quantity}=${own.override ?? ''}`;
      const known = groups.get(key);
      if (known === undefined) groups.set(key, { about, own, slices: [slice] });
      else known.slices.push(slice);
    }
  }
  return [...groups.values()];
};

/** The priced things of one period. */
export const piecesOf = (item: ItemView, period: SlicedPeriod, seatChanges: Subscription['policies']['seatChanges']): readonly Piece[] => {
  const [only, second] = period.slices;
  if (only === undefined) return [];
  if (second === undefined) {
    return only.view.sold.recurring.map(
      (about) =>
        new Piece(
          item,
          period,
          about,
          only.view,
          ownPriceOf(about, item, period, only.view),
          quantityOf(about.component, only.view),
          period.slices,
        ),
    );
  }
  return groupsOf(item, period, seatChanges === 'prorated').map(({ about, own, slices }) => {
    const view = (slices[0] ?? only).view;
    const quantity = seatChanges === 'prorated' ? quantityOf(about.component, view) : countedQuantity(about, slices, seatChanges);
    return new Piece(item, period, about, view, own, quantity, slices);
  });
};

/** A kept charge runs to the period's end, though its term ended before (POL-04, SUB-25). */
const spanEnd = (slice: TermSlice, { ruler, served }: SlicedPeriod): PlainDate =>
  slice.end === ruler.of ? later(slice.until.date, served.period.end) : slice.until.date;

const intervalOf = (slice: TermSlice, dueOn: PlainDate | null, period: SlicedPeriod): Interval => ({
  from: slice.start,
  to: slice.end,
  fromDate: slice.from.date,
  fromSecond: slice.from.second,
  untilDate: spanEnd(slice, period),
  dueOn: dueOn ?? slice.beganOn,
  endedOn: slice.endedOn,
});

/** Touching slices of one piece are one interval, so that a change that left the price alone leaves no trace on the bill. */
const intervalsOf = (slices: readonly TermSlice[], dueOn: PlainDate | null, period: SlicedPeriod): readonly Interval[] => {
  const [only] = slices;
  if (only !== undefined && slices.length === 1) return [intervalOf(only, dueOn, period)];
  const intervals: Interval[] = [];
  for (const slice of [...slices].sort((a, b) => a.start - b.start)) {
    const next = intervalOf(slice, dueOn, period);
    const last = intervals.at(-1);
    if (last === undefined || next.from > last.to) intervals.push(next);
    else {
      const isFurther = next.to > last.to;
      const endedOn = isFurther ? next.endedOn : last.endedOn;
      intervals[intervals.length - 1] = {
        ...last,
        to: Math.max(last.to, next.to),
        untilDate: later(last.untilDate, next.untilDate),
        endedOn,
      };
    }
  }
  return intervals;
};

/** Many subscriptions have the same price and quantity: what does not look at the customer is priced once in a run. What was agreed with one of them is their own. */
const priceOf = (view: SubscriptionView, { own, about, quantity, period, slot }: Piece): FullPrice | BillingProblem => {
  const { catalog, customer, subscription } = view;
  const { component } = about;
  const ask = (): FullPrice | BillingProblem => {
    const now = pricingContext(catalog, customer, subscription, own.model, () =>
      catalog.dayStarts(period.served.period.start, subscription.zone),
    );
    const context = own.model.kind === 'dynamic' ? asBilled(now, view.billed.of(slot)) : now;
    return fullPrice({ own, quantity, included: component.included, parts: [], context }, subscription, component.id);
  };
  if (own.model.kind === 'dynamic' || own.override !== null) return ask();
  return view.prices(component, quantity, ask);
};
