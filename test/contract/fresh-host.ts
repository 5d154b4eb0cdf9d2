import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import type { Host, IndexedDatabases } from '../../sync/local/rxdb/host.ts';

/** An empty machine: an IndexedDB in memory, with nobody else on it. */
export const freshHost = (): Host => ({
  indexedDB: new IDBFactory() as unknown as IndexedDatabases,
  IDBKeyRange,
  locks: null,
  storage: null,
});
