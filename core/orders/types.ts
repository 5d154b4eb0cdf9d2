import type { PlanId, ProductId } from '../catalog/types.ts';
import type { CustomerId } from '../customers/types.ts';
import type { Id } from '../kernel/flavor.ts';
import type { Currency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Policies } from '../organization/policies.ts';
import type { EntityId } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';

/** What an order line sells: a one-off plan's price, a pre-paid pack, or a charge agreed by hand (INV-12). */
export type OrderItem =
  | { readonly kind: 'plan'; readonly planId: PlanId; readonly planVersion: number; readonly variantId: string }
  | {
      readonly kind: 'pack';
      readonly planId: PlanId;
      readonly planVersion: number;
      readonly variantId: string;
      readonly packId: string;
      readonly subscriptionId: string;
    }
  | {
      readonly kind: 'manual';
      readonly description: string;
      readonly unitPrice: DecimalText;
      readonly taxClass: string;
      readonly taxInclusive: boolean;
      readonly productId: ProductId | null;
    };

/** When a line becomes due (BIL-01). A milestone is due on the day on which it is reached. */
export type OrderTrigger =
  | { readonly kind: 'order' }
  | { readonly kind: 'date'; readonly on: PlainDate }
  | { readonly kind: 'milestone'; readonly name: string; readonly reachedOn: PlainDate | null };

/** A cancelled line is owed nothing any more: what was billed of it is credited. It stays, so that the order says what was agreed. */
export type OrderLine = {
  readonly id: string;
  readonly item: OrderItem;
  readonly quantity: DecimalText;
  readonly trigger: OrderTrigger;
  readonly cancelled: { readonly on: PlainDate; readonly reason: string } | null;
};

/** BIL-01, BIL-09: sold once; no subscription, never in MRR. */
export type Order = {
  readonly id: Id<'order'>;
  readonly kind: 'order';
  readonly rev: number;
  readonly customerId: CustomerId;
  readonly entityId: EntityId;
  readonly currency: Currency;
  readonly placedOn: PlainDate;
  readonly lines: readonly OrderLine[];
  /** The entity's policies and rounding when it was placed: what was ordered keeps its arithmetic. */
  readonly policies: Policies;
  readonly rounding: Rounding;
  readonly netTermsDays: number | null;
  readonly note: string;
  readonly state: { readonly kind: 'placed' } | { readonly kind: 'cancelled'; readonly on: PlainDate; readonly reason: string };
};
