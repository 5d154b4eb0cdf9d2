import { useTranslations } from 'use-intl';
import { type LentNumbers, lentNumbers } from '../../../core/organization/lent-numbers.ts';
import { mayGive } from '../../../core/permissions.ts';
import { useSession } from '../../state/session.ts';
import { Note } from '../../ui/note.tsx';
import { clock } from '../clock.ts';
import { useDocuments } from '../hooks.ts';
import { useSyncStatus } from './sync-news.ts';

/** NUM-02: what this station can still number without its server, of the chosen entity or all; nothing where whoever works here issues no documents. */
export const useLentNumbers = (): readonly LentNumbers[] => {
  const station = useSession((session) => session.station);
  const chosen = useSession((session) => session.entityId);
  const status = useSyncStatus();
  const entities = useDocuments('entity').value ?? [];
  const series = useDocuments('number-series').value ?? [];
  const user = status?.user ?? null;
  if (user === null || status?.state === 'left' || !mayGive(user.role, 'number-series.lease-block')) return [];
  return entities
    .filter(({ id }) => (chosen === null || chosen === id) && (user.entityIds === null || user.entityIds.includes(id)))
    .flatMap((entity) => lentNumbers(entity, series, station, clock.today(entity.id)));
};

/** Says in time that numbers run out: with none left, documents wait for the server to number them. */
export function NumbersRunningLow({ numbers }: { readonly numbers: readonly LentNumbers[] }) {
  const text = useTranslations('app.sync.numbers');
  const low = numbers.filter(({ isLow }) => isLow);
  if (low.length === 0) return null;
  const isUsedUp = low.some(({ left, isAhead }) => left === 0 && !isAhead);
  return (
    <Note tone="warning" title={text(isUsedUp ? 'usedUp' : 'low')}>
      <p>{low.map(({ prefix, left }) => text('left', { prefix, count: left })).join(' ')}</p>
      <p>{text('how')}</p>
    </Note>
  );
}
