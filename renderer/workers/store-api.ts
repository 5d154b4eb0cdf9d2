import type { DocumentKind, Documents } from '../../core/collections.ts';
import type { Comparable, DuplicateReason } from '../../core/customers/duplicates.ts';
import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import type { RunException, RunTotal } from '../../core/invoicing/types.ts';
import type { LineDifference } from '../../core/invoicing/run-difference.ts';
import type { Actor, Command, Write } from '../../core/kernel/command.ts';
import type { Outcome, ProblemLike } from '../../core/kernel/outcome.ts';
import type { ShapeProblem } from '../../core/kernel/shape.ts';
import type { Where } from '../../core/kernel/use-case.ts';
import type { Subscription } from '../../core/subscriptions/types.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Period } from '../../core/time/period.ts';
import type { PlainDate } from '../../core/time/plain-date.ts';
import type { AnyProblem, BodyOf, CommandKind } from '../../core/use-cases.ts';
import type { Cell, RowPage, RowQuery } from '../../core/views/rows.ts';
import type { SearchHit } from '../../core/views/search.ts';
import type { UsageStanding } from '../../core/views/usage-standing.ts';
import type { StoreProblem } from '../../sync/local/rxdb/faults.ts';
import type { ExportColumn, ListFormat } from './export/list-file.ts';
import type { SyncApi } from './sync/sync-api.ts';
import type { ImportHead, ImportReport, RowImport, RowImportOptions } from './import/types.ts';

export type { ExportColumn, ListFormat };

/** Who asks, when, and under which id: what a command needs beside its kind and its body. */
export type Stamp = { readonly id: string; readonly at: Instant; readonly by: Actor };

/** What may be wrong with any command, beside what its use case finds. */
export type DoorProblem =
  | ShapeProblem
  | { readonly code: 'command.id-reused'; readonly commandId: string }
  /** The disk or the browser's share of it is full, or the database failed. */
  | StoreProblem
  /** ROL-05: the role of whoever is signed in does not give such commands. */
  | { readonly code: 'access.role'; readonly kind: string; readonly role: string }
  /** ROL-06: it would write what lies in an entity of others. */
  | { readonly code: 'access.entity'; readonly entityId: string };

export type Refusal = AnyProblem | DoorProblem;

/** `known`: the same command happened before and had its effect then. `ids` are the documents that it wrote. */
export type Executed = { readonly kind: 'committed' | 'known'; readonly commandId: string; readonly ids: readonly ChangedDocument[] };

export type ChangedDocument = { readonly kind: DocumentKind; readonly id: string };

export type Previewed = { readonly writes: readonly Write[] };

/** Everything due before `period.end`, by these entities, for these customers (`null`: all). */
export type RunScope = { readonly period: Period; readonly entityIds: readonly string[]; readonly customerIds: readonly string[] | null };

export type RunPreview = {
  /** Nothing is owed where it has no documents. */
  readonly documents: number;
  readonly parts: number;
  readonly totals: readonly RunTotal[];
  readonly exceptions: readonly RunException[];
  readonly hash: string;
  /** A page of the documents in the order of their numbers; ask `runDocuments` for more. */
  readonly sample: readonly IssuedDocument[];
  /** Against the last finished run of the same length: what is new, gone or changed (F3). */
  readonly differences: readonly LineDifference[];
};

/** What billing would make through a day (inclusive), whom it would leave out, and the customers' subscriptions as they are on that day. */
export type BilledAhead = {
  readonly through: PlainDate;
  readonly documents: readonly IssuedDocument[];
  readonly exceptions: readonly RunException[];
  readonly subscriptions: readonly Subscription[];
};

/** The same for a change, with the subscription as the change alone writes it; `null` where it writes none. */
export type ChangeAhead = BilledAhead & { readonly subscription: Subscription | null };

/** An account that may be the same customer. */
export type Duplicate = {
  readonly id: string;
  readonly name: string;
  readonly place: string;
  readonly reasons: readonly DuplicateReason[];
};

/** A command that follows another one in a preview. `$subscription` in its body stands for the subscription that the first one writes. */
export type FollowUp = { readonly kind: CommandKind; readonly body: unknown };

export type RunPhase = 'reading' | 'committing' | 'paused' | 'finished' | 'cancelled' | 'failed';

/** `done` of `of`: customers while reading, documents while committing. */
export type RunProgress = {
  readonly phase: RunPhase;
  readonly done: number;
  readonly of: number;
  readonly elapsedMs: number;
  readonly leftMs: number | null;
};

/** `cancelled`: whole parts stand, and planning again gives exactly the rest. */
export type RunResult =
  | {
      readonly kind: 'finished' | 'cancelled';
      readonly runId: string;
      readonly documents: number;
      readonly totals: readonly RunTotal[];
      readonly exceptions: readonly RunException[];
      readonly hash: string;
    }
  | { readonly kind: 'nothing-owed'; readonly exceptions: readonly RunException[] }
  | { readonly kind: 'failed'; readonly problems: readonly ProblemLike[]; readonly runId: string };

export type UnfinishedRun = {
  readonly runId: string;
  readonly period: Period;
  readonly entityIds: readonly string[];
  readonly done: number;
  readonly planned: number;
};

