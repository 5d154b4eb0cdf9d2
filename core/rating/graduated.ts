import type { Band } from '../catalog/price-model.ts';
import type { Policies } from '../organization/policies.ts';
import { compared, difference, type Figure, figure, isZero, zero } from './figure.ts';
import { type Rated, type ShareFacts, severalShares } from './share.ts';

/**
 * PRC-04: each unit at the rate of the band that it lies in. POL-09 says whether each entered band's flat part is due or only the last one's, POL-01
 * whether the first one's is due at zero. `null` above a closed last band.
 */
export const graduated = (
  bands: readonly Band[],
  billable: Figure,
  policies: { readonly zeroFlat: Policies['zeroUsage']['graduatedFlat']; readonly flats: Policies['graduatedFlat'] },
): Rated | null => {
  const shares: ShareFacts[] = [];
  const nothing = policies.zeroFlat === 'not-due' && isZero(billable);
  let from = '0';
  let entered: Figure = zero;
  for (const band of bands) {
    const top = band.upTo === null ? null : figure(band.upTo);
    const last = top === null || compared(billable, top) <= 0;
    const flat = nothing || (policies.flats === 'last-only' && !last) ? '0' : band.flat;
    shares.push({ from, upTo: band.upTo, units: difference(last ? billable : top, entered), unitPrice: band.unitPrice, flat });
    if (last) return severalShares(shares);
    from = band.upTo ?? from;
    entered = top;
  }
  return null;
};
