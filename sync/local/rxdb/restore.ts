import type { JournalEntry } from '../../../core/collections.ts';
import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import { archived, type Content, ContentCount, contentOf } from './archive.ts';
import { archiveBlocks, type ArchiveProblem, provedArchive } from './archive-reading.ts';
import { markApplied, appliedThrough } from './commands.ts';
import { type Database, deleteDatabases, openDatabase } from './database.ts';
import { tableFor } from './documents.ts';
import { type CommandRecord, envelopeOf, sequenceKey } from './envelope.ts';
import { isFull } from './faults.ts';
import { currentForms, type Forms } from './forms.ts';
import { type Host, thisHost } from './host.ts';
import type { LocalStore, LocalStoreOptions } from './open.ts';
import { claimed } from './owner.ts';
import { databaseName, isOfStore, type Pointer, readPointer, writePointer } from './pointer.ts';

/** Why nothing was restored, or no form changed. The store is as it was. */
export type RestoreProblem =
  | ArchiveProblem
  | { readonly code: 'store.in-use'; readonly name: string }
  | { readonly code: 'store.unavailable' }
  | { readonly code: 'store.full' }
  /** It holds something, and nobody takes a copy of it first. */
  | { readonly code: 'restore.not-empty'; readonly commands: number }
  /** What was written is not what was read, or could not be written at all. */
  | { readonly code: 'restore.failed'; readonly reason: string };

/** Takes the copy of what is about to be replaced to a safe place; when it rejects, nothing is replaced. */
export type TakeCopy = (copy: Blob) => Promise<void>;

/** The whole store as a file, as it is between two commits. */
export const exported = (store: LocalStore): Promise<Blob> =>
  store.store.quietly(async () =>
    archived(store.database, { at: store.now(), form: store.forms.current }, await appliedThrough(store.database.documents.work)),
  );

/**
 * Puts an archive in the place of the store, which must be closed. It is proved first, written beside what is there, read again and compared; only then
 * does it take its place, with one write. An interruption leaves the store as it was. A store that holds something is replaced only where `takeCopy`
 * has taken a copy of it.
 */
export const restoreLocalStore = async (
  options: LocalStoreOptions,
  file: Blob,
  takeCopy?: TakeCopy,
): Promise<Outcome<Content, RestoreProblem>> => {
  const forms = options.forms ?? currentForms;
  const proved = await provedArchive(file, forms.current);
  if (!proved.ok) return proved;
  return claimedWork(options, async (host, pointer) => {
    if (pointer !== null) {
      const held = await withDatabase(host, databaseName(options.name, pointer), async (database) => {
        const { commands, documents } = await contentOf(database);
        const isEmpty = commands === 0 && Object.keys(documents).length === 0;
        if (isEmpty || takeCopy === undefined) return { isEmpty, commands };
        await takeCopy(await archived(database, { at: options.now(), form: pointer.form }, await appliedThrough(database.documents.work)));
        return { isEmpty, commands };
      });
      if (!held.isEmpty && takeCopy === undefined) return refuse({ code: 'restore.not-empty', commands: held.commands });
    }
    return replaced(options, host, forms, pointer, file);
  });
};

/**
 * Brings a store that an older program wrote into the form of this one. It must be closed. A copy is taken first; the new form is written beside the old
 * one and takes its place once it has proved to be whole. When anything fails, the old one is still in force and untouched.
 */
export const migrateLocalStore = async (options: LocalStoreOptions, takeCopy: TakeCopy): Promise<Outcome<Content, RestoreProblem>> => {
  const forms = options.forms ?? currentForms;
  return claimedWork(options, async (host, pointer) => {
    if (pointer === null || pointer.form >= forms.current) {
      const at = pointer ?? { form: forms.current, generation: 1 };
      return done(await withDatabase(host, databaseName(options.name, at), contentOf));
    }
    const copy = await withDatabase(host, databaseName(options.name, pointer), async (database) =>
      archived(database, { at: options.now(), form: pointer.form }, await appliedThrough(database.documents.work)),
    );
    await takeCopy(copy);
    const proved = await provedArchive(copy, forms.current);
    return proved.ok ? replaced(options, host, forms, pointer, copy) : proved;
  });
};

/** Work on a closed store that nobody else may open meanwhile. */
const claimedWork = async <T>(
  { name, host: given }: LocalStoreOptions,
  work: (host: Host, pointer: Pointer | null) => Promise<Outcome<T, RestoreProblem>>,
): Promise<Outcome<T, RestoreProblem>> => {
  const host = given ?? thisHost();
  if (host === null) return refuse({ code: 'store.unavailable' });
  const release = await claimed(name, host.locks);
  if (release === null) return refuse({ code: 'store.in-use', name });
  try {
    return await work(host, await readPointer(name, host));
  } catch (error) {
    if (isFull(error)) return refuse({ code: 'store.full' });
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return refuse({ code: 'restore.failed', reason: reason.slice(0, 500) });
  } finally {
    await release();
  }
};

const withDatabase = async <T>(host: Host, name: string, work: (database: Database) => Promise<T>): Promise<T> => {
  const database = await openDatabase(name, host);
  try {
    return await work(database);
  } finally {
    await database.close();
  }
};

const replaced = async (
  { name }: LocalStoreOptions,
  host: Host,
  forms: Forms,
  pointer: Pointer | null,
  file: Blob,
): Promise<Outcome<Content, RestoreProblem>> => {
  const next: Pointer = { form: forms.current, generation: (pointer?.generation ?? 0) + 1 };
  const target = databaseName(name, next);
  // What an interrupted try left behind.
  await deleteDatabases(host, (database) => database === target);
  try {
    const [written, found] = await withDatabase(host, target, async (database) => [
      await filled(database, forms, file),
      await contentOf(database),
    ]);
    if (written.digest !== found.digest) {
      await deleteDatabases(host, (database) => database === target);
      return refuse({ code: 'restore.failed', reason: 'what was read again is not what was written' });
    }
    await writePointer(name, next, host);
    await deleteDatabases(host, (database) => isOfStore(database, name) && database !== target);
    return done(found);
  } catch (error) {
    await deleteDatabases(host, (database) => database === target).catch(() => undefined);
    throw error;
  }
};

/** Writes an archive into an empty database, in the current form. Answers what must be found there afterwards. */
const filled = async (database: Database, forms: Forms, file: Blob): Promise<Content> => {
  const count = new ContentCount();
  let form = forms.current;
  for await (const block of archiveBlocks(file, forms.current)) {
    if (block.kind === 'head') form = block.head.form;
    else if (block.kind === 'documents') {
      const envelopes = forms.raisedAll(block.documents, form).map(envelopeOf);
      await tableFor(database.documents, block.of).insert(envelopes);
      await count.add(
        block.of,
        envelopes.map(({ body }) => body),
      );
    } else if (block.kind === 'commands') {
      // The journal stays as it was written; its documents are raised when they are read.
      await database.commands.insert(block.commands.map(recordOf));
      await count.add('', block.lines);
    } else await markApplied(database.documents.work, block.foot.applied);
  }
  return count.content;
};

const recordOf = ({
  sequence,
  digest,
  form,
  entry,
}: {
  sequence: number;
  digest: string;
  form: number;
  entry: JournalEntry;
}): CommandRecord => ({
  key: sequenceKey(sequence),
  commandId: entry.command.id,
  kind: entry.command.kind,
  at: entry.command.at,
  digest,
  form,
  body: JSON.stringify(entry),
});
