import type { SparePolicy } from '../money/allocation.ts';
import type { RoundingMode } from '../money/rounding.ts';

/**
 * Spec section 16: where vendors disagree, each rule is a setting of the operating entity with a default, and is pinned to every document that it
 * shaped, so that an issued document never changes its arithmetic.
 */
export type Policies = {
  /** POL-01: is the first band's flat fee due at zero usage? */
  readonly zeroUsage: { readonly stairStep: 'due' | 'not-due'; readonly graduatedFlat: 'due' | 'not-due' };
  /** POL-02 */
  readonly prorationBasis: 'actual-days' | 'thirty-day-month' | 'seconds';
  /** POL-03: whose day is the day of a change? */
  readonly changeDay: 'new-plan' | 'old-plan';
  /** POL-04 */
  readonly upgradeCredit: 'unused-part' | 'whole-charge' | 'none';
  /** POL-05: `staged` is override, then percentages, then amounts. */
  readonly discountOrder: 'staged' | 'as-applied' | 'best-single';
  /** POL-06 */
  readonly taxRounding: 'line' | 'rate' | 'document';
  /** POL-07 */
  readonly roundingMode: RoundingMode;
  /** POL-08 */
  readonly spareUnit: SparePolicy;
  /** POL-09: flat parts of graduated bands: every entered band's, or only the last one's. */
  readonly graduatedFlat: 'added' | 'last-only';
  /** POL-10: seats changed inside a period. */
  readonly seatChanges: 'prorated' | 'highest' | 'value-at-end';
  /** POL-11 */
  readonly recognitionGrain: 'equal-months' | 'days' | 'seconds';
  /** POL-12: documents whose total is zero. */
  readonly zeroInvoices: 'promotional-only' | 'issued' | 'suppressed';
};

/** The defaults of spec section 16. */
export const defaultPolicies: Policies = {
  zeroUsage: { stairStep: 'due', graduatedFlat: 'not-due' },
  prorationBasis: 'actual-days',
  changeDay: 'new-plan',
  upgradeCredit: 'unused-part',
  discountOrder: 'staged',
  taxRounding: 'line',
  roundingMode: 'half-away-from-zero',
  spareUnit: 'largest-remainder',
  graduatedFlat: 'added',
  seatChanges: 'prorated',
  recognitionGrain: 'equal-months',
  zeroInvoices: 'promotional-only',
};
