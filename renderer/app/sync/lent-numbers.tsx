import { useTranslations } from 'use-intl';
import type { BlockWish } from '../../../core/organization/lease-block.ts';
import { blockSizeOf, isRunningLow, lentSeries, numbersLeft, openBlocks } from '../../../core/organization/number-block.ts';
import { seriesFor } from '../../../core/organization/numbering.ts';
import { mayGive } from '../../../core/permissions.ts';
import { useSession } from '../../state/session.ts';
import { Note } from '../../ui/note.tsx';
import { clock } from '../clock.ts';
import { useDocuments } from '../hooks.ts';
import { useSyncStatus } from './sync-news.ts';

/** NUM-02: what this station can still number without its server. */
export type LentNumbers = BlockWish & { readonly prefix: string; readonly left: number; readonly isLow: boolean };

/** Of every series that is lent in blocks, of the chosen entity or all; nothing where whoever works here issues no documents. */
export const useLentNumbers = (): readonly LentNumbers[] => {
  const station = useSession((session) => session.station);
  const chosen = useSession((session) => session.entityId);
  const status = useSyncStatus();
  const entities = useDocuments('entity').value ?? [];
  const series = useDocuments('number-series').value ?? [];
  const user = status?.user ?? null;
  if (user === null || status?.state === 'left' || !mayGive(user.role, 'number-series.lease-block')) return [];
  return entities
    .filter(({ id, state }) => state === 'active' && (chosen === null || chosen === id))
    .filter(({ id }) => user.entityIds === null || user.entityIds.includes(id))
    .flatMap((entity) =>
      lentSeries(entity, station, clock.today(entity.id)).map(({ seriesId, documentType, year }): LentNumbers => {
        const left = openBlocks(series, seriesId, station).reduce((sum, block) => sum + numbersLeft(block), 0);
        const { prefix } = seriesFor(entity, documentType, station, year);
        const isLow = isRunningLow(left, blockSizeOf(entity.numbering[documentType]));
        return { entityId: entity.id, documentType, year, prefix, left, isLow };
      }),
    );
};

/** Says in time that numbers run out: with none left, documents wait for the server to number them. */
export function NumbersRunningLow({ numbers }: { readonly numbers: readonly LentNumbers[] }) {
  const text = useTranslations('app.sync.numbers');
  const low = numbers.filter(({ isLow }) => isLow);
  if (low.length === 0) return null;
  const isUsedUp = low.some(({ left }) => left === 0);
  return (
    <Note tone="warning" title={text(isUsedUp ? 'usedUp' : 'low')}>
      <p>{low.map(({ prefix, left }) => text('left', { prefix, count: left })).join(' ')}</p>
      <p>{text('how')}</p>
    </Note>
  );
}
