import type { Store } from '../../sync/local/store.ts';

/** Who enters everything in the demo company: that is how a store is known to be one. */
export const demoUser = 'demo';

/** A store is the demo company where its first command is the demo's. */
export const isDemoStore = async (store: Store): Promise<boolean> => {
  for await (const { entry } of store.journal()) return entry.command.by.user === demoUser;
  return false;
};
