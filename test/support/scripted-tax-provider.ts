import { done, type Outcome, refuse } from '../../core/kernel/outcome.ts';
import { fractionOf, halfAwayFromZero } from '../../core/money/rounding.ts';
import type { TaxProvider, TaxProviderProblem, TaxQuote, TaxQuoteRequest } from '../../core/tax/third-party.ts';

/** A tax service that follows a script: 8.875 % on everything in New York, nothing elsewhere. It notes what it was told, and can be switched off. */
export type ScriptedTaxProvider = TaxProvider & {
  readonly calls: readonly string[];
  /** Documents that it holds as issued, by its own reference. */
  readonly committed: ReadonlyMap<string, string>;
  readonly goOffline: () => void;
  readonly goOnline: () => void;
};

const rates = [
  { name: 'State tax', percent: '4', numerator: 4000 },
  { name: 'City tax', percent: '4.5', numerator: 4500 },
  { name: 'MCTD', percent: '0.375', numerator: 375 },
] as const;

const quoteFor = (request: TaxQuoteRequest): TaxQuote => {
  const isTaxed = request.buyer.address.country === 'US' && request.buyer.address.region === 'NY';
  return {
    reference: `SCR-${request.documentId}`,
    lines: request.lines.map((line) => ({
      id: line.id,
      jurisdiction: isTaxed ? 'US-NY' : request.buyer.address.country,
      taxes: isTaxed
        ? rates.map(({ name, percent, numerator }) => ({
            name,
            percent,
            jurisdiction: 'US-NY',
            taxMinor: fractionOf(line.chargedMinor, numerator, 100_000, halfAwayFromZero),
          }))
        : [],
      reason: isTaxed ? '' : 'not_collecting',
    })),
  };
};

export const scriptedTaxProvider = (): ScriptedTaxProvider => {
  const calls: string[] = [];
  const committed = new Map<string, string>();
  let isOnline = true;
  const answered = <T>(call: string, answer: () => T): Promise<Outcome<T, TaxProviderProblem>> => {
    if (!isOnline) return Promise.resolve(refuse({ code: 'tax-provider.unreachable', provider: 'scripted' }));
    calls.push(call);
    return Promise.resolve(done(answer()));
  };
  return {
    name: 'scripted',
    calls,
    committed,
    goOffline: () => {
      isOnline = false;
    },
    goOnline: () => {
      isOnline = true;
    },
    quote: (request) => answered(`quote ${request.documentId}`, () => quoteFor(request)),
    commit: (reference, number) =>
      answered(`commit ${reference} ${number}`, () => {
        committed.set(reference, number);
        return null;
      }),
    void: (reference) =>
      answered(`void ${reference}`, () => {
        committed.delete(reference);
        return null;
      }),
  };
};
