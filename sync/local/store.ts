import type { DocumentKind, JournalEntry } from '../../core/collections.ts';
import { collectionOf } from '../../core/collections.ts';
import type { Change, Command, StoredDocument, Write } from '../../core/kernel/command.ts';
import { type Digest, digestOf } from '../../core/kernel/digest.ts';
import type { Id } from '../../core/kernel/flavor.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { groupedBy } from '../../core/kernel/order.ts';
import type { Source } from '../../core/sources.ts';
import { ChangeConflict, CommandReused, type StaleWrite } from './conflict.ts';
import { Landing } from './landing.ts';
import type { DocumentKey, Received } from './received.ts';

/** A command in the order in which it happened. `sequence` counts from 1 and has no gaps. */
export type JournalRecord = { readonly sequence: number; readonly entry: JournalEntry };

/** What is kept of every command, for telling a repetition from something new. */
export type KnownCommand = { readonly sequence: number; readonly digest: Digest };

/** A command to be kept, with the digest that tells it from others. */
export type Appended = { readonly entry: JournalEntry; readonly digest: Digest };

/** What a log that holds every command in memory answers. */
export const knownAmong = (known: ReadonlyMap<string, KnownCommand>, ids: readonly string[]): ReadonlyMap<string, KnownCommand> =>
  new Map(
    ids.flatMap((id) => {
      const found = known.get(id);
      return found === undefined ? [] : [[id, found]];
    }),
  );

