import { describe, expect, it } from 'vitest';
import { memoryCommands } from '../../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../../sync/local/memory/documents.ts';
import { storeOver } from '../../../sync/local/store.ts';
import { sampleCustomer } from '../../support/billing-world.ts';
import { bill, customerOf, editCustomer, given, joined, serverWith } from './small-company.ts';
import { everything, stationAt, type Tables } from './station-world.ts';

const renamed = { email: { from: 'billing@acme.example', to: 'books@acme.example' } };

describe('lost answers and other servers', () => {
  it.each(['push', 'pull', 'hello', 'documents'] as const)(
    '[OFF-03] an answer to %s that is lost costs a try and nothing else',
    async (path) => {
      const server = await serverWith();
      const station = await joined(server, 'A7');
      server.refuses = () => true;
      await editCustomer(station, renamed);
      station.wire.loseAnswerOf = path;
      await station.client.cycle();
      expect(station.client.status()).toMatchObject({ state: 'offline', trouble: { code: 'sync.no-answer', reason: 'timeout' } });
      expect(await station.client.cycle()).toBeNull();
      // The verdict was given while the answer was lost: it is heard all the same, once.
      expect(await station.client.inbox()).toHaveLength(1);
      expect(await everything(station.store)).toEqual(await everything(server.state));
    },
  );

  it('[A9] offline, commands are given and kept, and are all sent when the network is back', async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7', { sizes: { push: { commands: 3, characters: 100_000, claims: 100 } } });
    station.wire.isDown = true;
    for (let index = 0; index < 10; index += 1)
      await editCustomer(station, { externalId: { from: index === 0 ? '' : String(index - 1), to: String(index) } });
    await station.client.cycle();
    expect(station.client.status()).toMatchObject({ state: 'offline', pending: 10 });
    station.wire.isDown = false;
    await station.client.cycle();
    expect(station.client.status()).toMatchObject({ state: 'online', pending: 0 });
    expect((await customerOf(server.state)).externalId).toBe('9');
  });

  it('[OFF-03] of a push that is judged in part, the rest comes again, in order and nothing twice', async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7', { sizes: { push: { commands: 3, characters: 100_000, claims: 100 } } });
    for (let index = 0; index < 10; index += 1)
      await editCustomer(station, { externalId: { from: index === 0 ? '' : String(index - 1), to: String(index) } });
    server.mostJudged = 2;
    expect(await station.client.cycle()).toBeNull();
    expect(server.pushed.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await everything(station.store)).toEqual(await everything(server.state));
  });

  it("[NUM-05] a server put back from a backup gets the station's work again, and nothing twice", async () => {
    const server = await serverWith(4);
    const [a, b] = [await joined(server, 'A7'), await joined(server, 'B2')];
    await editCustomer(a, { externalId: { from: '', to: '1' } });
    await a.client.cycle();
    const restore = server.backup();
    await bill(a);
    await editCustomer(a, renamed);
    await a.client.cycle();
    await b.client.cycle();
    const before = await everything(server.state);
    await restore();
    expect(await everything(server.state)).not.toEqual(before);
    await a.client.cycle();
    await b.client.cycle();
    expect(await everything(server.state)).toEqual(before);
    expect(await everything(a.store)).toEqual(before);
    expect(await everything(b.store)).toEqual(before);
    expect(await a.client.inbox()).toEqual([]);
  });

  it('[NUM-05] a station whose store was put back from a copy is told so, and nothing is sent', async () => {
    const server = await serverWith();
    const tables: Tables = { documents: memoryDocuments(), log: memoryCommands() };
    const station = await joined(server, 'A7', { tables });
    // The copy knows the link but not what was given after it.
    const copy: Tables = { documents: memoryDocuments(), log: memoryCommands() };
    for (const note of ['sync link']) await copy.documents.keepNote(note, (await tables.documents.note(note)) ?? '');
    await copy.documents.receive({ documents: [await customerOf(station.store)], removed: [] });
    await editCustomer(station, renamed);
    await station.client.cycle();
    const back = await stationAt(server, 'A7', { tables: copy });
    await given(back, 'customer.archive', { customerId: 'cus_a' });
    const asked = server.asked.length;
    expect(await back.client.cycle()).toEqual({ code: 'station.put-back' });
    expect(server.asked.slice(asked)).toEqual(['hello']);
    expect(back.client.status().state).toBe('blocked');
    expect((await back.client.remembered()).map(({ kind }) => kind)).toEqual(['unsent']);
  });

  it('[ROL-06] other permissions: everything is pulled anew, and what no longer comes is forgotten but for waiting work', async () => {
    const server = await serverWith();
    await server.absorb([sampleCustomer({ id: 'cus_b', name: 'Bolt' })]);
    const station = await joined(server, 'A7', { sizes: { pull: 3 } });
    expect(await station.store.get('customer', 'cus_b')).not.toBeNull();
    server.view = '1'.repeat(64);
    await server.absorb([], [{ kind: 'customer', id: 'cus_b' }]);
    // As a server that tells nothing of what one may not see: the mark of removal does not come either.
    await station.client.cycle();
    expect(await station.store.get('customer', 'cus_b')).toBeNull();
    expect(station.client.status()).toMatchObject({ state: 'online' });
    expect(await everything(station.store)).toEqual(await everything(server.state));
  });

  it('forgets at a resync what the server never tells of', async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7', { sizes: { pull: 2 } });
    await station.store.receive({ documents: [sampleCustomer({ id: 'cus_ghost', name: 'Ghost' })], removed: [] });
    await station.client.cycle();
    expect(await station.store.get('customer', 'cus_ghost')).not.toBeNull();
    server.epoch = 'epoch-00002';
    await station.client.cycle();
    expect(await station.store.get('customer', 'cus_ghost')).toBeNull();
  });

  it('[A25] a program that is too old pushes, and is told to update before it pulls', async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7');
    await editCustomer(station, renamed);
    server.pull = 'update';
    expect(await station.client.cycle()).toEqual({ code: 'sync.update-needed' });
    expect(station.client.status()).toMatchObject({ state: 'blocked', pending: 0 });
    expect((await customerOf(server.state)).email).toBe('books@acme.example');
  });

  it.each([
    [401, null, 'sync.signed-out', 'blocked'],
    [401, { code: 'station.revoked', wipe: false }, 'station.revoked', 'blocked'],
    [403, { code: 'station.needed' }, 'station.unknown', 'blocked'],
    [426, { code: 'protocol.too-old', oldest: 2 }, 'sync.update-needed', 'blocked'],
    [500, null, 'sync.server-failed', 'failing'],
    [200, 'a proxy says hello', 'sync.answer-unreadable', 'failing'],
  ] as const)('[Q5] an answer %i %j is %s', async (status, body, code, state) => {
    const server = await serverWith();
    const station = await joined(server, 'A7');
    server.failure = { status, body };
    expect(await station.client.cycle()).toMatchObject({ code });
    expect(station.client.status().state).toBe(state);
    server.failure = null;
    expect(await station.client.cycle()).toBeNull();
    expect(station.client.status().state).toBe('online');
  });
});

