import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { entitiesOfRuns } from '../../../../sync/server/store/migrations/0005-entities-of-runs.ts';
import { externalIds } from '../../../../sync/server/store/migrations/0009-external-ids.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { sampleCustomer, sampleEntity } from '../../../support/billing-world.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

describe.each(storeKeepers())('a store of an older program on $name', (keeper) => {
  afterAll(() => keeper.stop());

  it('[ROL-06] billing runs over several entities say which, and count as changed', async () => {
    const world = [...companyOf(), sampleEntity({ id: 'ent_de', code: 'DE', isFallback: false, servesCountries: [] }), ...manyBuyers(2)];
    const local = await storeWith(world);
    await ran(local, runOf('2025-05-01', '2025-06-01', { entityIds: ['ent_uk', 'ent_de'] }));
    const runs = await local.list('billing-run');
    const server = await keeper.fresh();
    await seeded(server, [...runs, ...world]);
    const { database } = server;
    await database.updateTable('document').set({ entity_id: '*' }).where('kind', '=', 'billing-run').execute();
    await database
      .transaction()
      .execute((transaction) => entitiesOfRuns.up(transaction, { key: sql`text`, long: sql`bigint` }, server.dialect));
    const rows = await database.selectFrom('document').select(['sequence', 'entity_id']).where('kind', '=', 'billing-run').execute();
    const last = world.length + runs.length + 1;
    expect(rows).toEqual([{ sequence: last, entity_id: 'ent_de ent_uk' }]);
    expect(await database.selectFrom('counter').select('sequence').execute()).toEqual([{ sequence: last }]);
  });

  it('customers are found by what another system calls them', async () => {
    const server = await keeper.fresh();
    const world = [sampleCustomer({ id: 'cus_1', externalId: 'crm-1' }), sampleCustomer({ id: 'cus_2', externalId: '' }), sampleEntity()];
    await seeded(server, world);
    const { database } = server;
    await sql`drop index document_external_id`.execute(database);
    await database.schema.alterTable('document').dropColumn('external_id').execute();
    await database
      .transaction()
      .execute((transaction) => externalIds.up(transaction, { key: sql`text`, long: sql`bigint` }, server.dialect));
    const rows = await database.selectFrom('document').select(['id', 'external_id']).orderBy('id').execute();
    expect(rows).toEqual([
      { id: 'cus_1', external_id: 'crm-1' },
      { id: 'cus_2', external_id: '' },
      { id: world[2]?.id, external_id: '' },
    ]);
  });
});
