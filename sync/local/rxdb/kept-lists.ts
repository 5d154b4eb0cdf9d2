import type { DocumentKind } from '../../../core/collections.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import { must } from '../../../core/kernel/invariant.ts';
import { groupedBy } from '../../../core/kernel/order.ts';
import { rowKinds, rowSpecOf } from '../../../core/views/lists/row-specs.ts';
import { ListIndex } from '../index/list-index.ts';
import { Snapshot } from '../index/snapshot.ts';
import type { DocumentKey, Received } from '../received.ts';
import type { RxCommands } from './commands.ts';
import type { Database } from './database.ts';
import { type RxDocuments, tableFor } from './documents.ts';
import { documentOf, type Envelope, keyOf, keysOfKind } from './envelope.ts';
import { Touched } from './touched.ts';

/** Rows that may change before they are kept, and how long the store rests before it keeps fewer. */
const mostBehind = 10_000;
const restMs = 3000;

type Timers = { readonly setTimeout: (work: () => void, ms: number) => number; readonly clearTimeout: (timer: number | null) => void };

type Parts = {
  readonly database: Database;
  readonly documents: RxDocuments;
  readonly commands: RxCommands;
  /** Which program this is: lists that another one kept are made anew. */
  readonly build: string;
  /** The command up to which documents are written. */
  readonly applied: number;
};

/** The lists of an open store, in memory and as they are kept for its next start. */
export type KeptLists = {
  readonly index: ListIndex;
  /** Which revisions are stored, without asking the database; `null` where there is no list of the kind, or where a write failed on its way. */
  revisions(kind: string, ids: readonly string[]): ReadonlyMap<string, number> | null;
  /** Whether no document of the kind is stored, without asking the database; `false` where the lists cannot tell. */
  hasNone(kind: string): boolean;
  /** The documents of the kind that another system calls so; `null` where the lists cannot tell. */
  called(kind: string, externalId: string): readonly string[] | null;
  /** Tells which documents are not in the lists that there are as of now. */
  unknown(): (key: DocumentKey) => boolean;
  /** Before anything is written: with what was kept and what has come since, or with every document. */
  fill(): Promise<void>;
  put(written: readonly StoredDocument[]): void;
  /** What is about to be written past the journal: a start that comes in between looks at it again. */
  expect(received: Received): Promise<void>;
  receive(received: Received): void;
  /** The documents of every command through this one are in the lists. */
  reached(sequence: number): void;
  through(): number;
  /** Keeps them now. It happens by itself soon after much has changed, or when the store has rested for a while. */
  keep(): Promise<void>;
  /** Keeps them for the last time. */
  stop(): Promise<void>;
};

const keysIn = ({ documents, removed }: Received): readonly DocumentKey[] =>
  [...documents, ...removed].filter(({ kind }) => rowSpecOf(kind) !== null).map(({ kind, id }) => ({ kind, id }));

export const keptLists = (parts: Parts): KeptLists => {
  const { database, build, applied } = parts;
  const { setTimeout, clearTimeout } = globalThis as unknown as Timers;
  const index = new ListIndex();
  const snapshot = new Snapshot(database.documents.work, index, build);
  const touched = new Touched(database.documents.work);
  let through = applied;
  let timer: number | null = null;
  let isStopped = false;

  const keep = async (): Promise<void> => {
    if (snapshot.behind === 0) return;
    const { time } = touched;
    await snapshot.flush(through);
    await touched.forget(time);
  };
  // A disk that is full now loses nothing: the rows are made from the journal.
  const quietly = (): void => {
    keep().catch(() => undefined);
  };
  const soon = (): void => {
    if (isStopped || snapshot.behind === 0) return;
    clearTimeout(timer);
    timer = setTimeout(quietly, snapshot.behind >= mostBehind ? 0 : restMs);
  };
  const receive = ({ documents, removed }: Received): void => {
    snapshot.changed(index.receive(documents, []));
    snapshot.removed(index.receive([], removed));
  };

  return {
    index,
    fill: () => filled({ ...parts, index, snapshot, touched, receive }),
    put: (written) => {
      snapshot.changed(index.put(written));
    },
    revisions: (kind, ids) => {
      const shelf = index.shelfOf(kind);
      if (shelf === null || ids.some((id) => touched.isWaiting(kind, id))) return null;
      const slots = ids.map((id) => [id, shelf.slotOf(id)] as const);
      return new Map(slots.flatMap(([id, slot]) => (slot === null ? [] : [[id, must(shelf.revs[slot], 'a slot is filled')]])));
    },
    hasNone: (kind) => index.shelfOf(kind)?.size === 0 && !touched.isAnyWaiting,
    called: (kind, externalId) => (touched.isAnyWaiting ? null : (index.shelfOf(kind)?.idsWhere('externalId', externalId) ?? null)),
    unknown: () => (key) => index.shelfOf(key.kind)?.slotOf(key.id) === null,
    expect: (received) => touched.note(keysIn(received)),
    receive: (received) => {
      receive(received);
      touched.taken(keysIn(received));
      soon();
    },
    reached: (sequence) => {
      through = sequence;
      soon();
    },
    through: () => through,
    keep,
    stop: async () => {
      isStopped = true;
      clearTimeout(timer);
      await keep();
    },
  };
};

type Filling = Parts & {
  readonly index: ListIndex;
  readonly snapshot: Snapshot;
  readonly touched: Touched;
  readonly receive: (received: Received) => void;
};

const filled = async ({ database, documents, commands, applied, index, snapshot, touched, receive }: Filling): Promise<void> => {
  const keys = await touched.load();
  const kept = await snapshot.load();
  if (kept !== null && kept <= applied) {
    for await (const { entry } of commands.after(kept, applied)) snapshot.changed(index.put(entry.documents));
    receive(await lookedAgain(documents, keys));
    if (await countsAgree(documents, index)) return;
  }
  index.clear();
  for (const kind of rowKinds) {
    for await (const page of tableFor(database.documents, kind).pages(...keysOfKind(kind), 2000)) {
      snapshot.changed(index.put(page.map((envelope: Envelope) => documentOf(envelope))));
    }
  }
  await snapshot.flush(applied);
  await touched.forget(touched.time);
};

/** Documents of which the journal does not tell, as they are now. */
const lookedAgain = async (documents: RxDocuments, keys: readonly DocumentKey[]): Promise<Received> => {
  const found: StoredDocument[] = [];
  for (const [kind, group] of groupedBy(keys, (key) => key.kind)) {
    found.push(...(await documents.list(kind as DocumentKind, { ids: group.map(({ id }) => id) })));
  }
  const there = new Set(found.map(({ kind, id }) => keyOf(kind, id)));
  return { documents: found, removed: keys.filter(({ kind, id }) => !there.has(keyOf(kind, id))) };
};

/** Whether the lists have as many rows as there are documents: they are made anew rather than trusted. */
const countsAgree = async (documents: RxDocuments, index: ListIndex): Promise<boolean> => {
  const counts = await Promise.all(rowKinds.map((kind) => documents.count(kind)));
  return rowKinds.every((kind, at) => (index.shelves.get(kind)?.size ?? 0) === counts[at]);
};
