import type { Period } from '../time/period.ts';

/**
 * As much of an invoice and of a credit note as a reactivation asks for. Invoicing lies above subscriptions and is not imported: its documents fit this by
 * their form.
 */
export type InvoiceView = {
  readonly id: string;
  readonly kind: 'invoice';
  readonly rev: number;
  readonly state: { readonly kind: string };
  readonly lines: readonly LineView[];
  readonly settlements: readonly { readonly kind: string; readonly amountMinor: number }[];
  readonly totals: { readonly grossMinor: number };
};

export type CreditNoteView = {
  readonly id: string;
  readonly kind: 'credit-note';
  readonly rev: number;
  readonly state: { readonly kind: string };
  readonly lines: readonly LineView[];
};

type LineView = {
  readonly id: string;
  readonly nature: string;
  readonly period: Period | null;
  readonly source: { readonly kind: string; readonly subscriptionId?: string; readonly itemId?: string };
  readonly credits: { readonly lineId: string } | null;
};

export type PaidReads = { invoice: InvoiceView; 'credit-note': CreditNoteView };

export type BilledFacts = { readonly invoices: readonly InvoiceView[]; readonly creditNotes: readonly CreditNoteView[] };

const isPaid = (invoice: InvoiceView): boolean =>
  invoice.state.kind === 'posted' &&
  invoice.settlements.filter(({ kind }) => kind !== 'write-off').reduce((sum, { amountMinor }) => sum + amountMinor, 0) >=
    invoice.totals.grossMinor;

/**
 * OR-23: whether a period of an item was charged, is fully paid and was not credited: every recurring line that lies in it stands on a paid invoice,
 * and nothing took it back. A period for which nothing was charged is not paid.
 */
export const isPaidPeriod = ({ invoices, creditNotes }: BilledFacts, subscriptionId: string, itemId: string, period: Period): boolean => {
  const charges = (line: LineView): boolean =>
    line.nature === 'recurring' &&
    line.credits === null &&
    line.source.kind === 'subscription' &&
    line.source.subscriptionId === subscriptionId &&
    line.source.itemId === itemId &&
    line.period !== null &&
    line.period.start >= period.start &&
    line.period.start < period.end;
  const standing = invoices.filter(({ state, lines }) => state.kind !== 'void' && lines.some(charges));
  const lineIds = new Set(standing.flatMap(({ lines }) => lines.filter(charges).map(({ id }) => id)));
  const takenBack = [...invoices, ...creditNotes].some(
    ({ state, lines }) => state.kind !== 'void' && lines.some(({ credits }) => credits !== null && lineIds.has(credits.lineId)),
  );
  return standing.length > 0 && standing.every(isPaid) && !takenBack;
};
