import {
  type AnyDocument,
  collectionOf,
  type DocumentKind,
  type Documents,
  type IndexEntry,
  indexEntryOf,
} from '../../../core/collections.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import { invariant } from '../../../core/kernel/invariant.ts';
import type { Where } from '../../../core/kernel/use-case.ts';
import { type DocumentKey, isSameDocument } from '../received.ts';
import type { DocumentTable } from '../store.ts';

/** One kind's documents, with an index on each question that `Where` can ask. */
type Shelf = {
  readonly byId: Map<string, AnyDocument>;
  readonly byCustomer: Map<string, Map<string, AnyDocument>>;
  readonly byState: Map<string, Map<string, AnyDocument>>;
  readonly byExternalId: Map<string, Map<string, AnyDocument>>;
  /** By year and month of the index date, so that a stretch of time is found without looking at the rest. */
  readonly byMonth: Map<string, Map<string, AnyDocument>>;
  /** All ids in order; `null` until asked for again after a new id came. */
  sortedIds: readonly string[] | null;
};

const emptyShelf = (): Shelf => ({
  byId: new Map(),
  byCustomer: new Map(),
  byState: new Map(),
  byExternalId: new Map(),
  byMonth: new Map(),
  sortedIds: null,
});

const monthOf = (on: string): string => on.slice(0, 7);

const place = (index: Map<string, Map<string, AnyDocument>>, key: string, document: AnyDocument): void => {
  const bucket = index.get(key);
  if (bucket === undefined) index.set(key, new Map([[document.id, document]]));
  else bucket.set(document.id, document);
};

const displace = (index: Map<string, Map<string, AnyDocument>>, key: string, id: string): void => {
  const bucket = index.get(key);
  bucket?.delete(id);
  if (bucket?.size === 0) index.delete(key);
};

const shelve = (shelf: Shelf, document: AnyDocument): void => {
  const before = shelf.byId.get(document.id);
  const entry = indexEntryOf(document);
  if (before === undefined) shelf.sortedIds = null;
  else {
    const left = indexEntryOf(before);
    if (left.customerId !== entry.customerId) displace(shelf.byCustomer, left.customerId, document.id);
    if (left.state !== entry.state) displace(shelf.byState, left.state, document.id);
    if (left.externalId !== entry.externalId) displace(shelf.byExternalId, left.externalId, document.id);
    if (monthOf(left.on) !== monthOf(entry.on)) displace(shelf.byMonth, monthOf(left.on), document.id);
  }
  shelf.byId.set(document.id, document);
  place(shelf.byCustomer, entry.customerId, document);
  place(shelf.byState, entry.state, document);
  place(shelf.byExternalId, entry.externalId, document);
  place(shelf.byMonth, monthOf(entry.on), document);
};

const unshelve = (shelf: Shelf, document: AnyDocument): void => {
  const { customerId, state, externalId, on } = indexEntryOf(document);
  displace(shelf.byCustomer, customerId, document.id);
  displace(shelf.byState, state, document.id);
  displace(shelf.byExternalId, externalId, document.id);
  displace(shelf.byMonth, monthOf(on), document.id);
  shelf.byId.delete(document.id);
  shelf.sortedIds = null;
};

const answers = (entry: IndexEntry, where: Where, customers: ReadonlySet<string> | null): boolean =>
  (customers === null || customers.has(entry.customerId)) &&
  (where.state === undefined || entry.state === where.state) &&
  (where.externalId === undefined || entry.externalId === where.externalId) &&
  (where.onFrom === undefined || entry.on >= where.onFrom) &&
  (where.onBefore === undefined || entry.on < where.onBefore);

type Bucket = ReadonlyMap<string, AnyDocument>;
const sizeOf = (buckets: readonly Bucket[]): number => buckets.reduce((sum, { size }) => sum + size, 0);
const found = (buckets: readonly (Bucket | undefined)[]): readonly Bucket[] => buckets.filter((bucket) => bucket !== undefined);

