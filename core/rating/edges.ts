import type { Band, PriceModel, Step } from '../catalog/price-model.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Policies } from '../organization/policies.ts';
import { blocksOf, compared, difference, type Figure, figure, product, sum, zero } from './figure.ts';

/** Where a price changes its rate: the last quantity of a band (`at`), the lower edge of that band, and what the quantity costs there and just above. */
export type Edge = {
  readonly from: DecimalText;
  readonly at: DecimalText;
  /** Exact, in major units. */
  readonly price: Figure;
  /** The price that any greater quantity starts from; `null` where nothing is sold above. */
  readonly above: Figure | null;
};

const volumePrice = (band: Band, quantity: Figure): Figure => sum(product(quantity, figure(band.unitPrice)), figure(band.flat));

const volumeEdges = (bands: readonly Band[]): readonly Edge[] =>
  bands.flatMap((band, index) => {
    if (band.upTo === null) return [];
    const at = figure(band.upTo);
    const next = bands[index + 1];
    const above = next === undefined ? null : volumePrice(next, at);
    return [{ from: bands[index - 1]?.upTo ?? '0', at: band.upTo, price: volumePrice(band, at), above }];
  });

const graduatedEdges = (bands: readonly Band[], flats: Policies['graduatedFlat']): readonly Edge[] => {
  const edges: Edge[] = [];
  let units: Figure = zero;
  let earlierFlats: Figure = zero;
  let from: DecimalText = '0';
  for (const [index, band] of bands.entries()) {
    if (band.upTo === null) break;
    units = sum(units, product(difference(figure(band.upTo), figure(from)), figure(band.unitPrice)));
    const flat = figure(band.flat);
    const next = bands[index + 1];
    const due = flats === 'added' ? sum(earlierFlats, flat) : flat;
    const nextDue = next === undefined ? zero : flats === 'added' ? sum(due, figure(next.flat)) : figure(next.flat);
    edges.push({ from, at: band.upTo, price: sum(units, due), above: next === undefined ? null : sum(units, nextDue) });
    earlierFlats = sum(earlierFlats, flat);
    from = band.upTo;
  }
  return edges;
};

const stepEdges = (steps: readonly Step[]): readonly Edge[] =>
  steps.flatMap((step, index) => {
    if (step.upTo === null) return [];
    const next = steps[index + 1];
    const above = next === undefined ? null : figure(next.price);
    return [{ from: steps[index - 1]?.upTo ?? '0', at: step.upTo, price: figure(step.price), above }];
  });

/** The edges of a model with bands or steps, ascending; none for the others (packages have an edge at every block, see `blockEdge`). */
export const edgesOf = (model: PriceModel, flats: Policies['graduatedFlat']): readonly Edge[] => {
  if (model.kind === 'volume') return volumeEdges(model.bands);
  if (model.kind === 'graduated') return graduatedEdges(model.bands, flats);
  return model.kind === 'stair-step' ? stepEdges(model.steps) : [];
};

/** The end of the block that a quantity reaches into. */
export const blockEdge = (
  model: Extract<PriceModel, { kind: 'package' }>,
  quantity: Figure,
): { readonly from: Figure; readonly at: Figure; readonly price: Figure; readonly above: Figure } => {
  const size = figure(model.size);
  const reached = blocksOf(quantity, size);
  const blocks = compared(reached, zero) === 0 ? figure('1') : reached;
  const price = product(blocks, figure(model.price));
  const at = product(blocks, size);
  return { from: difference(at, size), at, price, above: sum(price, figure(model.price)) };
};
