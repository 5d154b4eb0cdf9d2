import { createRxDatabase } from 'rxdb';
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie';
import { deleteDatabases } from '../../sync/local/rxdb/database.ts';
import type { Host } from '../../sync/local/rxdb/host.ts';

/**
 * The time that RxDB itself takes to insert documents into one collection: no journal, no validation, one index, bulks of a hundred (as many as a command
 * holds), strict durability.
 */
export const bareInsertMs = async (host: Host, documents: readonly object[], bulk = 100): Promise<number> => {
  const database = await createRxDatabase({
    name: 'bare',
    storage: getRxStorageDexie({
      indexedDB: host.indexedDB,
      IDBKeyRange: host.IDBKeyRange,
      chromeTransactionDurability: 'strict',
    } as never),
    multiInstance: false,
  });
  const primaryKey = 'key' in (documents[0] ?? {}) ? 'key' : 'id';
  const text = { type: 'string', maxLength: 240 } as const;
  await database.addCollections({
    bare: {
      schema: {
        version: 0,
        primaryKey,
        type: 'object',
        properties: { [primaryKey]: text, customerId: text },
        required: [primaryKey, 'customerId'],
        indexes: ['customerId'],
      },
    },
  });
  const collection = (
    database.collections as unknown as Record<string, { bulkInsert(documents: readonly object[]): Promise<{ error: readonly unknown[] }> }>
  )['bare'];
  const from = performance.now();
  for (let at = 0; at < documents.length; at += bulk) {
    const { error } = (await collection?.bulkInsert(documents.slice(at, at + bulk))) ?? { error: [] };
    if (error.length > 0) throw new Error('the bare insert failed');
  }
  const ms = performance.now() - from;
  await database.close();
  await deleteDatabases(host, (name) => name === 'bare');
  return ms;
};
