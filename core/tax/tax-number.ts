import { InvalidChecksum, InvalidComponent, InvalidLength } from 'stdnum/lib/cjs/exceptions.js';
import type { Validator } from 'stdnum/lib/cjs/types.js';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { taxNumberSchemes } from './tax-number-schemes.ts';

/** A tax number that cannot be one. `why` names what does not hold; `part` is a piece with a meaning of its own, such as a region code. */
export type TaxNumberProblem = {
  readonly code: 'tax-number.invalid';
  readonly country: string;
  readonly value: string;
  readonly why: 'length' | 'form' | 'check-digit' | 'part';
};

/**
 * A number in its normal form: upper case, no spaces or marks, with the prefix that VAT numbers print. `format` says that form and check digits hold, never that
 * the number was given to anybody; `unchecked` says that we know no rule for the country.
 */
export type CheckedTaxNumber = { readonly value: string; readonly validity: 'unchecked' | 'format' };

type Failure = Exclude<ReturnType<Validator['validate']>['error'], undefined>;

const whyOf = (error: Failure): TaxNumberProblem['why'] => {
  if (error instanceof InvalidLength) return 'length';
  if (error instanceof InvalidChecksum) return 'check-digit';
  return error instanceof InvalidComponent ? 'part' : 'form';
};

/** What several rules of one country say of a number: the first that it fits, else what brought it nearest. */
const nearness = { 'check-digit': 0, part: 1, form: 2, length: 3 } as const;

/**
 * TAX-07: form and check digits of a tax number of a country (ISO code; Greek numbers print `EL` and belong to `GR`). Sales tax numbers of regions have no
 * scheme here. Online checks (VIES, HMRC) are the host's: they confirm what this cannot.
 */
export const checkedTaxNumber = (country: string, value: string): Outcome<CheckedTaxNumber, TaxNumberProblem> => {
  const text = value.trim().toUpperCase();
  const scheme = taxNumberSchemes.get(country);
  const bare = text.replaceAll(/[\s.\-/]/g, '');
  if (!/^[A-Z0-9]{2,40}$/.test(bare)) return refuse({ code: 'tax-number.invalid', country, value, why: 'form' });
  if (scheme === undefined) return done({ value: bare, validity: 'unchecked' });
  const { prefix, forms, strip } = scheme;
  const own = strip === undefined ? bare : bare.replace(strip, '');
  const reasons: TaxNumberProblem['why'][] = [];
  for (const form of forms) {
    const answer = form.validate(own);
    if (answer.isValid) return done({ value: `${prefix}${answer.compact}`, validity: 'format' });
    reasons.push(whyOf(answer.error));
  }
  const why = reasons.sort((a, b) => nearness[a] - nearness[b])[0] ?? 'form';
  return refuse({ code: 'tax-number.invalid', country, value, why });
};

/** What is wrong with a number; empty where nothing is, and where we know no rule for the country. */
export const taxNumberProblems = (country: string, value: string): readonly TaxNumberProblem[] => {
  const answer = checkedTaxNumber(country, value);
  return answer.ok ? [] : answer.problems;
};

/** Whether form and check digits can be checked for the country. */
export const hasTaxNumberScheme = (country: string): boolean => taxNumberSchemes.has(country);
