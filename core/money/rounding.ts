import { invariant } from '../kernel/invariant.ts';
import { Exact } from './exact.ts';

/** POL-07. `half-up` takes a tie towards positive infinity; `half-away-from-zero` keeps charges and credits symmetric. */
export type RoundingMode = 'half-away-from-zero' | 'half-even' | 'half-up';

/** CUR-03: how amounts of a currency are rounded. `increment` is in minor units, 1 to 1,000 (5 rounds to multiples of 0.05 of a two-decimal currency). */
export type Rounding = { readonly mode: RoundingMode; readonly increment: number };

export const halfAwayFromZero: Rounding = { mode: 'half-away-from-zero', increment: 1 };

const decimalMode = {
  'half-away-from-zero': Exact.ROUND_HALF_UP,
  'half-even': Exact.ROUND_HALF_EVEN,
  'half-up': Exact.ROUND_HALF_CEIL,
} as const satisfies Record<RoundingMode, number>;

/** The greatest amount that we handle, in minor units: every sum and day-share of such amounts stays a safe integer. */
export const maxMinor = 1_000_000_000_000_000;

/** Whole minor units, positive zero, within the range that all sums need. Anything else is a mistake of ours. */
export const checkedMinor = (minor: number): number => {
  invariant(Number.isSafeInteger(minor), 'minor units are a safe integer');
  return minor === 0 ? 0 : minor;
};

/** Rounds an exact number of minor units to whole ones: the only place where an amount loses its fractions (OR-1). */
export const wholeMinor = (minor: Exact, rounding: Rounding): number => {
  const mode = decimalMode[rounding.mode];
  const whole =
    rounding.increment === 1
      ? minor.toDecimalPlaces(0, mode)
      : minor.div(rounding.increment).toDecimalPlaces(0, mode).times(rounding.increment);
  return checkedMinor(whole.toNumber());
};

/**
 * `amountMinor x numerator / denominator`, rounded once. Integer arithmetic throughout; falls back to 40-digit decimals where the product
 * would leave the safe integers (day shares never do, shares by the second of great amounts may).
 */
export const fractionOf = (amountMinor: number, numerator: number, denominator: number, rounding: Rounding): number => {
  invariant(Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) && denominator > 0, 'a share is a ratio of whole numbers');
  const product = amountMinor * numerator;
  if (rounding.increment !== 1 || !Number.isSafeInteger(product * 2)) {
    return wholeMinor(new Exact(amountMinor).times(numerator).div(denominator), rounding);
  }
  const remainder = product % denominator;
  const floor = (product - remainder) / denominator;
  if (remainder === 0) return checkedMinor(floor);
  const twice = Math.abs(remainder) * 2;
  const away = floor + Math.sign(product);
  if (twice !== denominator) return checkedMinor(twice > denominator ? away : floor);
  if (rounding.mode === 'half-away-from-zero') return checkedMinor(away);
  if (rounding.mode === 'half-even') return checkedMinor(floor % 2 === 0 ? floor : away);
  return checkedMinor(product > 0 ? away : floor);
};
