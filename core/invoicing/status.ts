import type { PlainDate } from '../time/plain-date.ts';
import type { CreditNote, Invoice, Settlement } from './types.ts';

/** What settlements have paid, in minor units. Reversals are entries below zero. */
export const settledMinor = (invoice: Pick<Invoice, 'settlements'>): number =>
  invoice.settlements.reduce((sum, entry) => sum + entry.amountMinor, 0);

/** What is still to be paid, in minor units; 0 for documents that nobody has to pay (draft, pending, void). */
export const dueMinor = (invoice: Invoice): number =>
  invoice.state.kind === 'posted' || invoice.state.kind === 'uncollectible' ? invoice.totals.grossMinor - settledMinor(invoice) : 0;

/** INV-03: stored states as they are, and `paid`, `partially-paid` and `overdue` as answers on a day. */
export type InvoiceStatus = 'draft' | 'pending' | 'posted' | 'partially-paid' | 'paid' | 'overdue' | 'void' | 'uncollectible';

export const invoiceStatus = (invoice: Invoice, on: PlainDate): InvoiceStatus => {
  const due = dueMinor(invoice);
  switch (invoice.state.kind) {
    case 'draft':
    case 'pending':
    case 'void':
      return invoice.state.kind;
    case 'uncollectible':
      return due <= 0 ? 'paid' : 'uncollectible';
    case 'posted':
      if (due <= 0) return 'paid';
      if (on > invoice.dueOn) return 'overdue';
      return settledMinor(invoice) === 0 ? 'posted' : 'partially-paid';
  }
};

/** CF-15: what the public API says: the four of the reference. */
export const apiStatus = (invoice: Invoice): 'pending' | 'posted' | 'paid' | 'void' => {
  if (invoice.state.kind === 'void') return 'void';
  if (invoice.state.kind === 'draft' || invoice.state.kind === 'pending') return 'pending';
  return dueMinor(invoice) <= 0 ? 'paid' : 'posted';
};

/** What used a credit: settlements of invoices and refunds, in minor units. */
export type CreditUses = { readonly settlements: readonly Settlement[]; readonly refundedMinor: number };

/** INV-20: what of a posted credit note can still be used, in minor units. */
export const creditLeftMinor = (note: CreditNote, uses: CreditUses): number => {
  if (note.state.kind !== 'posted') return 0;
  const used = uses.settlements
    .filter((entry) => entry.kind === 'credit-note' && entry.sourceId === note.id)
    .reduce((sum, entry) => sum + entry.amountMinor, 0);
  return -note.totals.grossMinor - used - uses.refundedMinor;
};

/** INV-20: `applied` once it is used up by invoices, `refunded` once a refund took the rest. */
export const creditNoteStatus = (note: CreditNote, uses: CreditUses): CreditNote['state']['kind'] | 'applied' | 'refunded' => {
  if (note.state.kind !== 'posted' || creditLeftMinor(note, uses) > 0) return note.state.kind;
  return uses.refundedMinor > 0 ? 'refunded' : 'applied';
};
