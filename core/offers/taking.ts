import { groupedBy } from '../kernel/order.ts';
import { allocatedIn, type SparePolicy } from '../money/allocation.ts';
import type { Currency } from '../money/currency.ts';
import { type DecimalText, exact } from '../money/exact.ts';
import { minorOf } from '../money/money.ts';
import { fractionOf, type Rounding, wholeMinor } from '../money/rounding.ts';

/**
 * A charge that a discount reaches: what earlier discounts left of it, and the plan whose price it is part of. `givenMinor` is what a charge that began
 * earlier was given then, and `runningMinor` what it costs after that: nothing more is taken from it. `null`: the discount is to be taken now.
 */
export type Reached = { readonly index: number; readonly plan: string; readonly runningMinor: number; readonly givenMinor: number | null };

export type TakenOff = { readonly index: number; readonly minor: number };

export type SpreadTerms = { readonly currency: Currency; readonly spare: SparePolicy; readonly rounding: Rounding };

/** OFR-04: a percentage of what is left of a charge, rounded once to minor units, so that what is shown sums. Never more than what is left. */
export const percentageTaken = (percent: DecimalText, runningMinor: number, rounding: Rounding): number =>
  Math.min(runningMinor, percentageOf(runningMinor, percent, rounding));

export const takenByPercentage = (percent: DecimalText, reach: readonly Reached[], rounding: Rounding): readonly TakenOff[] =>
  open(reach).map(({ index, runningMinor }) => ({ index, minor: percentageTaken(percent, runningMinor, rounding) }));

const open = (reach: readonly Reached[]): readonly Reached[] =>
  reach.some(({ givenMinor }) => givenMinor !== null) ? reach.filter(({ givenMinor }) => givenMinor === null) : reach;

/** OFR-10: an amount is taken once from all that it reaches together, in proportion to what is left of each (G-DIS-7). Floor zero, nothing is carried over (G-DIS-4). */
export const takenByAmount = (amount: DecimalText, reach: readonly Reached[], terms: SpreadTerms): readonly TakenOff[] => {
  const charges = open(reach);
  const left = charges.reduce((sum, { runningMinor }) => sum + runningMinor, 0);
  const given = reach.reduce((sum, { givenMinor }) => sum + (givenMinor ?? 0), 0);
  const amountMinor = Math.max(0, minorOf(exact(amount), terms.currency, terms.rounding) - given);
  return spread(Math.min(amountMinor, left), charges, terms);
};

/**
 * OFR-04: the price of a plan for a full period, whatever its components come to; the difference is spread over them. It never raises a price: a plan
 * that costs less already stays as it is.
 */
export const takenByOverride = (price: DecimalText, reach: readonly Reached[], terms: SpreadTerms): readonly TakenOff[] => {
  const priceMinor = minorOf(exact(price), terms.currency, terms.rounding);
  return [...groupedBy(reach, ({ plan }) => plan).values()].flatMap((parts) => {
    const charges = open(parts);
    const left = parts.reduce((sum, { runningMinor }) => sum + runningMinor, 0);
    const most = charges.reduce((sum, { runningMinor }) => sum + runningMinor, 0);
    return spread(Math.min(Math.max(0, left - priceMinor), most), charges, terms);
  });
};

/** A hundred per cent leaves nothing, also where amounts are rounded to multiples. Percentages of everyday size stay within integer arithmetic. */
const percentageOf = (minor: number, percent: DecimalText, rounding: Rounding): number => {
  const [whole = '', decimals = ''] = percent.split('.');
  const numerator = Number(whole + decimals);
  const denominator = 100 * 10 ** decimals.length;
  if (!Number.isSafeInteger(numerator) || !Number.isSafeInteger(denominator)) {
    return wholeMinor(exact(percent).times(minor).div(100), rounding);
  }
  return numerator === denominator ? minor : fractionOf(minor, numerator, denominator, rounding);
};

/**
 * Where remainders are equal the larger charge receives the spare unit (OFR-10), then the earlier one. A charge that the spare units would take below
 * zero (POL-08 `first` on a small one) passes them on to those that have something left.
 */
const spread = (totalMinor: number, reach: readonly Reached[], { spare, rounding }: SpreadTerms): readonly TakenOff[] => {
  const receivers = spare === 'largest-remainder' ? [...reach].sort((a, b) => b.runningMinor - a.runningMinor) : reach;
  const weights = receivers.map(({ runningMinor }) => runningMinor);
  const shares = allocatedIn(totalMinor, weights, spare, rounding).map((share, position) => Math.min(share, weights[position] ?? 0));
  let excess = totalMinor - shares.reduce((a, b) => a + b, 0);
  return receivers.map(({ index, runningMinor }, position) => {
    const share = shares[position] ?? 0;
    const more = Math.min(excess, runningMinor - share);
    excess -= more;
    return { index, minor: share + more };
  });
};
