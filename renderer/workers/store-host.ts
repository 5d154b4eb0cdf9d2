import { collections, type DocumentKind } from '../../core/collections.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import { backupLines, readBackup, restoreInto } from '../../sync/local/backup.ts';
import type { OpenedStore } from '../../sync/local/opened.ts';
import type { Store } from '../../sync/local/store.ts';
import { BillingDesk } from './billing-run.ts';
import { execute, preview, previewBilling, storeProblem } from './commands.ts';
import { JournalIndex } from './journal-index.ts';
import { linesOf } from './lines-of.ts';
import { RowIndex } from './row-index.ts';
import type { ChangedDocument, StoreApi, StoreStatus } from './store-api.ts';
import { changedDocuments, watchedStore } from './watched-store.ts';

/** What the host takes from its surroundings, so that a test can give other ones. */
export type Surroundings = {
  readonly open: () => Promise<OpenedStore>;
  readonly nowMs: () => number;
  readonly instant: () => string;
  /** Fills an empty store with the demo company. */
  readonly fillDemo: (store: Store, ...rest: Parameters<StoreApi['demo']>) => Promise<readonly { readonly code: string }[]>;
};

const kinds = Object.values(collections).flat() as readonly DocumentKind[];

/** How many changed documents a notice names; more are told as their kinds, with an empty id. */
const namedChanges = 200;

/** The one owner of the store: everything that screens read or change goes through here, off the window's thread. */
export const storeHost = (surroundings: Surroundings): StoreApi => {
  const listeners = new Set<(changed: readonly ChangedDocument[]) => void>();
  const index = new RowIndex();
  let opened: OpenedStore | null = null;
  let parts: { readonly store: Store; readonly desk: BillingDesk; readonly journal: JournalIndex } | null = null;
  let opening: Promise<void> | null = null;

  const notify = (changed: readonly ChangedDocument[]): void => {
    const named = changed.length <= namedChanges ? changed : [...new Set(changed.map(({ kind }) => kind))].map((kind) => ({ kind, id: '' }));
    for (const listener of listeners) listener(named);
  };

  const written = (documents: readonly StoredDocument[]): void => {
    index.put(documents);
    notify(changedDocuments(documents));
  };

  const open = async (): Promise<void> => {
    opened = await surroundings.open();
    await opened.store.resume();
    index.clear();
    const store = watchedStore(opened.store, written);
    for (const kind of kinds) index.put(await opened.store.list(kind));
    parts = { store, desk: new BillingDesk(store, surroundings.nowMs), journal: new JournalIndex(store) };
  };

  const ready = async () => {
    opening ??= open();
    await opening;
    if (parts === null) throw new Error('the store is not open');
    return parts;
  };

  const status = async (): Promise<StoreStatus> => {
    const { journal, store } = await ready();
    const { matching } = await journal.page({ limit: 0 });
    const isDemo = (await store.list('entity')).some(({ website }) => website.includes('demo.counterfoil'));
    return { documents: index.size, commands: matching, isDemo, healed: opened?.healed ?? 0, isPersistent: opened?.isPersistent ?? null };
  };

  const reset = async (): Promise<void> => {
    await ready();
    await opened?.wipe();
    opening = open();
    await opening;
    notify(kinds.map((kind) => ({ kind, id: '' })));
  };

  return {
    open: status,
    execute: async (kind, body, stamp) => execute((await ready()).store, kind, body, stamp),
    preview: async (kind, body, stamp) => preview((await ready()).store, kind, body, stamp),
    previewBilling: async (kind, body, stamp, through) => previewBilling((await ready()).store, kind, body, stamp, through),
    get: async (kind, id) => (await ready()).store.get(kind, id),
    list: async (kind, where) => (await ready()).store.list(kind, where),
    rows: async (query) => {
      await ready();
      return index.page(query);
    },
    rowIds: async (query) => {
      await ready();
      return index.ids(query);
    },
    rowValues: async (kind, column, on) => {
      await ready();
      return index.values(kind, column, on);
    },
    search: async (text, limit) => {
      await ready();
      return index.search(text, limit);
    },
    subscribe: async (listener) => {
      listeners.add(listener);
    },
    runPreview: async (scope, stamp, heard) => (await ready()).desk.preview(scope, stamp, heard),
    runDocuments: async (from, count) => (await ready()).desk.documents(from, count),
    runStart: async (scope, stamp, heard) => (await ready()).desk.start(scope, stamp, heard),
    runPause: async () => (await ready()).desk.pause(),
    runResume: async () => (await ready()).desk.resume(),
    runCancel: async () => (await ready()).desk.cancel(),
    runUnfinished: async () => (await ready()).desk.unfinished(),
    journal: async (filter) => (await ready()).journal.page(filter),
    exportAll: async () => {
      const { store } = await ready();
      const chunks: string[] = [];
      for await (const line of backupLines(store, surroundings.instant())) chunks.push(line);
      return new Blob(chunks, { type: 'application/x-ndjson' });
    },
    restore: async (file) => {
      const read = await readBackup(linesOf(file));
      if (!read.ok) return { kind: 'refused', code: read.code };
      await reset();
      const { store } = await ready();
      await restoreInto(store, read.entries);
      return { kind: 'restored', documents: index.size, commands: read.entries.length };
    },
    demo: async (stamp, heard) => {
      const { store } = await ready();
      try {
        const problems = await surroundings.fillDemo(store, stamp, heard);
        if (problems.length > 0) return { ok: false, problems };
        return { ok: true, value: await status() };
      } catch (error) {
        return { ok: false, problems: [storeProblem(error)] };
      }
    },
    reset,
  };
};
