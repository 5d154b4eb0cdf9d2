import { afterAll, describe, expect, it } from 'vitest';
import { admitBatch, admitOwn } from '../../../../sync/server/admission/admit.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import type { Push } from '../../../../sync/protocol/push.ts';
import { runAnyCommand } from '../../../../sync/local/run-command.ts';
import type { Store } from '../../../../sync/local/store.ts';
import { failingAfter } from '../../../support/failing-store.ts';
import { laterThanAll, pushingStation, stateOf } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { gapsOf, seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

const world = [...companyOf(), ...manyBuyers(9)];

const moved = (store: Store, id: string, from: string, to: string) =>
  runAnyCommand(store, {
    id,
    kind: 'customer.edit',
    at: '2025-05-20T10:00:00.000Z',
    by: { user: 'ada', station: 'A7' },
    body: { customerId: 'cus_0001', fields: { email: { from, to } }, attributes: {}, metadata: {} },
  });

/** A station that has edited, billed and edited again. */
const worked = async (server: ServerStore) => {
  await seeded(server, world);
  const store = await storeWith(world);
  const pushing = pushingStation(store, 'A7');
  await pushing.enrol(server);
  await moved(store, 'cmd_1', 'billing@acme.example', 'one@acme.example');
  await ran(store, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: 'A7' } }));
  await moved(store, 'cmd_3', 'one@acme.example', 'uno@acme.example');
  return { store, pushing };
};

const entriesOf = (server: ServerStore) => server.reader.selectFrom('entry').selectAll().orderBy('position').execute();