/** Documents by kind and id. A crash may fall between any two of them. */
export type DocumentTable = Source & {
  /** The `rev` of each document that is there, by id. */
  revisions(kind: DocumentKind, ids: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Writes each document whose `rev` is above the stored one; any other is already there. Repeating it changes nothing. */
  put(documents: readonly StoredDocument[]): Promise<void>;
  /**
   * Writes documents over whatever is there, whatever its `rev` is, and takes others away. What is there already just like this is not written again, so
   * that repeating it changes nothing. Answers what it changed.
   */
  receive(received: Received): Promise<readonly DocumentKey[]>;
  note(name: string): Promise<string | null>;
  keepNote(name: string, text: string): Promise<void>;
};

/** The commands and how far their documents have been written. */
export type CommandLog = {
  /** Those of the named commands that happened, by id. */
  known(ids: readonly Id<'command'>[]): Promise<ReadonlyMap<string, KnownCommand>>;
  /** Durable when it resolves: this is the moment at which the commands happened. An interruption leaves the first so many. Answers the last sequence. */
  append(records: readonly Appended[]): Promise<number>;
  /** Everything after a sequence, in order, up to another one, which is the last. */
  after(sequence: number, through?: number): AsyncIterable<JournalRecord>;
  /** Every command up to this sequence has its documents written; 0 for none. */
  appliedThrough(): Promise<number>;
  markApplied(sequence: number): Promise<void>;
  /** Resolves once the last mark would outlast a crash. */
  marked(): Promise<void>;
};

/** The local store: the read port, and one way to change what it answers. */
export type Store = Source & {
  /**
   * Makes the change happen as a whole. The same command again has no effect (OFF-03). Answers what the journal took in: nothing where it knew the command.
   * @throws ChangeConflict where a write is based on another revision than the stored one; nothing is written.
   * @throws CommandReused where the id belongs to another command; nothing is written.
   */
  commit(change: Change): Promise<readonly JournalRecord[]>;
  /**
   * The same for changes that follow one another: each command happens for itself, in their order, and their documents are written together. An
   * interruption leaves the first so many.
   * @throws ChangeConflict, CommandReused as above; then nothing of any of them is written.
   */
  commitAll(changes: readonly Change[]): Promise<readonly JournalRecord[]>;
  /**
   * Takes in many changes that were planned elsewhere, in their order, into a store that holds nothing yet: an import of a whole company. Each command
   * happens for itself, and an interruption leaves the first so many of them; their documents are written together at the end.
   * @throws InvariantBroken where the store is not empty, or the changes do not follow one another.
   */
  fill(changes: AsyncIterable<Change> | Iterable<Change>): Promise<void>;
  /**
   * Writes a server's state over the local one: every document as it is there, whatever `rev` it has here, and takes away what the server does not have.
   * So a document that a pending command wrote goes back to the server's form, and one that it made goes away. The journal stays as it is. After an
   * interruption some of it is written: the same again completes it, and what is equal is not written twice. Answers what changed.
   */
  receive(received: Received): Promise<readonly DocumentKey[]>;
  /**
   * The same, with what comes in worked out while nobody else writes: pending commands are planned again over a server's state. `null` takes nothing in.
   * The work itself must not commit.
   */
  rebase(work: () => Promise<Received | null>): Promise<readonly DocumentKey[] | null>;
  /**
   * Small texts that belong to this store and to no company: how far its replication has come. No export holds them, so that a restored store asks its
   * server for everything again.
   */
  note(name: string): Promise<string | null>;
  keepNote(name: string, text: string): Promise<void>;
  /** Finishes whatever a crash, a full disk or a closed lid interrupted. Called at start-up, before anything is read. */
  resume(): Promise<void>;
  known(id: Id<'command'>): Promise<KnownCommand | null>;
  /** The journal, oldest first, from after a sequence up to another one, which is the last. */
  journal(after?: number, through?: number): AsyncIterable<JournalRecord>;
  /** Does the work while no commit does: what it reads belongs together. The work itself must not commit. */
  quietly<T>(work: () => Promise<T>): Promise<T>;
};

/** The digest by which a repeated command is recognised: what it wants. When and by whom it was tried again makes it no other command. */
export const commandDigest = ({ kind, body }: Pick<Command, 'kind' | 'body'>): Digest => digestOf({ kind, body });

/** Commands that filling a store appends at once. */
const filledAtOnce = 50;

type Happened = { readonly landed: Promise<void>; readonly records: readonly JournalRecord[] };

type Fresh = { readonly change: Change; readonly digest: Digest };

/** A store over any database: memory, files, RxDB. One owner at a time; its commits queue up. */
export const storeOver = (documents: DocumentTable, log: CommandLog): Store => {
  let turn: Promise<unknown> = Promise.resolve();
  const landing = new Landing(documents, log);

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };
  /** While no commit happens and none is still being written. */
  const alone = <T>(work: () => Promise<T>): Promise<T> =>
    inTurn(async () => {
      await landing.ended();
      return work();
    });

  /** The changes have happened when it resolves; `landed` once their documents are written. */
  const happened = async (changes: readonly Change[]): Promise<Happened> => {
    await landing.resumed();
    const fresh = await unknownOf(log, changes);
    // The same command may be under way: whoever sends it again finds it done.
    if (fresh.length === 0) return { landed: landing.ended(), records: [] };
    await checkRevisions(
      documents,
      landing,
      fresh.map(({ change }) => change),
    );
    const records = fresh.map(({ change: { command, writes }, digest }) => ({
      entry: { command, documents: writes.map(({ document }) => document) },
      digest,
    }));
    const latest = new Map(
      records.flatMap(({ entry }) => entry.documents.map((document) => [`${document.kind} ${document.id}`, document])),
    );
    try {
      const sequence = await log.append(records);
      const before = sequence - records.length;
      return {
        landed: landing.land(sequence, [...latest.values()]),
        records: records.map(({ entry }, at) => ({ sequence: before + at + 1, entry })),
      };
    } catch (error) {
      landing.doubt();
      throw error;
    }
  };

  const commitAll = async (changes: readonly Change[]): Promise<readonly JournalRecord[]> => {
    const { landed, records } = await inTurn(() => happened(changes));
    await landed;
    return records;
  };

  const fillInTurn = async (changes: AsyncIterable<Change> | Iterable<Change>): Promise<void> => {
    await landing.resumed();
    landing.doubt();
    await filled(documents, log, changes);
    await landing.resumed();
  };

  const receiveInTurn = async (received: Received): Promise<readonly DocumentKey[]> => {
    checkReceived(received);
    // The next start applies again what is not marked, which would put an older state over what comes in here.
    await landing.resumed();
    await log.marked();
    return documents.receive(received);
  };

  const rebaseInTurn = async (work: () => Promise<Received | null>): Promise<readonly DocumentKey[] | null> => {
    await landing.resumed();
    const received = await work();
    return received === null ? null : receiveInTurn(received);
  };

  return {
    get: documents.get,
    list: documents.list,
    fill: (changes) => alone(() => fillInTurn(changes)),
    commit: (change) => commitAll([change]),
    commitAll,
    receive: (received) => alone(() => receiveInTurn(received)),
    rebase: (work) => alone(() => rebaseInTurn(work)),
    note: documents.note,
    keepNote: documents.keepNote,
    resume: () => alone(() => landing.resumed()),
    known: async (id) => (await log.known([id])).get(id) ?? null,
    journal: (after = 0, through) => log.after(after, through),
    quietly: alone,
  };
};

