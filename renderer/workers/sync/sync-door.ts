import type { OpenedStore } from '../opened-store.ts';
import type { SyncApi } from './sync-api.ts';
import type { SyncDesk } from './sync-desk.ts';
import type { SyncWiring } from './sync-wiring.ts';

/** What the store's worker answers about the sync. */
export const syncDoor = (opened: OpenedStore, wiring: SyncWiring): SyncApi => {
  const desk = async (): Promise<SyncDesk> => (await opened.ready()).sync;
  return {
    syncBegin: async (wire, heard) => {
      wiring.begin(wire, heard);
      (await desk()).start();
    },
    syncNow: async () => (await desk()).wanted(),
    syncNetwork: async (isThere) => (await desk()).network(isThere),
    syncJoin: async (server, station, beginning) => {
      const remembered = beginning === 'afresh' ? await (await desk()).client.remembered() : [];
      if (beginning === 'afresh') await opened.reset();
      const { sync } = await opened.ready();
      const problem = await sync.client.join(server, station);
      if (problem !== null) return problem;
      await sync.client.remember(remembered);
      sync.start();
      return null;
    },
    syncLeave: async () => {
      const sync = await desk();
      await sync.stop();
      await sync.client.leave();
      sync.tell();
    },
    syncLend: async (wish) => (await desk()).client.lend(wish),
    syncAuthors: async () => (await desk()).authors(),
    syncInbox: async () => (await desk()).client.inbox(),
    syncInboxDetail: async (id) => (await desk()).detail(id),
    syncSettle: async (id, how) => (await desk()).client.settle(id, how),
  };
};
