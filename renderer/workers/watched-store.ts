import type { DocumentKind } from '../../core/collections.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import type { Store } from '../../sync/local/store.ts';
import type { ChangedDocument } from './store-api.ts';

/** Hears of every document that was written, in the order of commits. */
export type Watcher = (documents: readonly StoredDocument[]) => void;

/** The store, telling what it wrote once it is written; `filled` where it was filled as a whole. */
export const watchedStore = (store: Store, watcher: Watcher, filled: () => void): Store => ({
  ...store,
  fill: async (changes) => {
    await store.fill(changes);
    filled();
  },
  commit: async (change) => {
    // A change that fails after it happened is finished by the next start, and the index is made from the documents then.
    await store.commit(change);
    watcher(change.writes.map(({ document }) => document));
  },
});

export const changedDocuments = (documents: readonly StoredDocument[]): readonly ChangedDocument[] =>
  documents.map(({ kind, id }) => ({ kind: kind as DocumentKind, id }));
