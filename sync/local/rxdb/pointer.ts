import { answered, type Host, type IndexedDatabases } from './host.ts';

/**
 * Which database is the store: the form that it is written in and a number that grows with every restore or change of form. Both are made beside the old
 * database and take its place with one write here, once they have proved to be whole; a crash before leaves the old one in force.
 */
export type Pointer = { readonly form: number; readonly generation: number };

const table = 'pointer';
const key = 'current';

type Transaction = {
  objectStore(name: string): { get(key: string): never; put(value: unknown, key: string): never };
  addEventListener(type: 'complete' | 'abort', listener: () => void): void;
  readonly error?: unknown;
};
type Raw = {
  createObjectStore(name: string): unknown;
  transaction(name: string, mode: string, options?: unknown): Transaction;
  close(): void;
};

const pointerDatabase = (name: string): string => `${name}.pointer`;

const opened = async (name: string, indexedDB: IndexedDatabases): Promise<Raw> => {
  const request = indexedDB.open(pointerDatabase(name), 1);
  request.addEventListener('upgradeneeded', () => {
    (request.result as Raw).createObjectStore(table);
  });
  return answered<Raw>(request);
};

export const readPointer = async (name: string, { indexedDB }: Host): Promise<Pointer | null> => {
  const database = await opened(name, indexedDB);
  try {
    const found = await answered<Pointer | undefined>(database.transaction(table, 'readonly').objectStore(table).get(key));
    return found ?? null;
  } finally {
    database.close();
  }
};

/** Durable when it resolves. */
export const writePointer = async (name: string, pointer: Pointer, { indexedDB }: Host): Promise<void> => {
  const database = await opened(name, indexedDB);
  try {
    const transaction = database.transaction(table, 'readwrite', { durability: 'strict' });
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    transaction.addEventListener('complete', () => {
      resolve(undefined);
    });
    transaction.addEventListener('abort', () => {
      reject(transaction.error instanceof Error ? transaction.error : new Error('the pointer was not written'));
    });
    transaction.objectStore(table).put(pointer, key);
    await promise;
  } finally {
    database.close();
  }
};

export const deletePointer = async (name: string, { indexedDB }: Host): Promise<void> => {
  await answered(indexedDB.deleteDatabase(pointerDatabase(name)));
};

/** The RxDB database that a pointer names. RxDB wants names that begin with a letter and hold letters, digits and dashes. */
export const databaseName = (name: string, { form, generation }: Pointer): string => `${name}-f${form}-g${generation}`;

const named = /^(.+)-f\d+-g\d+$/;

/** Whether a database belongs to the store of a name, whatever its form and generation. */
export const isOfStore = (database: string, name: string): boolean => named.exec(database)?.[1] === name;
