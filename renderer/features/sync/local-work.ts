import { useEffect, useState } from 'react';
import { useSyncStatus } from '../../app/sync/sync-news.ts';
import { workstation } from '../../app/workstation.ts';

/** What lies on this machine before it joins a server. */
export type LocalWork = {
  /** Records that stand in lists. */
  readonly records: number;
  readonly isDemo: boolean;
  /** Who gave commands here; nobody where the store is empty. */
  readonly authors: readonly string[];
  /** Codes of machines that gave commands here: this one, and those whose backups were restored. */
  readonly stations: readonly string[];
};

export const useLocalWork = (): LocalWork | null => {
  const [work, setWork] = useState<LocalWork | null>(null);
  const state = useSyncStatus()?.state;
  useEffect(() => {
    const look = async (): Promise<void> => {
      const [status, { users: authors, stations }] = await Promise.all([workstation().status(), workstation().sync.authors()]);
      setWork({ records: status.ok ? status.value.documents : 0, isDemo: status.ok && status.value.isDemo, authors, stations });
    };
    void look();
  }, [state]);
  return work;
};
