import { must } from '../kernel/invariant.ts';
import { groupedBy } from '../kernel/order.ts';
import { allocated, type SparePolicy } from '../money/allocation.ts';
import { checkedMinor, fractionOf, type Rounding } from '../money/rounding.ts';
import { type Ratio, roundedTogether } from '../money/together.ts';
import type { Policies } from '../organization/policies.ts';
import { combinedRatio, rateRatio } from './percent.ts';
import type { LineTax, TaxDecision } from './types.ts';

/** A line before tax. `chargedMinor` is net of tax where the price is exclusive, and holds the tax where it is inclusive. Signed. */
export type TaxableLine = { readonly chargedMinor: number; readonly inclusive: boolean; readonly decision: TaxDecision };

/** `netMinor + taxMinor = grossMinor`; the taxes sum to `taxMinor`. Exclusive: `netMinor` is what was charged; inclusive: `grossMinor` is. */
export type TaxedLine = {
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
  readonly taxes: readonly LineTax[];
};

export type TaxTerms = { readonly policy: Policies['taxRounding']; readonly rounding: Rounding; readonly spare: SparePolicy };

const lineTax = (decision: TaxDecision, index: number, taxMinor: number): LineTax => {
  const component = must(decision.components[index], 'a tax belongs to a component');
  return { name: component.name, jurisdiction: decision.jurisdiction, percent: component.percent, taxMinor };
};

const exclusive = (line: TaxableLine, taxesMinor: readonly number[]): TaxedLine => {
  const netMinor = line.chargedMinor;
  let taxMinor = 0;
  for (const amount of taxesMinor) taxMinor += amount;
  const taxes = taxesMinor.map((amount, index) => lineTax(line.decision, index, amount));
  return { netMinor, taxMinor, grossMinor: checkedMinor(netMinor + taxMinor), taxes };
};

/** OR-16: the net is rounded, and the tax is the rest. Several components share it in proportion to their rates. */
const inclusive = (line: TaxableLine, netMinor: number, spare: SparePolicy): TaxedLine => {
  const { decision, chargedMinor } = line;
  const taxMinor = checkedMinor(chargedMinor - netMinor);
  const { components } = decision;
  const { denominator } = combinedRatio(components);
  const weights = components.map(({ percent }) => {
    const ratio = rateRatio(percent);
    return ratio.numerator * (denominator / ratio.denominator);
  });
  const parts = components.length === 1 ? [taxMinor] : allocated(taxMinor, weights, spare);
  return { netMinor, taxMinor, grossMinor: chargedMinor, taxes: parts.map((amount, index) => lineTax(decision, index, amount)) };
};

/** No tax, or rates of zero: nothing is rounded, whatever the increment of the currency, so that no tax can arise from rounding. */
const isUntaxed = ({ decision }: TaxableLine): boolean => decision.components.every(({ percent }) => rateRatio(percent).numerator === 0);

const untaxed = ({ chargedMinor, decision }: TaxableLine): TaxedLine => ({
  netMinor: chargedMinor,
  taxMinor: 0,
  grossMinor: chargedMinor,
  taxes: decision.components.map((_, index) => lineTax(decision, index, 0)),
});

const taxedAlone = (line: TaxableLine, { rounding, spare }: TaxTerms): TaxedLine => {
  const { chargedMinor, decision } = line;
  if (isUntaxed(line)) return untaxed(line);
  if (line.inclusive) {
    const { numerator, denominator } = combinedRatio(decision.components);
    return inclusive(line, fractionOf(chargedMinor, denominator, denominator + numerator, rounding), spare);
  }
  const taxes = decision.components.map(({ percent }) => {
    const { numerator, denominator } = rateRatio(percent);
    return fractionOf(chargedMinor, numerator, denominator, rounding);
  });
  return exclusive(line, taxes);
};

/** One amount that is rounded with others: a component's tax of an exclusive line, or the net of an inclusive one. */
type Cell = { readonly group: string; readonly line: number; readonly component: number; readonly ratio: Ratio };

const ratioOf = (amountMinor: number, numerator: number, denominator: number): Ratio => ({
  numerator: BigInt(amountMinor) * BigInt(numerator),
  denominator: BigInt(denominator),
});

/**
 * Inclusive lines are rounded on their net and exclusive ones on their tax, so that they never share a sum. `rate` sums by jurisdiction and rate,
 * `document` over all rates.
 */
const cellsOf = (line: TaxableLine, index: number, policy: 'rate' | 'document'): readonly Cell[] => {
  const { decision, chargedMinor } = line;
  const { components, jurisdiction } = decision;
  if (isUntaxed(line)) return [];
  if (line.inclusive) {
    const { numerator, denominator } = combinedRatio(components);
    const rate = components.map((component) => `${component.name}|${component.percent}`).join('|');
    const group = policy === 'document' ? 'inclusive' : `inclusive|${jurisdiction}|${rate}`;
    return [{ group, line: index, component: -1, ratio: ratioOf(chargedMinor, denominator, denominator + numerator) }];
  }
  return components.map(({ name, percent }, component) => {
    const { numerator, denominator } = rateRatio(percent);
    const group = policy === 'document' ? 'exclusive' : `exclusive|${jurisdiction}|${name}|${percent}`;
    return { group, line: index, component, ratio: ratioOf(chargedMinor, numerator, denominator) };
  });
};

const taxedTogether = (lines: readonly TaxableLine[], policy: 'rate' | 'document', { rounding, spare }: TaxTerms): readonly TaxedLine[] => {
  const cells = lines.flatMap((line, index) => cellsOf(line, index, policy));
  const amounts = new Map<string, number>();
  for (const group of groupedBy(cells, (cell) => cell.group).values()) {
    const rounded = roundedTogether(
      group.map((cell) => cell.ratio),
      rounding,
      spare,
    );
    for (const [index, cell] of group.entries()) amounts.set(`${cell.line}|${cell.component}`, rounded[index] ?? 0);
  }
  const amountOf = (line: number, component: number): number => must(amounts.get(`${line}|${component}`), 'every cell was rounded');
  return lines.map((line, index) => {
    if (isUntaxed(line)) return untaxed(line);
    if (line.inclusive) return inclusive(line, amountOf(index, -1), spare);
    return exclusive(
      line,
      line.decision.components.map((_, component) => amountOf(index, component)),
    );
  });
};

/**
 * TAX-09, TAX-11, OR-15, OR-16, POL-06: the amounts of every line of a document, in the order given. `line` rounds each component of each line; `rate` and
 * `document` round the sum once and hand it back to the lines, so that the lines always sum to the document. Credits mirror charges.
 */
export const taxedLines = (lines: readonly TaxableLine[], terms: TaxTerms): readonly TaxedLine[] =>
  terms.policy === 'line' ? lines.map((line) => taxedAlone(line, terms)) : taxedTogether(lines, terms.policy, terms);
