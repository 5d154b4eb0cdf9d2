import { type Kysely, sql } from 'kysely';
import { epochOf } from '../epoch.ts';
import type { Columns } from '../migrate.ts';
import type { Tables } from '../tables.ts';

/** Documents, the audit chain and the stations. */
export const stateAndChain = {
  name: '0001-state-and-chain',
  up: async (database: Kysely<Tables>, { key, long }: Columns): Promise<void> => {
    const { schema } = database;
    await schema
      .createTable('document')
      // The first column of the rows on disk: pulling reads them as they lie.
      .addColumn('sequence', long, (column) => column.primaryKey())
      .addColumn('kind', key, (column) => column.notNull())
      .addColumn('id', key, (column) => column.notNull())
      .addColumn('rev', long, (column) => column.notNull())
      .addColumn('customer_id', key, (column) => column.notNull())
      .addColumn('on_day', key, (column) => column.notNull())
      .addColumn('state', key, (column) => column.notNull())
      .addColumn('entity_id', key, (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addUniqueConstraint('document_key', ['kind', 'id'])
      .execute();
    await schema.createIndex('document_customer').on('document').columns(['kind', 'customer_id', 'on_day']).execute();
    await schema.createIndex('document_state').on('document').columns(['kind', 'state']).execute();
    await schema.createIndex('document_day').on('document').columns(['kind', 'on_day']).execute();
    await schema
      .createTable('departure')
      .addColumn('kind', key, (column) => column.notNull())
      .addColumn('id', key, (column) => column.notNull())
      .addColumn('entity_id', key, (column) => column.notNull())
      .addColumn('sequence', long, (column) => column.notNull())
      .addPrimaryKeyConstraint('departure_key', ['kind', 'id', 'entity_id'])
      .execute();
    await schema.createIndex('departure_sequence').on('departure').column('sequence').execute();
    await schema
      .createTable('kind_head')
      .addColumn('kind', key, (column) => column.primaryKey())
      .addColumn('sequence', long, (column) => column.notNull())
      .execute();
    await chain(database, { key, long });
    await stations(database, { key, long });
    await database
      .insertInto('counter')
      .values({ single: 1, sequence: 0, position: 0, hash: '', epoch: epochOf(), life: 1, key_id: '', signature: '', signed_at: '' })
      .execute();
  },
};

const chain = async ({ schema }: Kysely<Tables>, { key, long }: Columns): Promise<void> => {
  await schema
    .createTable('counter')
    .addColumn('single', 'integer', (column) => column.primaryKey().check(sql`single = 1`))
    .addColumn('sequence', long, (column) => column.notNull())
    .addColumn('position', long, (column) => column.notNull())
    .addColumn('hash', key, (column) => column.notNull())
    .addColumn('epoch', key, (column) => column.notNull())
    .addColumn('life', 'integer', (column) => column.notNull())
    .addColumn('key_id', key, (column) => column.notNull())
    .addColumn('signature', key, (column) => column.notNull())
    .addColumn('signed_at', key, (column) => column.notNull())
    .execute();
  await schema
    .createTable('entry')
    .addColumn('position', long, (column) => column.primaryKey())
    .addColumn('command_id', key, (column) => column.notNull())
    .addColumn('command_kind', key, (column) => column.notNull())
    .addColumn('command_digest', key, (column) => column.notNull())
    .addColumn('station', key, (column) => column.notNull())
    .addColumn('station_sequence', long, (column) => column.notNull())
    .addColumn('author', key, (column) => column.notNull())
    .addColumn('person', key, (column) => column.notNull())
    .addColumn('given_at', key, (column) => column.notNull())
    .addColumn('admitted_at', key, (column) => column.notNull())
    .addColumn('verdict', key, (column) => column.notNull())
    .addColumn('is_changed', 'integer', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('previous', key, (column) => column.notNull())
    .addColumn('hash', key, (column) => column.notNull())
    .execute();
  await schema.createIndex('entry_command').on('entry').column('command_id').execute();
  await schema.createIndex('entry_station').on('entry').columns(['station', 'station_sequence']).unique().execute();
  await schema
    .createTable('entry_document')
    .addColumn('document_id', key, (column) => column.notNull())
    .addColumn('position', long, (column) => column.notNull())
    .addColumn('kind', key, (column) => column.notNull())
    .addPrimaryKeyConstraint('entry_document_key', ['document_id', 'position', 'kind'])
    .execute();
  await schema
    .createTable('signing_key')
    .addColumn('id', key, (column) => column.primaryKey())
    .addColumn('public_key', 'text', (column) => column.notNull())
    .addColumn('since', key, (column) => column.notNull())
    .execute();
};

const stations = async ({ schema }: Kysely<Tables>, { key, long }: Columns): Promise<void> => {
  await schema
    .createTable('station')
    .addColumn('code', key, (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('state', key, (column) => column.notNull())
    .addColumn('acknowledged', long, (column) => column.notNull())
    .addColumn('outbox_digest', key, (column) => column.notNull())
    .addColumn('enrolled_at', key, (column) => column.notNull())
    .addColumn('last_seen_at', key)
    .addColumn('program', 'text', (column) => column.notNull())
    .addColumn('engine', key, (column) => column.notNull())
    .execute();
  await schema
    .createTable('station_author')
    .addColumn('station', key, (column) => column.notNull().references('station.code'))
    .addColumn('author', key, (column) => column.notNull())
    .addColumn('person', key, (column) => column.notNull())
    .addPrimaryKeyConstraint('station_author_key', ['station', 'author'])
    .execute();
};
