import { invoiceStatus, dueMinor } from '../../invoicing/status.ts';
import type { Adjustment, BillingRun, CreditNote, Invoice } from '../../invoicing/types.ts';
import type { Currency } from '../../money/currency.ts';
import type { PromotionalCredit } from '../../offers/types.ts';
import type { Order } from '../../orders/types.ts';
import type { Payment, Refund } from '../../payments/types.ts';
import { daysAfter } from '../../time/plain-date.ts';
import { type Cells, isMoney, type MoneyCell, textOf } from '../rows.ts';
import { columnsOf, customerName, entityCode, newestFirst, ofCustomer, nowhere, type RowSpec } from './spec.ts';

const amounts = ({ currency, totals }: Pick<Invoice, 'currency' | 'totals'>): Cells => ({
  net: { minor: totals.netMinor, currency },
  tax: { minor: totals.taxMinor, currency },
  gross: { minor: totals.grossMinor, currency },
});

/** A draft that was given up never was a document: it has neither number nor amounts, and no total counts it. */
export const isDiscarded = ({ number, state }: Pick<Invoice, 'number' | 'state'>): boolean => state.kind === 'void' && number === null;

const noAmounts: Cells = { net: null, tax: null, gross: null, due: null };

export const invoices: RowSpec<Invoice> = {
  kind: 'invoice',
  columns: columnsOf({
    number: 'text',
    customer: 'text',
    status: 'code',
    issuedOn: 'date',
    dueOn: 'date',
    net: 'money',
    tax: 'money',
    gross: 'money',
    due: 'money',
    entity: 'text',
    origin: 'code',
    purchaseOrder: 'text',
    country: 'text',
    runId: 'text',
  }),
  sort: newestFirst('issuedOn'),
  within: 'number',
  place: ofCustomer,
  cells: (invoice) => ({
    number: invoice.number,
    customer: invoice.buyer.name,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    ...(isDiscarded(invoice) ? noAmounts : { ...amounts(invoice), due: { minor: dueMinor(invoice), currency: invoice.currency } }),
    origin: invoice.origin,
    purchaseOrder: invoice.buyer.purchaseOrder,
    country: invoice.buyer.address.country,
    runId: invoice.runId,
    // What it is on any day before it is overdue: overdue is the only status that a day changes.
    stored: isDiscarded(invoice) ? 'discarded' : invoiceStatus(invoice, invoice.issuedOn),
  }),
  late: {
    entity: entityCode,
    status: ({ cells }, { on }) => {
      const { stored, dueOn, due } = cells;
      const isOpen = stored === 'posted' || stored === 'partially-paid' || stored === 'overdue';
      if (!isOpen || dueOn === null || dueOn === undefined || due === undefined || due === null || !isMoney(due)) return stored ?? null;
      if (on > textOf(dueOn)) return 'overdue';
      return stored === 'overdue' ? 'posted' : stored;
    },
  },
};

export const creditNotes: RowSpec<CreditNote> = {
  kind: 'credit-note',
  columns: columnsOf({
    number: 'text',
    customer: 'text',
    status: 'code',
    issuedOn: 'date',
    reason: 'code',
    disposition: 'code',
    net: 'money',
    tax: 'money',
    gross: 'money',
    entity: 'text',
    origin: 'code',
    runId: 'text',
  }),
  sort: newestFirst('issuedOn'),
  within: 'number',
  place: ofCustomer,
  cells: (note) => ({
    number: note.number,
    customer: note.buyer.name,
    status: note.state.kind,
    issuedOn: note.issuedOn,
    reason: note.reason,
    disposition: note.disposition,
    ...amounts(note),
    origin: note.origin,
    runId: note.runId,
  }),
  late: { entity: entityCode },
};

export const payments: RowSpec<Payment> = {
  kind: 'payment',
  columns: columnsOf({
    receivedOn: 'date',
    customer: 'text',
    amount: 'money',
    method: 'code',
    reference: 'text',
    status: 'code',
    entity: 'text',
  }),
  sort: newestFirst('receivedOn'),
  place: ofCustomer,
  cells: ({ receivedOn, amountMinor, currency, method, reference, state }) => ({
    receivedOn,
    amount: { minor: amountMinor, currency },
    method,
    reference,
    status: state.kind,
  }),
  late: { customer: customerName, entity: entityCode },
};

