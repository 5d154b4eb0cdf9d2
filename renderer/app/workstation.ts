import { proxy, type Remote, wrap } from 'comlink';
import type { Comparable } from '../../core/customers/duplicates.ts';
import type { Documents, DocumentKind } from '../../core/collections.ts';
import type { Where } from '../../core/kernel/use-case.ts';
import type { Outcome, ProblemLike } from '../../core/kernel/outcome.ts';
import type { BlockWish } from '../../core/organization/lease-block.ts';
import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { PlainDate } from '../../core/time/plain-date.ts';
import type { BodyOf, CommandKind } from '../../core/use-cases.ts';
import type { RowPage, RowQuery } from '../../core/views/rows.ts';
import type { SearchHit } from '../../core/views/search.ts';
import { session } from '../state/session.ts';
import type { UsageStanding } from '../../core/views/usage-standing.ts';
import type { ImportHead, ImportReport, RowImport, RowImportOptions } from '../workers/import/types.ts';
import type {
  BilledAhead,
  ChangeAhead,
  ChangedDocument,
  DemoProgress,
  Duplicate,
  Executed,
  ExportColumn,
  FollowUp,
  JournalFilter,
  JournalPage,
  ListFormat,
  Previewed,
  Refusal,
  RunPreview,
  RunProgress,
  RunResult,
  RunScope,
  Stamp,
  StoreApi,
  StoreStatus,
  UnfinishedRun,
} from '../workers/store-api.ts';
import type { ShellWire } from '../workers/sync/shell-transport.ts';
import type { Authors, Beginning, BlockAnswer, InboxDetail, InboxItem, Settlement, SyncNews } from '../workers/sync/sync-api.ts';
import { clock, type WorkstationClock } from './clock.ts';

export type Listener = (changed: readonly ChangedDocument[]) => void;

/** The door that screens use. Everything behind it happens in the store's worker; nothing here reads, plans or writes on the window's thread. */
export type Workstation = {
  /** Builds the command (id, moment, actor), plans it, commits it. Problems are data. */
  execute<K extends CommandKind>(kind: K, body: BodyOf<K>): Promise<Outcome<Executed, Refusal>>;
  /** The same plan, not committed: the documents that it would write. */
  preview<K extends CommandKind>(kind: K, body: BodyOf<K>): Promise<Outcome<Previewed, Refusal>>;
  /** SUB-14: the change laid over the store, then billed through a day (inclusive; `null`: until its next period has begun); nothing is written. */
  previewBilling<K extends CommandKind>(
    kind: K,
    body: BodyOf<K>,
    through: PlainDate | null,
    followUps?: readonly FollowUp[],
  ): Promise<Outcome<ChangeAhead, Refusal>>;
  /** What billing would make through a day (inclusive) if nothing is changed until then; what is planned lands. */
  billedAhead(customerIds: readonly string[], through: PlainDate): Promise<BilledAhead>;
  /** S8: accounts that may be the customer that is being entered, the likeliest first. */
  likelyDuplicates(customer: Comparable): Promise<readonly Duplicate[]>;
  /** USG-12: how a customer's use of every metric stands in the running period. */
  usageStanding(customerId: string): Promise<readonly UsageStanding[]>;
  /** A18: imports a file of rows; a dry run writes nothing. `heard` is told how many rows were read. */
  importFile(kind: RowImport, file: File, options: RowImportOptions, heard?: (rows: number) => void): Promise<ImportReport>;
  importHead(kind: RowImport, file: File): Promise<ImportHead>;
  importTemplate(kind: RowImport): Promise<string>;
  get<K extends DocumentKind>(kind: K, id: string): Promise<Documents[K] | null>;
  list<K extends DocumentKind>(kind: K, where?: Where): Promise<readonly Documents[K][]>;
  rows(query: RowQuery): Promise<RowPage>;
  /** Every id that matches, in the order of the list. */
  rowIds(query: RowQuery): Promise<readonly string[]>;
  /** The values of a column, most frequent first. */
  rowValues(kind: string, column: string): Promise<readonly { readonly value: string | number | null; readonly count: number }[]>;
  /** Everything that matches as a CSV or Excel file (A18), made off the window's thread. */
  listFile(format: ListFormat, title: string, columns: readonly ExportColumn[], query: RowQuery): Promise<Blob>;
  search(text: string, limit: number): Promise<readonly SearchHit[]>;
  /** Calls back after every commit with what changed. An empty id stands for the whole kind. */
  subscribe(listener: Listener): () => void;
  readonly run: {
    preview(scope: RunScope, onProgress?: (progress: RunProgress) => void): Promise<RunPreview | null>;
    /** More of the documents of the last preview, in the order of their numbers. */
    documents(from: number, count: number): Promise<readonly IssuedDocument[]>;
    start(scope: RunScope, onProgress?: (progress: RunProgress) => void): Promise<RunResult>;
    pause(): Promise<void>;
    resume(): Promise<void>;
    cancel(): Promise<void>;
    unfinished(): Promise<readonly UnfinishedRun[]>;
  };
  journal(filter: JournalFilter): Promise<JournalPage>;
  exportAll(): Promise<Blob>;
  /** Replaces everything by what the file holds, once `takeCopy` has put away what is there; or refuses it and changes nothing. */
  restore(file: Blob, takeCopy: (copy: Blob) => Promise<void>): Promise<Outcome<{ readonly commands: number }, ProblemLike>>;
  migrate(takeCopy: (copy: Blob) => Promise<void>): Promise<Outcome<{ readonly commands: number }, ProblemLike>>;
  demo(onProgress?: (progress: DemoProgress) => void): Promise<Outcome<StoreStatus, ProblemLike>>;
  /** Takes everything away. Ask first. */
  reset(): Promise<void>;
  /** Opens the store where it is not open yet; problems say why it cannot be. */
  status(): Promise<Outcome<StoreStatus, ProblemLike>>;
  readonly clock: WorkstationClock;
  /** The way to a server; nothing of it waits for the network. */
  readonly sync: {
    /** Called once: through the shell, or by the worker's own requests. */
    begin(wire: ShellWire | null, heard: (news: SyncNews) => void): Promise<void>;
    now(): Promise<void>;
    network(isThere: boolean): Promise<void>;
    join(server: string, station: string, beginning: Beginning): Promise<ProblemLike | null>;
    leave(): Promise<void>;
    /** NUM-02: numbers for a longer way without a network; `null`: the server was not reached. */
    lend(wish: BlockWish): Promise<BlockAnswer | null>;
    authors(): Promise<Authors>;
    inbox(): Promise<readonly InboxItem[]>;
    inboxDetail(id: string): Promise<InboxDetail | null>;
    settle(id: string, how: Settlement): Promise<void>;
  };
};

