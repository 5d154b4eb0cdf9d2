import { useTranslations } from 'use-intl';
import { useProblemText } from '../problems.tsx';
import { useSyncStatus } from './sync-news.ts';

/** A9: why what only the server does cannot be done now, in a sentence; `null` where it can. */
export const useServerReason = (): string | null => {
  const status = useSyncStatus();
  const text = useTranslations('app.sync.needsServer');
  const problem = useProblemText();
  if (status === null) return text('notYet');
  switch (status.state) {
    case 'alone':
    case 'left':
      return text('notJoined');
    case 'offline':
      return text('offline');
    case 'blocked':
    case 'failing':
      return status.trouble === null ? text('offline') : problem(status.trouble);
    case 'online':
    case 'syncing':
      return null;
  }
};
