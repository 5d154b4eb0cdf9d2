import { collections, type DocumentKind } from '../../core/collections.ts';
import { likelyDuplicates } from '../../core/customers/duplicates.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import { done, type ProblemLike } from '../../core/kernel/outcome.ts';
import type { Store } from '../../sync/local/store.ts';
import { billedAhead } from './billing-ahead.ts';
import { BillingDesk } from './billing-run.ts';
import { execute, preview, previewBilling, storeProblem } from './commands.ts';
import { isDemoStore } from './demo-mark.ts';
import { listFile } from './export/list-file.ts';
import { importHead, importRows, importTemplate } from './import/import-rows.ts';
import { JournalIndex } from './journal-index.ts';
import type { ChangedDocument, StoreApi, StoreStatus } from './store-api.ts';
import type { OpenHome, StoreHome } from './store-home.ts';
import { usageStandingOf } from './usage-standing.ts';
import { changedDocuments, watchedStore } from './watched-store.ts';

/** What the host takes from its surroundings, so that a test can give other ones. */
export type Surroundings = {
  readonly home: StoreHome;
  /** A clock for durations, in milliseconds. */
  readonly nowMs: () => number;
  /** Fills an empty store with the demo company; answers what was wrong. */
  readonly fillDemo: (store: Store, ...rest: Parameters<StoreApi['demo']>) => Promise<readonly ProblemLike[]>;
};

type Parts = { readonly open: OpenHome; readonly store: Store; readonly desk: BillingDesk; readonly journal: JournalIndex };

const kinds = Object.values(collections).flat() as readonly DocumentKind[];

/** How many changed documents a notice names; more are told as their kinds, with an empty id. */
const namedChanges = 200;

/** The store could not be opened: every question is answered with the same reason, and `open` tells it. */
class NotOpen extends Error {
  override readonly name = 'NotOpen';
  readonly problems: readonly ProblemLike[];

  constructor(problems: readonly ProblemLike[]) {
    super(`the store is not open: ${problems.map(({ code }) => code).join(', ')}`);
    this.problems = problems;
  }
}

/** The one owner of the store: everything that screens read or change goes through here, off the window's thread. */
export const storeHost = ({ home, nowMs, fillDemo }: Surroundings): StoreApi => {
  const listeners = new Set<(changed: readonly ChangedDocument[]) => void>();
  let opening: Promise<Parts> | null = null;

  const notify = (changed: readonly ChangedDocument[]): void => {
    const named =
      changed.length <= namedChanges ? changed : [...new Set(changed.map(({ kind }) => kind))].map((kind) => ({ kind, id: '' }));
    for (const listener of listeners) listener(named);
  };
  const notifyAll = (): void => notify(kinds.map((kind) => ({ kind, id: '' })));

  const opened = async (): Promise<Parts> => {
    const outcome = await home.open();
    if (!outcome.ok) throw new NotOpen(outcome.problems);
    const open = outcome.value;
    const store = watchedStore(open.store, (documents: readonly StoredDocument[]) => notify(changedDocuments(documents)), notifyAll);
    return { open, store, desk: new BillingDesk(store, nowMs), journal: new JournalIndex(store) };
  };

  const ready = (): Promise<Parts> => {
    opening ??= opened().catch((error: unknown) => {
      // Another try may succeed: the other window may be closed by then.
      opening = null;
      throw error;
    });
    return opening;
  };

  const statusOf = async ({ open, store }: Parts): Promise<StoreStatus> => ({
    documents: open.index.size,
    isDemo: await isDemoStore(store),
    healed: open.healed,
    isPersistent: open.isPersistent,
  });

  const closedWork = async <T>(work: () => Promise<T>): Promise<T> => {
    const parts = opening === null ? null : await opening.catch(() => null);
    await parts?.open.close();
    opening = null;
    try {
      return await work();
    } finally {
      await ready().catch(() => undefined);
      notifyAll();
    }
  };

  return {
    open: async () => {
      try {
        return done(await statusOf(await ready()));
      } catch (error) {
        return { ok: false, problems: error instanceof NotOpen ? error.problems : [storeProblem(error)] };
      }
    },
    execute: async (kind, body, stamp) => execute((await ready()).store, kind, body, stamp),
    preview: async (kind, body, stamp) => preview((await ready()).store, kind, body, stamp),
    previewBilling: async (kind, body, stamp, through, followUps) =>
      previewBilling((await ready()).store, kind, body, stamp, through, followUps),
    billedAhead: async (customerIds, stamp, through) => billedAhead((await ready()).store, customerIds, stamp, through),
    likelyDuplicates: async (customer) => {
      const customers = await (await ready()).store.list('customer');
      const byId = new Map(customers.map((each) => [each.id, each]));
      return likelyDuplicates(customer, customers)
        .slice(0, 5)
        .map(({ customerId: id, reasons }) => {
          const { name = '', billingAddress } = byId.get(id) ?? {};
          return { id, name, place: [billingAddress?.city, billingAddress?.country].filter(Boolean).join(', '), reasons };
        });
    },
    usageStanding: async (customerId, stamp) => usageStandingOf((await ready()).store, customerId, stamp.at),
    importFile: async (kind, file, options, stamp, heard) => importRows((await ready()).store, kind, file, options, stamp, heard),
    importHead: (kind, file) => importHead(kind, file),
    importTemplate: async (kind) => importTemplate(kind),
    get: async (kind, id) => (await ready()).store.get(kind, id),
    list: async (kind, where) => (await ready()).store.list(kind, where),
    rows: async (query) => (await ready()).open.index.page(query),
    rowIds: async (query) => (await ready()).open.index.ids(query),
    rowValues: async (kind, column, on) => (await ready()).open.index.values(kind, column, on),
    listFile: async (format, title, columns, query) => {
      const { index } = (await ready()).open;
      return listFile(format, title, columns, index.page({ ...query, from: 0, count: Number.MAX_SAFE_INTEGER }).rows);
    },
    search: async (text, limit) => (await ready()).open.index.search(text, limit),
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
    exportAll: async () => (await ready()).open.exported(),
    restore: (file, takeCopy) => closedWork(() => home.restore(file, takeCopy)),
    migrate: (takeCopy) => closedWork(() => home.migrate(takeCopy)),
    demo: async (stamp, heard) => {
      try {
        const parts = await ready();
        const problems = await fillDemo(parts.store, stamp, heard);
        return problems.length > 0 ? { ok: false, problems } : done(await statusOf(parts));
      } catch (error) {
        return { ok: false, problems: [storeProblem(error)] };
      }
    },
    reset: async () => {
      const { open } = await ready();
      await open.wipe();
      opening = null;
      await ready();
      notifyAll();
    },
  };
};
