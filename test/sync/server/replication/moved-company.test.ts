import { afterEach, describe, expect, it } from 'vitest';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { numbersAddUp } from '../../../simulation/number-proofs.ts';
import { sameState } from '../../../simulation/proofs.ts';
import { sampleCustomer } from '../../../support/billing-world.ts';
import { type RunningServer, runningServer } from '../../../support/running-server.ts';
import { at, LocalMachine } from './moved-company.ts';

describe('[NUM-05] a company that moved to another machine and joins a server', () => {
  const servers: RunningServer[] = [];
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.stop();
  });
  const served = async (): Promise<RunningServer> => {
    const server = await runningServer({ at });
    servers.push(server);
    await server.add('ada', 'administrator');
    await server.add('ben', 'finance');
    return server;
  };

  const numbersOn = async ({ source }: { readonly source: ReturnType<typeof serverState>['source'] }): Promise<readonly string[]> =>
    (await source.list('invoice')).map(({ number }) => number ?? '').sort();
  /** All machines and the server say the same, and every number stands where it was given. */
  const inOrder = async ({ store }: { readonly store: ServerStore }, machines: readonly LocalMachine[]): Promise<void> => {
    const { source } = serverState(store);
    for (const machine of machines) {
      await machine.inStep();
      expect(machine.client.status()).toMatchObject({ state: 'online', pending: 0 });
    }
    for (const machine of machines) {
      await machine.inStep();
      expect(await sameState(machine.code, machine.store, source, () => true)).toEqual([]);
    }
    expect(await numbersAddUp(source)).toEqual([]);
  };
  const entriesOf = async ({ store }: RunningServer): Promise<readonly string[]> =>
    (await store.reader.selectFrom('entry').select('command_id').where('verdict', '=', 'accepted').execute()).map((row) => row.command_id);

  it('brings what the earlier machines gave: commands, documents, numbers and series, each once', async () => {
    const oldest = new LocalMachine('OLD1');
    const sale = await oldest.begin();
    const first = [await oldest.issue(sale), await oldest.issue(sale)];
    const older = await oldest.movedTo('OLD2');
    first.push(await older.issue(sale));
    const machine = await older.movedTo('NEW1');
    first.push(await machine.issue(sale));
    const [series] = (await machine.store.list('number-series')).filter(({ station }) => station === 'OLD1');
    await machine.give('number-series.close', { seriesId: series?.id ?? '', lostStation: 'OLD1' });

    const server = await served();
    await machine.joins(server, 'ada');
    expect(await machine.told()).toEqual([]);
    const { source } = serverState(server.store);
    expect(await numbersOn({ source })).toEqual([...first].sort());
    expect(new Set(first.map((number) => number.split('-')[2]))).toEqual(new Set(['OLD1', 'OLD2', 'NEW1']));
    expect((await source.list('number-series')).map(({ station, state }) => `${station} ${state}`).sort()).toEqual([
      'NEW1 open',
      'OLD1 closed',
      'OLD2 open',
    ]);
    first.push(await machine.issue(sale));
    await inOrder(server, [machine]);
    expect(await numbersOn({ source })).toEqual([...first].sort());
  });

  it('brings what its server has only half of: the earlier machine had joined it before', async () => {
    const server = await served();
    const lost = new LocalMachine('OLD1');
    const sale = await lost.begin();
    const numbers = [await lost.issue(sale)];
    await lost.joins(server, 'ada');
    numbers.push(await lost.issue(sale));
    await lost.rename(sale.customerId, '', 'kai@alster.example');
    const machine = await lost.movedTo('NEW1');
    numbers.push(await machine.issue(sale));
    await machine.joins(server, 'ada');
    expect(await machine.told()).toEqual([]);
    const { source } = serverState(server.store);
    expect(await numbersOn({ source })).toEqual([...numbers].sort());
    expect((await source.get('customer', sale.customerId))?.email).toBe('kai@alster.example');

    // It was not lost after all.
    numbers.push(await lost.issue(sale));
    await lost.rename(sale.customerId, 'kai@alster.example', 'ufer@alster.example');
    await inOrder(server, [lost, machine]);
    expect(await lost.told()).toEqual([]);
    expect(await numbersOn({ source })).toEqual([...numbers].sort());
    expect((await source.get('customer', sale.customerId))?.email).toBe('ufer@alster.example');
  });

  it('[ROL-06] forgets what the backup holds and the server does not give to whoever joins', async () => {
    const server = await served();
    const lost = new LocalMachine('OLD1');
    const sale = await lost.begin();
    await lost.joins(server, 'ada');
    const machine = await lost.movedTo('NEW1');
    await machine.store.receive({ documents: [sampleCustomer({ id: 'cus_gone' })], removed: [] });
    await machine.issue(sale);
    await machine.joins(server, 'ada');
    expect(await machine.store.get('customer', 'cus_gone')).toBeNull();
    await inOrder(server, [machine]);
  });

  it('takes the earlier machine in when it comes back, under its own code, and what it gave since', async () => {
    const server = await served();
    const away = new LocalMachine('OLD1');
    const sale = await away.begin();
    const numbers = [await away.issue(sale)];
    const machine = await away.movedTo('NEW1');
    numbers.push(await machine.issue(sale));
    await machine.joins(server, 'ada');

    numbers.push(await away.issue(sale));
    // Somebody else's machine does not get the code.
    expect(await new LocalMachine('OLD1').enrolled(server, 'ben')).toMatchObject({ status: 409 });
    await away.joins(server, 'ada');
    expect(await away.told()).toEqual([]);
    await inOrder(server, [away, machine]);
    expect(await numbersOn(serverState(server.store))).toEqual([...numbers].sort());
    expect(await away.issue(sale)).toBe((numbers.at(-1) ?? '').replace(/2$/, '3'));
    await inOrder(server, [away, machine]);
    const entries = await entriesOf(server);
    expect(entries.length).toBeGreaterThan(new Set(entries).size);
  });

  it('lays into the inbox what the earlier machine still numbered after its series was closed', async () => {
    const server = await served();
    const away = new LocalMachine('OLD1');
    const sale = await away.begin();
    const numbers = [await away.issue(sale)];
    const machine = await away.movedTo('NEW1');
    const [series] = await machine.store.list('number-series');
    await machine.give('number-series.close', { seriesId: series?.id ?? '', lostStation: 'OLD1' });
    await machine.joins(server, 'ada');
    await away.issue(sale);
    await away.rename(sale.customerId, '', 'kai@alster.example');
    await away.joins(server, 'ada');
    expect(await away.told()).toEqual(['invoice.post-draft: series.closed']);
    await inOrder(server, [away, machine]);
    expect((await numbersOn(serverState(server.store))).filter((number) => number !== '')).toEqual(numbers);
    expect((await machine.store.get('customer', sale.customerId))?.email).toBe('kai@alster.example');
  });

  it('[ROL-05] takes nothing of a station that is none of theirs, and of one that was revoked only from an administrator', async () => {
    const server = await served();
    const theirs = new LocalMachine('OLD1');
    const sale = await theirs.begin();
    const numbers = [await theirs.issue(sale)];
    await theirs.joins(server, 'ada');
    await theirs.issue(sale);
    const machine = await theirs.movedTo('NEW1', 'ben_local');
    await machine.joins(server, 'ben');
    expect(new Set(await machine.told())).toEqual(
      new Set(['invoice.create-manual: command.other-station', 'invoice.post-draft: command.other-station']),
    );
    expect(await numbersOn(serverState(server.store))).toEqual(numbers);
    // Nothing of it is void: the station brings it itself.
    await inOrder(server, [theirs, machine]);
    expect(await theirs.told()).toEqual([]);
    expect(await numbersOn(serverState(server.store))).toHaveLength(2);
  });
});
