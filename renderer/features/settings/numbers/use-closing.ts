import { useEffect, useState } from 'react';
import type { NumberSeries } from '../../../../core/organization/types.ts';
import { mayCloseLost } from '../../../../core/permissions.ts';
import { administrationDoor } from '../../../app/sync/administration-door.ts';
import { useServerReason } from '../../../app/sync/server-reason.ts';
import { useAccess, useSyncStatus } from '../../../app/sync/sync-news.ts';
import { useSession } from '../../../state/session.ts';
import { type Closing, closingOf } from './closing.ts';

/** The stations that the server knows, for whoever may close the series of another one. */
const useKnownStations = (isWanted: boolean): readonly string[] | null => {
  const [known, setKnown] = useState<readonly string[] | null>(null);
  const isReachable = useServerReason() === null;
  useEffect(() => {
    if (!isWanted || !isReachable) return undefined;
    let isGone = false;
    const ask = async (): Promise<void> => {
      const answer = await administrationDoor.stations();
      if (!isGone && answer.ok) setKnown(answer.value.stations.map(({ code }) => code));
    };
    void ask();
    return () => {
      isGone = true;
    };
  }, [isWanted, isReachable]);
  return known;
};

export const useClosing = (series: NumberSeries): Closing => {
  const own = useSession((session) => session.station);
  const access = useAccess();
  const isWanted = series.station !== own && access !== null && mayCloseLost(access.role);
  const known = useKnownStations(isWanted);
  // Not known yet counts as one: nothing is offered that may be wrong.
  const hasServer = useSyncStatus()?.server !== null;
  return closingOf(series, { own, hasServer, access, known });
};
