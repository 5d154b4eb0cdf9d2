import { invariant } from '../kernel/invariant.ts';
import { sliceOf } from '../money/allocation.ts';
import type { TaxedLine } from './amounts.ts';
import type { LineTax } from './types.ts';

/** The amounts of an issued line. */
export type CreditableLine = { readonly chargedMinor: number; readonly netMinor: number; readonly taxes: readonly LineTax[] };

/**
 * TAX-15, BEY-07: the share of an issued line, at its own rates, that belongs to crediting its charge from `fromMinor` to `toMinor` (0 to `chargedMinor`,
 * signed as the line is). Rounding is cumulative, so that any row of credits that reaches the whole charge sums to the line exactly, tax by tax;
 * the last one absorbs what rounding left. The answer has the sign of the line: a credit note writes it negated.
 * @throws InvariantBroken where the range leaves the charge, or the line is neither exclusive (charged is net) nor inclusive (charged is gross).
 */
export const creditedShare = (line: CreditableLine, fromMinor: number, toMinor: number): TaxedLine => {
  const { chargedMinor, netMinor } = line;
  const sign = chargedMinor < 0 ? -1 : 1;
  const of = chargedMinor * sign;
  const from = fromMinor * sign;
  const to = toMinor * sign;
  invariant(0 <= from && from <= to && to <= of, 'a credit stays within the charge');
  if (of === 0) return { netMinor: 0, taxMinor: 0, grossMinor: 0, taxes: line.taxes.map((tax) => ({ ...tax, taxMinor: 0 })) };
  const grossMinor = line.taxes.reduce((total, tax) => total + tax.taxMinor, netMinor);
  const isExclusive = chargedMinor === netMinor;
  invariant(isExclusive || chargedMinor === grossMinor, 'a charge is the net or the gross of its line');
  const taxes = line.taxes.map((tax): LineTax => ({ ...tax, taxMinor: sliceOf(tax.taxMinor, from, to, of) }));
  const taxMinor = taxes.reduce((total, tax) => total + tax.taxMinor, 0);
  const creditedMinor = toMinor - fromMinor;
  return isExclusive
    ? { netMinor: creditedMinor, taxMinor, grossMinor: creditedMinor + taxMinor, taxes }
    : { netMinor: creditedMinor - taxMinor, taxMinor, grossMinor: creditedMinor, taxes };
};
