import { describe, expect, it } from 'vitest';
import { engineVersion } from '../../../core/engine.ts';
import { memoryCommands } from '../../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../../sync/local/memory/documents.ts';
import { Crash, crashingAfter } from '../../contract/crashing.ts';
import { bill, customerOf, editCustomer, given, joined, serverWith } from './small-company.ts';
import { everything, quietWire, stationAt, type Tables } from './station-world.ts';

const renamed = { email: { from: 'billing@acme.example', to: 'books@acme.example' } };

describe('pulled state under waiting commands', () => {
  it('[A11] shows a command at once, waiting, and the server has it after the next cycle', async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7');
    await editCustomer(station, renamed);
    await station.client.noticed();
    expect(station.client.status()).toMatchObject({ state: 'online', pending: 1 });
    expect(station.client.pending()).toEqual([{ kind: 'customer', id: 'cus_a' }]);
    expect(station.client.status().collections.find(({ name }) => name === 'customers')?.pending).toBe(1);
    await station.client.cycle();
    expect(station.client.status().pending).toBe(0);
    expect((await customerOf(server.state)).email).toBe('books@acme.example');
  });

  it('[A11] counts a command that is given while the server takes its time', async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7');
    const waiting: number[] = [];
    station.wire.meanwhile = async (path) => {
      if (path !== 'hello') return;
      await editCustomer(station, renamed);
      await station.client.noticed();
      waiting.push(station.client.status().pending);
    };
    await station.client.cycle();
    expect(waiting).toEqual([1]);
    expect(station.client.status().pending).toBe(0);
    expect((await customerOf(server.state)).email).toBe('books@acme.example');
  });

  it('names the engine that planned what waits, also after the program was updated', async () => {
    const server = await serverWith();
    const tables: Tables = { documents: memoryDocuments(), log: memoryCommands() };
    const station = await joined(server, 'A7', { tables });
    station.wire.isDown = true;
    await editCustomer(station, renamed);
    const link = JSON.parse((await tables.documents.note('sync link')) ?? '') as { readonly engines: readonly object[] };
    // As the program before would have noted it.
    await tables.documents.keepNote('sync link', JSON.stringify({ ...link, engines: [{ from: 1, engine: 'engine-of-before' }] }));
    const updated = await stationAt(server, 'A7', { tables });
    await editCustomer(updated, { externalId: { from: '', to: 'EXT-2' } });
    await updated.client.cycle();
    expect(server.pushed.map(({ engine }) => engine)).toEqual(['engine-of-before', engineVersion]);
  });

  it('edits of different fields on two stations merge, in whichever order they arrive', async () => {
    for (const order of [
      [0, 1, 0],
      [1, 0, 1],
    ] as const) {
      const server = await serverWith();
      const stations = [await joined(server, 'A7'), await joined(server, 'B2')] as const;
      await editCustomer(stations[0], renamed, 'cus_a', 'cmd_email');
      await editCustomer(stations[1], { externalId: { from: '', to: 'EXT-1' } }, 'cus_a', 'cmd_phone');
      for (const at of order) await stations[at].client.cycle();
      expect(await customerOf(server.state)).toMatchObject({ email: 'books@acme.example', externalId: 'EXT-1' });
      expect(await everything(stations[0].store)).toEqual(await everything(server.state));
      expect(await everything(stations[1].store)).toEqual(await everything(server.state));
      expect([...(await stations[0].client.inbox()), ...(await stations[1].client.inbox())]).toEqual([]);
    }
  });

  it('a command given while the pull is under way lies on top of what came', async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7');
    const other = await joined(server, 'B2');
    await editCustomer(other, { externalId: { from: '', to: 'EXT-1' } });
    await other.client.cycle();
    let isGiven = false;
    station.wire.meanwhile = async (path) => {
      if (path !== 'pull' || isGiven) return;
      isGiven = true;
      await editCustomer(station, renamed);
    };
    await station.client.cycle();
    expect(isGiven).toBe(true);
    expect(station.client.status().pending).toBe(1);
    expect(await customerOf(station.store)).toMatchObject({ email: 'books@acme.example', externalId: 'EXT-1' });
    await station.client.cycle();
    expect(await everything(station.store)).toEqual(await everything(server.state));
    expect(station.client.status().pending).toBe(0);
  });

  it('a command that the pulled state no longer allows shows nothing, and lies in the inbox once the server has refused it', async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7');
    const other = await joined(server, 'B2');
    await editCustomer(other, { email: { from: 'billing@acme.example', to: 'other@acme.example' } });
    await other.client.cycle();
    let isGiven = false;
    station.wire.meanwhile = async (path) => {
      if (path !== 'pull' || isGiven) return;
      isGiven = true;
      await editCustomer(station, renamed);
    };
    await station.client.cycle();
    expect(station.client.status()).toMatchObject({ pending: 1, hindered: 1 });
    expect((await customerOf(station.store)).email).toBe('other@acme.example');
    await station.client.cycle();
    expect(station.client.status()).toMatchObject({ pending: 0, hindered: 0, inbox: 1 });
    const [item] = await station.client.inbox();
    expect(item).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'edit.conflict' }],
      mine: [{ id: 'cus_a', email: 'books@acme.example' }],
    });
    expect(await everything(station.store)).toEqual(await everything(server.state));
  });

  it("what a refused command made goes away, and what it changed goes back to the server's form", async () => {
    const server = await serverWith();
    const station = await joined(server, 'A7');
    const other = await joined(server, 'B2');
    await editCustomer(other, { email: { from: 'billing@acme.example', to: 'other@acme.example' } });
    await other.client.cycle();
    await editCustomer(station, renamed);
    await given(station, 'customer.edit', {
      customerId: 'cus_a',
      fields: { externalId: { from: '', to: '1' } },
      attributes: {},
      metadata: {},
    });
    await station.client.cycle();
    expect(await customerOf(station.store)).toMatchObject({ email: 'other@acme.example', externalId: '1' });
    expect(await everything(station.store)).toEqual(await everything(server.state));
    expect(station.told.filter(({ kind }) => kind === 'inbox')).toHaveLength(1);
  });

  it('[Q8] a crash at any write while waiting commands are laid on top ends in the same state, and drops none of them', async () => {
    const outcomes = new Set<string>();
    for (let writes = 0; writes < 40; writes += 1) {
      const server = await serverWith();
      const tables: Tables = { documents: memoryDocuments(), log: memoryCommands() };
      const first = await joined(server, 'A7', { tables });
      const other = await joined(server, 'B2');
      await editCustomer(other, { externalId: { from: '', to: 'EXT-1' } }, 'cus_a', 'cmd_phone');
      await other.client.cycle();
      // What is pushed is written down before the pull begins.
      await editCustomer(first, { purchaseOrder: { from: '', to: 'PO 1' } }, 'cus_a', 'cmd_order');
      // The command is given while the station pulls, so that the pull has to lay it on top of what came.
      let isGiven = false;
      const wire = {
        ...quietWire(),
        meanwhile: async (path: string) => {
          if (path !== 'pull' || isGiven) return;
          isGiven = true;
          await editCustomer(first, renamed, 'cus_a', 'cmd_email');
        },
      };
      await stationAt(server, 'A7', { tables: crashingAfter(tables, writes), wire })
        .then((broken) => broken.client.cycle())
        .catch((error: unknown) => {
          if (!(error instanceof Crash)) throw error;
        });
      const again = await stationAt(server, 'A7', { tables, wire: { ...quietWire(), isDown: true } });
      // Offline after the restart: what was given is still shown.
      const email = isGiven ? 'books@acme.example' : 'billing@acme.example';
      expect((await customerOf(again.store)).email).toBe(email);
      const healed = await stationAt(server, 'A7', { tables });
      await healed.client.cycle();
      await other.client.cycle();
      expect((await customerOf(server.state)).email).toBe(email);
      expect(await everything(healed.store)).toEqual(await everything(server.state));
      expect(await everything(other.store)).toEqual(await everything(server.state));
      outcomes.add(String(isGiven));
    }
    expect(outcomes).toEqual(new Set(['true', 'false']));
  });
});

