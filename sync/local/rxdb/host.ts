/** Keeps a name for one holder at a time: the part of the Web Locks interface that the store uses. */
export type LockKeeper = {
  request(name: string, options: { readonly ifAvailable: true }, held: (lock: unknown) => Promise<unknown>): Promise<unknown>;
};

/** The part of the Storage interface that the store uses. */
export type StorageKeeper = {
  persist?(): Promise<boolean>;
  persisted?(): Promise<boolean>;
  estimate?(): Promise<{ readonly usage?: number; readonly quota?: number }>;
};

/** The part of IndexedDB that the store uses itself; everything else goes through RxDB. */
export type IndexedDatabases = {
  open(name: string, version?: number): Request;
  deleteDatabase(name: string): Request;
  databases(): Promise<readonly { readonly name?: string | undefined }[]>;
};

export type Request = {
  addEventListener(type: 'success' | 'error' | 'upgradeneeded', listener: () => void): void;
  readonly result?: unknown;
  readonly error?: unknown;
};

/** What the store needs of the place in which it runs: a browser's worker, or a test with an IndexedDB of its own. */
export type Host = {
  readonly indexedDB: IndexedDatabases;
  readonly IDBKeyRange: unknown;
  /** `null` where the place has no locks: then nobody keeps a second opener away. */
  readonly locks: LockKeeper | null;
  readonly storage: StorageKeeper | null;
};

type Surroundings = {
  readonly indexedDB?: IndexedDatabases;
  readonly IDBKeyRange?: unknown;
  readonly navigator?: { readonly locks?: LockKeeper; readonly storage?: StorageKeeper };
};

/** The place in which this code runs; `null` where it has no IndexedDB. */
export const thisHost = (): Host | null => {
  const { indexedDB, IDBKeyRange, navigator } = globalThis as unknown as Surroundings;
  if (indexedDB === undefined) return null;
  return { indexedDB, IDBKeyRange, locks: navigator?.locks ?? null, storage: navigator?.storage ?? null };
};

/** A request as a promise. */
export const answered = <T>(request: Request): Promise<T> => {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  request.addEventListener('success', () => {
    resolve(request.result as T);
  });
  request.addEventListener('error', () => {
    reject(request.error instanceof Error ? request.error : new Error('the database did not answer'));
  });
  return promise;
};
