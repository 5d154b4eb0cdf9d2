import { type Command, revised } from '../kernel/command.ts';
import { must } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { exchangeRates } from '../organization/exchange-rates.ts';
import type { ExchangeRateTable, OperatingEntity } from '../organization/types.ts';
import { taxSummary } from '../tax/summary.ts';
import { quotedLines, type TaxQuote, type TaxQuoteRequest, type ThirdPartyProblem, withQuote } from '../tax/third-party.ts';
import { inEntityCurrency, type RateProblem, totalsOf } from './body.ts';
import type { MissingCreditNote, MissingInvoice, MissingParty } from './issuing-facts.ts';
import type { IssuedDocument } from './lines.ts';
import { setCreditNoteTaxSchema, setInvoiceTaxSchema } from './schema.ts';
import type { CreditNote, Invoice } from './types.ts';

type Answer = { readonly provider: string; readonly quote: TaxQuote };
export type SetInvoiceTax = Command<'invoice.set-tax', Answer & { readonly invoiceId: string }>;
export type SetCreditNoteTax = Command<'credit-note.set-tax', Answer & { readonly creditNoteId: string }>;

type CommonProblem =
  | ThirdPartyProblem
  | MissingParty
  | RateProblem
  /** Only what is pending is asked for: what is issued keeps its tax. */
  | { readonly code: 'tax.not-asked'; readonly documentId: string; readonly found: Invoice['state']['kind'] };
export type SetInvoiceTaxProblem = CommonProblem | MissingInvoice;
export type SetCreditNoteTaxProblem = CommonProblem | MissingCreditNote;

type Facts<D> = { readonly document: D | null; readonly entity: OperatingEntity | null; readonly tables: readonly ExchangeRateTable[] };
type Kinds = { invoice: Invoice; 'credit-note': CreditNote; entity: OperatingEntity; 'rate-table': ExchangeRateTable };

/**
 * TAX-05: what a provider is asked about a document. It is made of the document alone, so that the answer can be held against it: a number of the buyer's
 * goes as it stands, since what was checked of it is our evidence and not the provider's.
 */
export const taxQuoteRequest = (document: IssuedDocument): TaxQuoteRequest => ({
  documentId: document.id,
  seller: document.seller.address,
  buyer: {
    type: document.buyer.type,
    address: document.buyer.address,
    taxIds:
      document.buyer.taxNumber === ''
        ? []
        : [{ country: document.buyer.address.country, value: document.buyer.taxNumber, validity: { kind: 'unchecked' } }],
  },
  currency: document.currency,
  on: document.issuedOn,
  lines: document.lines
    .filter((line) => line.decision.outcome === 'third-party' && line.credits === null)
    .map((line) => ({ id: line.id, chargedMinor: line.chargedMinor, inclusive: line.taxInclusive, taxClass: line.taxClass })),
});

const gathered = async <D extends IssuedDocument>(document: D | null, source: Reads<Kinds>): Promise<Facts<D>> => {
  if (document === null) return { document, entity: null, tables: [] };
  const [entity, tables] = await Promise.all([source.get('entity', document.entityId), source.list('rate-table')]);
  return { document, entity, tables: tables.filter((table) => table.entityId === document.entityId) };
};

const withTax = <D extends IssuedDocument>(document: D, facts: Facts<D>, { provider, quote }: Answer): Outcome<D, CommonProblem> => {
  const { entity } = facts;
  if (entity === null) return refuse({ code: 'entity.missing', entityId: document.entityId });
  if (document.state.kind !== 'pending' || document.thirdPartyTax === null)
    return refuse({ code: 'tax.not-asked', documentId: document.id, found: document.state.kind });
  const request = taxQuoteRequest(document);
  const state = withQuote(document.thirdPartyTax, provider, request, quote);
  if (!state.ok) return state;
  const quoted = quotedLines(state.value, request);
  if (!quoted.ok) return quoted;
  const byId = new Map(request.lines.map((line, index) => [line.id, must(quoted.value[index], 'every line that was asked for is quoted')]));
  const lines = document.lines.map((line) => ({ ...line, ...byId.get(line.id) }));
  const totals = totalsOf(lines);
  const converted = inEntityCurrency(entity, document.currency, totals, exchangeRates(facts.tables), document.issuedOn);
  if (converted !== null && 'code' in converted) return refuse(converted);
  return done({ ...document, lines, totals, taxes: taxSummary(lines), entityCurrencyTax: converted, thirdPartyTax: state.value });
};

/** TAX-05: the answer of a tax provider on a pending invoice, which may be finalised from then on. A later answer replaces an earlier one. */
export const setInvoiceTax: UseCase<SetInvoiceTax, Facts<Invoice>, SetInvoiceTaxProblem, Reads<Kinds>> = {
  kind: 'invoice.set-tax',
  shape: schemaFor<SetInvoiceTax['body']>()(setInvoiceTaxSchema),
  gather: async (command, source) => gathered(await source.get('invoice', command.body.invoiceId), source),
  plan: (command, facts) => {
    const { document } = facts;
    if (document === null) return refuse({ code: 'invoice.missing', invoiceId: command.body.invoiceId });
    const answer = withTax(document, facts, command.body);
    return answer.ok ? done({ command, writes: [revised<Invoice>(document, answer.value)] }) : answer;
  },
};

/** The same for a credit note that was taxed anew; one that repeats an invoice's tax asks nobody. */
export const setCreditNoteTax: UseCase<SetCreditNoteTax, Facts<CreditNote>, SetCreditNoteTaxProblem, Reads<Kinds>> = {
  kind: 'credit-note.set-tax',
  shape: schemaFor<SetCreditNoteTax['body']>()(setCreditNoteTaxSchema),
  gather: async (command, source) => gathered(await source.get('credit-note', command.body.creditNoteId), source),
  plan: (command, facts) => {
    const { document } = facts;
    if (document === null) return refuse({ code: 'credit-note.missing', creditNoteId: command.body.creditNoteId });
    const answer = withTax(document, facts, command.body);
    return answer.ok ? done({ command, writes: [revised<CreditNote>(document, answer.value)] }) : answer;
  },
};
