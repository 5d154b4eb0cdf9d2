import { useTranslations } from 'use-intl';
import type { Currency } from '../../../../core/money/currency.ts';
import type { CurvePoint } from '../../../../core/rating/price-curve.ts';
import { useUi } from '../../../ui/settings.tsx';
import classes from '../catalog.module.css';
import { usePriceWords } from '../price-words.tsx';

const width = 380;
const height = 156;
const left = 4;
/** The greatest price stands above its line. */
const top = 16;
const bottom = 18;

/** Points that hang together, broken where the price jumps or nothing is sold. */
const strokesOf = (points: readonly CurvePoint[]): readonly (readonly CurvePoint[])[] => {
  const strokes: CurvePoint[][] = [];
  let open: CurvePoint[] | null = null;
  for (const point of points) {
    if (point.price === null) {
      open = null;
      continue;
    }
    if (open === null || point.above) {
      open = [];
      strokes.push(open);
    }
    open.push(point);
  }
  return strokes;
};

type CurveProps = {
  readonly title: string;
  readonly points: readonly CurvePoint[];
  readonly currency: Currency;
  readonly marked: string;
};

/** The jumps, the strokes between them and the quantity that is asked for, true to scale. */
function Plot({ points, currency, marked }: Omit<CurveProps, 'title'>) {
  const words = usePriceWords();
  const { number } = useUi();
  const greatest = Math.max(...points.map(({ price }) => Number(price ?? '0')), 0) || 1;
  const furthest = Number(points.at(-1)?.quantity ?? '1') || 1;
  const x = (quantity: string): number => left + (Number(quantity) / furthest) * (width - left - 4);
  const y = (price: string): number => top + (1 - Number(price) / greatest) * (height - bottom - top - 2);
  return (
    <svg className={classes['curve']} viewBox={`0 0 ${width} ${height}`} aria-hidden="true" focusable="false">
      <line x1={left} x2={width} y1={height - bottom} y2={height - bottom} stroke="var(--cf-line-strong)" />
      <line x1={left} x2={width} y1={top} y2={top} stroke="var(--cf-line)" />
      {Number(marked) > 0 && Number(marked) <= furthest && (
        <line x1={x(marked)} x2={x(marked)} y1={top} y2={height - bottom} stroke="var(--cf-line-strong)" strokeDasharray="2 3" />
      )}
      {strokesOf(points).map((stroke) => (
        <polyline
          key={`${stroke[0]?.quantity ?? ''}|${stroke[0]?.above ?? false}`}
          fill="none"
          stroke="var(--cf-accent)"
          strokeWidth="1.75"
          points={stroke.map(({ quantity, price }) => `${x(quantity)},${y(price ?? '0')}`).join(' ')}
        />
      ))}
      {points.map(({ quantity, price, above }) =>
        above && price !== null ? (
          <circle
            key={quantity}
            cx={x(quantity)}
            cy={y(price)}
            r="2.5"
            fill="var(--cf-rail)"
            stroke="var(--cf-accent)"
            strokeWidth="1.25"
          />
        ) : null,
      )}
      <text x={left} y={top - 5}>
        {words.price(String(greatest), currency)}
      </text>
      <text x={left} y={height - 4}>
        0
      </text>
      <text x={width} y={height - 4} textAnchor="end">
        {number(String(furthest))}
      </text>
    </svg>
  );
}

/** The same figures in words: every jump, and some of the points between. */
function Figures({ points, currency }: Pick<CurveProps, 'points' | 'currency'>) {
  const text = useTranslations('catalog.curve');
  const words = usePriceWords();
  const { number } = useUi();
  const jumps = new Set(points.filter(({ above }) => above).map(({ quantity }) => quantity));
  const step = Math.max(1, Math.ceil(points.length / 14));
  const rows = points.filter(({ quantity }, at) => at % step === 0 || at === points.length - 1 || jumps.has(quantity));
  return (
    <details>
      <summary className={classes['quiet']}>{text('table')}</summary>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{text('quantity')}</th>
            <th scope="col" className={classes['end']}>
              {text('price')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ quantity, price, above }) => (
            <tr key={`${quantity}|${above}`}>
              <th scope="row">{above ? text('above', { quantity: number(quantity) }) : number(quantity)}</th>
              <td className={classes['end']}>{price === null ? text('notSold') : words.price(price, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** The price over the quantity; every edge with its jump, and the same figures in a table. */
export function Curve({ title, points, currency, marked }: CurveProps) {
  return (
    <figure style={{ margin: 0 }} aria-label={title}>
      <figcaption className={classes['quiet']}>{title}</figcaption>
      <Plot points={points} currency={currency} marked={marked} />
      <Figures points={points} currency={currency} />
    </figure>
  );
}
