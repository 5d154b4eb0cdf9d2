import { priceModelProblems } from '../catalog/price-model-problems.ts';
import { numberProblems } from '../catalog/price-text.ts';
import { type DecimalText, decimalText, exact } from '../money/exact.ts';
import { edgesOf } from './edges.ts';
import { compared, type Figure, figure, figureText, sum } from './figure.ts';
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

/**
 * The curve for a price editor: `points` quantities (2 to 2,000) from 0 to `upTo`, and every edge of a band or step in between with its jump.
 * Included units and policies count; dynamic prices are those of the context's moment. A model that could not be published has no curve.
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
  const edges = edgesOf(question.model, question.policies.graduatedFlat).flatMap((edge) => {
    const at = sum(figure(edge.at), included);
    return compared(at, end) < 0 ? [{ ...edge, quantity: figureText(at) }] : [];
  });
  const quantities = new Set([...spaced(upTo, points), ...edges.map((edge) => edge.quantity)]);
  const curve: CurvePoint[] = [...quantities].map((quantity) => ({ quantity, price: priceOf(quantity), above: false }));
  for (const edge of edges) {
    const jumps = edge.above === null || compared(edge.above, edge.price) !== 0;
    if (jumps) curve.push({ quantity: edge.quantity, price: edge.above === null ? null : figureText(edge.above), above: true });
  }
  return curve.sort(byQuantity);
};
