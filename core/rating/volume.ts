import type { Band } from '../catalog/price-model.ts';
import type { Policies } from '../organization/policies.ts';
import { compared, type Figure, figure, isZero } from './figure.ts';
import { oneShare, type Rated } from './share.ts';

/**
 * PRC-03: the rate of the band that holds the quantity, for all units; the band's flat part once. Bands are (lower, upper], zero lies in the first one
 * (OR-2, OR-3), and POL-01 says whether its flat part is due at zero. `null` above a closed last band.
 */
export const volume = (bands: readonly Band[], billable: Figure, zeroFlat: Policies['zeroUsage']['graduatedFlat']): Rated | null => {
  let from = '0';
  for (const band of bands) {
    if (band.upTo === null || compared(billable, figure(band.upTo)) <= 0) {
      const flat = zeroFlat === 'not-due' && isZero(billable) ? '0' : band.flat;
      return oneShare({ from, upTo: band.upTo, units: billable, unitPrice: band.unitPrice, flat });
    }
    from = band.upTo;
  }
  return null;
};
