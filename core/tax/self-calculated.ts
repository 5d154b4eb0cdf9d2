import { checkedMinor } from '../money/rounding.ts';
import type { TaxedLine } from './amounts.ts';
import type { LineTax, TaxDecision } from './types.ts';

/** What the caller says of one line: amounts as they shall stand, signed as the line is. */
export type CallersTax = { readonly jurisdiction: string; readonly taxes: readonly LineTax[] };

/** The decision that is pinned to such a line. */
export const selfCalculatedDecision = ({ jurisdiction, taxes }: CallersTax): TaxDecision => ({
  outcome: 'self-calculated',
  jurisdiction,
  components: taxes.map(({ name, percent }) => ({ name, percent })),
  reason: '',
});

/**
 * TAX-03: the caller's tax amounts become the line's, untouched and unchecked: no rate, no place and no rounding of ours is held against them.
 * An inclusive charge holds them, an exclusive one does not.
 */
export const selfCalculatedLine = (
  line: { readonly chargedMinor: number; readonly inclusive: boolean },
  taxes: readonly LineTax[],
): TaxedLine => {
  const taxMinor = checkedMinor(taxes.reduce((total, tax) => total + tax.taxMinor, 0));
  const netMinor = checkedMinor(line.inclusive ? line.chargedMinor - taxMinor : line.chargedMinor);
  return { netMinor, taxMinor, grossMinor: checkedMinor(netMinor + taxMinor), taxes };
};
