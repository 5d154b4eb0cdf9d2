import { paidParts } from './account.ts';
import { dueMinor } from './status.ts';
import type { Invoice } from './types.ts';

/** What can be done with an invoice, by the kind of command. */
export type InvoiceAction =
  | 'invoice.edit-draft'
  | 'invoice.discard-draft'
  | 'invoice.post-draft'
  | 'invoice.finalise'
  | 'invoice.void'
  | 'invoice.write-off'
  | 'credit-note.create'
  | 'payment.record';

/**
 * INV-15: what the state of an invoice allows, for whoever reads it. Facts outside the invoice (closed books, credits of other documents, a tax that has not
 * arrived) may still refuse.
 */
export const invoiceActions = (invoice: Invoice): readonly InvoiceAction[] => {
  switch (invoice.state.kind) {
    case 'draft':
      return ['invoice.edit-draft', 'invoice.discard-draft', 'invoice.post-draft'];
    case 'pending':
      return ['invoice.finalise', 'invoice.void'];
    case 'void':
      return [];
    case 'uncollectible':
      return dueMinor(invoice) > 0 ? ['credit-note.create', 'payment.record'] : ['credit-note.create'];
    case 'posted': {
      const isOpen = dueMinor(invoice) > 0;
      const isPaid = paidParts(invoice).some((part) => part.kind === 'payment');
      return [
        ...(isPaid ? [] : (['invoice.void'] as const)),
        ...(isOpen ? (['invoice.write-off', 'payment.record'] as const) : []),
        'credit-note.create',
      ];
    }
  }
};
