import type { CreditNote, Invoice } from '../invoicing/types.ts';
import type { PromotionalCredit } from '../offers/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { Payment, Refund } from './types.ts';

/** Everything of one customer that says what is owed to whom, with whichever entity. */
export type MoneyRecord = {
  readonly invoices: readonly Invoice[];
  readonly creditNotes: readonly CreditNote[];
  readonly payments: readonly Payment[];
  readonly refunds: readonly Refund[];
  readonly promotionalCredits: readonly PromotionalCredit[];
};

type Issued = { readonly issuedOn: PlainDate; readonly seriesId: string | null; readonly state: { readonly kind: string } };

/** What waits, or was discarded before it was issued, was never owed. */
const wasIssued = (document: Issued, on: PlainDate): boolean =>
  document.issuedOn <= on && document.state.kind !== 'draft' && document.state.kind !== 'pending' && document.seriesId !== null;

const posted = { kind: 'posted' } as const;

/** A state that began later had not begun: before it the document was posted. */
const stateOn = <S extends { readonly kind: string }>(
  state: S | { readonly kind: string; readonly on: PlainDate },
  on: PlainDate,
): S | typeof posted => ('on' in state && state.on > on ? posted : (state as S));

const notReversed = <D extends { readonly state: { readonly kind: string } | { readonly kind: string; readonly on: PlainDate } }>(
  document: D,
  on: PlainDate,
  before: D['state'],
): D => ('on' in document.state && document.state.on > on ? { ...document, state: before } : document);

/**
 * BEY-12: the record as it stood at the end of a day, by the days on which things took effect (not on which they were entered): later documents are gone,
 * later settlements and reversals have not happened.
 */
export const asOf = (record: MoneyRecord, on: PlainDate): MoneyRecord => ({
  invoices: record.invoices
    .filter((invoice) => wasIssued(invoice, on))
    .map((invoice) => ({
      ...invoice,
      state: stateOn(invoice.state, on),
      settlements: invoice.settlements.filter((entry) => entry.on <= on),
    })),
  creditNotes: record.creditNotes.filter((note) => wasIssued(note, on)).map((note) => ({ ...note, state: stateOn(note.state, on) })),
  payments: record.payments.filter((payment) => payment.receivedOn <= on).map((payment) => notReversed(payment, on, { kind: 'received' })),
  refunds: record.refunds.filter((refund) => refund.paidOn <= on).map((refund) => notReversed(refund, on, { kind: 'paid' })),
  promotionalCredits: record.promotionalCredits,
});
