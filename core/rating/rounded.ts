import { Exact } from '../money/exact.ts';
import { fractionOf, type Rounding, wholeMinor } from '../money/rounding.ts';
import { exactOf, type Figure, powerOfTen, ratioOf } from './figure.ts';

/** Major units to whole minor units of a currency with `digits` decimals: the one rounding of a price (OR-1). */
export const roundedMinor = (major: Figure, digits: number, rounding: Rounding): number => {
  const ratio = ratioOf(major);
  if (ratio === null) return wholeMinor(exactOf(major).times(new Exact(10).pow(digits)), rounding);
  const { units, scale } = ratio;
  const raised = scale >= digits ? units : units * powerOfTen(digits - scale);
  if (!Number.isSafeInteger(raised)) return wholeMinor(new Exact(units).times(powerOfTen(digits - scale)), rounding);
  return fractionOf(raised, 1, scale > digits ? powerOfTen(scale - digits) : 1, rounding);
};