/** Those that did not happen before, each once. */
const unknownOf = async (log: CommandLog, changes: readonly Change[]): Promise<readonly Fresh[]> => {
  const before = await log.known(changes.map(({ command }) => command.id));
  const digests = new Map<string, Digest>();
  return changes.flatMap((change) => {
    const digest = commandDigest(change.command);
    const known = digests.get(change.command.id) ?? before.get(change.command.id)?.digest;
    if (known !== undefined && known !== digest) throw new CommandReused(change.command.id);
    digests.set(change.command.id, digest);
    return known === undefined ? [{ change, digest }] : [];
  });
};

/** Every command in its place, then the documents as the last of them leave them. */
const filled = async (documents: DocumentTable, log: CommandLog, changes: AsyncIterable<Change> | Iterable<Change>): Promise<void> => {
  invariant((await log.appliedThrough()) === 0, 'only an empty store is filled');
  const latest = new Map<string, StoredDocument>();
  let waiting: Appended[] = [];
  let sequence = 0;
  const append = async (): Promise<void> => {
    if (waiting.length === 0) return;
    sequence = await log.append(waiting);
    waiting = [];
  };
  for await (const { command, writes } of changes) {
    checkWrites(writes);
    for (const { basedOn, document } of writes) {
      const key = `${document.kind} ${document.id}`;
      invariant((latest.get(key)?.rev ?? null) === basedOn, 'each change goes on from the ones before it');
      latest.set(key, document);
    }
    waiting.push({ entry: { command, documents: writes.map(({ document }) => document) }, digest: commandDigest(command) });
    if (waiting.length >= filledAtOnce) await append();
  }
  await append();
  if (sequence === 0) return;
  await documents.put([...latest.values()]);
  await log.markApplied(sequence);
};

/** A change is made by our own code: each document once, of a kind that we know, one revision above the one it was based on. */
const checkWrites = (writes: readonly Write[]): void => {
  const seen = new Set<string>();
  for (const { basedOn, document } of writes) {
    const key = `${document.kind} ${document.id}`;
    invariant(!seen.has(key), 'a change writes a document once');
    seen.add(key);
    invariant(collectionOf(document.kind) !== null, 'a kind of document stands in the list of collections');
    invariant(document.rev === (basedOn ?? 0) + 1, 'a write counts the revision on by one');
  }
};

const checkReceived = ({ documents, removed }: Received): void => {
  const seen = new Set<string>();
  for (const { kind, id } of [...documents, ...removed]) {
    const key = `${kind} ${id}`;
    invariant(!seen.has(key), 'what is received names a document once');
    seen.add(key);
    invariant(collectionOf(kind) !== null, 'a kind of document stands in the list of collections');
  }
};

/** Whether every write goes on from what is stored, or from what a change before it writes. */
const checkRevisions = async (documents: DocumentTable, landing: Landing, changes: readonly Change[]): Promise<void> => {
  const known = new Map<string, ReadonlyMap<string, number>>();
  for (const { writes } of changes) checkWrites(writes);
  const all = changes.flatMap(({ writes }) => writes);
  await Promise.all(
    [...groupedBy(all, ({ document }) => document.kind)].map(async ([kind, group]) => {
      const ids = [...new Set(group.map(({ document }) => document.id))];
      const underWay = landing.revisions(kind as DocumentKind, ids);
      const stored = await documents.revisions(kind as DocumentKind, ids);
      known.set(kind, underWay.size === 0 ? stored : new Map([...stored, ...underWay]));
    }),
  );
  const written = new Map<string, number>();
  for (const { command, writes } of changes) {
    const stale: StaleWrite[] = [];
    for (const { basedOn, document } of writes) {
      const { kind, id, rev } = document;
      const found = written.get(`${kind} ${id}`) ?? known.get(kind)?.get(id) ?? null;
      if (found !== basedOn) stale.push({ kind, id, basedOn, found });
      written.set(`${kind} ${id}`, rev);
    }
    if (stale.length === 0) continue;
    // Whoever plans anew reads what stands in the way.
    await landing.ended();
    throw new ChangeConflict(command.id, stale);
  }
};
