import type { NumberedMigration } from '../migrate.ts';

/** A desktop program's sign-in through the organization's issuer comes back by way of the server. Sign-ins that are under way begin again. */
export const desktopSignIn: NumberedMigration = {
  name: '0006-desktop-sign-in',
  up: async (database, columns) => {
    await database.schema.dropTable('oidc_flow').execute();
    await database.schema
      .createTable('oidc_flow')
      .addColumn('state', columns.key, (column) => column.primaryKey())
      .addColumn('verifier', columns.key, (column) => column.notNull())
      .addColumn('nonce', columns.key, (column) => column.notNull())
      .addColumn('redirect', columns.key, (column) => column.notNull())
      .addColumn('binding', columns.key, (column) => column.notNull())
      .addColumn('station', columns.key)
      .addColumn('desktop', columns.key)
      .addColumn('expires_at', columns.key, (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('oidc_hand_over')
      .addColumn('digest', columns.key, (column) => column.primaryKey())
      .addColumn('challenge', columns.key, (column) => column.notNull())
      .addColumn('subject', columns.key, (column) => column.notNull())
      .addColumn('email', columns.key)
      .addColumn('expires_at', columns.key, (column) => column.notNull())
      .execute();
  },
};
