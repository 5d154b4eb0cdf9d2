import { useTranslations } from 'use-intl';
import type { IssuedDocument } from '../../../../core/invoicing/lines.ts';
import type { Line } from '../../../../core/invoicing/types.ts';
import { unitPriceOf } from '../../../../core/views/document-view-of.ts';
import { recordPath } from '../../../app/navigation.ts';
import { Explain } from '../../../ui/explain.tsx';
import { Money } from '../../../ui/money.tsx';
import { useUi } from '../../../ui/settings.tsx';
import { LineExplanation } from '../explain/line-explanation.tsx';
import { PriceText, useFormats } from '../explain/price-text.tsx';
import classes from './record.module.css';

/** Every line with what it costs; each amount explains itself when it is clicked. */
export function LinesTable({
  document,
  numberOf,
}: {
  readonly document: IssuedDocument;
  readonly numberOf: (documentId: string) => string;
}) {
  const text = useTranslations('invoices');
  const { percent } = useUi();
  const hasDiscount = document.lines.some(({ discountMinor }) => discountMinor !== 0);
  const amount = (line: Line, which: 'list' | 'discount' | 'net', minor: number) => (
    <Explain
      width={line.working.price !== null && line.working.price.shares.length > 1 ? 480 : 380}
      label={text('explain.line', { title: line.title, what: text(`totals.${which}`) })}
      figure={<Money minor={minor} currency={document.currency} withoutCurrency />}
    >
      {() => <LineExplanation line={line} policies={document.policies} currency={document.currency} />}
    </Explain>
  );
  return (
    <table className={classes['lines']} aria-label={text('lines.label')}>
      <thead>
        <tr>
          <th scope="col">{text('lines.title')}</th>
          <th scope="col" className={classes['end']}>
            {text('lines.quantity')}
          </th>
          <th scope="col" className={classes['end']}>
            {text('lines.price')}
          </th>
          {hasDiscount && (
            <th scope="col" className={classes['end']}>
              {text('totals.list')}
            </th>
          )}
          {hasDiscount && (
            <th scope="col" className={classes['end']}>
              {text('totals.discount')}
            </th>
          )}
          <th scope="col" className={classes['end']}>
            {text('lines.tax')}
          </th>
          <th scope="col" className={classes['end']}>
            {text('lines.net', { currency: document.currency })}
          </th>
        </tr>
      </thead>
      <tbody>
        {document.lines.map((line) => (
          <tr key={line.id}>
            <td>
              <LineTitle line={line} numberOf={numberOf} />
            </td>
            <Quantity line={line} />
            {hasDiscount && <td className={classes['end']}>{amount(line, 'list', line.listMinor)}</td>}
            {hasDiscount && (
              <td className={classes['end']}>{line.discountMinor === 0 ? '–' : amount(line, 'discount', -line.discountMinor)}</td>
            )}
            <td className={classes['end']}>
              {line.taxes.length === 0
                ? text(`explain.short.${line.decision.outcome}`)
                : line.taxes.map((tax) => percent(tax.percent)).join(' + ')}
            </td>
            <td className={classes['end']}>{amount(line, 'net', line.netMinor)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Quantity({ line }: { readonly line: Line }) {
  const text = useTranslations('invoices');
  const { number } = useUi();
  const price = unitPriceOf(line);
  const isBanded = (line.working.price?.shares.length ?? 0) > 1;
  return (
    <>
      <td className={classes['end']}>{number(line.quantity)}</td>
      <td className={classes['end']}>
        {price === null ? (
          <span className={classes['quiet']}>{isBanded ? text('lines.several') : '–'}</span>
        ) : (
          <PriceText price={price} currency={line.currency} />
        )}
      </td>
    </>
  );
}

/** What is charged, for when, and where it comes from. */
function LineTitle({ line, numberOf }: { readonly line: Line; readonly numberOf: (documentId: string) => string }) {
  const text = useTranslations('invoices.lines');
  const { number } = useUi();
  const formats = useFormats();
  const { slice } = line.working;
  const under = [
    ...(line.period === null ? [] : [formats.period(line.period)]),
    ...(slice === null ? [] : [text(`part-${slice.unit}`, { units: number(slice.to - slice.from), of: number(slice.of) })]),
    ...(line.priorPeriod ? [text('priorPeriod')] : []),
  ];
  const place = placeOf(line);
  return (
    <>
      <div className={classes['title']}>{line.title}</div>
      {(under.length > 0 || place !== null) && (
        <div className={classes['under']}>
          {under.join(' · ')}
          {place !== null && (
            <>
              {under.length > 0 && ' · '}
              <a href={`#${place.path}`}>{text(place.words)}</a>
            </>
          )}
        </div>
      )}
      {line.credits !== null && (
        <div className={classes['under']}>
          {text('takesBack')} <a href={`#${recordPath('invoice', line.credits.documentId) ?? ''}`}>{numberOf(line.credits.documentId)}</a>
        </div>
      )}
    </>
  );
}

/** The record that a line bills, where one is shown somewhere. */
const placeOf = ({ source }: Line): { readonly path: string; readonly words: 'subscription' | 'order' | 'adjustment' } | null => {
  const found = (kind: 'subscription' | 'order' | 'adjustment', id: string) => {
    const path = recordPath(kind, id);
    return path === null ? null : { path, words: kind };
  };
  switch (source.kind) {
    case 'subscription':
      return found('subscription', source.subscriptionId);
    case 'order':
      return found('order', source.orderId);
    case 'adjustment':
      return found('adjustment', source.adjustmentId);
    case 'manual':
      return null;
  }
};
