import type { RxCollection } from 'rxdb';
import { groupedBy } from '../../../core/kernel/order.ts';
import { within, WriteRefused } from './faults.ts';

/** A part of an index: from `lower` up to `upper`, which is excluded. Keys of several parts compare part by part. */
export type Stretch = { readonly index: string; readonly lower: unknown; readonly upper: unknown };

/**
 * One collection, read the quick way. Writes go through RxDB's storage instance (its revisions, its validator, its change stream); reads ask the same
 * database through the Dexie table that the instance holds open: RxDB's own queries walk a cursor row by row, which costs 3.5 s over 100,000 documents,
 * a batched read costs a fraction of it.
 */
export type Table<E extends { readonly key: string }> = {
  byKeys(keys: readonly string[]): Promise<readonly E[]>;
  /** Everything in some stretches of one index, each in its order. */
  stretches(stretches: readonly Stretch[]): Promise<readonly (readonly E[])[]>;
  /**
   * A stretch piece by piece, so that a hundred thousand documents are never held at once. By primary key only. `size` is asked before each piece, with the
   * last one that came.
   */
  pages(lower: string, upper: string, size: number | ((last: readonly E[]) => number)): AsyncGenerator<readonly E[]>;
  /** The last ones of a stretch, last first. */
  last(stretch: Stretch, count: number): Promise<readonly E[]>;
  /** Everything in a stretch, in its order; `null` where that is more than `most`. */
  upTo(stretch: Stretch, most: number): Promise<readonly E[] | null>;
  /** How many live between two keys, the second one excluded: five times quicker than a count in another index, which looks every entry's row up. */
  countKeys(lower: string, upper: string): Promise<number>;
  /** Inserts what is new. Answers the keys that were taken already, whose documents stay as they are. */
  insert(rows: readonly E[]): Promise<readonly string[]>;
  /** Writes over whatever is there, where `wins` says so. Answers the keys that it wrote. */
  replace(rows: readonly E[], wins: (stored: E, row: E) => boolean): Promise<readonly string[]>;
  /** Takes rows away; `emptied` is what their mark of deletion keeps. Answers the keys of those that were there. */
  remove(keys: readonly string[], emptied: (row: E) => E): Promise<readonly string[]>;
};

const readLimitMs = 30_000;
const writeLimitMs = 120_000;
/** Requests in one transaction: enough to keep the database busy, few enough to let others in. */
const chunkSize = 1000;

/** The parts of Dexie's interface that are used here; RxDB pins its version. */
type Clause = {
  between(lower: unknown, upper: unknown, includeLower: boolean, includeUpper: boolean): Found;
};
type Found = {
  toArray(): Promise<Raw[]>;
  count(): Promise<number>;
  limit(count: number): Found;
  reverse(): Found;
};
type Raw = Record<string, unknown> & { readonly _deleted: string };
type DexieTable = { where(index: string): Clause; bulkGet(keys: readonly string[]): Promise<(Raw | undefined)[]> };
type Dexie = { transaction<T>(mode: 'r', table: DexieTable, work: () => Promise<T>): Promise<T> };
type Internals = Promise<{ readonly dexieDb: Dexie; readonly dexieTable: DexieTable }>;

const chunked = <T>(values: readonly T[], size: number): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, at) => values.slice(at * size, (at + 1) * size));

/** The index that RxDB itself keeps: its mark of deletion, then the key. */
const removedKeys = '[_deleted+key]';
const isLiving = (raw: Raw | undefined): raw is Raw => raw !== undefined && raw['_deleted'] === '0';

/** Writes through RxDB's storage. `write` answers the keys of what lies there already in another revision than the one named. */
const writerOf = <E extends { readonly key: string }>(collection: RxCollection<E>) => {
  const instance = collection.storageInstance;
  const write = async (
    rows: readonly { readonly document: E; readonly previous?: unknown }[],
    isDeleted = false,
  ): Promise<readonly string[]> => {
    if (rows.length === 0) return [];
    const full = rows.map(({ document, previous }) => ({
      document: { ...document, _deleted: isDeleted, _attachments: {}, _rev: '', _meta: { lwt: 0 } },
      ...(previous === undefined ? {} : { previous }),
    }));
    const writing = instance.bulkWrite(full as never, 'counterfoil');
    const { error } = await within(writeLimitMs, `${collection.name}: write`, writing);
    const refused = error.find(({ status }) => status !== 409);
    // The field and the rule are named, never what stands in it.
    if (refused !== undefined)
      throw new WriteRefused(
        `${collection.name}: ${JSON.stringify('validationErrors' in refused ? refused.validationErrors : refused.status)}`,
      );
    return error.map(({ documentId }) => documentId);
  };

  const writeOver = async (rows: Parameters<typeof write>[0], isDeleted = false): Promise<void> => {
    const conflicts = await write(rows, isDeleted);
    // There is one owner, and its writes queue up: another writer between reading and writing is a bug of ours.
    if (conflicts.length > 0) throw new WriteRefused(`${collection.name}: somebody else wrote ${conflicts.length} of its documents`);
  };
  return { write, writeOver };
};

