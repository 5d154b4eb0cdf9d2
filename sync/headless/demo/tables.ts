import { must } from '../../../core/kernel/invariant.ts';
import { sortedBy } from '../../../core/kernel/order.ts';
import type { Customer } from '../../../core/customers/types.ts';
import type { CreditNote, Invoice, Line } from '../../../core/invoicing/types.ts';
import { majorText } from '../../../core/money/money.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import type { Source } from '../../../core/sources.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { csvLine, guarded } from '../../../core/views/csv.ts';
import { referenceKey } from '../import/subscriptions.ts';

/** The names that people use for what documents name by id. */
export type Names = {
  readonly entities: ReadonlyMap<string, OperatingEntity>;
  readonly customers: ReadonlyMap<string, Customer>;
  readonly subscriptions: ReadonlyMap<string, string>;
  readonly plans: ReadonlyMap<string, string>;
  readonly products: ReadonlyMap<string, string>;
};

export const namesIn = async (source: Source): Promise<Names> => ({
  entities: new Map((await source.list('entity')).map((entity) => [entity.id, entity])),
  customers: new Map((await source.list('customer')).map((customer) => [customer.id, customer])),
  subscriptions: new Map((await source.list('subscription')).map(({ id, metadata }) => [id, metadata[referenceKey] ?? ''])),
  plans: new Map((await source.list('plan')).map(({ id, code }) => [id, code])),
  products: new Map((await source.list('product')).map(({ id, code }) => [id, code])),
});

type AnyDocument = Invoice | CreditNote;

/** Documents as a ledger has them: by entity, then in the order in which they were issued. */
export const inLedgerOrder = <D extends AnyDocument>(documents: readonly D[], names: Names): readonly D[] =>
  sortedBy(documents, (document) => `${entityCode(document, names)}|${document.issuedOn}|${document.number ?? ''}|${document.id}`);

const entityCode = ({ entityId }: AnyDocument, { entities }: Names): string =>
  must(entities.get(entityId), 'a document has its entity').code;
const customerOf = ({ customerId }: AnyDocument, { customers }: Names): Customer =>
  must(customers.get(customerId), 'a document has its customer');

const documentHead = ['number', 'entity', 'customer', 'name', 'country', 'issued', 'currency', 'net', 'tax', 'gross', 'lines'] as const;

const documentCells = (document: AnyDocument, names: Names): readonly string[] => {
  const { currency, totals } = document;
  return [
    document.number ?? '',
    entityCode(document, names),
    guarded(customerOf(document, names).externalId),
    guarded(document.buyer.name),
    document.buyer.address.country,
    document.issuedOn,
    currency,
    majorText(totals.netMinor, currency),
    majorText(totals.taxMinor, currency),
    majorText(totals.grossMinor, currency),
    String(document.lines.length),
  ];
};

/** `invoices.csv` */
export function* invoiceTable(invoices: readonly Invoice[], names: Names): Generator<string> {
  yield csvLine([...documentHead, 'due', 'settled', 'state', 'id']);
  for (const invoice of inLedgerOrder(invoices, names)) {
    const settledMinor = invoice.settlements.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
    const last = [invoice.dueOn, majorText(settledMinor, invoice.currency), invoice.state.kind, invoice.id];
    yield csvLine([...documentCells(invoice, names), ...last]);
  }
}

/** `credit-notes.csv`: amounts are negative, as they stand in the books. */
export function* creditNoteTable(notes: readonly CreditNote[], numberOf: (invoiceId: string) => string, names: Names): Generator<string> {
  yield csvLine([...documentHead, 'invoice', 'reason', 'disposition', 'state', 'id']);
  for (const note of inLedgerOrder(notes, names)) {
    const invoice = note.invoiceId === null ? '' : numberOf(note.invoiceId);
    yield csvLine([...documentCells(note, names), invoice, note.reason, note.disposition, note.state.kind, note.id]);
  }
}

const lineHead = [
  'document',
  'kind',
  'line',
  'nature',
  'title',
  'product',
  'plan',
  'subscription',
  'from',
  'through',
  'quantity',
  'unit_price',
  'currency',
  'list',
  'discount',
  'net',
  'tax',
  'gross',
  'tax_outcome',
  'tax_rates',
  'jurisdiction',
  'recognition',
  'prior_period',
  'slot',
] as const; // prettier-ignore

/** `invoice-lines.csv`: every line of every document, credit notes too. */
export function* lineTable(documents: readonly AnyDocument[], names: Names): Generator<string> {
  yield csvLine(lineHead);
  for (const document of inLedgerOrder(documents, names)) {
    for (const [index, line] of document.lines.entries())
      yield csvLine([document.number ?? '', document.kind, String(index + 1), ...lineCells(line, document, names)]);
  }
}

const lineCells = (line: Line, { currency }: AnyDocument, names: Names): readonly string[] => {
  const amount = (minor: number): string => majorText(minor, currency);
  const { source, decision, period } = line;
  return [
    line.nature,
    guarded(line.title),
    line.productId === null ? '' : (names.products.get(line.productId) ?? ''),
    line.planId === null ? '' : (names.plans.get(line.planId) ?? ''),
    source.kind === 'subscription' ? guarded(names.subscriptions.get(source.subscriptionId) ?? '') : '',
    period?.start ?? '',
    period === null ? '' : daysAfter(period.end, -1),
    line.quantity,
    line.unitPrice ?? '',
    currency,
    amount(line.listMinor),
    amount(line.discountMinor),
    amount(line.netMinor),
    amount(line.taxMinor),
    amount(line.grossMinor),
    decision.outcome,
    decision.components.map(({ name, percent }) => `${name} ${percent} %`).join(' + '),
    decision.jurisdiction,
    line.recognition,
    line.priorPeriod ? 'yes' : '',
    line.slot,
  ];
};
