import type { PlanId, ProductId } from '../catalog/types.ts';
import type { CustomerId } from '../customers/types.ts';
import type { Id } from '../kernel/flavor.ts';
import type { Currency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { EntityId } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';

export type OfferId = Id<'offer'>;

/** OFR-04. Amounts and overrides are given per currency (OFR-11); a currency without one gets nothing. */
export type DiscountValue =
  /** 0 to 100, decimal text. */
  | { readonly kind: 'percentage'; readonly percent: DecimalText }
  | { readonly kind: 'amount'; readonly amounts: readonly { readonly currency: Currency; readonly amount: DecimalText }[] }
  /** The new price of the scoped recurring charge for a full period. */
  | { readonly kind: 'override'; readonly prices: readonly { readonly currency: Currency; readonly price: DecimalText }[] };

/** OFR-05: counted in billing periods from the redemption's start. */
export type DiscountDuration =
  | { readonly kind: 'once' }
  | { readonly kind: 'periods'; readonly count: number }
  | { readonly kind: 'lifetime' };

/** OFR-06 */
export type DiscountScope =
  | { readonly kind: 'any' }
  | { readonly kind: 'products'; readonly productIds: readonly ProductId[] }
  | { readonly kind: 'plans'; readonly planIds: readonly PlanId[] };

/** OFR-03: all that are given must hold; an empty list asks nothing. */
export type Target = {
  readonly segments: readonly string[];
  readonly countries: readonly string[];
  readonly planIds: readonly PlanId[];
  readonly signedUpFrom: PlainDate | null;
  readonly signedUpBefore: PlainDate | null;
};

/** OFR-01 to OFR-03: how an offer reaches a subscription. */
export type OfferReach =
  | { readonly kind: 'negotiated'; readonly customerId: CustomerId }
  | { readonly kind: 'code'; readonly code: string }
  | { readonly kind: 'automatic' }
  | { readonly kind: 'targeted'; readonly target: Target };

/** OFR-01 to OFR-12. A promotional period is 100 % for N periods. */
export type Offer = {
  readonly id: OfferId;
  readonly kind: 'offer';
  readonly rev: number;
  readonly name: string;
  readonly reach: OfferReach;
  readonly value: DiscountValue;
  readonly duration: DiscountDuration;
  readonly scope: DiscountScope;
  readonly stackable: boolean;
  /** Usage lines too, not only recurring ones. */
  readonly appliesToUsage: boolean;
  readonly redeemableFrom: PlainDate | null;
  /** The last day on which it can be redeemed; running redemptions continue (OFR-08). */
  readonly redeemableThrough: PlainDate | null;
  /** OFR-09 */
  readonly limits: { readonly total: number | null; readonly perCustomer: number | null; readonly firstPurchaseOnly: boolean };
  /** How often it was redeemed, for the total limit. */
  readonly redeemed: number;
  readonly state: 'draft' | 'active' | 'archived';
};

/** An offer running on a subscription, with the terms that it had when it was redeemed. */
export type Redemption = {
  readonly id: Id<'redemption'>;
  readonly offerId: OfferId;
  readonly name: string;
  readonly code: string;
  readonly value: DiscountValue;
  readonly duration: DiscountDuration;
  readonly scope: DiscountScope;
  readonly stackable: boolean;
  readonly appliesToUsage: boolean;
  /** Applies to periods that start on or after this day. */
  readonly startsOn: PlainDate;
  /** Ended early: periods that start on or after this day no longer get it. */
  readonly endsOn: PlainDate | null;
  /** Newer wins a tie (OR-13); ascending in the order of redeeming. */
  readonly sequence: number;
};

/** One discount on a full-period amount, in the order in which they were taken (OR-13). */
export type DiscountWorking = {
  readonly redemptionId: string;
  readonly offerId: string;
  readonly name: string;
  readonly kind: 'percentage' | 'amount' | 'override';
  /** The percentage, amount or price, as the offer says it. */
  readonly value: DecimalText;
  /** What it took off the full-period amount, in minor units, not negative for charges. */
  readonly fullMinor: number;
};

/** OFR-25, OR-17: pays invoices after tax, before paid credit; never refunded. What is left is derived from the invoices that it settled. */
export type PromotionalCredit = {
  readonly id: Id<'promotional-credit'>;
  readonly kind: 'promotional-credit';
  readonly rev: number;
  readonly customerId: CustomerId;
  readonly entityId: EntityId;
  readonly currency: Currency;
  readonly amountMinor: number;
  readonly reason: string;
  readonly grantedOn: PlainDate;
  /** The first day on which it can no longer be used; `null` for never. */
  readonly expiresOn: PlainDate | null;
  readonly state: { readonly kind: 'granted' } | { readonly kind: 'revoked'; readonly on: PlainDate; readonly reason: string };
};
