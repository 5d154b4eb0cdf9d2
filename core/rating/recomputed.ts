import type { DecimalText } from '../money/exact.ts';
import { compared, type Figure, figure, product, sum, zero } from './figure.ts';
import { roundedMinor } from './rounded.ts';
import { slicedAmounts } from './slice.ts';
import type { PricedShare, PriceWorking, Working } from './types.ts';

/** What a line charges, in signed minor units: `chargedMinor = listMinor - discountMinor`. */
export type Recomputed = { readonly listMinor: number; readonly discountMinor: number; readonly chargedMinor: number };

const shareAmount = (share: PricedShare): Figure => sum(product(figure(share.units), figure(share.unitPrice)), figure(share.flat));

const exactOfShares = (price: PriceWorking): Figure => price.shares.reduce((total, share) => sum(total, shareAmount(share)), zero);

/** Credits are negated charges: magnitudes are computed first and signed after, so that no rounding mode treats the two differently. */
const signed = (sign: number, magnitude: number): number => (magnitude === 0 ? 0 : sign * magnitude);

const signOf = (working: Working): number => (working.fullMinor < 0 ? -1 : 1);

/** The full-period amount again, from the shares alone; without a price it is what the working says. */
const fullOf = (working: Working): number => {
  if (working.price === null) return working.fullMinor;
  const { digits, mode, increment } = working.rounding;
  return signed(signOf(working), Math.abs(roundedMinor(exactOfShares(working.price), digits, { mode, increment })));
};

/**
 * BEY-03: a line's amounts from its stored working alone: shares, their exact sum, rounded once to the full-period amount, the discounts on it, the
 * slice of both by cumulative rounding, minus what was billed before. The sign of `fullMinor` is kept: a credit's working is a charge's, negated.
 */
export const recomputed = (working: Working): Recomputed => {
  const sign = signOf(working);
  const { mode, increment } = working.rounding;
  const full = {
    listMinor: sign * fullOf(working),
    discountMinor: sign * working.discounts.reduce((total, discount) => total + discount.fullMinor, 0),
  };
  const part = slicedAmounts(full, working.slice, { mode, increment });
  const listMinor = signed(sign, part.listMinor) - working.alreadyMinor;
  const discountMinor = signed(sign, part.discountMinor);
  const chargedMinor = listMinor - discountMinor;
  return {
    listMinor: listMinor === 0 ? 0 : listMinor,
    discountMinor: discountMinor === 0 ? 0 : discountMinor,
    chargedMinor: chargedMinor === 0 ? 0 : chargedMinor,
  };
};

/** What does not add up inside a working. `index` counts shares or discounts from 0. */
export type WorkingFault =
  | { readonly code: 'working.share-amount'; readonly index: number }
  | { readonly code: 'working.shares-sum' }
  | { readonly code: 'working.shares-units' }
  | { readonly code: 'working.billable' }
  | { readonly code: 'working.full-amount' }
  | { readonly code: 'working.discount'; readonly index: number }
  | { readonly code: 'working.slice' };

const same = (a: Figure, text: DecimalText): boolean => compared(a, figure(text)) === 0;

/** Blocks are counted, not units; the others' units together are what was priced. */
const countsUnits = (price: PriceWorking): boolean => price.model !== 'package';

const priceFaults = (price: PriceWorking): readonly WorkingFault[] => {
  const faults: WorkingFault[] = [];
  for (const [index, share] of price.shares.entries()) {
    if (!same(shareAmount(share), share.amount)) faults.push({ code: 'working.share-amount', index });
  }
  if (!same(exactOfShares(price), price.exact)) faults.push({ code: 'working.shares-sum' });
  const units = price.shares.reduce((total, share) => sum(total, figure(share.units)), zero);
  if (countsUnits(price) && !same(units, price.billable)) faults.push({ code: 'working.shares-units' });
  const left = sum(figure(price.quantity), product(figure(price.included), figure('-1')));
  if (!same(compared(left, zero) < 0 ? zero : left, price.billable)) faults.push({ code: 'working.billable' });
  return faults;
};

/** Each discount takes off something between nothing and what the ones before it left. */
const discountFaults = (working: Working): readonly WorkingFault[] => {
  const faults: WorkingFault[] = [];
  let running = Math.abs(working.fullMinor);
  for (const [index, discount] of working.discounts.entries()) {
    const taken = signOf(working) * discount.fullMinor;
    if (taken < 0 || taken > running) faults.push({ code: 'working.discount', index });
    running -= taken;
  }
  return faults;
};

/** Everything in a working that does not follow from the rest of it; empty for one that holds. */
export const workingFaults = (working: Working): readonly WorkingFault[] => {
  const { slice } = working;
  return [
    ...(working.price === null ? [] : priceFaults(working.price)),
    ...(fullOf(working) === working.fullMinor ? [] : [{ code: 'working.full-amount' } as const]),
    ...discountFaults(working),
    ...(slice === null || (slice.from >= 0 && slice.from <= slice.to && slice.to <= slice.of && slice.of > 0)
      ? []
      : [{ code: 'working.slice' } as const]),
  ];
};

/** Whether a working adds up in itself: shares to the exact price, the exact price to the full amount, discounts within it. */
export const workingHolds = (working: Working): boolean => workingFaults(working).length === 0;
