import { type DecimalText, Exact, exact, isDecimalText } from '../money/exact.ts';

/** What is wrong with a single number. `path` is a JSON pointer (RFC 6901) to it, `found` its text. */
export type NumberProblem = {
  readonly code: 'number.not-decimal' | 'number.negative' | 'number.not-positive' | 'number.too-many-decimals' | 'number.too-great';
  readonly path: string;
  readonly found: string;
};

/** PRC-13: unit prices hold twelve decimals. */
const mostDecimals = 12;
/** Above this a single price leaves the range in which amounts stay safe integers in every currency. */
const greatest = new Exact(900_000_000_000);

const problem = (code: NumberProblem['code'], path: string, found: string): readonly NumberProblem[] => [{ code, path, found }];

/** A price or quantity: decimal text, not negative (or above zero where asked), at most 12 decimals, at most 9 x 10^11. */
export const numberProblems = (text: DecimalText | null, path: string, least: 'zero' | 'above-zero' = 'zero'): readonly NumberProblem[] => {
  if (text === null) return [];
  if (!isDecimalText(text)) return problem('number.not-decimal', path, String(text).slice(0, 60));
  const value = exact(text);
  if (value.isNegative() && !value.isZero()) return problem('number.negative', path, text);
  if (least === 'above-zero' && value.isZero()) return problem('number.not-positive', path, text);
  if ((text.split('.')[1] ?? '').length > mostDecimals) return problem('number.too-many-decimals', path, text);
  return value.greaterThan(greatest) ? problem('number.too-great', path, text) : [];
};

/** Whether `a` is less than `b`; false where one of them is no number, which is said elsewhere. */
export const isLess = (a: DecimalText, b: DecimalText): boolean => isDecimalText(a) && isDecimalText(b) && exact(a).lessThan(exact(b));
