import { useTranslations } from 'use-intl';
import type { Tone } from '../../ui/status-badge.tsx';
import { type UiSettings, useUi } from '../../ui/settings.tsx';
import type { SyncState, SyncStatus } from '../../workers/sync/sync-api.ts';
import { clock } from '../clock.ts';
import { useProblemText } from '../problems.tsx';

/** What a state means to people: offline is no fault. */
export const syncTones: Readonly<Record<SyncState, Tone>> = {
  alone: 'neutral',
  left: 'neutral',
  online: 'good',
  syncing: 'info',
  offline: 'warning',
  blocked: 'bad',
  failing: 'warning',
};

/** What is of today is told by its time alone. */
const momentText = (at: string, now: string, { wallTime, moment }: UiSettings): string => {
  const [day, time = ''] = wallTime(at).split('T');
  return day === wallTime(now).split('T')[0] ? time : moment(at);
};

export const useMomentText = (): ((at: string | null) => string) => {
  const ui = useUi();
  const text = useTranslations('app.sync');
  return (at) => (at === null ? text('never') : momentText(at, clock.now(), ui));
};

/** A8: the state in a few words, and why, and what that means. */
export const useSyncWords = (status: SyncStatus) => {
  const text = useTranslations('app.sync');
  const problem = useProblemText();
  const moment = useMomentText();
  const { state, trouble, pending, syncedAt, isFirstPull } = status;
  const name = state === 'syncing' && isFirstPull ? text('states.first') : text(`states.${state}`);
  return {
    name,
    short: pending > 0 ? text('shortPending', { name, count: pending }) : name,
    why: trouble === null ? text(`hints.${state}`) : problem(trouble),
    synced: moment(syncedAt),
  };
};
