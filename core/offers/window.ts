import type { PlainDate } from '../time/plain-date.ts';
import type { Offer } from './types.ts';

/**
 * Whether an offer could be redeemed on a day; both ends of its window are inclusive (OFR-08). Activating writes the first day and archiving the last
 * one, so that an archived offer still answers for the time when it was open. One that was archived as a draft has no last day: it never was.
 */
export const isOpenOn = (offer: Offer, day: PlainDate): boolean => {
  const { redeemableFrom: from, redeemableThrough: through, state } = offer;
  if (state === 'draft' || (state === 'archived' && through === null)) return false;
  return (from === null || from <= day) && (through === null || day <= through);
};
