import type { PriceModel } from '../catalog/price-model.ts';
import { blocksOf, type Figure, figure, figureText, product } from './figure.ts';
import { oneShare, type Rated } from './share.ts';

/** Spec 16: blocks of units, a started block is charged whole. The share's units are blocks, and its `upTo` is what the blocks hold. */
export const packaged = (model: Extract<PriceModel, { kind: 'package' }>, billable: Figure): Rated => {
  const size = figure(model.size);
  const blocks = blocksOf(billable, size);
  return oneShare({ from: '0', upTo: figureText(product(blocks, size)), units: blocks, unitPrice: model.price, flat: '0' });
};