describe('joining and leaving', () => {
  it('local work from before is pushed when the station joins', async () => {
    const server = await serverWith();
    const alone = storeOver(memoryDocuments(), memoryCommands());
    await alone.resume();
    const tables: Tables = { documents: memoryDocuments(), log: memoryCommands() };
    const station = await joined(server, 'A7', { tables });
    await station.client.leave();
    expect(station.client.status()).toMatchObject({ state: 'left', pending: 0 });
    await editCustomer(station, renamed);
    await station.client.cycle();
    expect((await customerOf(server.state)).email).toBe('billing@acme.example');
    expect(await station.client.join('https://other.example', 'A7')).toEqual({
      code: 'sync.other-server',
      server: 'https://books.example',
    });
    expect(await station.client.join('https://books.example', 'A7')).toBeNull();
    await station.client.cycle();
    expect((await customerOf(server.state)).email).toBe('books@acme.example');
    expect(await station.client.join('https://books.example', 'A7')).toMatchObject({ code: 'sync.joined-already' });
  });

  it('what is remembered over a new beginning lies in the inbox of the new store', async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7');
    station.wire.isDown = true;
    await editCustomer(station, renamed);
    const items = await station.client.remembered();
    expect(items).toMatchObject([{ kind: 'unsent', command: { kind: 'customer.edit' } }]);
    const fresh = await joined(server, 'C3');
    await fresh.client.remember(items);
    await fresh.client.remember(items);
    expect(fresh.client.status().inbox).toBe(1);
    const [item] = await fresh.client.inbox();
    await fresh.client.settle(item?.id ?? '', 'theirs');
    expect(fresh.client.status().inbox).toBe(0);
    expect(await fresh.client.inbox()).toMatchObject([{ settled: { how: 'theirs' } }]);
  });
});
