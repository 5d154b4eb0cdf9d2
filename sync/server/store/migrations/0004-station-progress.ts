import type { NumberedMigration } from '../migrate.ts';

/** D6: how far each station is: what it had given when it last said so, and up to where it last had everything. */
export const stationProgress: NumberedMigration = {
  name: '0004-station-progress',
  up: async ({ schema }, { key, long }) => {
    await schema
      .alterTable('station')
      .addColumn('given', long, (column) => column.notNull().defaultTo(0))
      .execute();
    await schema
      .alterTable('station')
      .addColumn('pulled', long, (column) => column.notNull().defaultTo(0))
      .execute();
    await schema
      .alterTable('station')
      .addColumn('pulled_epoch', key, (column) => column.notNull().defaultTo(''))
      .execute();
  },
};