describe('numbers of waiting commands', () => {
  it('[NUM-01] two stations bill the same month: the first stays, the other hears that its numbers are void, and goes on counting after them', async () => {
    const server = await serverWith(6);
    const [a, b] = [await joined(server, 'A7'), await joined(server, 'B2')];
    await bill(a);
    await bill(b);
    const givenAtB = (await b.store.list('invoice')).map(({ number }) => number ?? '');
    expect(givenAtB.length).toBeGreaterThan(3);
    await a.client.cycle();
    const trouble = await b.client.cycle();
    expect(trouble).toBeNull();
    const items = await b.client.inbox();
    expect(items.flatMap(({ voided }) => voided.map(({ number }) => number)).toSorted()).toEqual(givenAtB.toSorted());
    expect(await everything(b.store)).toEqual(await everything(server.state));
    expect((await b.store.list('invoice')).every(({ number }) => number?.includes('A7'))).toBe(true);
  });

  it('[NUM-01] numbers that were given stay given while their command waits, whatever is pulled meanwhile', async () => {
    const server = await serverWith(6);
    const [a, b] = [await joined(server, 'A7'), await joined(server, 'B2')];
    await editCustomer(a, renamed);
    await a.client.cycle();
    let isGiven = false;
    b.wire.meanwhile = async (path) => {
      if (path !== 'pull' || isGiven) return;
      isGiven = true;
      await bill(b);
    };
    await b.client.cycle();
    const numbers = (await b.store.list('invoice')).map(({ number }) => number);
    expect(numbers.length).toBeGreaterThan(3);
    expect(b.client.status().hindered).toBe(0);
    // A station that billed the same month was faster: nothing of B's run can stand, and its series does not go back.
    b.wire.meanwhile = null;
    const series = await b.store.list('number-series');
    await bill(a);
    await a.client.cycle();
    await b.client.cycle();
    for (const { id, next } of series) expect((await b.store.get('number-series', id))?.next ?? 0).toBeGreaterThanOrEqual(next);
    expect(await everything(b.store)).toEqual(await everything(server.state));
  });
});
