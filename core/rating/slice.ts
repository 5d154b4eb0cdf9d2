import { sliceOf } from '../money/allocation.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Slice } from './types.ts';

/** The list price and what discounts take off it, in minor units; what is charged is the rest. */
export type ListAndDiscount = { readonly listMinor: number; readonly discountMinor: number };

/**
 * What falls on a part of the full period. What is charged is the part of the net price (SUB-25), by cumulative rounding, so that parts of a tiling sum to
 * it and what is free as a whole is free in every part; the discount is what the part of the list price exceeds it by. Amounts are not negative.
 */
export const slicedAmounts = (
  full: ListAndDiscount,
  slice: Pick<Slice, 'from' | 'to' | 'of'> | null,
  rounding: Rounding,
): ListAndDiscount => {
  if (slice === null || (slice.from === 0 && slice.to === slice.of)) return full;
  const part = (minor: number): number => sliceOf(minor, slice.from, slice.to, slice.of, rounding);
  const listMinor = part(full.listMinor);
  return { listMinor, discountMinor: full.discountMinor === 0 ? 0 : listMinor - part(full.listMinor - full.discountMinor) };
};
