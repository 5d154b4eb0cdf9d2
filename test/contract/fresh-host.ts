import * as fake from 'fake-indexeddb';
import type { Host, IndexedDatabases } from '../../sync/local/rxdb/host.ts';

/** Its own types are those of a browser's library, which tests do not have. */
const { IDBFactory, IDBKeyRange } = fake as unknown as { readonly IDBFactory: new () => IndexedDatabases; readonly IDBKeyRange: unknown };

/** An empty machine: an IndexedDB in memory, with nobody else on it. */
export const freshHost = (): Host => ({ indexedDB: new IDBFactory(), IDBKeyRange, locks: null, storage: null });
