import { invariant } from '../kernel/invariant.ts';
import { type Discountable, discounts, type DiscountTerms, percentagesOff } from '../offers/discounting.ts';
import { redemptionsInForce } from '../offers/in-force.ts';
import { inScope } from '../offers/scope.ts';
import type { DiscountWorking, Redemption } from '../offers/types.ts';
import { valueIn } from '../offers/value.ts';
import type { ServicePeriod } from '../subscriptions/periods.ts';
import { daysAfter, type PlainDate } from '../time/plain-date.ts';
import type { Interval } from './owed-types.ts';
import type { Piece } from './pieces.ts';
import { holdsAt, type Moment, type SlicedPeriod } from './slices.ts';
import type { ItemView, SubscriptionView } from './subscription-view.ts';
import type { BilledLine } from './types.ts';

const none: readonly DiscountWorking[] = [];

/** How many of the periods start on a day or before it. They ascend. */
const startsThrough = (periods: readonly ServicePeriod[], date: PlainDate): number => {
  let low = 0;
  let high = periods.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((periods[middle]?.period.start ?? date) <= date) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The redemptions that count in a billing period of an item (OFR-05). Periods are counted on the base plan, those in which something is charged: an add-on
 * that comes when an offer has run out does not start it again.
 */
export const redemptionsFor = (view: SubscriptionView, periodStart: PlainDate): readonly Redemption[] => {
  const { redemptions } = view.subscription;
  const base = view.items.find(({ item }) => item.type === 'base');
  if (redemptions.length === 0 || base === undefined) return redemptions;
  const startsSince = (from: PlainDate): number =>
    Math.max(0, startsThrough(base.billable, periodStart) - startsThrough(base.billable, daysAfter(from, -1)) - 1);
  return redemptionsInForce(redemptions, { periodStart, startsSince });
};

export const idsOf = (redemptions: readonly Redemption[]): ReadonlySet<string> => new Set(redemptions.map(({ id }) => id));

const termsOf = ({ subscription: { currency, policies, rounding } }: SubscriptionView): DiscountTerms => ({
  currency,
  order: policies.discountOrder,
  spare: policies.spareUnit,
  rounding,
});

/** Discounts of charges that begin together, by key. Amounts off are taken once from all of them together (OFR-10). */
export const discountsOf = (view: SubscriptionView, charges: readonly Discountable[]): ReadonlyMap<string, readonly DiscountWorking[]> => {
  const found = discounts(charges, view.subscription.redemptions, termsOf(view));
  for (const workings of found.values())
    for (const working of workings) invariant(working.fullMinor >= 0, 'a discount never adds to a charge');
  return found;
};

/**
 * Whether every charge has its discounts by itself, whatever else is charged: where the subscription has nothing but percentages that combine. Anything else
 * is shared among charges, or chosen for all of them together.
 */
const areIndependent = ({ subscription: { redemptions, policies } }: SubscriptionView): boolean =>
  policies.discountOrder !== 'best-single' && redemptions.every(({ value, stackable }) => stackable && value.kind === 'percentage');

/** The discounts of a charge that needs no other to know them; `null` where it does. */
export const discountsAlone = (
  view: SubscriptionView,
  charge: Discountable,
  inForce: readonly Redemption[],
): readonly DiscountWorking[] | null => {
  if (!areIndependent(view)) return null;
  return inForce.length === 0 ? none : percentagesOff(charge, inForce, termsOf(view));
};

/** The item's billing period that starts on a day. */
export const periodStarting = (item: ItemView, start: PlainDate): SlicedPeriod | undefined => {
  let low = 0;
  let high = item.periods.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((item.periods[middle]?.served.period.start ?? start) < start) low = middle + 1;
    else high = middle;
  }
  const found = item.periods[low];
  return found?.served.period.start === start ? found : undefined;
};

const holds = (piece: Piece, moment: Moment): boolean => piece.slices.some((slice) => slice.end > slice.start && holdsAt(slice, moment));

/** When the piece's charge that holds at the moment began. */
const beganAt = (piece: Piece, moment: Moment): Moment => {
  const begun = piece
    .intervals()
    .filter(
      ({ from, to, fromDate, fromSecond }) =>
        to > from && (fromDate < moment.date || (fromDate === moment.date && fromSecond <= moment.second)),
    );
  const last = begun.at(-1);
  return last === undefined ? moment : { date: last.fromDate, second: last.fromSecond };
};

