import type { StoredDocument } from '../../../core/kernel/command.ts';
import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import type { ListIndex } from '../index/list-index.ts';
import type { OpenedStore } from '../opened.ts';
import type { DocumentKey, Received } from '../received.ts';
import { type Store, storeOver } from '../store.ts';
import { rxCommands } from './commands.ts';
import { type Database, deleteDatabases, OneAtATime, openDatabase } from './database.ts';
import { type RxDocuments, rxDocuments } from './documents.ts';
import { isFull, StoreFull } from './faults.ts';
import { currentForms, type Forms } from './forms.ts';
import { type Host, thisHost } from './host.ts';
import { keptLists } from './kept-lists.ts';
import { claimed, type Release } from './owner.ts';
import { databaseName, deletePointer, isOfStore, type Pointer, readPointer, writePointer } from './pointer.ts';

/** Why a store cannot be opened. Nothing of it was changed. */
export type OpenProblem =
  /** Another window or program of this user has it open. */
  | { readonly code: 'store.in-use'; readonly name: string }
  /** This program has a store open already: one at a time. */
  | { readonly code: 'store.one-at-a-time' }
  /** This place has no database. */
  | { readonly code: 'store.unavailable' }
  /** A newer program wrote it. */
  | { readonly code: 'store.newer'; readonly form: number; readonly known: number }
  /** An older program wrote it: change its form first (migrate.ts), which keeps a copy of it. */
  | { readonly code: 'store.older'; readonly form: number; readonly known: number }
  | { readonly code: 'store.full' }
  | { readonly code: 'store.failed'; readonly reason: string };

export type StoreSpace = { readonly usedBytes: number | null; readonly freeBytes: number | null; readonly isPersistent: boolean | null };

export type LocalStoreOptions = {
  /** Letters, digits and dashes, beginning with a letter. */
  readonly name: string;
  /** The moment, as an instant in UTC: what an export says about itself. */
  readonly now: () => string;
  /** Which program this is. Lists are made anew when it changes, since another program may word them in another way. */
  readonly build?: string;
  readonly host?: Host;
  readonly forms?: Forms;
};

/** The database of this station: the store, its lists, and what only a database can do. */
export type LocalStore = OpenedStore & {
  readonly store: Store & {
    /** By the index date, newest first: a list before its index is there. */
    newest: RxDocuments['newest'];
  };
  /** Answers lists and the search. It knows of every commit when the commit resolves. */
  readonly index: ListIndex;
  readonly name: string;
  /** Which database of that name this is. */
  readonly pointer: Pointer;
  readonly now: () => string;
  /** The tables themselves, for what takes or gives everything (see archive.ts). */
  readonly database: Database;
  readonly forms: Forms;
  /** How much space there is, and whether it is promised to us. */
  space(): Promise<StoreSpace>;
  /** Keeps the lists for the next start. It happens by itself when the store is idle and when it is closed. */
  keepIndex(): Promise<void>;
};

/**
 * Opens the store of a station: claims it, finishes what was interrupted, and brings the lists up to date. It asks the host to keep the data when space
 * gets short.
 */
export const openLocalStore = async (options: LocalStoreOptions): Promise<Outcome<LocalStore, OpenProblem>> => {
  const host = options.host ?? thisHost();
  if (host === null) return refuse({ code: 'store.unavailable' });
  const release = await claimed(options.name, host.locks);
  if (release === null) return refuse({ code: 'store.in-use', name: options.name });
  try {
    const opened = await openClaimed(options, host, release);
    if (!opened.ok) await release();
    return opened;
  } catch (error) {
    await release();
    if (error instanceof OneAtATime) return refuse({ code: 'store.one-at-a-time' });
    if (error instanceof StoreFull || isFull(error)) return refuse({ code: 'store.full' });
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return refuse({ code: 'store.failed', reason: reason.slice(0, 500) });
  }
};

