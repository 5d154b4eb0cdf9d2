import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { entitiesOfRuns } from '../../../../sync/server/store/migrations/0005-entities-of-runs.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { sampleEntity } from '../../../support/billing-world.ts';
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
});
