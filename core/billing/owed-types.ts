import type { DiscountWorking } from '../offers/types.ts';
import type { PriceWorking, Slice } from '../rating/types.ts';
import type { Period } from '../time/period.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { BilledLine, BillingProblem, Charge } from './types.ts';

/** A stretch of a slot in positions of its period, with the days that stand for it on documents. */
export type Interval = {
  readonly from: number;
  readonly to: number;
  readonly fromDate: PlainDate;
  /** Refines `fromDate` where proration counts seconds; 0 otherwise. */
  readonly fromSecond: number;
  readonly untilDate: PlainDate;
  readonly dueOn: PlainDate;
  /** The day on which what was charged beyond `to` falls due to be credited: that of the change, on which its successor falls due too. */
  readonly endedOn: PlainDate;
};

/** Which period of which item under which price variant a charge belongs to: minimums, floors and caps look at all of one. */
export type PeriodScope = { readonly itemId: string; readonly periodStart: PlainDate; readonly priceKey: string };

/** The whole period's price with its discounts. `slice` is the part of the period that it is for, `null` for all of it. */
export type FullAmount = {
  readonly price: PriceWorking | null;
  readonly fullMinor: number;
  readonly discounts: readonly DiscountWorking[];
  readonly slice: Slice | null;
};

/** What every charge of a slot has in common. */
export type ChargeTemplate = Omit<
  Charge,
  | 'coverage'
  | 'period'
  | 'dueOn'
  | 'listMinor'
  | 'discountMinor'
  | 'chargedMinor'
  | 'promotional'
  | 'priorPeriod'
  | 'working'
  | 'quantity'
  | 'unitPrice'
>;

/**
 * Owed over time: which parts of the slot's full period are owed. What is billed already need not be priced again, so template and price are asked for
 * only where something is outstanding; the slot's name holds everything that decides the price.
 */
export type OwedSpread = {
  readonly kind: 'spread';
  readonly slot: string;
  /** Which component it is; empty for none. */
  readonly componentId: string;
  readonly scope: PeriodScope;
  readonly template: () => ChargeTemplate;
  readonly of: number;
  readonly unit: Slice['unit'];
  readonly intervals: readonly Interval[];
  readonly full: (interval: Interval) => FullAmount | BillingProblem;
  /** The day on which a position of the period is reached. */
  readonly dayAt: (position: number) => PlainDate;
  /** Whether a billed line of the slot has the discounts that the interval gets: offers may come and go after something was billed. */
  readonly isAsBilled: (line: BilledLine, interval: Interval) => boolean;
};

/** The state of an amount from a day on: sums since the slot began. */
export type Step = { readonly dueOn: PlainDate; readonly period: Period | null; readonly amount: FullAmount };

/** Owed as a sum that may grow (usage, fees, top-ups to a minimum): compared with the sum that was billed. Steps ascend by day. */
export type OwedSum = {
  readonly kind: 'sum';
  readonly slot: string;
  readonly componentId: string;
  /** `null` for what belongs to no period: fees, instalments, orders. */
  readonly scope: PeriodScope | null;
  readonly template: () => ChargeTemplate;
  readonly steps: readonly Step[];
  /** Later steps are increments of an open period, not corrections of a closed one (BIL-05). */
  readonly grows: boolean;
  /** What has come together beyond the last step and is not charged yet (BIL-05). What was billed is not too much as long as this covers it. */
  readonly waiting?: FullAmount;
};

export type Owed = OwedSpread | OwedSum;
