import type { PriceModel } from '../catalog/price-model.ts';
import { priceModelProblems } from '../catalog/price-model-problems.ts';
import { numberProblems } from '../catalog/price-text.ts';
import { type DecimalText, decimalText, exact } from '../money/exact.ts';
import { type Edge, edgesOf } from './edges.ts';
import { blocksOf, compared, type Figure, figure, figureOfCount, figureText, isZero, product, sum } from './figure.ts';
import { type PriceQuestion, priced } from './priced.ts';

/**
 * One point of a price over quantity. At an edge where the price jumps there are two: what the edge costs, and (`above`) what any more starts from.
 * `price` is exact, in major units; `null` where the quantity is not sold.
 */
export type CurvePoint = { readonly quantity: DecimalText; readonly price: DecimalText | null; readonly above: boolean };

const mostPoints = 2_000;

/** Quantities from 0 to `upTo` at equal distances, with at most six decimals. */
const spaced = (upTo: DecimalText, points: number): readonly DecimalText[] => {
  const count = Math.min(Math.max(2, Math.trunc(points)), mostPoints);
  const end = exact(upTo);
  return Array.from({ length: count }, (_, index) =>
    index === count - 1
      ? decimalText(end)
      : decimalText(
          end
            .times(index)
            .div(count - 1)
            .toDecimalPlaces(6),
        ),
  );
};

const byQuantity = (a: CurvePoint, b: CurvePoint): number =>
  compared(figure(a.quantity), figure(b.quantity)) || Number(a.above) - Number(b.above);

/** Where a block of a package ends and the next one is charged, up to `end`; none where there are more of them than points. */
const blockEdges = ({ size, price }: Extract<PriceModel, { kind: 'package' }>, end: Figure, points: number): readonly Edge[] => {
  const blocks = blocksOf(end, figure(size));
  if (compared(blocks, figureOfCount(points)) > 0) return [];
  return Array.from({ length: Number(figureText(blocks)) }, (_, index) => {
    const [before, at] = [figureOfCount(Math.max(0, index - 1)), figureOfCount(index)];
    return {
      from: figureText(product(before, figure(size))),
      at: figureText(product(at, figure(size))),
      price: product(at, figure(price)),
      above: product(figureOfCount(index + 1), figure(price)),
    };
  });
};

/**
 * The curve for a price editor: `points` quantities (2 to 2,000) from 0 to `upTo`, every edge of a band, step or block in between with its jump, and where the
 * included units end. Included units and policies count; dynamic prices are those of the context's moment. A model that could not be published has no curve.
 */
export const priceCurve = (
  question: Omit<PriceQuestion, 'quantity' | 'parts'>,
  upTo: DecimalText,
  points: number,
): readonly CurvePoint[] => {
  const unsound = [
    ...priceModelProblems(question.model, ''),
    ...numberProblems(question.included, '/included'),
    ...numberProblems(upTo, '/upTo', 'above-zero'),
  ];
  if (unsound.length > 0) return [];
  const priceOf = (quantity: DecimalText): DecimalText | null => {
    const outcome = priced({ ...question, quantity, parts: [] });
    return outcome.ok ? outcome.value.exact : null;
  };
  const end: Figure = figure(upTo);
  const included = figure(question.included);
  const { model } = question;
  const ownEdges = model.kind === 'package' ? blockEdges(model, end, points) : edgesOf(model, question.policies.graduatedFlat);
  const edges = ownEdges.flatMap((edge) => {
    const at = sum(figure(edge.at), included);
    return compared(at, end) < 0 ? [{ ...edge, quantity: figureText(at) }] : [];
  });
  const knee = isZero(included) || compared(included, end) >= 0 ? [] : [figureText(included)];
  const quantities = new Set([...spaced(upTo, points), ...knee, ...edges.map((edge) => edge.quantity)]);
  const curve: CurvePoint[] = [...quantities].map((quantity) => ({ quantity, price: priceOf(quantity), above: false }));
  for (const edge of edges) {
    const jumps = edge.above === null || compared(edge.above, edge.price) !== 0;
    if (jumps) curve.push({ quantity: edge.quantity, price: edge.above === null ? null : figureText(edge.above), above: true });
  }
  return curve.sort(byQuantity);
};
