import type { RoundingMode } from '../../core/money/rounding.ts';

/** `numerator / denominator` rounded to whole multiples of the increment, by BigInt and by definition: another way than the engine's. */
export const roundedByDefinition = (numerator: bigint, denominator: bigint, mode: RoundingMode, increment = 1n): bigint => {
  const of = denominator * increment;
  const size = numerator < 0n ? -numerator : numerator;
  const lower = size / of;
  const twice = 2n * (size - lower * of);
  const isNegative = numerator < 0n;
  const tie = { 'half-away-from-zero': true, 'half-even': lower % 2n === 1n, 'half-up': !isNegative }[mode];
  const isUp = twice > of || (twice === of && tie);
  const quotient = isUp ? lower + 1n : lower;
  return (isNegative ? -quotient : quotient) * increment;
};

export const roundingModes = ['half-away-from-zero', 'half-even', 'half-up'] as const satisfies readonly RoundingMode[];
