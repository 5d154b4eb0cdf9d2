import { sql } from 'kysely';
import type { NumberedMigration } from '../migrate.ts';

type Known = { readonly is_known: boolean };

/**
 * PostgreSQL packs long texts; with LZ4 in a fraction of the time that its own way takes, which is a quarter of all that a push costs there. Not every one was built
 * with it. What is packed already stays as it is.
 */
export const quickCompression: NumberedMigration = {
  name: '0008-quick-compression',
  up: async (database, _columns, dialect) => {
    if (dialect === 'sqlite') return;
    const { rows } =
      await sql<Known>`select 'lz4' = any(enumvals) as is_known from pg_settings where name = 'default_toast_compression'`.execute(
        database,
      );
    if (rows[0]?.is_known !== true) return;
    await sql`alter table document alter column body set compression lz4`.execute(database);
    await sql`alter table entry alter column content set compression lz4`.execute(database);
  },
};
