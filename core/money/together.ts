import type { SparePolicy } from './allocation.ts';
import { checkedMinor, type Rounding } from './rounding.ts';

/** An exact number of minor units as a fraction; the denominator is positive. */
export type Ratio = { readonly numerator: bigint; readonly denominator: bigint };

const zero: Ratio = { numerator: 0n, denominator: 1n };

const sum = (a: Ratio, b: Ratio): Ratio =>
  a.denominator === b.denominator
    ? { numerator: a.numerator + b.numerator, denominator: a.denominator }
    : { numerator: a.numerator * b.denominator + b.numerator * a.denominator, denominator: a.denominator * b.denominator };

/** BigInt division cuts towards zero; this one goes down. `denominator` is positive. */
const flooredQuotient = (numerator: bigint, denominator: bigint): bigint => {
  const quotient = numerator / denominator;
  return numerator < 0n && quotient * denominator !== numerator ? quotient - 1n : quotient;
};

const roundedQuotient = (numerator: bigint, denominator: bigint, mode: Rounding['mode']): bigint => {
  const floor = flooredQuotient(numerator, denominator);
  const twice = (numerator - floor * denominator) * 2n;
  if (twice !== denominator) return twice > denominator ? floor + 1n : floor;
  if (mode === 'half-up') return floor + 1n;
  if (mode === 'half-even') return floor % 2n === 0n ? floor : floor + 1n;
  return numerator < 0n ? floor : floor + 1n;
};

const compared = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Index order in which spare units are handed out. Remainders and sizes are compared as fractions, ties go in the given order. */
const receivers = (parts: readonly Ratio[], remainders: readonly bigint[], policy: SparePolicy): readonly number[] => {
  const at = <T>(values: readonly T[], index: number, none: T): T => values[index] ?? none;
  const denominatorAt = (index: number): bigint => at(parts, index, zero).denominator;
  const sizeAt = (index: number): bigint => {
    const { numerator } = at(parts, index, zero);
    return numerator < 0n ? -numerator : numerator;
  };
  const indexes = parts.map((_, index) => index).filter((index) => sizeAt(index) !== 0n);
  const largest = (valueAt: (index: number) => bigint): readonly number[] =>
    [...indexes].sort((a, b) => compared(valueAt(b) * denominatorAt(a), valueAt(a) * denominatorAt(b)));
  switch (policy) {
    case 'first':
      return indexes.slice(0, 1);
    case 'last':
      return indexes.slice(-1);
    case 'largest-part':
      return largest(sizeAt).slice(0, 1);
    case 'largest-remainder':
      return largest((index) => at(remainders, index, 0n));
  }
};

/**
 * Rounds the sum once and hands it back to the parts, so that they sum to it (POL-06, POL-08). Parts may be of either sign; a part of zero gets
 * nothing. With the largest remainder each part differs from its exact value by less than one unit of the increment. Turning every sign turns every
 * answer, except for a tie that `half-up` takes upwards.
 */
export const roundedTogether = (parts: readonly Ratio[], rounding: Rounding, policy: SparePolicy): readonly number[] => {
  const increment = BigInt(rounding.increment);
  const whole = parts.reduce(sum, zero);
  const total = roundedQuotient(whole.numerator, whole.denominator * increment, rounding.mode);
  const sign = whole.numerator < 0n ? -1n : 1n;
  const upright = parts.map((part): Ratio => ({ numerator: part.numerator * sign, denominator: part.denominator * increment }));
  const shares = upright.map((part) => flooredQuotient(part.numerator, part.denominator));
  const remainders = upright.map((part, index) => part.numerator - (shares[index] ?? 0n) * part.denominator);
  let spare = shares.reduce((left, share) => left - share, total * sign);
  const order = receivers(upright, remainders, policy);
  for (let turn = 0; spare > 0n && order.length > 0; turn += 1) {
    const index = order[turn % order.length] ?? 0;
    const given = order.length === 1 ? spare : 1n;
    shares[index] = (shares[index] ?? 0n) + given;
    spare -= given;
  }
  return shares.map((share) => checkedMinor(Number(share * sign * increment)));
};
