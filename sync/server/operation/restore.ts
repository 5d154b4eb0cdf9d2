import { type InsertObject, sql } from 'kysely';
import { beginNewLife } from '../numbers/new-life.ts';
import type { PeopleHouse } from '../people/people-store.ts';
import { instantOf } from '../people/people-store.ts';
import type { ServerStore } from '../store/open.ts';
import type { Tables } from '../store/tables.ts';
import { backedUpTables } from './backup-format.ts';
import { type BackupProblem, checkedBackup, pagesOfBackup } from './read-backup.ts';

export type RestoreProblem =
  | BackupProblem
  /** Only into a store that holds nothing: nothing is overwritten. */
  | { readonly code: 'restore.not-empty' }
  /** Written by a program with another form of the store: put it back with that one, then upgrade. */
  | { readonly code: 'restore.other-form'; readonly backup: string; readonly program: string };

export type Restored =
  | { readonly ok: true; readonly at: string; readonly rows: number; readonly epoch: string; readonly closedSeries: number }
  | { readonly ok: false; readonly problem: RestoreProblem };

/**
 * Puts a backup back into an empty store, whatever database made it, in one transaction. It ends with another life of the server (NUM-05): stations notice,
 * bring again what came after the backup, and pull everything anew.
 */
export const restoreFrom = async (store: ServerStore, house: PeopleHouse, file: string): Promise<Restored> => {
  const checked = await checkedBackup(file);
  if (!checked.ok) return checked;
  if (!(await isEmpty(store))) return { ok: false, problem: { code: 'restore.not-empty' } };
  const { head, tail } = checked;
  const steps = await stepsOf(store);
  if (head.steps.join() !== steps.join()) {
    return { ok: false, problem: { code: 'restore.other-form', backup: head.steps.at(-1) ?? '', program: steps.at(-1) ?? '' } };
  }
  await putBack(store, file);
  const now = instantOf(house.now());
  const { epoch, closed } = await beginNewLife(store, now);
  await house.change(async (_tx, note) => {
    await note({
      kind: 'server.restore',
      by: 'console',
      station: null,
      body: { at: head.at, position: head.position, sequence: head.sequence },
    });
  });
  return { ok: true, at: head.at, rows: tail.rows, epoch, closedSeries: closed };
};

const isEmpty = async ({ database }: ServerStore): Promise<boolean> => {
  const { position, sequence } = await database.selectFrom('counter').select(['position', 'sequence']).executeTakeFirstOrThrow();
  const person = await database.selectFrom('person').select('id').limit(1).executeTakeFirst();
  return position === 0 && sequence === 0 && person === undefined;
};

const stepsOf = async ({ database }: ServerStore): Promise<readonly string[]> =>
  (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(database)).rows.map(({ name }) => name);

const putBack = async ({ database }: ServerStore, file: string): Promise<void> => {
  const known = new Set(backedUpTables.map(({ table }) => table));
  await database.transaction().execute(async (tx) => {
    await tx.deleteFrom('counter').execute();
    for await (const { table, rows } of pagesOfBackup(file)) {
      if (!known.has(table)) continue;
      // The rows are as this program wrote them: the file was checked, and its form is ours.
      const values = rows as unknown as InsertObject<Tables, keyof Tables>[];
      await tx
        .insertInto(table as keyof Tables)
        .values(values)
        .execute();
    }
  });
};
