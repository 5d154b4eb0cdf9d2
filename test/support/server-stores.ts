import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openServerStore, type ServerStore } from '../../sync/server/store/open.ts';
import { hasPostgres, startPostgres, type ThrowawayPostgres } from './postgres.ts';

/** Empty server stores of one database, each on a folder of its own, and the same store opened once more. */
export type StoreKeeper = {
  readonly name: string;
  fresh(): Promise<ServerStore>;
  /** The last fresh one, opened by another process. SQLite has one process: there it is closed first. */
  again(): Promise<ServerStore>;
  /** The data folder of the last one. */
  folder(): string;
  stop(): Promise<void>;
};

const keeperOf = (name: string, database: () => Promise<string | null>, isShared: boolean, end: () => void): StoreKeeper => {
  const folders: string[] = [];
  const stores: ServerStore[] = [];
  let url: string | null = null;
  const open = async (): Promise<ServerStore> => {
    const store = await openServerStore({ folder: folders.at(-1) ?? null, database: url });
    stores.push(store);
    return store;
  };
  return {
    name,
    fresh: async () => {
      folders.push(mkdtempSync(path.join(tmpdir(), 'counterfoil-server-')));
      url = await database();
      return open();
    },
    again: async () => {
      if (!isShared) await stores.pop()?.close();
      return open();
    },
    folder: () => folders.at(-1) ?? '',
    stop: async () => {
      for (const store of stores) await store.close();
      for (const folder of folders) rmSync(folder, { recursive: true, force: true });
      end();
    },
  };
};

const sqliteKeeper = (): StoreKeeper =>
  keeperOf(
    'SQLite',
    async () => null,
    false,
    () => undefined,
  );

const postgresKeeper = (): StoreKeeper => {
  let cluster: ThrowawayPostgres | null = null;
  return keeperOf(
    'PostgreSQL',
    async () => {
      cluster ??= startPostgres();
      return cluster.fresh();
    },
    true,
    () => cluster?.stop(),
  );
};

/** One for each database that this machine has: what holds on one holds on all. */
export const storeKeepers = (): readonly StoreKeeper[] => [sqliteKeeper(), ...(hasPostgres ? [postgresKeeper()] : [])];
