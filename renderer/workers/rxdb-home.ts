import { done } from '../../core/kernel/outcome.ts';
import { type LocalStoreOptions, openLocalStore } from '../../sync/local/rxdb/open.ts';
import { exported, migrateLocalStore, restoreLocalStore } from '../../sync/local/rxdb/restore.ts';
import type { StoreHome } from './store-home.ts';

/** The store in this profile's IndexedDB. */
export const rxdbHome = (options: LocalStoreOptions): StoreHome => ({
  open: async () => {
    const opened = await openLocalStore(options);
    if (!opened.ok) return opened;
    const { store, index, healed, isPersistent, wipe, close } = opened.value;
    return done({ store, index, healed, isPersistent, exported: () => exported(opened.value), wipe, close });
  },
  restore: (file, takeCopy) => restoreLocalStore(options, file, takeCopy),
  migrate: (takeCopy) => migrateLocalStore(options, takeCopy),
});
