/** The disk, or the share of it that this place may use, is full. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
  /** `nothing`: the command did not happen. `unfinished`: it happened, and its documents are written as soon as there is space. */
  readonly written: 'nothing' | 'unfinished';

  constructor(written: StoreFull['written'], cause: unknown) {
    super(`no space left; ${written === 'nothing' ? 'nothing was written' : 'what happened is finished when there is space'}`, { cause });
    this.written = written;
  }
}

/** The database gave no answer within its time. */
export class StoreStuck extends Error {
  override readonly name = 'StoreStuck';

  constructor(asked: string, limitMs: number) {
    super(`${asked}: no answer from the database within ${limitMs} ms`);
  }
}

/** A database refused to write what our own code gave it. */
export class WriteRefused extends Error {
  override readonly name = 'WriteRefused';
}

/** What went wrong with the store, as data for the user. */
export type StoreProblem =
  | { readonly code: 'store.full'; readonly written: StoreFull['written'] }
  | { readonly code: 'store.failed'; readonly reason: string };

type Chained = { readonly name?: unknown; readonly inner?: unknown; readonly cause?: unknown; readonly failures?: unknown };

/** Whether a full disk stands anywhere behind an error. Dexie and RxDB wrap what the browser says. */
export const isFull = (error: unknown, depth = 0): boolean => {
  if (typeof error !== 'object' || error === null || depth > 5) return false;
  const { name, inner, cause, failures } = error as Chained;
  if (name === 'QuotaExceededError') return true;
  const others = Array.isArray(failures) ? (failures as readonly unknown[]) : [];
  return [inner, cause, ...others].some((other) => isFull(other, depth + 1));
};

/** The work, with a full disk told as what it is. */
export const tellingFull = async <T>(written: StoreFull['written'], work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof StoreFull) && isFull(error)) throw new StoreFull(written, error);
    throw error;
  }
};

export const storeProblemOf = (error: unknown): StoreProblem => {
  if (error instanceof StoreFull) return { code: 'store.full', written: error.written };
  if (isFull(error)) return { code: 'store.full', written: 'nothing' };
  const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: 'store.failed', reason: reason.slice(0, 500) };
};

type Timer = { readonly setTimeout: (work: () => void, ms: number) => unknown; readonly clearTimeout: (timer: unknown) => void };

/**
 * The answer, or `StoreStuck` once the time is over: a cursor whose request fails can leave a query without an end.
 * A write is never cut short by this: it may still happen, and the store finds out by its sequence.
 */
export const within = async <T>(limitMs: number, asked: string, work: Promise<T>): Promise<T> => {
  const { setTimeout, clearTimeout } = globalThis as unknown as Timer;
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new StoreStuck(asked, limitMs));
  }, limitMs);
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
  }
};
