import type { PlainDate } from '../time/plain-date.ts';
import { isWhole } from './coverage.ts';
import { RecurringDiscounts } from './discounts.ts';
import type { ChargeTemplate, FullAmount, Interval, OwedSpread, PeriodScope } from './owed-types.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { dayAt, type SlicedPeriod } from './slices.ts';
import { aboutComponent, type ItemView, type SubscriptionView, templateOf } from './subscription-view.ts';
import type { BilledLine, BillingProblem } from './types.ts';

/** A piece as it is owed. A class, since one is made for every open charge of every subscription: methods cost nothing until they are asked. */
class OwedPiece implements OwedSpread {
  readonly kind = 'spread';
  readonly slot: string;
  readonly #view: SubscriptionView;
  readonly #piece: Piece;
  readonly #discounts: RecurringDiscounts;

  constructor(view: SubscriptionView, piece: Piece, discounts: RecurringDiscounts) {
    this.#view = view;
    this.#piece = piece;
    this.#discounts = discounts;
    this.slot = piece.slot;
  }

  get componentId(): string {
    return this.#piece.about.component.id;
  }

  get scope(): PeriodScope {
    const { item, period, view } = this.#piece;
    return { itemId: item.item.id, periodStart: period.served.period.start, priceKey: view.sold.priceKey };
  }

  get of(): number {
    return this.#piece.period.ruler.of;
  }

  get unit(): 'day' | 'second' {
    return this.#piece.period.ruler.unit;
  }

  get intervals(): readonly Interval[] {
    return this.#piece.intervals();
  }

  template(): ChargeTemplate {
    const { item, view, about } = this.#piece;
    return templateOf(this.#view, item.item, view.sold, this.slot, 'recurring', aboutComponent(about));
  }

  full(interval: Interval): FullAmount | BillingProblem {
    const price = this.#piece.price(this.#view);
    if ('code' in price) return price;
    return { price: price.working, fullMinor: price.fullMinor, discounts: this.#discounts.of(this.#piece, interval), slice: null };
  }

  dayAt(position: number): PlainDate {
    return dayAt(this.#piece.period, position);
  }

  isAsBilled(line: BilledLine, interval: Interval): boolean {
    return this.#discounts.isAsBilled(this.#piece, interval, line);
  }
}

/** Whether the piece is owed for its whole period. */
const isOwedWhole = (piece: Piece): boolean => {
  const [only, second] = piece.slices;
  return only !== undefined && second === undefined && only.start === 0 && only.end === piece.period.ruler.of;
};

/**
 * Whether nothing of the piece can be outstanding: one line billed the whole of it and all of it is owed. Most of a long history is like that and need
 * not be compared. Where something looks at all charges of the period, or an offer may have come or gone, it is compared all the same.
 */
const isSettled = (view: SubscriptionView, piece: Piece): boolean => {
  const lines = view.billed.of(piece.slot);
  if (!isWhole(lines) || !isOwedWhole(piece) || piece.view.sold.hasPeriodTerms) return false;
  return view.subscription.redemptions.length === 0 && lines[0]?.charge.working.discounts.length === 0;
};

/** BIL-02, SUB-23 to SUB-28: what recurring components are owed over the item's periods, each price for the days on which it held. */
export const owedRecurring = (view: SubscriptionView): readonly OwedSpread[] => {
  const { seatChanges } = view.subscription.policies;
  const known = new Map<SlicedPeriod, readonly Piece[]>();
  const pieces = (item: ItemView, period: SlicedPeriod): readonly Piece[] => {
    const found = known.get(period) ?? piecesOf(item, period, seatChanges);
    if (view.subscription.redemptions.length > 0) known.set(period, found);
    return found;
  };
  const discounts = new RecurringDiscounts(view, pieces);
  const owed: OwedSpread[] = [];
  for (const item of view.items) {
    for (const period of item.periods) {
      for (const piece of pieces(item, period)) {
        if (!isSettled(view, piece)) owed.push(new OwedPiece(view, piece, discounts));
      }
    }
  }
  return owed;
};
