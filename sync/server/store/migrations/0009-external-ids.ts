import { sql } from 'kysely';
import type { NumberedMigration } from '../migrate.ts';
import { storable } from '../queries.ts';

/** Customers are found by what another system calls them, without reading all of them for each one that is made or renamed. */
export const externalIds: NumberedMigration = {
  name: '0009-external-ids',
  up: async (database, { key }) => {
    await database.schema
      .alterTable('document')
      .addColumn('external_id', key, (column) => column.notNull().defaultTo(''))
      .execute();
    const customers = await database.selectFrom('document').select(['sequence', 'body']).where('kind', '=', 'customer').execute();
    for (const { sequence, body } of customers) {
      const { externalId } = JSON.parse(body) as { readonly externalId: string };
      if (externalId === '') continue;
      await database
        .updateTable('document')
        .set({ external_id: storable(externalId) })
        .where('sequence', '=', sequence)
        .execute();
    }
    await sql`create index document_external_id on document (external_id) where external_id <> ''`.execute(database);
  },
};
