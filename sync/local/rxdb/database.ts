import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { type CollectionName, collections } from '../../../core/collections.ts';
import { type CommandRecord, commandSchema, type Envelope, envelopeSchema } from './envelope.ts';
import type { DocumentTables } from './documents.ts';
import { answered, type Host } from './host.ts';
import { type Table, tableOf } from './table.ts';
import { validated } from './validation.ts';

/** A second database in the same realm would go past RxDB's limit of collections. */
export class OneAtATime extends Error {
  override readonly name = 'OneAtATime';

  constructor(open: string) {
    super(`${open} is open here, and a realm holds one store at a time`);
  }
}

/** The database that is open in this realm. */
let current: string | null = null;

/**
 * RxDB's open-source build takes 13 collections at once in one realm, all databases counted: with a fourteenth it waits for seconds, then throws COL23.
 * One store has eleven, so there is one at a time, and a second one is refused at once.
 */
const collectionNames = Object.keys(collections) as readonly CollectionName[];

/** The opened database: one table per collection. */
export type Database = {
  readonly rx: RxDatabase;
  readonly documents: DocumentTables;
  readonly commands: Table<CommandRecord>;
  close(): Promise<void>;
};

type Collections = { readonly [K in CollectionName]: RxCollection };

export const openDatabase = async (name: string, host: Host): Promise<Database> => {
  if (current !== null) throw new OneAtATime(current);
  current = name;
  try {
    return await opened(name, host);
  } catch (error) {
    current = null;
    throw error;
  }
};

const opened = async (name: string, { indexedDB, IDBKeyRange }: Host): Promise<Database> => {
  const rx = await createRxDatabase<Collections>({
    name,
    storage: validated({
      storage: getRxStorageDexie({ indexedDB, IDBKeyRange, chromeTransactionDurability: 'strict' } as Parameters<
        typeof getRxStorageDexie
      >[0]),
    }),
    // One owner (see owner.ts) and no other window: nothing to tell one another, no leader to elect.
    multiInstance: false,
    closeDuplicates: false,
    localDocuments: false,
  });
  try {
    const creators = Object.fromEntries(
      collectionNames.map((each) => [each, { schema: each === 'commands' ? commandSchema : envelopeSchema, autoMigrate: false }]),
    );
    await rx.addCollections(creators);
    const found = rx.collections;
    // RxDB opens its databases on the way; one that cannot be opened is a reason now and not in the middle of a commit.
    await Promise.all(collectionNames.map((each) => found[each].storageInstance.internals as Promise<unknown>));
    const tables = Object.fromEntries(
      collectionNames.filter((each) => each !== 'commands').map((each) => [each, tableOf<Envelope>(found[each] as RxCollection<Envelope>)]),
    );
    return {
      rx: rx as unknown as RxDatabase,
      documents: tables as unknown as DocumentTables,
      commands: tableOf<CommandRecord>(found.commands as RxCollection<CommandRecord>),
      close: async () => {
        try {
          await rx.close();
        } finally {
          current = null;
        }
      },
    };
  } catch (error) {
    await rx.close().catch(() => undefined);
    throw error;
  }
};

/** RxDB's storage keeps each collection as an IndexedDB database of its own, named after the RxDB database, the version and the collection. */
const stored = /^rxdb-dexie-(.+)--\d+--.+$/;

/** Removes what databases left on the disk: RxDB empties its collections but leaves the IndexedDB databases. They must be closed. */
export const deleteDatabases = async ({ indexedDB }: Host, isDoomed: (name: string) => boolean): Promise<void> => {
  for (const { name = '' } of await indexedDB.databases()) {
    const owner = stored.exec(name)?.[1];
    if (owner !== undefined && isDoomed(owner)) await answered(indexedDB.deleteDatabase(name));
  }
};