type Writing = 'insert' | 'replace' | 'remove';

const readingOf = <E extends { readonly key: string }>(collection: RxCollection<E>): Omit<Table<E>, Writing> => {
  const instance = collection.storageInstance;
  const internals = instance.internals as Internals;
  const read = async <T>(asked: string, work: (table: DexieTable) => Promise<T>): Promise<T> => {
    const { dexieDb, dexieTable } = await internals;
    return within(
      readLimitMs,
      `${collection.name}: ${asked}`,
      dexieDb.transaction('r', dexieTable, () => work(dexieTable)),
    );
  };
  const living = (rows: readonly (Raw | undefined)[]): readonly E[] => rows.filter(isLiving) as unknown as readonly E[];

  return {
    byKeys: async (keys) => {
      const parts: (readonly E[])[] = [];
      for (const chunk of chunked(keys, chunkSize)) parts.push(living(await read('by key', (table) => table.bulkGet(chunk))));
      return parts.flat();
    },
    stretches: async (stretches) => {
      const parts: (readonly E[])[] = [];
      for (const chunk of chunked(stretches, chunkSize)) {
        const found = await read('by index', (table) =>
          Promise.all(chunk.map(({ index, lower, upper }) => table.where(index).between(lower, upper, true, false).toArray())),
        );
        parts.push(...found.map(living));
      }
      return parts;
    },
    pages: async function* (lower, upper, size) {
      const sizeAfter = (rows: readonly E[]): number => (typeof size === 'number' ? size : size(rows));
      const page = (from: string, isFirst: boolean, count: number): Promise<Raw[]> =>
        read('page', (table) => table.where('key').between(from, upper, isFirst, false).limit(count).toArray());
      let count = sizeAfter([]);
      let reading = page(lower, true, count);
      for (;;) {
        const rows = await reading;
        const found = living(rows);
        const isLast = rows.length < count;
        if (!isLast) {
          // The database reads the next one while this one is worked on; whoever stops here has no use for it.
          count = sizeAfter(found);
          reading = page(String(rows[rows.length - 1]?.['key']), false, count);
          reading.catch(() => undefined);
        }
        if (rows.length > 0) yield found;
        if (isLast) return;
      }
    },
    last: async ({ index, lower, upper }, count) =>
      living(await read('last', (table) => table.where(index).between(lower, upper, true, false).reverse().limit(count).toArray())),
    upTo: async ({ index, lower, upper }, most) => {
      // Counted first: rows that nobody wants cost far more than their number.
      const found = await read('up to', async (table) => {
        const all = table.where(index).between(lower, upper, true, false);
        const count = await all.count();
        return count > most ? null : count === 0 ? [] : all.toArray();
      });
      return found === null ? null : living(found);
    },
    countKeys: async (lower, upper) => {
      const [all, removed] = await read('count', (table) =>
        Promise.all([
          table.where('key').between(lower, upper, true, false).count(),
          table.where(removedKeys).between(['1', lower], ['1', upper], true, false).count(),
        ]),
      );
      return all - removed;
    },
  };
};

const writingOf = <E extends { readonly key: string }>(collection: RxCollection<E>): Pick<Table<E>, Writing> => {
  const instance = collection.storageInstance;
  const { write, writeOver } = writerOf(collection);

  return {
    insert: (rows) => write(rows.map((document) => ({ document }))),
    replace: async (rows, wins) => {
      const waiting = groupedBy(rows, ({ key }) => key);
      const stored = await within(readLimitMs, `${collection.name}: by key`, instance.findDocumentsById([...waiting.keys()], true));
      const before = new Map(stored.map((document) => [document.key, document]));
      const winners = rows.flatMap((document) => {
        const previous = before.get(document.key);
        if (previous === undefined) return [{ document }];
        return previous['_deleted'] || wins(previous, document) ? [{ document, previous }] : [];
      });
      await writeOver(winners);
      return winners.map(({ document }) => document.key);
    },
    remove: async (keys, emptied) => {
      const stored = await within(readLimitMs, `${collection.name}: by key`, instance.findDocumentsById([...new Set(keys)], false));
      await writeOver(
        stored.map((previous) => ({ document: emptied(previous), previous })),
        true,
      );
      return stored.map(({ key }) => key);
    },
  };
};

export const tableOf = <E extends { readonly key: string }>(collection: RxCollection<E>): Table<E> => ({
  ...readingOf(collection),
  ...writingOf(collection),
});
