import type { KyselyPlugin } from 'kysely';
import type { ServerStore } from '../../sync/server/store/open.ts';

/** A store whose power goes off right after so many statements inside the door. What this process keeps of the real one is its own. */
export const failingAfter = (store: ServerStore, statements: number): ServerStore => ({
  ...store,
  exclusively: (work) =>
    store.exclusively((inside) => {
      let done = 0;
      const plugin: KyselyPlugin = {
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => {
          done += 1;
          if (done >= statements) throw new Error('power cut');
          return result;
        },
      };
      return work({ ...inside, transaction: inside.transaction.withPlugin(plugin) });
    }),
});