const openClaimed = async (options: LocalStoreOptions, host: Host, release: Release): Promise<Outcome<LocalStore, OpenProblem>> => {
  const forms = options.forms ?? currentForms;
  const known = await readPointer(options.name, host);
  const pointer = known ?? { form: forms.current, generation: 1 };
  if (pointer.form > forms.current) return refuse({ code: 'store.newer', form: pointer.form, known: forms.current });
  if (pointer.form < forms.current) return refuse({ code: 'store.older', form: pointer.form, known: forms.current });
  if (known === null) await writePointer(options.name, pointer, host);
  const database = await openDatabase(databaseName(options.name, pointer), host);
  try {
    const isPersistent = await askedToKeep(host);
    return done(await started({ options, host, release, forms, pointer, database, isPersistent }));
  } catch (error) {
    await database.close();
    throw error;
  }
};

/** The host's promise to keep the data when space gets short. It may ask the user, or say no. */
const askedToKeep = async ({ storage }: Host): Promise<boolean | null> => {
  try {
    return ((await storage?.persisted?.()) === true || (await storage?.persist?.())) ?? null;
  } catch {
    return null;
  }
};

type Parts = {
  readonly options: LocalStoreOptions;
  readonly host: Host;
  readonly release: Release;
  readonly forms: Forms;
  readonly pointer: Pointer;
  readonly database: Database;
  readonly isPersistent: boolean | null;
};

const started = async ({ options, host, release, forms, pointer, database, isPersistent }: Parts): Promise<LocalStore> => {
  const documents = rxDocuments(database.documents);
  const commands = rxCommands(database.commands, database.documents.work, forms);
  const lists = keptLists({ database, documents, commands, build: options.build ?? '', applied: await commands.appliedThrough() });
  const put = async (written: readonly StoredDocument[]): Promise<void> => {
    await documents.put(written);
    lists.put(written);
  };
  const receive = async (received: Received): Promise<readonly DocumentKey[]> => {
    const isNew = lists.unknown();
    await lists.expect(received);
    const changed = await documents.receive(received, isNew);
    lists.receive(received);
    return changed;
  };
  // A billing run asks for ten thousand documents that are not there yet.
  const revisions: RxDocuments['revisions'] = async (kind, ids) => lists.revisions(kind, ids) ?? documents.revisions(kind, ids);
  const list: RxDocuments['list'] = async (kind, where = {}) => {
    // Most companies have no document of some kinds, for which a billing run asks with every few customers.
    if (lists.hasNone(kind)) return [];
    const { externalId, ids } = where;
    const called = externalId === undefined ? null : lists.called(kind, externalId);
    if (called === null) return documents.list(kind, where);
    return documents.list(kind, { ...where, ids: ids === undefined ? called : called.filter((id) => ids.includes(id)) });
  };
  const markApplied = async (sequence: number): Promise<void> => {
    await commands.markApplied(sequence);
    lists.reached(sequence);
  };
  const store = storeOver({ ...documents, list, put, receive, revisions }, { ...commands, markApplied });

  await lists.fill();
  const before = lists.through();
  await store.resume();
  const healed = lists.through() - before;

  const close = async (): Promise<void> => {
    // What is not kept now is taken from the journal at the next start.
    await lists.stop().catch(() => undefined);
    await commands.marked().catch(() => undefined);
    await database.close();
    await release();
  };
  return {
    store: { ...store, newest: documents.newest },
    index: lists.index,
    name: options.name,
    pointer,
    now: options.now,
    database,
    forms,
    healed,
    isPersistent,
    space: () => spaceOf(host, isPersistent),
    keepIndex: () => lists.keep(),
    close,
    wipe: async () => {
      await lists.stop().catch(() => undefined);
      await commands.marked().catch(() => undefined);
      await database.close();
      await deleteLocalStore(options.name, host);
      await release();
    },
  };
};

const spaceOf = async ({ storage }: Host, isPersistent: boolean | null): Promise<StoreSpace> => {
  const estimate = await storage?.estimate?.();
  const usedBytes = estimate?.usage ?? null;
  const freeBytes = estimate?.quota === undefined || usedBytes === null ? null : Math.max(0, estimate.quota - usedBytes);
  return { usedBytes, freeBytes, isPersistent };
};

/** Takes everything of a store off this device. It must be closed. */
export const deleteLocalStore = async (name: string, host: Host | null = thisHost()): Promise<void> => {
  if (host === null) return;
  await deleteDatabases(host, (database) => isOfStore(database, name));
  await deletePointer(name, host);
};
