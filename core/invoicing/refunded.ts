import { allocated } from '../money/allocation.ts';
import { paidParts, type RefundedMoney } from './account.ts';
import type { CreditNote, Invoice } from './types.ts';

/** What a refund of a note gave back of each invoice that the note takes from, in proportion. */
const refundParts = (note: CreditNote, amountMinor: number): ReadonlyMap<string, number> => {
  const back = new Map<string, number>();
  for (const { credits, grossMinor } of note.lines) {
    if (credits !== null) back.set(credits.documentId, (back.get(credits.documentId) ?? 0) - grossMinor);
  }
  const entries = [...back].filter(([, minor]) => minor > 0);
  const shares =
    entries.length === 0
      ? []
      : allocated(
          amountMinor,
          entries.map(([, minor]) => minor),
        );
  return new Map(entries.map(([id], index) => [id, shares[index] ?? 0]));
};

/** INV-22: what was paid back of an invoice, in minor units. */
export const refundedMinor = (invoice: Invoice, notes: readonly CreditNote[], refunds: readonly RefundedMoney[]): number =>
  refunds
    .filter((refund) => !refund.isReversed)
    .reduce((sum, refund) => {
      const note = notes.find((entry) => entry.id === refund.creditNoteId);
      return sum + (note === undefined ? 0 : (refundParts(note, refund.amountMinor).get(invoice.id) ?? 0));
    }, 0);

/** What paid the invoice, save the notes that correct it: those made it smaller. */
const moneyMinor = (invoice: Invoice, notes: readonly CreditNote[]): number => {
  const own = new Set(notes.filter((note) => note.lines.some((line) => line.credits?.documentId === invoice.id)).map((note) => note.id));
  return paidParts(invoice).reduce((sum, part) => sum + (own.has(part.sourceId) ? 0 : part.amountMinor), 0);
};

/** INV-03: the flags of the table's last row: a paid invoice stays paid, whatever of it went back. */
export const refundStatus = (
  invoice: Invoice,
  notes: readonly CreditNote[],
  refunds: readonly RefundedMoney[],
): 'not-refunded' | 'partially-refunded' | 'refunded' => {
  const minor = refundedMinor(invoice, notes, refunds);
  if (minor <= 0) return 'not-refunded';
  return minor >= moneyMinor(invoice, notes) ? 'refunded' : 'partially-refunded';
};