/** The smallest set of buckets that holds every answer. */
const candidates = (shelf: Shelf, where: Where): readonly Bucket[] => {
  const sets: (readonly Bucket[])[] = [[shelf.byId]];
  if (where.customerIds !== undefined) sets.push(found([...new Set(where.customerIds)].map((id) => shelf.byCustomer.get(id))));
  if (where.state !== undefined) sets.push(found([shelf.byState.get(where.state)]));
  if (where.externalId !== undefined) sets.push(found([shelf.byExternalId.get(where.externalId)]));
  const { onFrom, onBefore } = where;
  if (onFrom !== undefined || onBefore !== undefined) {
    const months = [...shelf.byMonth].filter(
      ([month]) => (onFrom === undefined || month >= monthOf(onFrom)) && (onBefore === undefined || month <= monthOf(onBefore)),
    );
    sets.push(months.map(([, bucket]) => bucket));
  }
  return sets.reduce((best, next) => (sizeOf(next) < sizeOf(best) ? next : best));
};

const listed = (shelf: Shelf, where: Where): readonly AnyDocument[] => {
  const customers = where.customerIds === undefined ? null : new Set(where.customerIds);
  const hits: AnyDocument[] = [];
  if (where.ids !== undefined) {
    for (const id of new Set(where.ids)) {
      const document = shelf.byId.get(id);
      if (document !== undefined && answers(indexEntryOf(document), where, customers)) hits.push(document);
    }
    return inOrder(hits);
  }
  if (Object.values(where).every((asked) => asked === undefined)) return all(shelf);
  for (const bucket of candidates(shelf, where)) {
    for (const document of bucket.values()) if (answers(indexEntryOf(document), where, customers)) hits.push(document);
  }
  return inOrder(hits);
};

const inOrder = (documents: AnyDocument[]): readonly AnyDocument[] => documents.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));

const all = (shelf: Shelf): readonly AnyDocument[] => {
  shelf.sortedIds ??= [...shelf.byId.keys()].sort();
  return shelf.sortedIds.flatMap((id) => shelf.byId.get(id) ?? []);
};

/** Documents in memory. Reads cost no more than their answer: the indexes are by customer, state and month of the index date. */
export const memoryDocuments = (): DocumentTable => {
  const shelves = new Map<string, Shelf>();
  const notes = new Map<string, string>();
  const shelfOf = (kind: string): Shelf => {
    const shelf = shelves.get(kind);
    if (shelf !== undefined) return shelf;
    const fresh = emptyShelf();
    shelves.set(kind, fresh);
    return fresh;
  };

  return {
    get: async <K extends DocumentKind>(kind: K, id: string) => (shelves.get(kind)?.byId.get(id) ?? null) as Documents[K] | null,
    list: async <K extends DocumentKind>(kind: K, where: Where = {}) => {
      const shelf = shelves.get(kind);
      return (shelf === undefined ? [] : listed(shelf, where)) as readonly Documents[K][];
    },
    revisions: async (kind, ids) => {
      const shelf = shelves.get(kind);
      return new Map(ids.flatMap((id) => shelf?.byId.get(id) ?? []).map(({ id, rev }) => [id, rev]));
    },
    put: async (documents: readonly StoredDocument[]) => {
      for (const document of documents) {
        invariant(collectionOf(document.kind) !== null, 'a kind of document stands in the list of collections');
        const shelf = shelfOf(document.kind);
        if ((shelf.byId.get(document.id)?.rev ?? 0) < document.rev) shelve(shelf, document as AnyDocument);
      }
    },
    receive: async ({ documents, removed }) => {
      const changed: DocumentKey[] = [];
      for (const document of documents) {
        const shelf = shelfOf(document.kind);
        const before = shelf.byId.get(document.id);
        if (before !== undefined && isSameDocument(before, document)) continue;
        shelve(shelf, document as AnyDocument);
        changed.push({ kind: document.kind, id: document.id });
      }
      for (const { kind, id } of removed) {
        const shelf = shelfOf(kind);
        const before = shelf.byId.get(id);
        if (before === undefined) continue;
        unshelve(shelf, before);
        changed.push({ kind, id });
      }
      return changed;
    },
    note: async (name) => notes.get(name) ?? null,
    keepNote: async (name, text) => {
      notes.set(name, text);
    },
  };
};
