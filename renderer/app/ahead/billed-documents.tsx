import { useTranslations } from 'use-intl';
import type { IssuedDocument } from '../../../core/invoicing/lines.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { DateText } from '../../ui/date-text.tsx';
import { Money } from '../../ui/money.tsx';
import { useUi } from '../../ui/settings.tsx';
import classes from './ahead.module.css';

const isOf = (document: IssuedDocument, subscriptionId: string | null): boolean =>
  subscriptionId === null ||
  document.lines.some(({ source }) => source.kind === 'subscription' && source.subscriptionId === subscriptionId);

/** Of some documents those that bill a subscription, by day. */
export const documentsOf = (documents: readonly IssuedDocument[], subscriptionId: string | null): readonly IssuedDocument[] =>
  documents
    .filter((document) => isOf(document, subscriptionId))
    .toSorted((a, b) => (a.issuedOn < b.issuedOn ? -1 : a.issuedOn > b.issuedOn ? 1 : 0));

function Document({ document }: { readonly document: IssuedDocument }) {
  const text = useTranslations('ahead');
  const { number } = useUi();
  const { currency, totals, lines } = document;
  const amount = (minor: number) => <Money minor={minor} currency={currency} />;
  return (
    <article className={classes['document']}>
      <header className={classes['documentHead']}>
        <strong>{text(document.kind === 'invoice' ? 'invoice' : 'creditNote')}</strong>
        <span className={classes['on']}>
          <DateText on={document.issuedOn} />
        </span>
      </header>
      <table className={classes['lines']}>
        <thead className="cf-visually-hidden">
          <tr>
            <th scope="col">{text('what')}</th>
            <th scope="col">{text('net')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.id}>
              <th scope="row" className={classes['title']}>
                {line.credits === null ? line.title : text('credited', { title: line.title })}
                {line.period !== null && (
                  <span className={classes['period']}>
                    <DateText on={line.period.start} /> – <DateText on={daysAfter(line.period.end, -1)} />
                    {line.quantity !== '1' && ` · ${text('quantity', { quantity: number(line.quantity) })}`}
                  </span>
                )}
                {line.discountMinor !== 0 && (
                  <span className={classes['period']}>
                    {text('discount')} {amount(-line.discountMinor)}
                  </span>
                )}
              </th>
              <td>{amount(line.netMinor)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{text('netTotal')}</th>
            <td>{amount(totals.netMinor)}</td>
          </tr>
          <tr>
            <th scope="row">{text('tax')}</th>
            <td>{amount(totals.taxMinor)}</td>
          </tr>
          <tr>
            <th scope="row">{text('total')}</th>
            <td>
              <Money minor={totals.grossMinor} currency={currency} />
            </td>
          </tr>
        </tfoot>
      </table>
    </article>
  );
}

/** The documents that billing would make, each whole: what it is for, net, tax and total. */
export function BilledDocuments({ documents, empty }: { readonly documents: readonly IssuedDocument[]; readonly empty: string }) {
  if (documents.length === 0) return <p className={classes['none']}>{empty}</p>;
  return (
    <div>
      {documents.map((document) => (
        <Document key={document.id} document={document} />
      ))}
    </div>
  );
}