const newId = (): string => `cmd_${crypto.randomUUID().replaceAll('-', '')}`;

const stamp = (at: Instant = clock.now(), id = newId()): Stamp => {
  const { user, station } = session();
  return { id, at, by: { user, station } };
};

const silent = (): void => undefined;

type Api = Remote<StoreApi>;

const runDoor = (api: Api): Workstation['run'] => ({
  preview: (scope, heard = silent) => api.runPreview(scope, stamp(), proxy(heard)),
  documents: (from, count) => api.runDocuments(from, count),
  start: (scope, heard = silent) => api.runStart(scope, stamp(), proxy(heard)),
  pause: () => api.runPause(),
  resume: () => api.runResume(),
  cancel: () => api.runCancel(),
  unfinished: () => api.runUnfinished(),
});

const syncDoor = (api: Api): Workstation['sync'] => ({
  begin: (wire, heard) => api.syncBegin(wire === null ? null : proxy(wire), proxy(heard)),
  now: () => api.syncNow(),
  network: (isThere) => api.syncNetwork(isThere),
  join: (server, station, beginning) => api.syncJoin(server, station, beginning),
  leave: () => api.syncLeave(),
  lend: (wish) => api.syncLend(wish),
  authors: () => api.syncAuthors(),
  inbox: () => api.syncInbox(),
  inboxDetail: (id) => api.syncInboxDetail(id),
  settle: (id, how) => api.syncSettle(id, how),
});

/** The workstation over a store API. */
const workstationOver = (api: Api): Workstation => {
  const listeners = new Set<Listener>();
  void api.subscribe(
    proxy((changed: readonly ChangedDocument[]) => {
      for (const listener of listeners) listener(changed);
    }),
  );
  // The RPC keeps what goes through it but forgets that the answer's type follows from the kind.
  const typed = api as unknown as StoreApi;
  return {
    execute: (kind, body) => typed.execute(kind, body, stamp()),
    preview: (kind, body) => typed.preview(kind, body, stamp()),
    previewBilling: (kind, body, through, followUps = []) => typed.previewBilling(kind, body, stamp(), through, followUps),
    billedAhead: (customerIds, through) => api.billedAhead(customerIds, stamp(), through),
    likelyDuplicates: (customer) => api.likelyDuplicates(customer),
    usageStanding: (customerId) => api.usageStanding(customerId, stamp()),
    importFile: (kind, file, options, heard = silent) => api.importFile(kind, file, options, stamp(), proxy(heard)),
    importHead: (kind, file) => api.importHead(kind, file),
    importTemplate: (kind) => api.importTemplate(kind),
    get: (kind, id) => typed.get(kind, id),
    list: (kind, where) => typed.list(kind, where),
    rows: (query) => api.rows(query),
    rowIds: (query) => api.rowIds(query),
    rowValues: (kind, column) => api.rowValues(kind, column, clock.today(session().entityId)),
    listFile: (format, title, columns, query) => api.listFile(format, title, columns, query),
    search: (text, limit) => api.search(text, limit),
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    run: runDoor(api),
    sync: syncDoor(api),
    journal: (filter) => api.journal(filter),
    exportAll: () => api.exportAll(),
    restore: (file, takeCopy) => api.restore(file, proxy(takeCopy)),
    migrate: (takeCopy) => api.migrate(proxy(takeCopy)),
    demo: (heard = silent) => api.demo(stamp(), proxy(heard)),
    reset: () => api.reset(),
    status: () => api.open(),
    clock,
  };
};

let made: Workstation | null = null;

/** The one workstation of this window; its worker starts with the first use. */
export const workstation = (): Workstation => {
  made ??= workstationOver(
    wrap<StoreApi>(new Worker(new URL('../workers/store-worker.ts', import.meta.url), { type: 'module', name: 'store' })),
  );
  return made;
};
