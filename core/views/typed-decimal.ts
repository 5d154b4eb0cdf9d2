import type { Currency } from '../money/currency.ts';
import { type DecimalText, isDecimalText } from '../money/exact.ts';
import { minorOfText } from '../money/money.ts';

/** How a language writes figures: what separates decimals, and what groups thousands. */
export type FigureSigns = { readonly decimal: string; readonly group: string };

/**
 * What somebody typed as a decimal, in the signs of their language: `1.234,50` is 1234.50 in German. A single sign that groups thousands elsewhere is
 * taken as the decimal sign where it cannot group: `12.5` is twelve and a half in German too. `null` for what is no number.
 */
export const typedDecimal = (typed: string, { decimal, group }: FigureSigns): DecimalText | null => {
  const text = typed
    .trim()
    .replace('−', '-')
    .replaceAll(/[\s'’\u00A0\u202F]/g, '');
  if (text === '') return null;
  const groups = new RegExp(`^-?\\d{1,3}(?:\\${group}\\d{3})+(?:\\${decimal}\\d*)?$`);
  const plain = groups.test(text) ? text.replaceAll(group, '') : text;
  const isOther = !plain.includes(decimal) && plain.split(group).length === 2;
  const point = plain
    .replace(isOther ? group : decimal, '.')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.$/, '');
  const trimmed = point.replace(/^(-?)0+(?=\d)/, '$1');
  const short = trimmed.includes('.') ? trimmed.replace(/0+$/, '').replace(/\.$/, '') : trimmed;
  const clean = short === '-0' ? '0' : short;
  return isDecimalText(clean) ? clean : null;
};

/** An amount in minor units; `null` for what is no number, or has more decimals than the currency. */
export const typedMinor = (typed: string, currency: Currency, signs: FigureSigns): number | null => {
  const text = typedDecimal(typed, signs);
  return text === null ? null : minorOfText(text, currency);
};