/** All given must hold. Newest first. */
export type JournalFilter = {
  readonly documentId?: string;
  /** The customer and every record of it but usage; only their changes are told. */
  readonly customerId?: string;
  readonly commandKinds?: readonly string[];
  readonly user?: string;
  /** Days of entering, both inclusive, in UTC. */
  readonly from?: PlainDate;
  readonly until?: PlainDate;
  readonly skip?: number;
  readonly limit: number;
};

/** One command, with every document that it wrote as it was before and after (A20). `before` is `null` for a new document. */
export type JournalItem = {
  readonly sequence: number;
  readonly command: Command;
  readonly changes: readonly { readonly kind: string; readonly id: string; readonly before: unknown; readonly after: unknown }[];
};

export type JournalPage = { readonly items: readonly JournalItem[]; readonly matching: number };

export type DemoProgress = { readonly file: string; readonly done: number; readonly of: number };

export type StoreStatus = {
  /** Documents that stand in lists. */
  readonly documents: number;
  /** The company is the demo company. */
  readonly isDemo: boolean;
  /** What finished at start-up that an interruption had left open. */
  readonly healed: number;
  /** The database keeps what it has when space gets short; `null` where the host cannot say. */
  readonly isPersistent: boolean | null;
};

/** What the worker answers. Everything is plain data; callbacks come wrapped by the RPC. */
export type StoreApi = SyncApi & {
  /** Opens the store if it is not open yet. Problems: `store.in-use`, `store.newer`, `store.older` (see `migrate`), `store.full`, `store.failed`. */
  open(): Promise<Outcome<StoreStatus, ProblemLike>>;
  execute<K extends CommandKind>(kind: K, body: BodyOf<K>, stamp: Stamp): Promise<Outcome<Executed, Refusal>>;
  preview<K extends CommandKind>(kind: K, body: BodyOf<K>, stamp: Stamp): Promise<Outcome<Previewed, Refusal>>;
  previewBilling<K extends CommandKind>(
    kind: K,
    body: BodyOf<K>,
    stamp: Stamp,
    through: PlainDate | null,
    followUps: readonly FollowUp[],
  ): Promise<Outcome<ChangeAhead, Refusal>>;
  /** The same with nothing changed, for some customers. */
  billedAhead(customerIds: readonly string[], stamp: Stamp, through: PlainDate): Promise<BilledAhead>;
  /** S8: accounts that may be the customer that is being entered, the likeliest first; at most five. */
  likelyDuplicates(customer: Comparable): Promise<readonly Duplicate[]>;
  /** USG-12: how a customer's use of every metric stands in the running period. */
  usageStanding(customerId: string, stamp: Stamp): Promise<readonly UsageStanding[]>;
  /** Reads a file of rows into commands: on a copy first, for good only where it is right. */
  importFile(
    kind: RowImport,
    file: File,
    options: RowImportOptions,
    stamp: Stamp,
    onProgress: (rows: number) => void,
  ): Promise<ImportReport>;
  /** What a file's head says and some rows of it; the mapping is made from it. */
  importHead(kind: RowImport, file: File): Promise<ImportHead>;
  /** The head of an empty file, for somebody to fill in. */
  importTemplate(kind: RowImport): Promise<string>;
  get<K extends DocumentKind>(kind: K, id: string): Promise<Documents[K] | null>;
  list<K extends DocumentKind>(kind: K, where?: Where): Promise<readonly Documents[K][]>;
  rows(query: RowQuery): Promise<RowPage>;
  /** The ids of everything that matches, for "select all N matching". */
  rowIds(query: RowQuery): Promise<readonly string[]>;
  /** The values that a column has, most frequent first, for filters. */
  rowValues(
    kind: string,
    column: string,
    on: PlainDate,
  ): Promise<readonly { readonly value: Exclude<Cell, object>; readonly count: number }[]>;
  /** Everything that matches, in the order of the list, as a file. */
  listFile(format: ListFormat, title: string, columns: readonly ExportColumn[], query: RowQuery): Promise<Blob>;
  search(text: string, limit: number): Promise<readonly SearchHit[]>;
  subscribe(listener: (changed: readonly ChangedDocument[]) => void): Promise<void>;
  runPreview(scope: RunScope, stamp: Stamp, onProgress: (progress: RunProgress) => void): Promise<RunPreview | null>;
  runDocuments(from: number, count: number): Promise<readonly IssuedDocument[]>;
  runStart(scope: RunScope, stamp: Stamp, onProgress: (progress: RunProgress) => void): Promise<RunResult>;
  runPause(): Promise<void>;
  runResume(): Promise<void>;
  runCancel(): Promise<void>;
  runUnfinished(): Promise<readonly UnfinishedRun[]>;
  journal(filter: JournalFilter): Promise<JournalPage>;
  exportAll(): Promise<Blob>;
  /** Replaces everything by what the file holds; a copy of what is there is handed over first. Refused, it changes nothing. */
  restore(file: Blob, takeCopy: (copy: Blob) => Promise<void>): Promise<Outcome<{ readonly commands: number }, ProblemLike>>;
  migrate(takeCopy: (copy: Blob) => Promise<void>): Promise<Outcome<{ readonly commands: number }, ProblemLike>>;
  demo(stamp: Stamp, onProgress: (progress: DemoProgress) => void): Promise<Outcome<StoreStatus, ProblemLike>>;
  reset(): Promise<void>;
};
