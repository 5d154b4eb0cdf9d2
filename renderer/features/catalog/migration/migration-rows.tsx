import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { MigrationRow } from '../../../../core/subscriptions/migration.ts';
import { useRows, useToday } from '../../../app/hooks.ts';
import { nameIn } from '../../../app/list/cells.tsx';
import { useProblemText } from '../../../app/problems.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Money } from '../../../ui/money.tsx';
import classes from '../catalog.module.css';

const shown = 200;

/** The first subscriptions of one kind, each with what happens to it. */
export function MigrationRows({ rows }: { readonly rows: readonly MigrationRow[] }) {
  const text = useTranslations('catalog.migration');
  const sentence = useProblemText();
  const on = useToday();
  const first = rows.slice(0, shown);
  const ids = [...new Set(first.map(({ customerId }) => customerId))];
  const { value: customers } = useRows(
    ids.length === 0
      ? null
      : {
          kind: 'customer',
          filters: [{ column: 'id', op: 'is', values: ids }],
          text: '',
          sort: [],
          from: 0,
          count: shown,
          on,
          entityId: null,
        },
  );
  const names = new Map((customers?.rows ?? []).map((row) => [row.id, nameIn(row)]));
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']} aria-label={text('rows')}>
        <thead>
          <tr>
            <th scope="col">{text('customer')}</th>
            <th scope="col">{text('happens')}</th>
            <th scope="col">{text('on')}</th>
            <th scope="col" className={classes['end']}>
              {text('before')}
            </th>
            <th scope="col" className={classes['end']}>
              {text('after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {first.map((row) => (
            <tr key={row.subscriptionId}>
              <th scope="row">
                <a href={`#/subscriptions/${row.subscriptionId}`}>{names.get(row.customerId) ?? row.customerId}</a>
              </th>
              <td>
                {row.outcome === 'moves'
                  ? text(`directions.${row.direction}`)
                  : row.outcome === 'moved-before'
                    ? text('movedBefore')
                    : row.why.map((why) => sentence(why)).join(' ')}
              </td>
              <td>{row.outcome === 'moves' && <DateText on={row.on} />}</td>
              <td className={classes['end']}>{row.outcome === 'moves' && <Money minor={row.beforeMinor} currency={row.currency} />}</td>
              <td className={classes['end']}>{row.outcome === 'moves' && <Money minor={row.afterMinor} currency={row.currency} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <Text fz={12} c="dimmed" mt={8}>
          {text('more', { count: rows.length - shown })}
        </Text>
      )}
    </div>
  );
}
