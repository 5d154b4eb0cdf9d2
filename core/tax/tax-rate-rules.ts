import { isCountry } from '../organization/countries.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { exemptClass, outOfScopeClass } from './decide.ts';
import type { TaxRate } from './types.ts';

export type TaxRateProblem =
  | { readonly code: 'tax-rate.unknown-country'; readonly country: string }
  | { readonly code: 'tax-rate.ends-before-start'; readonly from: PlainDate; readonly until: PlainDate }
  /** The class is never taxed: a rate for it would never be looked up. */
  | { readonly code: 'tax-rate.class-untaxed'; readonly taxClass: string }
  /** The same component of the same place, class and kind of customer already has a rate in that time: end it first, or change it. */
  | {
      readonly code: 'tax-rate.overlaps';
      readonly taxRateId: string;
      readonly percent: string;
      readonly from: PlainDate;
      readonly until: PlainDate | null;
    };

export type MissingRate = { readonly code: 'tax-rate.missing'; readonly taxRateId: string };

type Judged = Omit<TaxRate, 'rev'>;

const sameSubject = (a: Judged, b: Judged): boolean =>
  a.country === b.country &&
  a.region === b.region &&
  a.taxClass === b.taxClass &&
  a.customerType === b.customerType &&
  a.component === b.component;

const meet = (a: Judged, b: Judged): boolean => (a.until === null || b.from < a.until) && (b.until === null || a.from < b.until);

/** TAX-04: everything that is wrong with a rate as it would stand beside the others. */
export const taxRateProblems = (rate: Judged, others: readonly TaxRate[]): readonly TaxRateProblem[] => {
  const { from, until, country, taxClass } = rate;
  const overlapping = others.filter((other) => other.id !== rate.id && sameSubject(rate, other) && meet(rate, other));
  return [
    ...(isCountry(country) ? [] : [{ code: 'tax-rate.unknown-country', country } as const]),
    ...(until !== null && until <= from ? [{ code: 'tax-rate.ends-before-start', from, until } as const] : []),
    ...(taxClass === exemptClass || taxClass === outOfScopeClass ? [{ code: 'tax-rate.class-untaxed', taxClass } as const] : []),
    ...overlapping.map(
      (other): TaxRateProblem => ({
        code: 'tax-rate.overlaps',
        taxRateId: other.id,
        percent: other.percent,
        from: other.from,
        until: other.until,
      }),
    ),
  ];
};
