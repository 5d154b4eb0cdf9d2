import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import type { Where } from '../../../../core/kernel/use-case.ts';
import { keptKind, keptList } from '../../../../sync/server/store/kept-documents.ts';
import { keyed } from '../../../../sync/server/store/queries.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';
import { companyBooks, customerAt, usageAt } from '../../../support/stored-company.ts';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

const questions: readonly Where[] = [
  {},
  { ids: [] },
  { ids: ['evt_000003', 'evt_000001', 'evt_000003', 'evt_none'] },
  { customerIds: ['cus_000002', 'cus_000002', 'cus_000001'] },
  { customerIds: ['cus_000002'], onBefore: '2025-01-20' },
  { customerIds: ['cus_000002'], onFrom: '2025-01-20', state: usageAt(2).subscriptionId },
  { ids: ['evt_000003', 'evt_000001'], customerIds: ['cus_000001'] },
  { ids: ['evt_000003'], state: 'another' },
];

describe.each(storeKeepers())('reading from $name', (keeper) => {
  afterAll(() => keeper.stop());

  it('answers every question as the same documents in memory do', async () => {
    const store = await keeper.fresh();
    const events = numbers(5).map(usageAt);
    await seeded(store, [...companyBooks(), ...numbers(5).map(customerAt), ...events]);
    const { source } = serverState(store);
    for (const where of questions) {
      expect({ where, found: await source.list('usage-event', where) }).toEqual({ where, found: keptList(keptKind(1, events), where) });
    }
  });

  it('finds customers by what another system calls them, without reading the others', async () => {
    const store = await keeper.fresh();
    const customers = [...numbers(300).map(customerAt), { ...customerAt(900), externalId: '' }];
    await seeded(store, customers);
    const { source } = serverState(store);
    for (const externalId of ['crm-7', 'crm-none', '', 'CRM-7']) {
      const where = { externalId };
      expect({ where, found: await source.list('customer', where) }).toEqual({ where, found: keptList(keptKind(1, customers), where) });
    }
    const question = sql`select id from (select * from document where kind = 'customer') as document where external_id = 'crm-7' and external_id <> ''`;
    const { rows } = await sql<object>`${sql.raw(store.dialect === 'sqlite' ? 'explain query plan' : 'explain')} ${question}`.execute(
      store.database,
    );
    expect(JSON.stringify(rows)).toContain('document_external_id');
  });

  it('goes to what is asked for, however little the database believes that there is of a kind', async () => {
    const store = await keeper.fresh();
    if (store.dialect === 'sqlite') return;
    await seeded(store, numbers(300).map(customerAt));
    await sql`analyze document`.execute(store.database);
    await seeded(store, numbers(300).map(usageAt));
    for (const column of ['id', 'customer_id'] as const) {
      const asked = keyed(
        store.dialect,
        'usage-event',
        column,
        column === 'id' ? ['evt_000001', 'evt_none'] : ['cus_000001', 'cus_000002'],
      );
      const { rows } = await sql<object>`explain (analyze, format json) select body from ${asked} where on_day < '2026'`.execute(
        store.database,
      );
      const plan = JSON.stringify(rows);
      expect(plan).toContain(column === 'id' ? 'document_key' : 'document_customer');
      expect(plan).not.toMatch(/"Rows Removed by (?:Filter|Join Filter|Index Recheck)":[1-9]|"Seq Scan"/);
    }
  });
});
