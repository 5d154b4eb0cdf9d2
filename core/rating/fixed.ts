import type { PriceModel } from '../catalog/price-model.ts';
import type { Figure } from './figure.ts';
import { oneShare, type Rated } from './share.ts';

/** PRC-01: the configured amount, whatever the quantity. */
export const fixed = (model: Extract<PriceModel, { kind: 'fixed' }>, billable: Figure): Rated =>
  oneShare({ from: '0', upTo: null, units: billable, unitPrice: '0', flat: model.amount });
