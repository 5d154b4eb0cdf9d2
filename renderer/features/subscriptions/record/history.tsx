import { useTranslations } from 'use-intl';
import type { Subscription } from '../../../../core/subscriptions/types.ts';
import type { CatalogNames } from '../../../app/catalog.ts';
import { DateText, MomentText } from '../../../ui/date-text.tsx';
import classes from '../subscriptions.module.css';

/** Facts that people can read; ids that are no plan's say nothing to them. */
const told: ReadonlySet<string> = new Set(['name', 'code', 'quantity', 'note', 'quantityFrom', 'quantityTo']);

/** What a line of the history says beside its name: plans by their names, quantities and words as they are. */
const detailOf = (facts: Readonly<Record<string, string>>, catalog: CatalogNames): string =>
  Object.entries(facts)
    .flatMap(([key, value]) =>
      catalog.planOf(value) !== null ? [catalog.plan(value)] : told.has(key) ? [key === 'quantity' ? `× ${value}` : value] : [],
    )
    .join(' → ')
    .replaceAll('→ ×', '×');

/** SUB-15: what happened to a subscription, newest first: when it took effect, when it was entered and by whom. */
export function History({ subscription, catalog }: { readonly subscription: Subscription; readonly catalog: CatalogNames }) {
  const text = useTranslations('subscriptions.history');
  const kinds = useTranslations('subscriptions.transitions');
  return (
    <table className={classes['table']} aria-label={text('title')}>
      <thead>
        <tr>
          <th scope="col">{text('on')}</th>
          <th scope="col">{text('what')}</th>
          <th scope="col">{text('detail')}</th>
          <th scope="col">{text('entered')}</th>
          <th scope="col">{text('by')}</th>
        </tr>
      </thead>
      <tbody>
        {subscription.history.toReversed().map((entry, at) => (
          <tr key={`${entry.commandId}${entry.kind}${entry.on}${subscription.history.length - at}`}>
            <th scope="row">
              <DateText on={entry.on} />
            </th>
            <td>{kinds(entry.kind)}</td>
            <td className={classes['quiet']}>{detailOf(entry.facts, catalog)}</td>
            <td>
              <MomentText at={entry.at} />
            </td>
            <td>
              {entry.by.user} <span className={classes['quiet']}>{entry.by.station}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
