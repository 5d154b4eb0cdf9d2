import { invariant } from '../kernel/invariant.ts';
import { Exact } from './exact.ts';
import { fractionOf, halfAwayFromZero, type Rounding } from './rounding.ts';

/** POL-08: who receives the spare minor units of a split. */
export type SparePolicy = 'largest-remainder' | 'first' | 'last' | 'largest-part';

/** Index order in which spare units are handed out. */
const receivers = (weights: readonly number[], remainders: readonly Exact[], policy: SparePolicy): readonly number[] => {
  const indexes = weights.map((_, index) => index).filter((index) => weights[index] !== 0);
  switch (policy) {
    case 'first':
      return indexes.slice(0, 1);
    case 'last':
      return indexes.slice(-1);
    case 'largest-part':
      return [...indexes].sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0)).slice(0, 1);
    case 'largest-remainder':
      return [...indexes].sort((a, b) => (remainders[b] ?? new Exact(0)).comparedTo(remainders[a] ?? new Exact(0)));
  }
};

/**
 * Splits whole minor units in proportion to the weights, so that the parts always sum to the whole. Ties go in the given order; a zero weight gets
 * nothing. `100 / [1,1,1]` gives 34, 33, 33. The sign of the total carries through: `-1003 / [50,50]` gives -502, -501.
 * @throws InvariantBroken where weights are negative, not whole, or all zero while there is something to split.
 */
export const allocated = (totalMinor: number, weights: readonly number[], policy: SparePolicy = 'largest-remainder'): readonly number[] => {
  invariant(
    weights.every((weight) => Number.isSafeInteger(weight) && weight >= 0),
    'weights are whole and not negative',
  );
  const sum = weights.reduce((a, b) => a + b, 0);
  if (totalMinor === 0) return weights.map(() => 0);
  invariant(sum > 0, 'something to split needs someone to receive it');
  const sign = Math.sign(totalMinor);
  const ideal = weights.map((weight) => new Exact(Math.abs(totalMinor)).times(weight).div(sum));
  const floors = ideal.map((share) => share.floor());
  const shares = floors.map((floor) => floor.toNumber());
  let spare = Math.abs(totalMinor) - shares.reduce((a, b) => a + b, 0);
  const order = receivers(
    weights,
    ideal.map((share, index) => share.minus(floors[index] ?? 0)),
    policy,
  );
  for (let turn = 0; spare > 0; turn += 1) {
    const index = order[turn % order.length] ?? 0;
    const given = order.length === 1 ? spare : 1;
    shares[index] = (shares[index] ?? 0) + given;
    spare -= given;
  }
  return shares.map((share) => (share === 0 ? 0 : share * sign));
};

/**
 * The same in whole increments, as amounts of a currency are rounded (CUR-03): where the total is a multiple of the increment, every part is one too.
 */
export const allocatedIn = (
  totalMinor: number,
  weights: readonly number[],
  policy: SparePolicy,
  { increment }: Rounding,
): readonly number[] => {
  if (increment === 1 || totalMinor % increment !== 0) return allocated(totalMinor, weights, policy);
  return allocated(totalMinor / increment, weights, policy).map((share) => share * increment);
};

/** The part of an amount that falls on `[0, to)` of `of` units. All of it is all, also where it is no multiple of what amounts are rounded to. */
const upTo = (amountMinor: number, to: number, of: number, rounding: Rounding): number =>
  to === of ? amountMinor : fractionOf(amountMinor, to, of, rounding);

/**
 * The part of an amount that falls on `[from, to)` of `of` units, by cumulative rounding: parts of a tiling always sum to the whole, and each part
 * differs from its ideal by less than one minor unit (SUB-28, BEY-07, OR-24).
 */
export const sliceOf = (amountMinor: number, from: number, to: number, of: number, rounding: Rounding = halfAwayFromZero): number =>
  upTo(amountMinor, to, of, rounding) - upTo(amountMinor, from, of, rounding);
