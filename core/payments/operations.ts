import { creditNoteStatus, dueMinor, type InvoiceStatus, invoiceStatus } from '../invoicing/status.ts';
import type { Adjustment, CreditNote } from '../invoicing/types.ts';
import { sortedBy } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { EntityId } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { MoneyRecord } from './as-of.ts';
import type { Payment, Refund } from './types.ts';

/** One row of a customer's billing operations. `amountMinor` is signed as the customer's debit: what is owed or paid back is above zero. */
export type Operation = {
  readonly kind: 'invoice' | 'credit-note' | 'payment' | 'refund' | 'adjustment';
  readonly id: string;
  readonly entityId: EntityId;
  readonly on: PlainDate;
  /** Legal number or reference; empty for none. */
  readonly reference: string;
  readonly currency: Currency;
  readonly amountMinor: number;
  /** What is still to be paid of an invoice; 0 for everything else. */
  readonly dueMinor: number;
  readonly status:
    | InvoiceStatus
    | ReturnType<typeof creditNoteStatus>
    | Payment['state']['kind']
    | Refund['state']['kind']
    | Adjustment['state']['kind'];
};

const noteStatus = (note: CreditNote, record: MoneyRecord): ReturnType<typeof creditNoteStatus> => {
  const refunds = record.refunds.filter((refund) => refund.creditNoteId === note.id && refund.state.kind === 'paid');
  return creditNoteStatus(note, {
    settlements: record.invoices.flatMap((invoice) => invoice.settlements),
    refundedMinor: refunds.reduce((sum, refund) => sum + refund.amountMinor, 0),
  });
};

/** INV-09: invoices, credit notes, payments, refunds and adjustments of one customer in one list, the newest first. */
export const operations = (record: MoneyRecord & { readonly adjustments: readonly Adjustment[] }, on: PlainDate): readonly Operation[] => {
  const rows: readonly Operation[] = [
    ...record.invoices.map(
      (invoice): Operation => ({
        kind: 'invoice',
        id: invoice.id,
        entityId: invoice.entityId,
        on: invoice.issuedOn,
        reference: invoice.number ?? '',
        currency: invoice.currency,
        amountMinor: invoice.totals.grossMinor,
        dueMinor: dueMinor(invoice),
        status: invoiceStatus(invoice, on),
      }),
    ),
    ...record.creditNotes.map(
      (note): Operation => ({
        kind: 'credit-note',
        id: note.id,
        entityId: note.entityId,
        on: note.issuedOn,
        reference: note.number ?? '',
        currency: note.currency,
        amountMinor: note.totals.grossMinor,
        dueMinor: 0,
        status: noteStatus(note, record),
      }),
    ),
    ...record.payments.map(
      (payment): Operation => ({
        kind: 'payment',
        id: payment.id,
        entityId: payment.entityId,
        on: payment.receivedOn,
        reference: payment.reference,
        currency: payment.currency,
        amountMinor: -payment.amountMinor,
        dueMinor: 0,
        status: payment.state.kind,
      }),
    ),
    ...record.refunds.map(
      (refund): Operation => ({
        kind: 'refund',
        id: refund.id,
        entityId: refund.entityId,
        on: refund.paidOn,
        reference: refund.reference,
        currency: refund.currency,
        amountMinor: refund.amountMinor,
        dueMinor: 0,
        status: refund.state.kind,
      }),
    ),
    ...record.adjustments.map(
      (adjustment): Operation => ({
        kind: 'adjustment',
        id: adjustment.id,
        entityId: adjustment.entityId,
        on: adjustment.on,
        reference: adjustment.reason,
        currency: adjustment.currency,
        amountMinor: adjustment.amountMinor,
        dueMinor: 0,
        status: adjustment.state.kind,
      }),
    ),
  ];
  return sortedBy(rows, (row) => `${row.on}|${row.kind}|${row.id}`).toReversed();
};
