import type { NumberedMigration } from '../store/migrate.ts';

/** People, their sessions, the keys of stations, and sign-ins that are under way (people/tables.ts). */
export const people: NumberedMigration = {
  name: '0002-people',
  up: async (database, columns) => {
    await database.schema
      .createTable('person')
      .addColumn('id', columns.key, (column) => column.primaryKey())
      .addColumn('sign_in_name', columns.key, (column) => column.notNull().unique())
      .addColumn('name', columns.key, (column) => column.notNull())
      .addColumn('role', columns.key, (column) => column.notNull())
      .addColumn('entity_ids', columns.key)
      .addColumn('state', columns.key, (column) => column.notNull())
      .addColumn('password_hash', columns.key)
      .addColumn('must_change_password', 'integer', (column) => column.notNull())
      .addColumn('totp_secret', columns.key)
      .addColumn('totp_begun', columns.key)
      .addColumn('totp_step', 'integer', (column) => column.notNull())
      .addColumn('recovery_codes', columns.key, (column) => column.notNull())
      .addColumn('oidc_subject', columns.key, (column) => column.unique())
      .addColumn('created_at', columns.key, (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('session')
      .addColumn('digest', columns.key, (column) => column.primaryKey())
      .addColumn('person_id', columns.key, (column) => column.notNull())
      .addColumn('station', columns.key)
      .addColumn('keep', columns.key, (column) => column.notNull())
      .addColumn('created_at', columns.key, (column) => column.notNull())
      .addColumn('used_at', columns.key, (column) => column.notNull())
      .addColumn('expires_at', columns.key, (column) => column.notNull())
      .addColumn('device', columns.key, (column) => column.notNull())
      .execute();
    await database.schema.createIndex('session_of_person').on('session').columns(['person_id']).execute();
    await database.schema.createIndex('session_of_station').on('session').columns(['station']).execute();
    await database.schema
      .createTable('station_key')
      .addColumn('code', columns.key, (column) => column.primaryKey())
      .addColumn('digest', columns.key, (column) => column.notNull())
      .addColumn('enrolled_by', columns.key, (column) => column.notNull())
      .addColumn('enrolled_at', columns.key, (column) => column.notNull())
      .addColumn('state', columns.key, (column) => column.notNull())
      .addColumn('wipe', 'integer', (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('sign_in_try')
      .addColumn('name', columns.key, (column) => column.primaryKey())
      .addColumn('failed', 'integer', (column) => column.notNull())
      .addColumn('wait_until', columns.key, (column) => column.notNull())
      .addColumn('tried_at', columns.key, (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('oidc_flow')
      .addColumn('state', columns.key, (column) => column.primaryKey())
      .addColumn('verifier', columns.key, (column) => column.notNull())
      .addColumn('nonce', columns.key, (column) => column.notNull())
      .addColumn('keep', columns.key, (column) => column.notNull())
      .addColumn('redirect', columns.key, (column) => column.notNull())
      .addColumn('binding', columns.key, (column) => column.notNull())
      .addColumn('station', columns.key)
      .addColumn('expires_at', columns.key, (column) => column.notNull())
      .execute();
    await database.schema
      .createTable('people_note')
      .addColumn('key', columns.key, (column) => column.primaryKey())
      .addColumn('value', columns.key, (column) => column.notNull())
      .execute();
  },
};