export const refunds: RowSpec<Refund> = {
  kind: 'refund',
  columns: columnsOf({
    paidOn: 'date',
    customer: 'text',
    amount: 'money',
    method: 'code',
    reference: 'text',
    status: 'code',
    entity: 'text',
  }),
  sort: newestFirst('paidOn'),
  place: ofCustomer,
  cells: ({ paidOn, amountMinor, currency, method, reference, state }) => ({
    paidOn,
    amount: { minor: amountMinor, currency },
    method,
    reference,
    status: state.kind,
  }),
  late: { customer: customerName, entity: entityCode },
};

export const adjustments: RowSpec<Adjustment> = {
  kind: 'adjustment',
  columns: columnsOf({ on: 'date', customer: 'text', amount: 'money', reason: 'text', status: 'code', entity: 'text' }),
  sort: newestFirst('on'),
  place: ofCustomer,
  cells: ({ on, amountMinor, currency, reason, state }) => ({ on, amount: { minor: amountMinor, currency }, reason, status: state.kind }),
  late: { customer: customerName, entity: entityCode },
};

export const promotionalCredits: RowSpec<PromotionalCredit> = {
  kind: 'promotional-credit',
  columns: columnsOf({
    grantedOn: 'date',
    customer: 'text',
    amount: 'money',
    expiresOn: 'date',
    reason: 'text',
    status: 'code',
    entity: 'text',
  }),
  sort: newestFirst('grantedOn'),
  place: ofCustomer,
  cells: ({ grantedOn, expiresOn, amountMinor, currency, reason, state }) => ({
    grantedOn,
    expiresOn,
    amount: { minor: amountMinor, currency },
    reason,
    status: state.kind,
  }),
  late: { customer: customerName, entity: entityCode },
};

export const orders: RowSpec<Order> = {
  kind: 'order',
  columns: columnsOf({
    placedOn: 'date',
    customer: 'text',
    lines: 'number',
    currency: 'text',
    note: 'text',
    status: 'code',
    entity: 'text',
  }),
  sort: newestFirst('placedOn'),
  place: ofCustomer,
  cells: ({ placedOn, lines, currency, note, state }) => ({ placedOn, lines: lines.length, currency, note, status: state.kind }),
  late: { customer: customerName, entity: entityCode },
};

/** The total where the run is in one currency; a row has no room for several. */
const runTotal = ({ totals }: BillingRun): MoneyCell | null => {
  const currencies = new Set(totals.map(({ currency }) => currency));
  const [currency, ...others] = [...currencies] as [Currency?, ...Currency[]];
  if (currency === undefined || others.length > 0) return null;
  return { minor: totals.reduce((sum, { grossMinor }) => sum + grossMinor, 0), currency };
};

export const billingRuns: RowSpec<BillingRun> = {
  kind: 'billing-run',
  columns: columnsOf({
    periodStart: 'date',
    periodEnd: 'date',
    status: 'code',
    invoices: 'number',
    creditNotes: 'number',
    exceptions: 'number',
    gross: 'money',
    currencies: 'text',
    hash: 'text',
  }),
  sort: newestFirst('periodEnd'),
  place: nowhere,
  cells: (run) => ({
    periodStart: run.period.start,
    // Periods are half-open; people name the last day.
    periodEnd: daysAfter(run.period.end, -1),
    status: run.state.kind,
    invoices: run.totals.reduce((sum, total) => sum + total.invoices, 0),
    creditNotes: run.totals.reduce((sum, total) => sum + total.creditNotes, 0),
    exceptions: run.exceptions.length,
    gross: runTotal(run),
    currencies: [...new Set(run.totals.map(({ currency }) => currency))].join(', '),
    hash: run.hash,
  }),
  late: {},
};
