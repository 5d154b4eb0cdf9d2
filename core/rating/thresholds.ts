import type { PriceModel } from '../catalog/price-model.ts';
import { type DecimalText, decimalText, Exact } from '../money/exact.ts';
import type { Policies } from '../organization/policies.ts';
import { blockEdge, edgesOf } from './edges.ts';
import { compared, difference, exactOf, type Figure, figure, figureText, isNegative, product, zero } from './figure.ts';

/** PRC-17: how far a quantity is from the next band, step or block. */
export type Threshold = {
  /** The band reaches from above `from` up to and including `at`. */
  readonly from: DecimalText;
  readonly at: DecimalText;
  /** Units until `at`; any more cross it. */
  readonly distance: DecimalText;
  /** How much of the band is used, 0 to 100 with at most two decimals (rounded down, so that 100 means the edge itself). */
  readonly usedPercent: DecimalText;
  /** Exact price at the edge, and the price that any more starts from; `null` where nothing is sold above. */
  readonly priceAt: DecimalText;
  readonly priceAbove: DecimalText | null;
};

const down = Exact.ROUND_DOWN;

const usedPercent = (quantity: Figure, from: Figure, at: Figure): DecimalText => {
  const width = exactOf(difference(at, from));
  if (width.isZero()) return '100';
  return decimalText(exactOf(difference(quantity, from)).times(100).div(width).toDecimalPlaces(2, down));
};

const threshold = (
  quantity: Figure,
  edge: { readonly from: Figure; readonly at: Figure; readonly price: Figure; readonly above: Figure | null },
): Threshold => ({
  from: figureText(edge.from),
  at: figureText(edge.at),
  distance: figureText(difference(edge.at, quantity)),
  usedPercent: usedPercent(quantity, edge.from, edge.at),
  priceAt: figureText(edge.price),
  priceAbove: edge.above === null ? null : figureText(edge.above),
});

/**
 * The next edge at or above a quantity (after included units); `null` in an open last band, above the last closed one, and for models without bands.
 */
export const nextThreshold = (model: PriceModel, quantity: DecimalText, flats: Policies['graduatedFlat']): Threshold | null => {
  const read = figure(quantity);
  const units = isNegative(read) ? zero : read;
  if (model.kind === 'package') return threshold(units, blockEdge(model, units));
  const edge = edgesOf(model, flats).find(({ at }) => compared(units, figure(at)) <= 0);
  return edge === undefined ? null : threshold(units, { ...edge, from: figure(edge.from), at: figure(edge.at) });
};

/** PRC-17: whether what is left until the edge is at most `percent` of the edge: an upsell case. */
export const isNear = (found: Threshold, percent: DecimalText): boolean =>
  compared(product(figure(found.distance), figure('100')), product(figure(found.at), figure(percent))) <= 0;
