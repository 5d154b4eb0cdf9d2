import type { DocumentKind } from '../../core/collections.ts';
import type { DocumentKey } from '../../sync/local/received.ts';
import type { JournalRecord, Store } from '../../sync/local/store.ts';
import type { ChangedDocument } from './store-api.ts';

/** Hears of every document that was written or taken away, in the order in which it happened. */
export type Watcher = (changed: readonly ChangedDocument[]) => void;

/** The store, telling what it wrote once it is written; `filled` where it was filled as a whole. */
export const watchedStore = (store: Store, watcher: Watcher, filled: () => void): Store => ({
  ...store,
  fill: async (changes) => {
    await store.fill(changes);
    filled();
  },
  commit: async (change) => {
    // A change that fails after it happened is finished by the next start, and the index is made from the documents then.
    const records = await store.commit(change);
    watcher(changedDocuments(change.writes.map(({ document }) => document)));
    return records;
  },
  commitAll: async (changes) => {
    const records = await store.commitAll(changes);
    watcher(changedDocuments(changes.flatMap(({ writes }) => writes.map(({ document }) => document))));
    return records;
  },
  receive: async (received) => {
    const changed = await store.receive(received);
    if (changed.length > 0) watcher(changedDocuments(changed));
    return changed;
  },
  rebase: async (work) => {
    const changed = await store.rebase(work);
    if (changed !== null && changed.length > 0) watcher(changedDocuments(changed));
    return changed;
  },
});

/** The store, telling that there is something to send, and what the journal took in, as far as it says so. What comes from a server is none of it. */
export const sendingStore = (store: Store, given: (records: readonly JournalRecord[]) => void): Store => ({
  ...store,
  fill: async (changes) => {
    await store.fill(changes);
    given([]);
  },
  commit: async (change) => {
    const records = await store.commit(change);
    given(records);
    return records;
  },
  commitAll: async (changes) => {
    const records = await store.commitAll(changes);
    given(records);
    return records;
  },
});

export const changedDocuments = (documents: readonly DocumentKey[]): readonly ChangedDocument[] =>
  documents.map(({ kind, id }) => ({ kind: kind as DocumentKind, id }));
