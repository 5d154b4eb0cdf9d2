import type { NumberedMigration } from '../migrate.ts';

/** Whose commands a station may bring beside its own: those of earlier machines with whose books it joined. */
export const earlierMachines: NumberedMigration = {
  name: '0010-earlier-machines',
  up: async (database, { key }) => {
    await database.schema
      .createTable('earlier_machine')
      .addColumn('station', key, (column) => column.notNull())
      .addColumn('code', key, (column) => column.notNull())
      .addPrimaryKeyConstraint('earlier_machine_key', ['station', 'code'])
      .execute();
  },
};
