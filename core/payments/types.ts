import type { CustomerId } from '../customers/types.ts';
import type { CreditNoteId } from '../invoicing/types.ts';
import type { Id } from '../kernel/flavor.ts';
import type { Currency } from '../money/currency.ts';
import type { EntityId } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';

export type OfflineMethod = 'bank-transfer' | 'cash' | 'cheque' | 'other';

/** INV-25: money received outside automated collection. What is not allocated to invoices is the customer's credit balance (G-INV-6); allocations stand on the invoices as settlements. */
export type Payment = {
  readonly id: Id<'payment'>;
  readonly kind: 'payment';
  readonly rev: number;
  readonly customerId: CustomerId;
  readonly entityId: EntityId;
  readonly currency: Currency;
  readonly amountMinor: number;
  readonly method: OfflineMethod;
  readonly reference: string;
  readonly receivedOn: PlainDate;
  readonly state: { readonly kind: 'received' } | { readonly kind: 'reversed'; readonly on: PlainDate; readonly reason: string };
};

/** INV-22: money given back, always backed by a credit note. */
export type Refund = {
  readonly id: Id<'refund'>;
  readonly kind: 'refund';
  readonly rev: number;
  readonly customerId: CustomerId;
  readonly entityId: EntityId;
  readonly currency: Currency;
  readonly amountMinor: number;
  readonly creditNoteId: CreditNoteId;
  readonly method: OfflineMethod;
  readonly reference: string;
  readonly paidOn: PlainDate;
  readonly state: { readonly kind: 'paid' } | { readonly kind: 'reversed'; readonly on: PlainDate; readonly reason: string };
};
