import { paidParts } from '../invoicing/account.ts';
import { dueMinor, type InvoiceStatus, invoiceStatus, settledMinor } from '../invoicing/status.ts';
import type { CreditNote, Invoice, Settlement } from '../invoicing/types.ts';
import type { Write } from '../kernel/command.ts';
import { sortedBy } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { Payment, Refund } from '../payments/types.ts';
import type { PlainDate } from '../time/plain-date.ts';

/** One of the documents that another one is tied to, told from that one's side. Amounts are above zero. */
export type DocumentLink = {
  readonly relation: 'credited-by' | 'corrects' | 'paid-by' | 'pays' | 'refunded-by';
  readonly kind: 'invoice' | 'credit-note' | 'payment' | 'promotional-credit' | 'refund';
  readonly id: string;
  /** Legal number or reference; empty for none. */
  readonly number: string;
  readonly on: PlainDate;
  readonly minor: number;
};

const inOrder = (links: readonly DocumentLink[]): readonly DocumentLink[] => sortedBy(links, ({ on, kind, id }) => `${on}|${kind}|${id}`);

const nameOf = (
  part: { readonly kind: Settlement['kind']; readonly sourceId: string },
  notes: readonly CreditNote[],
  payments: readonly Payment[],
): string => {
  if (part.kind === 'credit-note') return notes.find(({ id }) => id === part.sourceId)?.number ?? '';
  return payments.find(({ id }) => id === part.sourceId)?.reference ?? '';
};

const kindOf = (kind: Settlement['kind']): DocumentLink['kind'] =>
  kind === 'credit-note' || kind === 'promotional-credit' ? kind : 'payment';

/** F16: what credits and what paid an invoice. */
export const linksOfInvoice = (
  invoice: Pick<Invoice, 'id' | 'settlements'>,
  { creditNotes, payments }: { readonly creditNotes: readonly CreditNote[]; readonly payments: readonly Payment[] },
): readonly DocumentLink[] => {
  const credited = creditNotes.flatMap((note): readonly DocumentLink[] => {
    const minor = note.lines.reduce((sum, line) => (line.credits?.documentId === invoice.id ? sum - line.grossMinor : sum), 0);
    return minor === 0 || note.state.kind === 'void'
      ? []
      : [{ relation: 'credited-by', kind: 'credit-note', id: note.id, number: note.number ?? '', on: note.issuedOn, minor }];
  });
  const paid = paidParts(invoice).map((part): DocumentLink => {
    const first = invoice.settlements.find(({ kind, sourceId }) => kind === part.kind && sourceId === part.sourceId);
    return {
      relation: 'paid-by',
      kind: kindOf(part.kind),
      id: part.sourceId,
      number: nameOf(part, creditNotes, payments),
      on: first?.on ?? '',
      minor: part.amountMinor,
    };
  });
  return [...inOrder(credited), ...inOrder(paid)];
};

/** F16, from the other side: which invoices a credit note takes back from, which it paid, and what was paid back of it. */
export const linksOfNote = (
  note: Pick<CreditNote, 'id' | 'lines'>,
  { invoices, refunds }: { readonly invoices: readonly Invoice[]; readonly refunds: readonly Refund[] },
): readonly DocumentLink[] => {
  const corrected = new Map<string, number>();
  for (const { credits, grossMinor } of note.lines)
    if (credits !== null) corrected.set(credits.documentId, (corrected.get(credits.documentId) ?? 0) - grossMinor);
  const link = (relation: DocumentLink['relation'], { id, number, issuedOn }: Invoice, minor: number): DocumentLink => ({
    relation,
    kind: 'invoice',
    id,
    number: number ?? '',
    on: issuedOn,
    minor,
  });
  return [
    ...inOrder(
      invoices.flatMap((invoice) => (corrected.has(invoice.id) ? [link('corrects', invoice, corrected.get(invoice.id) ?? 0)] : [])),
    ),
    ...inOrder(invoices.flatMap((invoice) => paidBy(invoice, 'credit-note', note.id).map((minor) => link('pays', invoice, minor)))),
    ...inOrder(
      refunds
        .filter(({ creditNoteId, state }) => creditNoteId === note.id && state.kind === 'paid')
        .map(({ id, reference, paidOn, amountMinor }) => ({
          relation: 'refunded-by',
          kind: 'refund',
          id,
          number: reference,
          on: paidOn,
          minor: amountMinor,
        })),
    ),
  ];
};

/** What a source paid of an invoice: no entry for nothing. */
const paidBy = (invoice: Invoice, kind: Settlement['kind'], sourceId: string): readonly number[] =>
  paidParts(invoice).flatMap((part) => (part.kind === kind && part.sourceId === sourceId ? [part.amountMinor] : []));

const linksOfSource = (kind: Settlement['kind'], sourceId: string, invoices: readonly Invoice[]): readonly DocumentLink[] =>
  inOrder(
    invoices.flatMap((invoice) =>
      paidBy(invoice, kind, sourceId).map(
        (minor): DocumentLink => ({
          relation: 'pays',
          kind: 'invoice',
          id: invoice.id,
          number: invoice.number ?? '',
          on: invoice.issuedOn,
          minor,
        }),
      ),
    ),
  );

/** The invoices that a payment paid. */
export const linksOfPayment = (paymentId: string, invoices: readonly Invoice[]): readonly DocumentLink[] =>
  linksOfSource('payment', paymentId, invoices);

/** OFR-25: the invoices that a promotional credit paid. */
export const linksOfPromotionalCredit = (creditId: string, invoices: readonly Invoice[]): readonly DocumentLink[] =>
  linksOfSource('promotional-credit', creditId, invoices);

/** How an invoice stands before and after something that is only previewed. */
export type InvoiceEffect = {
  readonly id: string;
  readonly number: string;
  readonly currency: Currency;
  readonly isNew: boolean;
  readonly before: { readonly status: InvoiceStatus; readonly dueMinor: number };
  readonly after: { readonly status: InvoiceStatus; readonly dueMinor: number };
  /** What the change settles of it; below zero where it takes back. */
  readonly settledMinor: number;
};

const standing = (invoice: Invoice, on: PlainDate): InvoiceEffect['before'] => ({
  status: invoiceStatus(invoice, on),
  dueMinor: dueMinor(invoice),
});

/** What a planned change does to invoices, in the order of their due days. `before` are the invoices as they stand. */
export const invoiceEffects = (writes: readonly Write[], before: readonly Invoice[], on: PlainDate): readonly InvoiceEffect[] => {
  const stored = new Map(before.map((invoice) => [invoice.id, invoice]));
  const after = writes.map(({ document }) => document).filter((document): document is Invoice => document.kind === 'invoice');
  return sortedBy(after, ({ dueOn, id }) => `${dueOn}|${id}`).map((invoice) => {
    const was = stored.get(invoice.id);
    return {
      id: invoice.id,
      number: invoice.number ?? '',
      currency: invoice.currency,
      isNew: was === undefined,
      before: was === undefined ? { status: 'draft', dueMinor: 0 } : standing(was, on),
      after: standing(invoice, on),
      settledMinor: settledMinor(invoice) - (was === undefined ? 0 : settledMinor(was)),
    };
  });
};
