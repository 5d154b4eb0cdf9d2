import { byText, groupedBy } from '../kernel/order.ts';
import { exact } from '../money/exact.ts';
import type { LineTax, TaxDecision, TaxOutcome } from './types.ts';

/** INV-07: tax of one rate over a document. The same form as `TaxSummary` of core/invoicing. */
export type RateSummary = {
  readonly name: string;
  readonly jurisdiction: string;
  readonly percent: string;
  readonly outcome: TaxOutcome;
  readonly reason: string;
  readonly netMinor: number;
  readonly taxMinor: number;
};

export type SummarisedLine = { readonly netMinor: number; readonly decision: TaxDecision; readonly taxes: readonly LineTax[] };

const rowsOf = ({ netMinor, decision, taxes }: SummarisedLine): readonly RateSummary[] => {
  const { outcome, reason, jurisdiction } = decision;
  if (taxes.length === 0) return [{ name: '', jurisdiction, percent: '0', outcome, reason, netMinor, taxMinor: 0 }];
  return taxes.map((tax) => ({
    name: tax.name,
    jurisdiction: tax.jurisdiction,
    percent: tax.percent,
    outcome,
    reason,
    netMinor,
    taxMinor: tax.taxMinor,
  }));
};

const keyOf = (row: RateSummary): string => [row.jurisdiction, row.outcome, row.reason, row.name, row.percent].join('|');

/** Most documents have one rate: they need no keys. */
const isSame = (a: RateSummary, b: RateSummary): boolean =>
  a.jurisdiction === b.jurisdiction && a.outcome === b.outcome && a.reason === b.reason && a.name === b.name && a.percent === b.percent;

const added = (a: RateSummary, b: RateSummary): RateSummary => ({
  ...a,
  netMinor: a.netMinor + b.netMinor,
  taxMinor: a.taxMinor + b.taxMinor,
});

/** By jurisdiction; what is taxed first, the highest rate first. Independent of the order of the lines. */
const inPrintOrder = (a: RateSummary, b: RateSummary): number =>
  byText(a.jurisdiction, b.jurisdiction) ||
  Number(b.outcome === 'taxed') - Number(a.outcome === 'taxed') ||
  exact(b.percent).comparedTo(exact(a.percent)) ||
  byText(keyOf(a), keyOf(b));

/**
 * One row for each rate, jurisdiction, outcome and reason. A line with several components counts its net in the row of each, since each is a tax on
 * that net; the taxes sum to the document's tax, the nets need not.
 */
export const taxSummary = (lines: readonly SummarisedLine[]): readonly RateSummary[] => {
  const rows = lines.flatMap(rowsOf);
  const [first] = rows;
  if (first !== undefined && rows.every((row) => isSame(row, first))) return [rows.reduce(added)];
  return [...groupedBy(rows, keyOf).values()].map((group) => group.reduce(added)).sort(inPrintOrder);
};
