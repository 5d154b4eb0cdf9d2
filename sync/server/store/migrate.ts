import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { MigrationProvider } from 'kysely/migration';
import { Migrator } from 'kysely/migration';
import { migrations } from './migrations.ts';
import type { Tables } from './tables.ts';

export type Dialect = 'sqlite' | 'postgres';

/** What columns are called in each database. `key`: a text that is compared and sorted by code unit, as core does; `long`: a whole number below 2^53. */
export type Columns = { readonly key: RawBuilder<unknown>; readonly long: RawBuilder<unknown> };

/** One step of the stored form: `0007-what-it-adds`, the same for both databases. */
export type NumberedMigration = {
  readonly name: string;
  up(database: Kysely<Tables>, columns: Columns, dialect: Dialect): Promise<void>;
};

const columnsOf: Readonly<Record<Dialect, Columns>> = {
  // SQLite compares texts by their bytes, which for UTF-8 is the order of code points.
  sqlite: { key: sql`text`, long: sql`integer` },
  postgres: { key: sql`text collate "C"`, long: sql`bigint` },
};

/**
 * Brings the store to the form of this program. Several processes may start at once: one does the work, the others wait.
 * @throws where a step fails, or the store was written by a newer program.
 */
export const migrate = async (database: Kysely<Tables>, dialect: Dialect): Promise<void> => {
  const provider: MigrationProvider = {
    getMigrations: async () =>
      Object.fromEntries(
        migrations.map(({ name, up }) => [name, { up: (each: Kysely<Tables>): Promise<void> => up(each, columnsOf[dialect], dialect) }]),
      ),
  };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error instanceof Error) throw error;
  if (error !== undefined) throw new Error('a migration failed', { cause: error });
};
