import { useTranslations } from 'use-intl';
import type { Currency } from '../../../../core/money/currency.ts';
import type { DocumentLink } from '../../../../core/views/account-links.ts';
import { recordPath } from '../../../app/navigation.ts';
import { Money } from '../../../ui/money.tsx';
import { useUi } from '../../../ui/settings.tsx';
import classes from './record.module.css';

/** Documents that belong together, and the way to each (F16: both ways). */
export function Links({
  title,
  links,
  currency,
  none,
}: {
  readonly title: string;
  readonly links: readonly DocumentLink[];
  readonly currency: Currency;
  readonly none: string;
}) {
  const text = useTranslations('invoices.links');
  const { day } = useUi();
  return (
    <section aria-label={title}>
      <h2 className={classes['heading']}>{title}</h2>
      {links.length === 0 ? (
        <span className={classes['quiet']}>{none}</span>
      ) : (
        <ul className={classes['links']}>
          {links.map((link) => {
            const path = recordPath(link.kind, link.id);
            const name = link.number === '' ? text(`kinds.${link.kind}`) : link.number;
            return (
              <li key={`${link.relation}|${link.kind}|${link.id}`} className={classes['link']}>
                <span>
                  {path === null ? name : <a href={`#${path}`}>{name}</a>}
                  <br />
                  <span className={classes['under']}>
                    {text(`relations.${link.relation}`)} · {day(link.on)}
                  </span>
                </span>
                <Money minor={link.minor} currency={currency} />
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}
