import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { IssuedDocument } from '../../../../core/invoicing/lines.ts';
import { dueMinor } from '../../../../core/invoicing/status.ts';
import type { TaxSummary } from '../../../../core/invoicing/types.ts';
import { explainTax, explainTotal, type TotalName } from '../../../../core/views/explanation.ts';
import { Explain } from '../../../ui/explain.tsx';
import { Money } from '../../../ui/money.tsx';
import { useUi } from '../../../ui/settings.tsx';
import { useFormats } from '../explain/price-text.tsx';
import { TotalExplanation } from '../explain/total-explanation.tsx';
import classes from './record.module.css';

/** An amount of the whole document that explains itself. */
export function TotalFigure({
  document,
  total,
  minor,
  strong = false,
}: {
  readonly document: IssuedDocument;
  readonly total: TotalName;
  readonly minor: number;
  readonly strong?: boolean;
}) {
  const text = useTranslations('invoices');
  return (
    <Explain
      label={text('explain.total', { what: text(`totals.${total}`) })}
      figure={<Money minor={minor} currency={document.currency} strong={strong} />}
    >
      {() => <TotalExplanation title={text(`totals.${total}`)} explained={explainTotal(document, total)} currency={document.currency} />}
    </Explain>
  );
}

function Row({ label, value, strong = false }: { readonly label: ReactNode; readonly value: ReactNode; readonly strong?: boolean }) {
  return (
    <div className={classes['total']} data-strong={strong || undefined}>
      <span>{label}</span>
      <span>{value}</span>
    </div>
  );
}

function TaxRow({ document, tax }: { readonly document: IssuedDocument; readonly tax: TaxSummary }) {
  const text = useTranslations('invoices');
  const { percent, money, isPrivate } = useUi();
  const outcome = text(`explain.outcomes.${tax.outcome}`);
  const name = tax.name === '' ? outcome : text('explain.steps.tax', { name: tax.name, percent: percent(tax.percent) });
  const base = text('totals.onNet', { net: isPrivate ? '•••••' : money(tax.netMinor, document.currency) });
  return (
    <Row
      label={
        <>
          {name} <span className={classes['under']}>{[tax.jurisdiction, base].filter((part) => part !== '').join(' · ')}</span>
        </>
      }
      value={
        <Explain label={text('explain.total', { what: name })} figure={<Money minor={tax.taxMinor} currency={document.currency} />}>
          {() => (
            <TotalExplanation
              title={name}
              hint={`${base} · ${text(`explain.policyValues.taxRounding.${document.policies.taxRounding}`)}`}
              explained={explainTax(document, tax)}
              currency={document.currency}
            />
          )}
        </Explain>
      }
    />
  );
}

/** INV-07: net, the tax of each rate, gross; the same in the seller's own currency; and what is still open. */
export function Totals({ document }: { readonly document: IssuedDocument }) {
  const text = useTranslations('invoices.totals');
  const { totals, taxes, entityCurrencyTax, currency } = document;
  const isIssued = document.kind === 'invoice' && (document.state.kind === 'posted' || document.state.kind === 'uncollectible');
  return (
    <section className={classes['totals']} aria-label={text('label')}>
      {totals.discountMinor !== 0 && (
        <>
          <Row label={text('list')} value={<TotalFigure document={document} total="list" minor={totals.listMinor} />} />
          <Row label={text('discount')} value={<TotalFigure document={document} total="discount" minor={-totals.discountMinor} />} />
        </>
      )}
      <Row label={text('net')} value={<TotalFigure document={document} total="net" minor={totals.netMinor} />} />
      {taxes.map((tax) => (
        <TaxRow key={`${tax.jurisdiction}|${tax.outcome}|${tax.reason}|${tax.name}|${tax.percent}`} document={document} tax={tax} />
      ))}
      <Row strong label={text('gross')} value={<TotalFigure document={document} total="gross" minor={totals.grossMinor} strong />} />
      {isIssued && totals.grossMinor !== dueMinor(document) && (
        <>
          <Row label={text('settled')} value={<Money minor={dueMinor(document) - totals.grossMinor} currency={currency} />} />
          <Row strong label={text('due')} value={<TotalFigure document={document} total="due" minor={dueMinor(document)} strong />} />
        </>
      )}
      {entityCurrencyTax !== null && <OwnCurrency document={document} />}
    </section>
  );
}

/** CUR-02: the tax in the seller's own currency, with the rate that was frozen. */
function OwnCurrency({ document }: { readonly document: IssuedDocument }) {
  const text = useTranslations('invoices.totals');
  const { day } = useUi();
  const formats = useFormats();
  const own = document.entityCurrencyTax;
  if (own === null) return null;
  return (
    <div style={{ marginTop: 12 }}>
      <div className={classes['under']}>
        {text('ownRate', {
          rate: formats.number(own.rate),
          own: own.currency,
          currency: document.currency,
          day: day(own.rateOn),
          source: own.source,
        })}
      </div>
      <Row label={text('ownNet', { currency: own.currency })} value={<Money minor={own.netMinor} currency={own.currency} />} />
      <Row label={text('ownTax', { currency: own.currency })} value={<Money minor={own.taxMinor} currency={own.currency} />} />
      <Row label={text('ownGross', { currency: own.currency })} value={<Money minor={own.grossMinor} currency={own.currency} />} />
    </div>
  );
}