describe.each(storeKeepers())('pushes on $name', (keeper) => {
  afterAll(() => keeper.stop());

  it('[OFF-03] the same push twice gets the same verdicts and has its effect once', async () => {
    const server = await keeper.fresh();
    const { store, pushing } = await worked(server);
    const push = await pushing.next();
    const first = await pushing.pushThis(server, push);
    const before = await entriesOf(server);
    expect(await pushing.pushThis(server, push)).toEqual(first);
    expect(first).toMatchObject({ kind: 'taken', acknowledged: 3 });
    expect(await entriesOf(server)).toEqual(before);
    expect(await stateOf(serverState(server).source)).toEqual(await stateOf(store));
    // A part of it, and more than there was.
    const some = { ...push, commands: push.commands.slice(0, 2) };
    expect(await pushing.pushThis(server, some)).toMatchObject({
      verdicts: first && 'verdicts' in first ? first.verdicts.slice(0, 2) : [],
    });
    await moved(store, 'cmd_4', 'uno@acme.example', 'un@acme.example');
    const more = await pushing.pushThis(server, await pushing.next());
    expect(more).toMatchObject({ kind: 'taken', acknowledged: 4 });
  });

  it('[OFF-03] a push that does not go on from what was judged is out of step, and nothing is judged', async () => {
    const server = await keeper.fresh();
    const { pushing } = await worked(server);
    const push = await pushing.next();
    const [one, two, three] = push.commands;
    if (one === undefined || two === undefined || three === undefined) throw new Error('three commands were given');
    const strange: readonly Push[] = [
      { ...push, after: 1, commands: [two, three] },
      { ...push, commands: [two] },
      { ...push, commands: [one, three] },
      { ...push, commands: [{ ...one, sequence: 2 }] },
      { ...push, digest: '0'.repeat(64) },
    ];
    for (const each of strange) expect(await pushing.pushThis(server, each)).toMatchObject({ kind: 'out-of-step', acknowledged: 0 });
    expect(await entriesOf(server)).toEqual([]);
    await pushing.pushThis(server, push);
    // Another command under a count that was judged: the station's store was put back from a copy.
    const other = { ...three, command: { ...three.command, id: 'cmd_other' } };
    const copy = { ...push, commands: [one, two, other] };
    expect(await pushing.pushThis(server, copy)).toMatchObject({ kind: 'out-of-step', acknowledged: 3 });
    const otherBody = { ...one, command: { ...one.command, body: { ...(one.command.body as object), metadata: { a: null } } } };
    expect(await pushing.pushThis(server, { ...push, commands: [otherBody, two, three] })).toMatchObject({ kind: 'out-of-step' });
    expect(await entriesOf(server)).toHaveLength(3);
  });

  it('a refused command in the middle holds nothing up, and its numbers are voided', async () => {
    const server = await keeper.fresh();
    const { store, pushing } = await worked(server);
    const push = await pushing.next();
    const broken = push.commands.map((pushed) =>
      pushed.sequence === 2 ? { ...pushed, command: { ...pushed.command, body: { work: 'none' } } } : pushed,
    );
    const answer = await pushing.pushThis(server, { ...push, commands: broken });
    if (!('kind' in answer) || answer.kind !== 'taken') throw new Error('the push is taken');
    expect(answer.verdicts.map(({ kind }) => kind)).toEqual(['accepted', 'refused', 'accepted']);
    const issued = await store.list('invoice');
    expect(answer.verdicts[1]?.voided).toHaveLength(issued.length);
    expect(new Set(answer.verdicts[1]?.voided.map(({ reason }) => reason))).toEqual(new Set(['refused']));
    const { source } = serverState(server);
    expect((await source.get('customer', 'cus_0001'))?.email).toBe('uno@acme.example');
    expect(await source.list('invoice')).toEqual([]);
    expect(await gapsOf(server)).toMatchObject({ unexplained: 0 });
    expect((await source.list('number-series'))[0]?.next).toBe(issued.length + 1);
  });

  it('a crash between any two writes leaves nothing, and the next push does it all', { timeout: 120_000 }, async () => {
    const server = await keeper.fresh();
    const { store, pushing } = await worked(server);
    const push = await pushing.next();
    const before = await stateOf(serverState(server).source);
    let crashes = 0;
    for (let statements = 1; ; statements += 1) {
      const answer = await admitBatch(failingAfter(server, statements), pushing.pusher, push, laterThanAll).catch(() => null);
      if (answer !== null) break;
      crashes += 1;
      expect(await entriesOf(server)).toEqual([]);
      expect(await stateOf(serverState(server).source)).toEqual(before);
    }
    expect(crashes).toBeGreaterThan(15);
    expect(await stateOf(serverState(server).source)).toEqual(await stateOf(store));
    expect(await entriesOf(server)).toHaveLength(3);
  });

  it('a station that is unknown or revoked is told so', async () => {
    const server = await keeper.fresh();
    const { pushing } = await worked(server);
    const push = await pushing.next();
    expect(await admitBatch(server, { ...pushing.pusher, station: 'ZZ' }, push, laterThanAll)).toEqual({ code: 'station.unknown' });
    await server.database.updateTable('station').set({ state: 'revoked' }).execute();
    expect(await pushing.pushThis(server, push)).toEqual({ code: 'station.revoked' });
    await expect(admitBatch(server, { ...pushing.pusher, station: 'SERVER' }, push, laterThanAll)).rejects.toThrow('no station');
    expect(await entriesOf(server)).toEqual([]);
  });

  it("[OFF-06] the server's own commands have their effect once, however many servers try", async () => {
    const server = await keeper.fresh();
    await seeded(server, world);
    const store = await storeWith(world);
    const plan = await ran(store, runOf('2025-05-01', '2025-06-01', { by: { user: 'server', station: 'SERVER' }, issuer: 'server' }));
    const other = server.dialect === 'postgres' ? await keeper.again() : server;
    const commands = plan.changes.map(({ command }) => command);
    const both = await Promise.all([admitOwn(server, commands, laterThanAll), admitOwn(other, commands, laterThanAll)]);
    expect(both.flat().map(({ kind }) => kind)).toEqual(['accepted', 'accepted']);
    expect(await entriesOf(server)).toHaveLength(1);
    expect(await stateOf(serverState(server).source)).toEqual(await stateOf(store));
    expect(await gapsOf(server)).toMatchObject({ unexplained: 0 });
  });
});
