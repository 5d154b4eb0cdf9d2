import type { DecimalText } from '../money/exact.ts';

/**
 * A band covers the quantities above the previous band's `upTo` up to and including its own; `null` is open-ended and stands last (spec 2, OR-2).
 * Prices are exact decimals in major units with up to 12 decimals (PRC-13).
 */
export type Band = { readonly upTo: DecimalText | null; readonly unitPrice: DecimalText; readonly flat: DecimalText };

/** `upTo: null` on the last step means that it is open; without an open step a greater quantity is not sold (G-STEP-5). */
export type Step = { readonly upTo: DecimalText | null; readonly price: DecimalText };

/** PRC-06, PRC-16: what a dynamic rule may ask. All conditions of a rule must hold. Hours are `HH:MM` on the entity's wall clock, start inclusive, end exclusive. */
export type Condition =
  | { readonly kind: 'segment'; readonly oneOf: readonly string[] }
  | { readonly kind: 'attribute'; readonly name: string; readonly oneOf: readonly string[] }
  | { readonly kind: 'country'; readonly oneOf: readonly string[] }
  | { readonly kind: 'region'; readonly oneOf: readonly string[] }
  /** ISO weekdays, 1 is Monday. */
  | { readonly kind: 'weekday'; readonly oneOf: readonly number[] }
  /** May run over midnight: 22:00 to 06:00. */
  | { readonly kind: 'hours'; readonly from: string; readonly until: string }
  | {
      readonly kind: 'external';
      readonly name: string;
      readonly compare: 'below' | 'at-most' | 'equal' | 'at-least' | 'above';
      readonly value: DecimalText;
    };

/** `version` grows with every edit of the rule, so that a rated line can name exactly what priced it. */
export type DynamicRule = {
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly when: readonly Condition[];
  readonly price: DecimalText;
};

/** The eight pricing models of spec section 2 (usage-based and hybrid arise from the quantity source and from several components), with packages and percentages of section 16. */
export type PriceModel =
  /** PRC-01 */
  | { readonly kind: 'fixed'; readonly amount: DecimalText }
  /** PRC-02 */
  | { readonly kind: 'per-unit'; readonly unitPrice: DecimalText }
  /** PRC-03 */
  | { readonly kind: 'volume'; readonly bands: readonly Band[] }
  /** PRC-04 */
  | { readonly kind: 'graduated'; readonly bands: readonly Band[] }
  /** PRC-05 */
  | { readonly kind: 'stair-step'; readonly steps: readonly Step[] }
  /** PRC-06, PRC-16: ranked rules, the first that holds wins, `fallback` is the mandatory default. */
  | {
      readonly kind: 'dynamic';
      readonly yields: 'unit-price' | 'total';
      readonly rules: readonly DynamicRule[];
      readonly fallback: DynamicRule;
    }
  /** Spec 16: blocks of `size` units; a started block is charged whole. */
  | { readonly kind: 'package'; readonly size: DecimalText; readonly price: DecimalText }
  /** Spec 16: `percent` of the quantity (an amount in major units), plus a fixed part for each event, each event held between minimum and maximum. */
  | {
      readonly kind: 'percentage';
      readonly percent: DecimalText;
      readonly perEvent: DecimalText;
      readonly minimumPerEvent: DecimalText | null;
      readonly maximumPerEvent: DecimalText | null;
    };