/**
 * The discounts of one subscription's recurring charges. Charges that begin together share amounts off and overrides; one that joins inside a period takes
 * its part of what those that run already were not given. Remembered for as long as one computation lasts.
 */
export class RecurringDiscounts {
  readonly #view: SubscriptionView;
  readonly #pieces: (item: ItemView, period: SlicedPeriod) => readonly Piece[];
  readonly #found = new Map<string, ReadonlyMap<string, readonly DiscountWorking[]>>();

  constructor(view: SubscriptionView, pieces: (item: ItemView, period: SlicedPeriod) => readonly Piece[]) {
    this.#view = view;
    this.#pieces = pieces;
  }

  of(piece: Piece, interval: Interval): readonly DiscountWorking[] {
    if (this.#view.subscription.redemptions.length === 0) return none;
    const alone = this.#alone(piece);
    if (alone !== null) return alone;
    const at = { date: interval.fromDate, second: interval.fromSecond };
    return this.#at(piece.period.served.period.start, at).get(piece.slot) ?? none;
  }

  #alone(piece: Piece): readonly DiscountWorking[] | null {
    const price = piece.price(this.#view);
    const { product, plan } = piece.view.sold;
    if ('code' in price) return none;
    const inForce = redemptionsFor(this.#view, piece.period.served.period.start);
    const charge: Discountable = {
      key: piece.slot,
      productId: product.id,
      planId: plan.id,
      nature: 'recurring',
      fullMinor: price.fullMinor,
    };
    return discountsAlone(this.#view, charge, inForce);
  }

  /** By slot: of every charge that is in force at a moment of the periods that start on a day. */
  #at(periodStart: PlainDate, moment: Moment): ReadonlyMap<string, readonly DiscountWorking[]> {
    const place = `${periodStart}|${moment.date}|${moment.second}`;
    const known = this.#found.get(place);
    if (known !== undefined) return known;
    const charges: Discountable[] = [];
    for (const item of this.#view.items) {
      const period = periodStarting(item, periodStart);
      if (period === undefined) continue;
      const inForce = idsOf(redemptionsFor(this.#view, periodStart));
      for (const piece of this.#pieces(item, period)) if (holds(piece, moment)) charges.push(...this.#charge(piece, moment, inForce));
    }
    const found = discountsOf(this.#view, charges);
    this.#found.set(place, found);
    return found;
  }

  /** A charge that cannot be priced is said elsewhere. */
  #charge(piece: Piece, moment: Moment, inForce: ReadonlySet<string>): readonly Discountable[] {
    const price = piece.price(this.#view);
    if ('code' in price) return [];
    const { product, plan } = piece.view.sold;
    const charge: Discountable = {
      key: piece.slot,
      productId: product.id,
      planId: plan.id,
      nature: 'recurring',
      fullMinor: price.fullMinor,
      inForce,
    };
    const began = beganAt(piece, moment);
    if (began.date === moment.date && began.second === moment.second) return [charge];
    return [{ ...charge, given: this.#at(piece.period.served.period.start, began).get(piece.slot) ?? none }];
  }

  /** Whether a billed line has the discounts that its charge gets now. Percentages that anyone can see to be the same are not computed. */
  isAsBilled(piece: Piece, interval: Interval, line: BilledLine): boolean {
    const billed = line.charge.working.discounts;
    const { redemptions, currency } = this.#view.subscription;
    if (redemptions.length === 0) return billed.length === 0;
    const { product, plan } = piece.view.sold;
    const sold = { productId: product.id, planId: plan.id };
    const reaching = redemptionsFor(this.#view, piece.period.served.period.start).filter(
      ({ scope, value }) => inScope(scope, sold) && valueIn(value, currency) !== null,
    );
    if (reaching.length === 0 && billed.length === 0) return true;
    const sameOnes =
      reaching.length === billed.length && billed.every(({ redemptionId }) => reaching.some(({ id }) => id === redemptionId));
    if (sameOnes && areIndependent(this.#view)) return true;
    const now = this.of(piece, interval);
    return (
      now.length === billed.length &&
      now.every((working, index) => working.redemptionId === billed[index]?.redemptionId && working.fullMinor === billed[index]?.fullMinor)
    );
  }
}
