import { afterEach, describe, expect, it } from 'vitest';
import { rxCommands } from '../../../../sync/local/rxdb/commands.ts';
import { rxDocuments } from '../../../../sync/local/rxdb/documents.ts';
import { storeOver } from '../../../../sync/local/store.ts';
import { deleteLocalStore, type LocalStore, openLocalStore } from '../../../../sync/local/rxdb/open.ts';
import type { Host } from '../../../../sync/local/rxdb/host.ts';
import { writePointer } from '../../../../sync/local/rxdb/pointer.ts';
import { freshHost } from '../../../contract/fresh-host.ts';
import { change, segment } from '../../../contract/documents.ts';
import { sampleCustomer } from '../../../support/billing-world.ts';
import { dumped } from '../../../contract/store-contract.ts';
import { billedCompany, codes, first, Openings, optionsOn, second } from './opening.ts';

const openings = new Openings();
afterEach(() => openings.closeAll());

const locking = (host: Host): Host => ({ ...host, locks: navigator.locks });

describe('opening the local store', () => {
  it('finds at the next start what was committed', async () => {
    const host = freshHost();
    const store = await openings.open(optionsOn(host));
    await store.store.commit(first);
    await store.store.commit(second);
    const before = await dumped(store.store);
    await store.close();
    const again = await openings.open(optionsOn(host));
    expect(await dumped(again.store)).toEqual(before);
    expect(again.healed).toBe(0);
  });

  it('knows without the database what another system calls a customer, whoever wrote it and whenever it was opened', async () => {
    const host = freshHost();
    const store = await openings.open(optionsOn(host));
    const called = (id: string, externalId: string, rev = 1) => ({ ...sampleCustomer({ id, externalId }), rev });
    const ids = async ({ store: asked }: LocalStore, externalId: string): Promise<readonly string[]> =>
      (await asked.list('customer', { externalId })).map(({ id }) => id);
    expect(await ids(store, 'crm-1')).toEqual([]);
    await store.store.commit(change('cmd_1', called('c1', 'crm-1'), called('c2', 'crm-2'), called('c3', '')));
    await store.store.commit(change('cmd_2', called('c2', 'crm-1', 2)));
    expect(await ids(store, 'crm-1')).toEqual(['c1', 'c2']);
    expect(await ids(store, 'crm-2')).toEqual([]);
    await store.store.receive({ documents: [called('c3', 'crm-2', 4)], removed: [{ kind: 'customer', id: 'c1' }] });
    expect([await ids(store, 'crm-1'), await ids(store, 'crm-2'), await ids(store, '')]).toEqual([['c2'], ['c3'], []]);
    expect(await store.store.list('customer', { externalId: 'crm-1', ids: ['c3'] })).toEqual([]);
    await store.close();
    const again = await openings.open(optionsOn(host));
    expect([await ids(again, 'crm-1'), await ids(again, 'crm-2')]).toEqual([['c2'], ['c3']]);
  });

  it('has one owner: a second opener is told, and gets in when the first has left', async () => {
    const host = locking(freshHost());
    const store = await openings.open(optionsOn(host));
    expect(await openLocalStore(optionsOn(host))).toEqual({ ok: false, problems: [{ code: 'store.in-use', name: 'station' }] });
    await store.close();
    await openings.open(optionsOn(host));
  });

  it('never opens more collections than a realm may have: a second store waits for nothing and is refused', async () => {
    const store = await openings.open(optionsOn(freshHost()));
    const before = performance.now();
    expect(codes(await openLocalStore(optionsOn(freshHost(), { name: 'other' })))).toEqual(['store.one-at-a-time']);
    expect(performance.now() - before).toBeLessThan(1000);
    expect(Object.keys(store.database.rx.collections)).toHaveLength(11);
    for (let time = 0; time < 3; time += 1) {
      await openings.closeAll();
      await openings.open(optionsOn(freshHost()));
    }
  });

  it('lets go of the name when it cannot open', async () => {
    const host = locking(freshHost());
    await writePointer('station', { form: 9, generation: 1 }, host);
    expect(codes(await openLocalStore(optionsOn(host)))).toEqual(['store.newer']);
    await writePointer('station', { form: 1, generation: 1 }, host);
    await openings.open(optionsOn(host));
  });

  it('finishes at the start what a crash left half written, and says so', async () => {
    const host = freshHost();
    const earlier = await openings.open(optionsOn(host));
    await earlier.store.commit(first);
    await earlier.close();
    const store = await openings.open(optionsOn(host));
    const { commands, documents } = store.database;
    const log = rxCommands(commands, documents.work, store.forms);
    const lost = storeOver({ ...rxDocuments(documents), put: () => Promise.reject(new Error('the power went off')) }, log);
    await expect(lost.commit(second)).rejects.toThrow('the power went off');
    expect((await store.store.get('segment', 'a'))?.state).toBe('active');
    await store.close();
    const again = await openings.open(optionsOn(host));
    expect(again.healed).toBe(1);
    expect((await again.store.get('segment', 'a'))?.state).toBe('archived');
    expect(again.index.shelves.get('segment')?.cell(again.index.shelfOf('segment')?.slotOf('a') ?? -1, 'status')).toBe('archived');
  });

  it('asks the host to keep the data, and says how much space there is', async () => {
    let asked = 0;
    const storage = {
      persisted: async () => false,
      persist: async () => {
        asked += 1;
        return true;
      },
      estimate: async () => ({ usage: 300, quota: 1000 }),
    };
    const store = await openings.open(optionsOn({ ...freshHost(), storage }));
    expect(asked).toBe(1);
    expect(store.isPersistent).toBe(true);
    expect(await store.space()).toEqual({ usedBytes: 300, freeBytes: 700, isPersistent: true });
  });

  it('says that a host without a database has none', async () => {
    expect(codes(await openLocalStore({ name: 'station', now: () => '' }))).toEqual(['store.unavailable']);
  });

  it('takes itself off the device: no database is left, and the next start is empty', async () => {
    const host = freshHost();
    const store = await openings.open(optionsOn(host));
    await store.store.commit(first);
    await store.close();
    await deleteLocalStore('station', host);
    expect(await host.indexedDB.databases()).toEqual([]);
    expect(await (await openings.open(optionsOn(host))).store.list('segment')).toEqual([]);
  });

  it('leaves a store of another name alone', async () => {
    const host = freshHost();
    const other = await openings.open(optionsOn(host, { name: 'station-f' }));
    await other.store.commit(first);
    await other.close();
    await deleteLocalStore('station', host);
    expect(await (await openings.open(optionsOn(host, { name: 'station-f' }))).store.list('segment')).toHaveLength(2);
  });

  it('gives the newest first', async () => {
    const store = await openings.open(optionsOn(freshHost()));
    await billedCompany(store.store, 7);
    const ids = (await store.store.list('invoice')).map(({ id }) => id).toReversed();
    expect((await store.store.newest('invoice', { count: 3 })).map(({ id }) => id)).toEqual(ids.slice(0, 3));
    expect(await store.store.newest('invoice', { count: 3, onBefore: '2025-01-01' })).toEqual([]);
  });

  it('refuses what it could not index before anything has happened', async () => {
    const store = await openings.open(optionsOn(freshHost()));
    await expect(store.store.commit(change('cmd_1', segment('x'.repeat(300), 'active')))).rejects.toThrow('the index has room');
    expect(await store.store.known('cmd_1')).toBeNull();
    await store.store.commit(change('cmd_2', segment('x', 'active')));
    expect(await store.store.known('cmd_2')).toMatchObject({ sequence: 1 });
  });
});
