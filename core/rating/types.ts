import type { PriceModel } from '../catalog/price-model.ts';
import type { DecimalText } from '../money/exact.ts';
import type { RoundingMode } from '../money/rounding.ts';
import type { DiscountWorking } from '../offers/types.ts';

/**
 * The part of a quantity that one band, step, block or rule priced. `amount` is exact, in major units: `units x unitPrice + flat`. The units of all shares
 * are what was priced; only packages count blocks, and `upTo` says how far those reach.
 */
export type PricedShare = {
  /** Lower edge, exclusive; the first band starts at 0. */
  readonly from: DecimalText;
  readonly upTo: DecimalText | null;
  readonly units: DecimalText;
  readonly unitPrice: DecimalText;
  readonly flat: DecimalText;
  readonly amount: DecimalText;
  /**
   * PRC-16: the rule that priced it and what it looked at, for dynamic prices. Percentages say here what held of an event: rule id `percentage`, `minimum`
   * or `maximum`, with the number of events. `not-below-zero` lifts corrections that would pay use out.
   */
  readonly rule: {
    readonly id: string;
    readonly version: number;
    readonly name: string;
    readonly inputs: Readonly<Record<string, string>>;
    readonly warning: string;
  } | null;
};

/** BEY-03: how a price came about. The shares sum to `exact`; rounding `exact` once gives the amount. */
export type PriceWorking = {
  readonly model: PriceModel['kind'];
  /** What was used or subscribed, and what of it was free (PRC-10); `billable` is what the shares price. */
  readonly quantity: DecimalText;
  readonly included: DecimalText;
  readonly billable: DecimalText;
  readonly shares: readonly PricedShare[];
  readonly exact: DecimalText;
  /** Whose price it is: the published plan's, a ramp step's (OFR-16), a negotiated one (SUB-17). */
  readonly source: 'plan' | 'ramp' | 'negotiated' | 'manual';
};

/** POL-02: the part of the full period that a line covers, in whole units (days or seconds) of the period's length. */
export type Slice = { readonly from: number; readonly to: number; readonly of: number; readonly unit: 'day' | 'second' };

/** Everything that a line's amount was computed from; `recomputed` (core/rating) gives the amount again from this alone. */
export type Working = {
  readonly price: PriceWorking | null;
  /** The full-period amount before discounts, rounded once, in minor units. */
  readonly fullMinor: number;
  readonly discounts: readonly DiscountWorking[];
  /** `null`: the whole. */
  readonly slice: Slice | null;
  readonly rounding: { readonly mode: RoundingMode; readonly increment: number; readonly digits: number };
  /** What was already billed for the same thing and is taken off (late usage, increments); 0 for none. */
  readonly alreadyMinor: number;
};
