import type { Instant } from '../time/instant.ts';
import type { EnteredTaxId, TaxIdEvidence } from './schema.ts';
import type { TaxId } from './types.ts';

/** Numbers are the same however they are spaced and pointed. */
export const taxIdKey = ({ country, value }: Pick<TaxId, 'country' | 'value'>): string =>
  `${country}|${value.toUpperCase().replace(/[^A-Z0-9]/g, '')}`;

/** The number as it is kept: upper case, one blank at most between its parts. The moment of the evidence is the command's. */
export const taxIdOf = (entered: EnteredTaxId, at: Instant): TaxId => ({
  country: entered.country,
  value: entered.value.trim().toUpperCase().replace(/\s+/g, ' '),
  validity: validityOf(entered.evidence, at),
});

const validityOf = (evidence: TaxIdEvidence, at: Instant): TaxId['validity'] => {
  switch (evidence.kind) {
    case 'unchecked':
      return { kind: 'unchecked' };
    case 'format':
      return { kind: 'format', at };
    case 'confirmed':
      return { kind: 'confirmed', at, source: evidence.source, reference: evidence.reference };
  }
};

/** How much is known: a confirmed number is not made less so by a check of its form. */
export const strengthOf = (validity: TaxId['validity']): number => ({ unchecked: 0, format: 1, confirmed: 2 })[validity.kind];
