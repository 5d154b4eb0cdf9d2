import type { PlanId, ProductId, RecognitionRule } from '../catalog/types.ts';
import type { Currency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Working } from '../rating/types.ts';
import type { Period } from '../time/period.ts';
import type { PlainDate } from '../time/plain-date.ts';

/** BIL-09: what a line bills. */
export type ChargeSource =
  | { readonly kind: 'subscription'; readonly subscriptionId: string; readonly itemId: string; readonly componentId: string }
  | { readonly kind: 'order'; readonly orderId: string; readonly lineId: string }
  | { readonly kind: 'adjustment'; readonly adjustmentId: string }
  | { readonly kind: 'manual'; readonly commandId: string };

export type ChargeNature =
  | 'recurring'
  | 'usage'
  | 'setup-fee'
  | 'one-off'
  | 'instalment'
  /** BIL-14, OR-5, spec 16: tops up to a commitment or a floor; takes off what is above the cap (negative). */
  | 'minimum'
  | 'floor'
  | 'cap'
  /** BIL-06: a pack that is bought, and the consumption that it pays (negative). */
  | 'credit-pack'
  | 'draw-down'
  | 'adjustment'
  | 'manual';

/**
 * What is owed, before tax. Amounts are signed whole minor units of the customer's debit: a charge is positive, a credit negative.
 * `slot` names what is billed, so that owed and billed meet; `coverage` says which part of it (whole units of the full period), for charges that
 * are spread over time. Amount-based slots have none and are compared by their sums.
 */
export type Charge = {
  readonly slot: string;
  readonly coverage: { readonly from: number; readonly to: number; readonly of: number } | null;
  readonly nature: ChargeNature;
  readonly source: ChargeSource;
  readonly currency: Currency;
  readonly productId: ProductId | null;
  readonly planId: PlanId | null;
  /** Plan and component as they are called when billed. */
  readonly title: string;
  readonly period: Period | null;
  /** The day from which it can be billed. */
  readonly dueOn: PlainDate;
  readonly quantity: DecimalText;
  /** `null` where several prices went into the line (bands) or the price is flat. */
  readonly unitPrice: DecimalText | null;
  readonly taxClass: string;
  readonly taxInclusive: boolean;
  readonly recognition: RecognitionRule;
  /** Charges with another key go on a document of their own (CAT-21, INV-10); empty: consolidated. */
  readonly separateKey: string;
  readonly listMinor: number;
  readonly discountMinor: number;
  /** `listMinor - discountMinor`: net of tax where prices are exclusive, gross where inclusive. */
  readonly chargedMinor: number;
  /** OFR-12, POL-12: zero because of a promotion, not for want of use. */
  readonly promotional: boolean;
  /** USG-10: belongs to a period that was billed before. */
  readonly priorPeriod: boolean;
  readonly working: Working;
};

/** A charge on its way to a document: what remains of owed after billed. A credit names the line that it takes back. */
export type OutstandingCharge = Charge & {
  /** The slot and how often it was billed before: a second try meets the first. */
  readonly id: string;
  readonly credits: { readonly documentId: string; readonly lineId: string } | null;
};

/** A line of an issued (or pending) document, as far as billing needs it to subtract what was billed. */
export type BilledLine = {
  readonly charge: OutstandingCharge;
  readonly documentId: string;
  /** A line of a void document no longer counts as billed, but still counts as an occurrence. */
  readonly isVoid: boolean;
};

export type BillingProblem =
  | {
      readonly code: 'rating.no-step-for-quantity';
      readonly subscriptionId: string;
      readonly componentId: string;
      readonly quantity: DecimalText;
    }
  | { readonly code: 'catalog.version-missing'; readonly subscriptionId: string; readonly planId: string; readonly version: number }
  | { readonly code: 'catalog.variant-missing'; readonly subscriptionId: string; readonly variantId: string }
  | { readonly code: 'usage.metric-missing'; readonly subscriptionId: string; readonly metricId: string }
  | { readonly code: 'amount.out-of-range'; readonly subscriptionId: string; readonly componentId: string };
