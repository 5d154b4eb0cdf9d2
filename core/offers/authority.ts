import { type DecimalText, decimalText, exact } from '../money/exact.ts';
import type { DiscountDuration } from './types.ts';

/** OFR-13: how far somebody may go alone. `percent` of the list price, 0 to 100; `periods` for discounts that end, `null` for any time. */
export type DiscountAuthority = { readonly percent: DecimalText; readonly periods: number | null };

/** All discounts and price overrides on a full period together: what it lists at, what it would be charged at (minor units), and for how long. */
export type AskedDiscount = { readonly listMinor: number; readonly chargedMinor: number; readonly duration: DiscountDuration };

export type AuthorityProblem =
  | { readonly code: 'discount.above-authority'; readonly percent: DecimalText; readonly allowed: DecimalText }
  | { readonly code: 'discount.longer-than-authority'; readonly periods: number | null; readonly allowed: number };

/**
 * OFR-13: what needs somebody else's approval, nothing where the discount is within the limits. The share is taken over all discounts together, so that
 * neither an override nor several small ones go round the limit; it is compared exactly and shown with two decimals, rounded up.
 */
export const withinAuthority = (asked: AskedDiscount, limits: DiscountAuthority): readonly AuthorityProblem[] => {
  const problems: AuthorityProblem[] = [];
  const off = exact(asked.listMinor).minus(asked.chargedMinor).times(100);
  if (off.greaterThan(exact(limits.percent).times(asked.listMinor))) {
    const percent = decimalText(off.div(asked.listMinor).times(100).ceil().div(100));
    problems.push({ code: 'discount.above-authority', percent, allowed: limits.percent });
  }
  const periods = asked.duration.kind === 'lifetime' ? null : asked.duration.kind === 'once' ? 1 : asked.duration.count;
  if (limits.periods !== null && off.greaterThan(0) && (periods === null || periods > limits.periods)) {
    problems.push({ code: 'discount.longer-than-authority', periods, allowed: limits.periods });
  }
  return problems;
};
