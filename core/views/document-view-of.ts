import type { CreditNote, Invoice, Line, Settlement } from '../invoicing/types.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Working } from '../rating/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { AppliedView, CorrectedDocument, DocumentView, LineView, Standing } from './document-view.ts';

/** Number and day of another document that this one names, `null` where it has none or is not known. */
export type NumberedDocument = (documentId: string) => { readonly number: string; readonly issuedOn: PlainDate } | null;

/** A credit note is printed from the customer's side: what it gives back is positive. */
type Side = (minor: number) => number;
const asIs: Side = (minor) => minor;
const turned: Side = (minor) => (minor === 0 ? 0 : -minor);

const standingOf = (document: Invoice | CreditNote): Standing => {
  const { state } = document;
  switch (state.kind) {
    case 'draft':
    case 'pending':
      return { kind: 'draft' };
    case 'void':
      return { kind: 'void', on: state.on, reason: state.reason };
    case 'posted':
    case 'uncollectible':
      return document.number === null ? { kind: 'provisional' } : { kind: 'issued' };
  }
};

/** The price of one: the line's own, or for one unit at a flat price that price. `null` where several prices went into the line. */
export const unitPriceOf = (line: Line): DecimalText | null => {
  const { price } = line.working;
  const [only] = price?.shares ?? [];
  if (price?.shares.length === 1 && only !== undefined && only.unitPrice === '0' && only.flat !== '0')
    return line.quantity === '1' ? only.flat : null;
  return line.unitPrice;
};

const workingOf = (working: Working, side: Side): Working => ({
  ...working,
  fullMinor: side(working.fullMinor),
  alreadyMinor: side(working.alreadyMinor),
  discounts: working.discounts.map((discount) => ({ ...discount, fullMinor: side(discount.fullMinor) })),
});

const lineOf = (line: Line, side: Side, numbered: NumberedDocument): LineView => {
  const { slice } = line.working;
  return {
    id: line.id,
    nature: line.nature,
    title: line.title,
    period: line.period,
    quantity: line.quantity,
    unitPrice: unitPriceOf(line),
    taxInclusive: line.taxInclusive,
    part: slice === null ? null : { units: slice.to - slice.from, of: slice.of, unit: slice.unit },
    listMinor: side(line.listMinor),
    discountMinor: side(line.discountMinor),
    discounts: line.working.discounts.map(({ name, kind, value }) => ({ name, percent: kind === 'percentage' ? value : null })),
    netMinor: side(line.netMinor),
    taxMinor: side(line.taxMinor),
    outcome: line.decision.outcome,
    rates: line.taxes.map(({ name, percent }) => ({ name, percent })),
    takesBackFrom: line.credits === null ? '' : (numbered(line.credits.documentId)?.number ?? ''),
    priorPeriod: line.priorPeriod,
    working: workingOf(line.working, side),
  };
};

/** The invoices that a credit note takes back from, each once: the one that it names, then those of its lines. */
const correctedBy = (note: CreditNote, numbered: NumberedDocument): readonly CorrectedDocument[] => {
  const ids = new Set<string>();
  if (note.invoiceId !== null) ids.add(note.invoiceId);
  for (const { credits } of note.lines) if (credits !== null) ids.add(credits.documentId);
  return [...ids].flatMap((id) => numbered(id) ?? []);
};

/**
 * Credits that were used when the invoice was issued. Payments, and credits used later, change what is open but never the document (INV-08): the
 * same invoice prints the same for ever.
 */
const appliedAtIssue = (invoice: Invoice, numbered: NumberedDocument): readonly AppliedView[] => {
  const isCredit = ({ kind, on }: Settlement): boolean =>
    (kind === 'credit-note' || kind === 'promotional-credit') && on <= invoice.issuedOn;
  return invoice.settlements.filter(isCredit).map(({ kind, sourceId, on, amountMinor }) => ({
    kind: kind === 'credit-note' ? 'credit-note' : 'promotional-credit',
    reference: kind === 'credit-note' ? (numbered(sourceId)?.number ?? '') : '',
    on,
    amountMinor,
  }));
};

/** INV-07, INV-16: an invoice or credit note as it is printed or shown. */
export const documentViewOf = (document: Invoice | CreditNote, numbered: NumberedDocument): DocumentView => {
  const side = document.kind === 'credit-note' ? turned : asIs;
  const applied = document.kind === 'invoice' ? appliedAtIssue(document, numbered) : [];
  const appliedMinor = applied.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const { seller, buyer, totals, entityCurrencyTax } = document;
  // What is void asks for nothing and gives nothing: its lines and total stay readable, and nothing is due, on no day and to no account.
  const isVoid = document.state.kind === 'void';
  const { bankAccount, legalName, ...particulars } = seller;
  return {
    kind: document.kind,
    id: document.id,
    standing: standingOf(document),
    number: document.number,
    locale: document.locale,
    currency: document.currency,
    issuedOn: document.issuedOn,
    dueOn: document.kind === 'invoice' && !isVoid ? document.dueOn : null,
    supply: document.supply,
    seller: { name: legalName, ...particulars },
    customer: { name: buyer.name, address: buyer.address, taxNumber: buyer.taxNumber, email: buyer.email, type: buyer.type },
    purchaseOrder: buyer.purchaseOrder,
    corrects: document.kind === 'credit-note' ? correctedBy(document, numbered) : [],
    reason: document.kind === 'credit-note' ? document.reason : null,
    disposition: document.kind === 'credit-note' ? document.disposition : null,
    lines: document.lines.map((line) => lineOf(line, side, numbered)),
    totals: {
      listMinor: side(totals.listMinor),
      discountMinor: side(totals.discountMinor),
      netMinor: side(totals.netMinor),
      taxMinor: side(totals.taxMinor),
      grossMinor: side(totals.grossMinor),
    },
    taxes: document.taxes.map((tax) => ({ ...tax, netMinor: side(tax.netMinor), taxMinor: side(tax.taxMinor) })),
    ownCurrency:
      entityCurrencyTax === null
        ? null
        : {
            ...entityCurrencyTax,
            netMinor: side(entityCurrencyTax.netMinor),
            taxMinor: side(entityCurrencyTax.taxMinor),
            grossMinor: side(entityCurrencyTax.grossMinor),
          },
    applied,
    dueMinor: isVoid ? 0 : side(totals.grossMinor) - appliedMinor,
    payment:
      document.kind === 'invoice' && !isVoid && bankAccount !== null ? { account: bankAccount, reference: document.number ?? '' } : null,
    note: document.note,
  };
};
