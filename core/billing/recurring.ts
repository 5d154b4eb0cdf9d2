import type { DiscountWorking } from '../offers/types.ts';
import { RecurringDiscounts } from './discounts.ts';
import type { BilledSlots } from './outstanding.ts';
import { isWhole } from './coverage.ts';
import type { FullAmount, Interval, OwedSpread } from './owed-types.ts';
import { type Piece, piecesOf } from './pieces.ts';
import { dayAt, type SlicedPeriod } from './slices.ts';
import { aboutComponent, type ItemView, type SubscriptionView, templateOf } from './subscription-view.ts';
import type { BillingProblem } from './types.ts';

const undiscounted: readonly DiscountWorking[] = [];

const fullAmount = (
  view: SubscriptionView,
  piece: Piece,
  interval: Interval,
  discounts: RecurringDiscounts,
): FullAmount | BillingProblem => {
  const price = piece.price(view);
  if ('code' in price) return price;
  const taken = view.subscription.redemptions.length === 0 ? undiscounted : discounts.of(piece, interval);
  return { price: price.working, fullMinor: price.fullMinor, discounts: taken, slice: null };
};

const owedPiece = (view: SubscriptionView, piece: Piece, slot: string, discounts: RecurringDiscounts): OwedSpread => {
  const { item, period, about } = piece;
  const { sold } = piece.view;
  return {
    kind: 'spread',
    slot,
    componentId: about.component.id,
    scope: { itemId: item.item.id, periodStart: period.served.period.start, priceKey: sold.priceKey },
    template: () => templateOf(view, item.item, sold, slot, 'recurring', aboutComponent(about)),
    of: period.ruler.of,
    unit: period.ruler.unit,
    intervals: piece.intervals(),
    full: (interval) => fullAmount(view, piece, interval, discounts),
    dayAt: (position) => dayAt(period, position),
    isAsBilled: (line, interval) => discounts.isAsBilled(piece, interval, line),
  };
};

/** Whether the piece is owed for its whole period. */
const isOwedWhole = (piece: Piece): boolean => {
  const [only, second] = piece.slices;
  return only !== undefined && second === undefined && only.start === 0 && only.end === piece.period.ruler.of;
};

/**
 * Whether nothing of the piece can be outstanding: one line billed the whole of it and all of it is owed. Most of a long history is like that and need
 * not be compared. Where something looks at all charges of the period, or an offer may have come or gone, it is compared all the same.
 */
const isSettled = (view: SubscriptionView, piece: Piece, slot: string, billed: BilledSlots): boolean => {
  const lines = billed.of(slot);
  if (!isWhole(lines) || !isOwedWhole(piece) || piece.view.sold.hasPeriodTerms) return false;
  return view.subscription.redemptions.length === 0 && lines[0]?.charge.working.discounts.length === 0;
};

/** BIL-02, SUB-23 to SUB-28: what recurring components are owed over the item's periods, each price for the days on which it held. */
export const owedRecurring = (view: SubscriptionView, billed: BilledSlots): readonly OwedSpread[] => {
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
        const { slot } = piece;
        if (!isSettled(view, piece, slot, billed)) owed.push(owedPiece(view, piece, slot, discounts));
      }
    }
  }
  return owed;
};
