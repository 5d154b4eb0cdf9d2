import type { NumberedMigration } from '../migrate.ts';

/** Tries to sign in are counted by address for all servers of a database together. */
export const addressTries: NumberedMigration = {
  name: '0007-address-tries',
  up: async (database, columns) => {
    await database.schema
      .createTable('address_try')
      .addColumn('digest', columns.key, (column) => column.primaryKey())
      .addColumn('tried', 'integer', (column) => column.notNull())
      .addColumn('until', columns.key, (column) => column.notNull())
      .execute();
  },
};
