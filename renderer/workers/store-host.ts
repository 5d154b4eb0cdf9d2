import { likelyDuplicates } from '../../core/customers/duplicates.ts';
import { done, type ProblemLike } from '../../core/kernel/outcome.ts';
import { storeProblemOf } from '../../sync/local/rxdb/faults.ts';
import type { Store } from '../../sync/local/store.ts';
import { billedAhead } from './billing-ahead.ts';
import { roleProblem, scopedStore } from './access.ts';
import { execute, preview, previewBilling } from './commands.ts';
import { listFile } from './export/list-file.ts';
import { commandOfImport, importHead, importRows, importTemplate } from './import/import-rows.ts';
import type { ImportReport } from './import/types.ts';
import { NotOpen, OpenedStore, type Parts } from './opened-store.ts';
import type { StoreApi } from './store-api.ts';
import type { StoreHome } from './store-home.ts';
import { syncDoor } from './sync/sync-door.ts';
import type { SyncWiring } from './sync/sync-wiring.ts';
import { usageStandingOf } from './usage-standing.ts';

/** What the host takes from its surroundings, so that a test can give other ones. */
export type Surroundings = {
  readonly home: StoreHome;
  /** A clock for durations, in milliseconds. */
  readonly nowMs: () => number;
  readonly wiring: SyncWiring;
  /** Fills an empty store with the demo company; answers what was wrong. */
  readonly fillDemo: (store: Store, ...rest: Parameters<StoreApi['demo']>) => Promise<readonly ProblemLike[]>;
};

/** Customers that may be the same, at most five, as a form shows them. */
const duplicatesOf = async (
  store: Store,
  ...[customer]: Parameters<StoreApi['likelyDuplicates']>
): ReturnType<StoreApi['likelyDuplicates']> => {
  const customers = await store.list('customer');
  const byId = new Map(customers.map((each) => [each.id, each]));
  return likelyDuplicates(customer, customers)
    .slice(0, 5)
    .map(({ customerId: id, reasons }) => {
      const { name = '', billingAddress } = byId.get(id) ?? {};
      return { id, name, place: [billingAddress?.city, billingAddress?.country].filter(Boolean).join(', '), reasons };
    });
};

/** A file of which nothing is even read. */
const refusedImport = (file: string, code: string): ImportReport => ({
  file,
  outcome: 'refused',
  rows: 0,
  badRows: 0,
  committed: 0,
  known: 0,
  problems: [{ code, file, line: 0, column: '', value: '', facts: {} }],
  problemCount: 1,
});

/** The one owner of the store: everything that screens read or change goes through here, off the window's thread. */
export const storeHost = ({ home, nowMs, wiring, fillDemo }: Surroundings): StoreApi => {
  const opened = new OpenedStore(home, nowMs, wiring);
  const ready = (): Promise<Parts> => opened.ready();
  return {
    open: async () => {
      try {
        return done(await opened.status());
      } catch (error) {
        return { ok: false, problems: error instanceof NotOpen ? error.problems : [storeProblemOf(error)] };
      }
    },
    execute: async (kind, body, stamp) => {
      const { store, sync } = await ready();
      return execute(store, kind, body, sync.signed(stamp), sync.access);
    },
    preview: async (kind, body, stamp) => {
      const { store, sync } = await ready();
      return preview(store, kind, body, sync.signed(stamp));
    },
    previewBilling: async (kind, body, stamp, through, followUps) => {
      const { store, sync } = await ready();
      return previewBilling(store, kind, body, sync.signed(stamp), through, followUps);
    },
    billedAhead: async (customerIds, stamp, through) => billedAhead((await ready()).store, customerIds, stamp, through),
    likelyDuplicates: async (customer) => duplicatesOf((await ready()).store, customer),
    usageStanding: async (customerId, stamp) => usageStandingOf((await ready()).store, customerId, stamp.at),
    importFile: async (kind, file, options, stamp, heard) => {
      const { store, sync } = await ready();
      const forbidden = roleProblem(commandOfImport(kind), sync.access);
      if (forbidden !== null) return refusedImport(file.name, forbidden.code);
      return importRows(scopedStore(store, sync.access), kind, file, options, sync.signed(stamp), heard);
    },
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
      opened.hear(listener);
    },
    runPreview: async (scope, stamp, heard) => {
      const { desk, sync } = await ready();
      return desk.preview(scope, sync.signed(stamp), heard);
    },
    runDocuments: async (from, count) => (await ready()).desk.documents(from, count),
    runStart: async (scope, stamp, heard) => {
      const { desk, sync } = await ready();
      const problem = roleProblem('billing.run', sync.access);
      return problem === null ? desk.start(scope, sync.signed(stamp), heard) : { kind: 'failed', problems: [problem], runId: '' };
    },
    runPause: async () => (await ready()).desk.pause(),
    runResume: async () => (await ready()).desk.resume(),
    runCancel: async () => (await ready()).desk.cancel(),
    runUnfinished: async () => (await ready()).desk.unfinished(),
    journal: async (filter) => (await ready()).journal.page(filter),
    exportAll: async () => (await ready()).open.exported(),
    restore: (file, takeCopy) => opened.closedWork(() => home.restore(file, takeCopy)),
    migrate: (takeCopy) => opened.closedWork(() => home.migrate(takeCopy)),
    demo: async (stamp, heard) => {
      try {
        const problems = await fillDemo((await ready()).store, stamp, heard);
        return problems.length > 0 ? { ok: false, problems } : done(await opened.status());
      } catch (error) {
        return { ok: false, problems: [storeProblemOf(error)] };
      }
    },
    reset: () => opened.reset(),
    ...syncDoor(opened, wiring),
  };
};
