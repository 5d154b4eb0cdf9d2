import { useTranslations } from 'use-intl';
import type { SyncStatus } from '../../workers/sync/sync-api.ts';
import { useMomentText } from './sync-words.ts';
import classes from './sync.module.css';

/** A8: each collection with what waits to be sent and what came in. */
export function CollectionTable({ status }: { readonly status: SyncStatus }) {
  const text = useTranslations('app.sync');
  const moment = useMomentText();
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{text('table.collection')}</th>
          <th scope="col">{text('table.pending')}</th>
          <th scope="col">{text('table.arrived')}</th>
          <th scope="col">{text('table.at')}</th>
        </tr>
      </thead>
      <tbody>
        {status.collections.map(({ name, pending, arrived, arrivedAt }) => (
          <tr key={name} data-collection={name}>
            <td>{text(`collections.${name}`)}</td>
            <td>{pending}</td>
            <td>{arrived}</td>
            <td>{arrivedAt === null ? '–' : moment(arrivedAt)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
