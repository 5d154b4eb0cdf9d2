import { beforeEach, describe, expect, it } from 'vitest';
import { newEntity } from '../../../core/organization/new-entity.ts';
import type { BodyOf } from '../../../core/use-cases.ts';
import type { RowQuery } from '../../../core/views/rows.ts';
import type { ChangedDocument, Stamp, StoreApi } from '../../../renderer/workers/store-api.ts';
import { storeHost } from '../../../renderer/workers/store-host.ts';
import { idleWiring, memoryHome } from './memory-home.ts';

const by = { user: 'ada', station: 'K7M2' };
let count = 0;
const stamp = (): Stamp => ({ id: `cmd_${(count += 1)}`, at: '2026-11-20T09:00:00.000Z', by });

const entity: BodyOf<'entity.create'> = newEntity(
  {
    code: 'UK',
    legalName: 'Northlight Ltd',
    address: { lines: ['1 Dock St'], city: 'London', postalCode: 'E1', region: '', country: 'GB' },
    currency: 'GBP',
    zone: 'Europe/London',
  },
  { isFallback: true },
);
const customer = (companyName: string, changes: Partial<BodyOf<'customer.create'>> = {}): BodyOf<'customer.create'> => ({
  companyName,
  personName: '',
  externalId: '',
  email: '',
  billingAddress: { lines: [], city: 'London', postalCode: '', region: '', country: 'GB' },
  taxIds: [],
  segments: [],
  attributes: {},
  entityId: null,
  currency: null,
  locale: null,
  netTermsDays: null,
  invoicing: 'consolidated',
  purchaseOrder: '',
  contacts: [],
  signedUpOn: '2026-11-20',
  metadata: {},
  ...changes,
});
const customers: RowQuery = { kind: 'customer', filters: [], text: '', sort: [], from: 0, count: 50, on: '2026-11-20', entityId: null };

let host: StoreApi;
beforeEach(() => {
  host = storeHost({ home: memoryHome(), nowMs: () => performance.now(), wiring: idleWiring(), fillDemo: async () => [] });
});

describe('the host of the store', () => {
  it('executes a command, tells what changed, and shows it in the lists', async () => {
    const heard: (readonly ChangedDocument[])[] = [];
    await host.subscribe((changed) => heard.push(changed));
    const outcome = await host.execute('customer.create', customer('Acme'), stamp());
    expect(outcome).toMatchObject({ ok: true, value: { kind: 'committed', ids: [{ kind: 'customer' }] } });
    const { rows, matching } = await host.rows(customers);
    expect(matching).toBe(1);
    expect(rows[0]?.cells).toMatchObject({ name: 'Acme', status: 'active', subscriptions: 0, open: null });
    expect(heard).toEqual([[{ kind: 'customer', id: rows[0]?.id }]]);
  });

  it('previews by the same plan and writes nothing', async () => {
    const preview = await host.preview('customer.create', customer('Acme'), stamp());
    expect(preview).toMatchObject({ ok: true, value: { writes: [{ basedOn: null, document: { kind: 'customer', name: 'Acme' } }] } });
    expect((await host.rows(customers)).matching).toBe(0);
  });

  it('gives problems as data, of the shape and of the rules', async () => {
    expect(await host.execute('customer.create', { ...customer('Acme'), colour: 'red' } as never, stamp())).toMatchObject({
      ok: false,
      problems: [{ code: 'shape.invalid', path: '/colour' }, { code: 'shape.invalid' }],
    });
    expect(await host.execute('customer.create', customer('', { personName: '' }), stamp())).toMatchObject({
      ok: false,
      problems: [{ code: 'customer.name-missing' }],
    });
  });

  it('[OFF-03] does a command that comes twice once', async () => {
    const twice = stamp();
    await host.execute('customer.create', customer('Acme'), twice);
    expect(await host.execute('customer.create', customer('Acme'), twice)).toMatchObject({ ok: true, value: { kind: 'known' } });
    expect(await host.execute('customer.create', customer('Other'), twice)).toMatchObject({
      ok: false,
      problems: [{ code: 'command.id-reused' }],
    });
    expect((await host.rows(customers)).matching).toBe(1);
  });

  it('[A20] tells a record’s history with what was before and after', async () => {
    await host.execute('entity.create', entity, stamp());
    await host.execute('customer.create', customer('Acme'), stamp());
    const id = (await host.rows(customers)).rows[0]?.id ?? '';
    await host.execute(
      'customer.edit',
      { customerId: id, fields: { email: { from: '', to: 'ada@acme.example' } }, attributes: {}, metadata: {} },
      stamp(),
    );
    const { items, matching } = await host.journal({ documentId: id, limit: 10 });
    expect(matching).toBe(2);
    expect(items.map(({ command }) => command.kind)).toEqual(['customer.edit', 'customer.create']);
    expect(items[0]?.changes[0]).toMatchObject({ before: { rev: 1, email: '' }, after: { rev: 2, email: 'ada@acme.example' } });
    expect(items[1]?.changes[0]?.before).toBeNull();
    expect((await host.journal({ commandKinds: ['entity.create'], limit: 10 })).matching).toBe(1);
    expect((await host.journal({ until: '2026-11-19', limit: 10 })).matching).toBe(0);
  });

  it('[A3] finds a record by a part of its name, without accents', async () => {
    for (const name of ['Åkesson Energi AB', 'Müller & Söhne', 'Millers']) await host.execute('customer.create', customer(name), stamp());
    expect((await host.search('muller', 5)).map(({ title }) => title)).toEqual(['Müller & Söhne']);
    expect((await host.search('akesson ener', 5)).map(({ title }) => title)).toEqual(['Åkesson Energi AB']);
  });

  it('begins anew after a reset', async () => {
    await host.execute('customer.create', customer('Acme'), stamp());
    await host.reset();
    expect((await host.rows(customers)).matching).toBe(0);
    expect(await host.open()).toMatchObject({ ok: true, value: { documents: 0, isDemo: false } });
  });

  it('says why a store cannot be opened, and tries again when asked again', async () => {
    let tries = 0;
    const home = memoryHome();
    const shut = storeHost({
      home: { ...home, open: async () => ((tries += 1) === 1 ? { ok: false, problems: [{ code: 'store.in-use' }] } : home.open()) },
      wiring: idleWiring(),
      nowMs: () => 0,
      fillDemo: async () => [],
    });
    expect(await shut.open()).toEqual({ ok: false, problems: [{ code: 'store.in-use' }] });
    expect(await shut.open()).toMatchObject({ ok: true });
  });
});
