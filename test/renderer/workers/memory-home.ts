import { done, refuse } from '../../../core/kernel/outcome.ts';
import type { OpenHome, StoreHome } from '../../../renderer/workers/store-home.ts';
import { SyncWiring, workerClock } from '../../../renderer/workers/sync/sync-wiring.ts';
import { ListIndex } from '../../../sync/local/index/list-index.ts';
import { memoryCommands } from '../../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../../sync/local/memory/documents.ts';
import { storeOver } from '../../../sync/local/store.ts';

/** A sync that nobody begins: the store is bound to no server. */
export const idleWiring = (): SyncWiring => new SyncWiring((value) => value, workerClock, 1);

/** A store that lives as long as the test, with its lists. Opening it after `wipe` begins anew. */
export const memoryHome = (): StoreHome => {
  let kept: OpenHome | null = null;
  const begin = (): OpenHome => {
    const documents = memoryDocuments();
    const index = new ListIndex();
    const put: typeof documents.put = async (written) => {
      await documents.put(written);
      index.put(written);
    };
    const receive: typeof documents.receive = async (received) => {
      const changed = await documents.receive(received);
      index.receive(received.documents, received.removed);
      return changed;
    };
    return {
      store: storeOver({ ...documents, put, receive }, memoryCommands()),
      index,
      healed: 0,
      isPersistent: null,
      exported: async () => new Blob(['everything']),
      wipe: async () => {
        kept = null;
      },
      close: async () => undefined,
    };
  };
  return {
    open: async () => {
      kept ??= begin();
      return done(kept);
    },
    restore: async () => refuse({ code: 'archive.not-one' }),
    migrate: async () => done({ commands: 0 }),
  };
};
