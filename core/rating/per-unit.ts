import type { PriceModel } from '../catalog/price-model.ts';
import type { Figure } from './figure.ts';
import { oneShare, type Rated } from './share.ts';

/** PRC-02: one rate at every quantity. */
export const perUnit = (model: Extract<PriceModel, { kind: 'per-unit' }>, billable: Figure): Rated =>
  oneShare({ from: '0', upTo: null, units: billable, unitPrice: model.unitPrice, flat: '0' });
