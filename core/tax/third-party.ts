import type { TaxId } from '../customers/types.ts';
import { digestOf } from '../kernel/digest.ts';
import { must } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Currency } from '../money/currency.ts';
import { checkedMinor } from '../money/rounding.ts';
import type { Address } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { TaxedLine } from './amounts.ts';
import { taxReasons } from './decide.ts';
import type { LineTax, TaxDecision } from './types.ts';

/** TAX-05: what a provider is asked. Amounts are signed minor units of the currency. */
export type TaxQuoteRequest = {
  /** Our id of the document: the provider's answer to a second request with it replaces the first. */
  readonly documentId: string;
  readonly seller: Address;
  readonly buyer: { readonly type: 'business' | 'individual'; readonly address: Address; readonly taxIds: readonly TaxId[] };
  readonly currency: Currency;
  /** The tax point. */
  readonly on: PlainDate;
  readonly lines: readonly { readonly id: string; readonly chargedMinor: number; readonly inclusive: boolean; readonly taxClass: string }[];
};

/** The provider's answer. `reference` is its own id of the document. */
export type TaxQuote = {
  readonly reference: string;
  readonly lines: readonly {
    readonly id: string;
    readonly jurisdiction: string;
    readonly taxes: readonly LineTax[];
    readonly reason: string;
  }[];
};

/** `unreachable` is no refusal: the document waits, and is asked for again. */
export type TaxProviderProblem =
  | { readonly code: 'tax-provider.unreachable'; readonly provider: string }
  | { readonly code: 'tax-provider.refused'; readonly provider: string; readonly detail: string };

/** TAX-05: the port to a tax service (Avalara, TaxJar). A host has an adapter for each; every call may be repeated. */
export type TaxProvider = {
  readonly name: string;
  readonly quote: (request: TaxQuoteRequest) => Promise<Outcome<TaxQuote, TaxProviderProblem>>;
  /** The document was issued under its number. */
  readonly commit: (reference: string, number: string, on: PlainDate) => Promise<Outcome<null, TaxProviderProblem>>;
  /** The document is void; what was committed is taken back. */
  readonly void: (reference: string, reason: string) => Promise<Outcome<null, TaxProviderProblem>>;
};

/**
 * Where a document stands with its provider. `digest` is over the request that was answered: when the document changes, the quote is of another document
 * and it is pending again.
 */
export type ThirdPartyTax =
  | { readonly kind: 'pending' }
  | { readonly kind: 'quoted'; readonly provider: string; readonly digest: string; readonly quote: TaxQuote }
  | { readonly kind: 'committed'; readonly provider: string; readonly reference: string; readonly number: string }
  | { readonly kind: 'voided'; readonly provider: string; readonly reference: string };

export type ThirdPartyProblem =
  /** The document may not be issued: its tax is not known, or was asked for lines that it no longer has. */
  | { readonly code: 'tax.pending'; readonly documentId: string }
  /** The provider's answer does not cover the lines that it was asked for. */
  | { readonly code: 'tax.quote-incomplete'; readonly documentId: string; readonly lineId: string };

/** What the host shall do next; `null` for nothing. Offline it stays due. */
export type ThirdPartyStep = 'quote' | 'commit' | 'void' | null;

/** Keeps an answer, if it covers exactly the lines. A quote for a document that was issued meanwhile changes nothing. */
export const withQuote = (
  state: ThirdPartyTax,
  provider: string,
  request: TaxQuoteRequest,
  quote: TaxQuote,
): Outcome<ThirdPartyTax, ThirdPartyProblem> => {
  if (state.kind === 'committed' || state.kind === 'voided') return done(state);
  const wanted = new Set(request.lines.map((line) => line.id));
  const given = new Set(quote.lines.map((line) => line.id));
  const odd = [...wanted].find((id) => !given.has(id)) ?? [...given].find((id) => !wanted.has(id));
  if (odd !== undefined || given.size !== quote.lines.length) {
    return refuse({ code: 'tax.quote-incomplete', documentId: request.documentId, lineId: odd ?? '' });
  }
  return done({ kind: 'quoted', provider, digest: digestOf(request), quote });
};

/** Whether the quote is still the quote of this document. */
const holds = (state: ThirdPartyTax, request: TaxQuoteRequest): boolean => state.kind === 'quoted' && state.digest === digestOf(request);

/** The document as it stands against what the provider knows of it. */
export const nextStep = (
  state: ThirdPartyTax,
  document: { readonly stage: 'draft' | 'pending' | 'posted' | 'void'; readonly request: TaxQuoteRequest },
): ThirdPartyStep => {
  if (document.stage === 'void') return state.kind === 'quoted' || state.kind === 'committed' ? 'void' : null;
  if (state.kind === 'committed' || state.kind === 'voided') return null;
  if (document.stage === 'posted' && state.kind === 'quoted') return 'commit';
  return holds(state, document.request) ? null : 'quote';
};

/** What is pinned to a line whose tax a provider has told. */
const quotedDecision = (line: TaxQuote['lines'][number]): TaxDecision => ({
  outcome: 'third-party',
  jurisdiction: line.jurisdiction,
  components: line.taxes.map(({ name, percent }) => ({ name, percent })),
  reason: line.reason,
});

/** What is pinned to a line as long as its tax is pending. */
export const pendingDecision = (jurisdiction: string): TaxDecision => ({
  outcome: 'third-party',
  jurisdiction,
  components: [],
  reason: taxReasons.taxPending,
});

/**
 * TAX-05: the amounts of the lines, in the order of the request, if the document may be issued with them: only with a quote for exactly these lines. The
 * provider's amounts stand as they came. Before that the document shows no tax and says that it is pending.
 */
export const quotedLines = (
  state: ThirdPartyTax,
  request: TaxQuoteRequest,
): Outcome<readonly (TaxedLine & { readonly decision: TaxDecision })[], ThirdPartyProblem> => {
  if (state.kind !== 'quoted' || !holds(state, request)) return refuse({ code: 'tax.pending', documentId: request.documentId });
  const byId = new Map(state.quote.lines.map((line) => [line.id, line]));
  return done(
    request.lines.map((line) => {
      const quoted = must(byId.get(line.id), 'a quote covers its lines');
      const taxMinor = checkedMinor(quoted.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0));
      const netMinor = line.inclusive ? line.chargedMinor - taxMinor : line.chargedMinor;
      return { netMinor, taxMinor, grossMinor: netMinor + taxMinor, taxes: quoted.taxes, decision: quotedDecision(quoted) };
    }),
  );
};

export const committed = (state: ThirdPartyTax, number: string): ThirdPartyTax =>
  state.kind === 'quoted' ? { kind: 'committed', provider: state.provider, reference: state.quote.reference, number } : state;

export const voided = (state: ThirdPartyTax): ThirdPartyTax => {
  if (state.kind === 'quoted') return { kind: 'voided', provider: state.provider, reference: state.quote.reference };
  return state.kind === 'committed' ? { kind: 'voided', provider: state.provider, reference: state.reference } : state;
};
