import type { AnyDocument, DocumentKind, JournalEntry } from '../../core/collections.ts';
import { collectionOf } from '../../core/collections.ts';
import type { Change, Command, StoredDocument, Write } from '../../core/kernel/command.ts';
import { type Digest, digestOf } from '../../core/kernel/digest.ts';
import type { Id } from '../../core/kernel/flavor.ts';
import { invariant } from '../../core/kernel/invariant.ts';
import { groupedBy } from '../../core/kernel/order.ts';
import type { Source } from '../../core/sources.ts';
import { ChangeConflict, CommandReused, type StaleWrite } from './conflict.ts';
import type { DocumentKey, Received } from './received.ts';

/** A command in the order in which it happened. `sequence` counts from 1 and has no gaps. */
export type JournalRecord = { readonly sequence: number; readonly entry: JournalEntry };

/** What is kept of every command, for telling a repetition from something new. */
export type KnownCommand = { readonly sequence: number; readonly digest: Digest };

/** Documents by kind and id. A crash may fall between any two of them. */
export type DocumentTable = Source & {
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
  known(id: Id<'command'>): Promise<KnownCommand | null>;
  /** Durable when it resolves: this is the moment at which the command happened. Answers its sequence. */
  append(entry: JournalEntry, digest: Digest): Promise<number>;
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
   * Makes the change happen as a whole. The same command again has no effect (OFF-03).
   * @throws ChangeConflict where a write is based on another revision than the stored one; nothing is written.
   * @throws CommandReused where the id belongs to another command; nothing is written.
   */
  commit(change: Change): Promise<void>;
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

/** A store over any database: memory, files, RxDB. One owner at a time; its commits queue up. */
export const storeOver = (documents: DocumentTable, log: CommandLog): Store => {
  let turn: Promise<unknown> = Promise.resolve();
  let settled = false;

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const mine = turn.then(work, work);
    turn = mine.catch(() => undefined);
    return mine;
  };

  const settle = async (record: JournalRecord): Promise<void> => {
    await documents.put(record.entry.documents);
    await log.markApplied(record.sequence);
  };

  const settleAll = async (): Promise<void> => {
    if (settled) return;
    for await (const record of log.after(await log.appliedThrough())) await settle(record);
    settled = true;
  };

  const commitInTurn = async (change: Change): Promise<void> => {
    await settleAll();
    const digest = commandDigest(change.command);
    const known = await log.known(change.command.id);
    if (known !== null) {
      if (known.digest !== digest) throw new CommandReused(change.command.id);
      return;
    }
    checkWrites(change.writes);
    const stale = await staleWrites(documents, change.writes);
    if (stale.length > 0) throw new ChangeConflict(change.command.id, stale);
    const entry = { command: change.command, documents: change.writes.map(({ document }) => document) };
    // From here on the change has happened; if its documents cannot be written now, the next commit or start writes them.
    settled = false;
    const sequence = await log.append(entry, digest);
    await settle({ sequence, entry });
    settled = true;
  };

  const fillInTurn = async (changes: AsyncIterable<Change> | Iterable<Change>): Promise<void> => {
    await settleAll();
    invariant((await log.appliedThrough()) === 0, 'only an empty store is filled');
    const latest = new Map<string, StoredDocument>();
    let sequence = 0;
    for await (const { command, writes } of changes) {
      checkWrites(writes);
      for (const { basedOn, document } of writes) {
        const key = `${document.kind} ${document.id}`;
        invariant((latest.get(key)?.rev ?? null) === basedOn, 'each change goes on from the ones before it');
        latest.set(key, document);
      }
      settled = false;
      sequence = await log.append({ command, documents: writes.map(({ document }) => document) }, commandDigest(command));
    }
    if (sequence === 0) return;
    await documents.put([...latest.values()]);
    await log.markApplied(sequence);
    settled = true;
  };

  const receiveInTurn = async (received: Received): Promise<readonly DocumentKey[]> => {
    checkReceived(received);
    // The next start applies again what is not marked, which would put an older state over what comes in here.
    await settleAll();
    await log.marked();
    return documents.receive(received);
  };

  const rebaseInTurn = async (work: () => Promise<Received | null>): Promise<readonly DocumentKey[] | null> => {
    await settleAll();
    const received = await work();
    return received === null ? null : receiveInTurn(received);
  };

  return {
    get: documents.get,
    list: documents.list,
    fill: (changes) => inTurn(() => fillInTurn(changes)),
    commit: (change) => inTurn(() => commitInTurn(change)),
    receive: (received) => inTurn(() => receiveInTurn(received)),
    rebase: (work) => inTurn(() => rebaseInTurn(work)),
    note: documents.note,
    keepNote: documents.keepNote,
    resume: () => inTurn(settleAll),
    known: log.known,
    journal: (after = 0, through) => log.after(after, through),
    quietly: inTurn,
  };
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

const staleWrites = async (documents: DocumentTable, writes: readonly Write[]): Promise<readonly StaleWrite[]> => {
  const stale: StaleWrite[] = [];
  for (const [kind, group] of groupedBy(writes, ({ document }) => document.kind)) {
    const stored: readonly AnyDocument[] = await documents.list(kind as DocumentKind, { ids: group.map(({ document }) => document.id) });
    const revisions = new Map(stored.map(({ id, rev }) => [id, rev]));
    for (const { basedOn, document } of group) {
      const found = revisions.get(document.id) ?? null;
      if (found !== basedOn) stale.push({ kind, id: document.id, basedOn, found });
    }
  }
  return stale;
};
