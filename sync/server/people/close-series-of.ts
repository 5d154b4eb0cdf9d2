import { derivedId } from '../../../core/kernel/ids.ts';
import { admitOwn } from '../admission/admit.ts';
import { serverActor } from '../jobs/server-actor.ts';
import type { ServerStore } from '../store/open.ts';
import { serverState } from '../store/state.ts';

/** NUM-05: the series of a station that is lost or revoked end where the server saw them last, blocks with what they have left. Answers how many. */
export const closeSeriesOf = async (store: ServerStore, station: string, now: string, reason = 'station-revoked'): Promise<number> => {
  const series = await serverState(store).source.list('number-series');
  const open = series.filter((one) => one.station === station && one.state === 'open');
  const verdicts = await admitOwn(
    store,
    open.map(({ id }) => ({
      id: derivedId('cmd', 'number-series.close', id),
      kind: 'number-series.close',
      at: now,
      by: serverActor,
      body: { seriesId: id, reason },
    })),
    now,
  );
  return verdicts.filter(({ kind }) => kind === 'accepted').length;
};
