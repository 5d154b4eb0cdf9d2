/**
 * Small things of this machine that must outlive a pulled plug: what is typed into a form, the station's code. The browser's own `localStorage` writes
 * seconds behind, so a killed window would forget them; a strict transaction is on the disk when it ends.
 */
const databaseName = 'counterfoil-kept';
const tableName = 'kept';

let opening: Promise<IDBDatabase> | null = null;

const opened = (): Promise<IDBDatabase> => {
  opening ??= new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.addEventListener('upgradeneeded', () => request.result.createObjectStore(tableName));
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('nothing can be kept here')));
  }).catch((error: unknown) => {
    opening = null;
    throw error;
  });
  return opening;
};

const inTable = async <T>(mode: IDBTransactionMode, work: (table: IDBObjectStore) => IDBRequest<T>): Promise<T> => {
  const transaction = (await opened()).transaction(tableName, mode, { durability: 'strict' });
  const request = work(transaction.objectStore(tableName));
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve(request.result));
    transaction.addEventListener('abort', () => reject(transaction.error ?? new Error('nothing was kept')));
  });
};

/** What is kept under a name; `undefined` where nothing is, or where this place can keep nothing. */
export const keptUnder = async (name: string): Promise<unknown> => {
  try {
    return await inTable<unknown>('readonly', (table) => table.get(name));
  } catch {
    return undefined;
  }
};

const waiting = new Map<string, { readonly value: unknown }>();
const writing = new Map<string, Promise<void>>();

const write = async (name: string): Promise<void> => {
  for (let next = waiting.get(name); next !== undefined; next = waiting.get(name)) {
    const { value } = next;
    waiting.delete(name);
    const put = (table: IDBObjectStore): IDBRequest => (value === undefined ? table.delete(name) : table.put(value, name));
    // A disk that is full keeps no draft; the command that is typed in it will say so.
    await inTable('readwrite', put).catch(() => undefined);
  }
  writing.delete(name);
};

/** Keeps a value, on the disk when this resolves. Of values that come while one is written, the last is written. `undefined` forgets. */
export const keep = (name: string, value: unknown): Promise<void> => {
  waiting.set(name, { value });
  const running = writing.get(name) ?? write(name);
  writing.set(name, running);
  return running;
};
