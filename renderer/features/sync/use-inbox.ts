import { useEffect, useState } from 'react';
import { useSyncStatus } from '../../app/sync/sync-news.ts';
import { workstation } from '../../app/workstation.ts';
import type { InboxDetail, InboxItem } from '../../workers/sync/sync-api.ts';

/** Asks again whenever something came into the inbox or was settled. */
const useInboxed = <T>(ask: () => Promise<T>, key: string): T | undefined => {
  const [answer, setAnswer] = useState<T | undefined>(undefined);
  const status = useSyncStatus();
  const mark = `${status?.inbox ?? 0} ${status?.syncedAt ?? ''}`;
  useEffect(() => {
    let isCurrent = true;
    void ask().then((value) => isCurrent && setAnswer(value));
    return () => {
      isCurrent = false;
    };
    // The question follows from its key.
  }, [key, mark]);
  return answer;
};

export const useInbox = (): readonly InboxItem[] | undefined => useInboxed(() => workstation().sync.inbox(), '');

export const useInboxItem = (id: string): InboxDetail | null | undefined => useInboxed(() => workstation().sync.inboxDetail(id), id);
