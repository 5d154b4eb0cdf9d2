import { fractionOf, halfAwayFromZero } from '../money/rounding.ts';
import { type Ratio, roundedTogether } from '../money/together.ts';
import { creditedShare } from '../tax/credited.ts';
import type { LineTax } from '../tax/types.ts';

/** Net and taxes that belong together: of a line, or of what was credited of it. Signed as the line is, in minor units; taxes in the line's order. */
export type Amounts = { readonly netMinor: number; readonly taxesMinor: readonly number[] };

type TaxedLine = { readonly chargedMinor: number; readonly netMinor: number; readonly taxes: readonly LineTax[] };

export const amountsOf = (line: { readonly netMinor: number; readonly taxes: readonly LineTax[] }): Amounts => ({
  netMinor: line.netMinor,
  taxesMinor: line.taxes.map((tax) => tax.taxMinor),
});

export const noAmounts = (line: { readonly taxes: readonly LineTax[] }): Amounts => ({ netMinor: 0, taxesMinor: line.taxes.map(() => 0) });

const taxOf = ({ taxesMinor }: Amounts): number => taxesMinor.reduce((sum, minor) => sum + minor, 0);

export const grossOf = (amounts: Amounts): number => amounts.netMinor + taxOf(amounts);

export const sumOf = (a: Amounts, b: Amounts): Amounts => ({
  netMinor: a.netMinor + b.netMinor,
  taxesMinor: a.taxesMinor.map((minor, index) => minor + (b.taxesMinor[index] ?? 0)),
});

export const differenceOf = (a: Amounts, b: Amounts): Amounts => ({
  netMinor: a.netMinor - b.netMinor,
  taxesMinor: a.taxesMinor.map((minor, index) => minor - (b.taxesMinor[index] ?? 0)),
});

export const sameAmounts = (a: Amounts, b: Amounts): boolean =>
  a.netMinor === b.netMinor && a.taxesMinor.every((minor, index) => minor === b.taxesMinor[index]);

const fits = (part: number, left: number): boolean =>
  part === 0 || (Math.sign(part) === Math.sign(left) && Math.abs(part) <= Math.abs(left));

/** Whether nothing turns its sign and nothing goes beyond what is left. */
const isWithin = (part: Amounts, left: Amounts): boolean =>
  fits(part.netMinor, left.netMinor) && part.taxesMinor.every((minor, index) => fits(minor, left.taxesMinor[index] ?? 0));

/** `amounts x numerator / denominator`, split so that the parts sum to the share of the sum. */
const share = (amounts: Amounts, numerator: number, denominator: number): Amounts => {
  const sign = denominator < 0 ? -1n : 1n;
  const ratioOf = (minor: number): Ratio => ({
    numerator: BigInt(minor) * BigInt(numerator) * sign,
    denominator: BigInt(denominator) * sign,
  });
  const [netMinor = 0, ...taxesMinor] = roundedTogether(
    [amounts.netMinor, ...amounts.taxesMinor].map(ratioOf),
    halfAwayFromZero,
    'largest-remainder',
  );
  return { netMinor, taxesMinor };
};

/**
 * Billing runs credit by what was charged, which is the net of an exclusive price: as long as any tax is left, a unit of net stays with it, so that the run
 * that takes back the rest can reach it.
 */
const keepingNet = (part: Amounts, left: Amounts): Amounts => {
  if (part.netMinor === 0 || part.netMinor !== left.netMinor) return part;
  const unit = Math.sign(part.netMinor);
  const index = part.taxesMinor.findIndex((minor, at) => Math.sign((left.taxesMinor[at] ?? 0) - minor) === unit);
  if (index === -1) return part;
  return { netMinor: part.netMinor - unit, taxesMinor: part.taxesMinor.map((minor, at) => (at === index ? minor + unit : minor)) };
};

/**
 * TAX-15, INV-19, BEY-07: net and taxes that belong to crediting `grossMinor` of a line, at its own rates, after `before` was credited. Whatever was
 * credited or withdrawn in between, credits follow the line's proportion as closely as whole units allow, none exceeds what is left, and the one that
 * takes the rest takes exactly the rest.
 * @param grossMinor signed as the line's gross, within what is left of it.
 */
export const creditedByGross = (line: TaxedLine, before: Amounts, grossMinor: number): Amounts => {
  const whole = amountsOf(line);
  const left = differenceOf(whole, before);
  const leftMinor = grossOf(left);
  if (grossMinor === leftMinor) return left;
  const target = share(whole, grossOf(before) + grossMinor, grossOf(whole));
  const part = differenceOf(target, before);
  const fitting = isWithin(part, left) ? part : share(left, grossMinor, leftMinor);
  return line.chargedMinor === line.netMinor ? keepingNet(fitting, left) : fitting;
};

/**
 * The same for crediting `chargedMinor` of what was charged: net where the price was exclusive of tax, gross where it was inclusive.
 * @param chargedMinor signed as the line's `chargedMinor`, within what is left of it.
 */
export const creditedByCharge = (line: TaxedLine, before: Amounts, chargedMinor: number): Amounts => {
  if (line.chargedMinor !== line.netMinor) return creditedByGross(line, before, chargedMinor);
  const left = differenceOf(amountsOf(line), before);
  if (chargedMinor === left.netMinor) return left;
  const target = creditedShare(line, 0, before.netMinor + chargedMinor);
  const part = { netMinor: chargedMinor, taxesMinor: target.taxes.map((tax, index) => tax.taxMinor - (before.taxesMinor[index] ?? 0)) };
  if (isWithin(part, left)) return part;
  const [of, wanted] = [Math.abs(left.netMinor), Math.abs(chargedMinor)];
  return { netMinor: chargedMinor, taxesMinor: left.taxesMinor.map((minor) => fractionOf(minor, wanted, of, halfAwayFromZero)) };
};
