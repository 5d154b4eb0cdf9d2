import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exportedChain } from '../../../../sync/server/chain/export.ts';
import { entryTable } from '../../../../sync/server/chain/table.ts';
import { foundEntries, searchedEntries } from '../../../../sync/server/chain/search.ts';
import { verifiedChain } from '../../../../sync/server/chain/verify.ts';
import { passingSigner } from '../../../../sync/server/store/signer.ts';
import { signedHead } from '../../../../sync/server/chain/signed-head.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { laterThanAll, pushingStation } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

const linesOf = async (lines: AsyncIterable<string>): Promise<string[]> => {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
};

/** A server whose chain has nine entries: months billed at two stations, of which the second was late. */
const audited = async (server: ServerStore): Promise<void> => {
  const world = [...companyOf(), ...manyBuyers(6)];
  await seeded(server, world);
  const months = ['2025-05', '2025-06', '2025-07', '2025-08', '2025-09'].map((month) => `${month}-01`);
  for (const code of ['A7', 'B2']) {
    const store = await storeWith(world);
    const pushing = pushingStation(store, code);
    await pushing.enrol(server);
    for (const [index, start] of months.slice(0, 4).entries()) {
      await ran(store, runOf(start, months[index + 1] ?? '', { by: { user: 'ada', station: code } }));
    }
    await pushing.push(server, code === 'A7' ? '2030-01-01T00:00:00.000Z' : laterThanAll);
  }
};

describe.each(storeKeepers())('the audit chain on $name', (keeper) => {
  let server: ServerStore;
  let lines: string[];
  beforeAll(async () => {
    server = await keeper.fresh();
    await audited(server);
    lines = await linesOf(exportedChain(server));
  });
  afterAll(() => keeper.stop());

  const broken = async (change: (lines: string[]) => void, known = {}): Promise<readonly string[]> => {
    const copy = [...lines];
    change(copy);
    return (await verifiedChain(copy, known)).problems.map(({ code }) => code);
  };

  it('[AUD-03] [BEY-04] an export that nobody touched is whole', async () => {
    const { head, ...found } = await verifiedChain(lines, { keyIds: [server.signer.keyId] });
    expect(found).toEqual({ entries: 8, withheld: 0, problems: [] });
    expect(head?.position).toBe(8);
  });

  it('[AUD-03] [ROL-06] an export for one entity is whole where it is of that entity, and verifies with what it leaves out', async () => {
    const own = await linesOf(exportedChain(server, ['ent_uk']));
    expect(own).toEqual(lines);
    const other = await linesOf(exportedChain(server, ['ent_de']));
    expect(other.join('\n')).not.toContain('cus_0001');
    const { entries, withheld, problems } = await verifiedChain(other, { keyIds: [server.signer.keyId] });
    expect([entries, withheld, problems]).toEqual([8, 8, []]);
    for (const at of [1, 4]) {
      const cut = other.filter((_line, index) => index !== at);
      expect((await verifiedChain(cut)).problems.map(({ code }) => code)).toContain('entry.removed');
    }
    const swapped = [...other];
    [swapped[2], swapped[3]] = [other[3] ?? '', other[2] ?? ''];
    expect((await verifiedChain(swapped)).problems.length).toBeGreaterThan(0);
    expect((await searchedEntries(server, { entityIds: ['ent_de'] }, { limit: 10 })).matching).toBe(0);
    expect((await searchedEntries(server, { entityIds: ['ent_uk'] }, { limit: 10 })).matching).toBe(8);
  });

  it('[AUD-03] [BEY-04] finds an entry that was edited, whatever was edited', async () => {
    for (const [from, to] of [
      ['"user":"ada"', '"user":"eve"'],
      ['"kind":"accepted"', '"kind":"refused"'],
      ['2025-05-01', '2025-05-02'],
    ] as const) {
      expect(await broken((copy) => copy.splice(1, 1, (copy[1] ?? '').replace(from, to)))).toEqual(['entry.edited']);
    }
    // Its hash mended: then the next one does not follow on it.
    const mended = await broken((copy) => {
      const line = JSON.parse((copy[3] ?? '').replace('"user":"ada"', '"user":"eve"')) as {
        previous: string;
        entry: unknown;
        hash: string;
      };
      copy[3] = JSON.stringify({ ...line, hash: 'f'.repeat(64) });
    });
    expect(mended).toEqual(['entry.edited', 'entry.unlinked']);
  });

  it('[AUD-03] [BEY-04] finds entries that were removed, reordered, doubled or cut off', async () => {
    expect(await broken((copy) => copy.splice(4, 1))).toEqual(['entry.removed']);
    expect(await broken((copy) => copy.splice(1, 1))).toEqual(['entry.removed']);
    expect(await broken((copy) => copy.splice(3, 2, copy[4] ?? '', copy[3] ?? ''))).toContain('entry.out-of-order');
    expect(await broken((copy) => copy.splice(3, 0, copy[3] ?? ''))).toContain('entry.out-of-order');
    expect(await broken((copy) => copy.splice(8, 1))).toEqual(['chain.cut-off']);
    expect(await broken((copy) => copy.splice(6, 3))).toEqual(['chain.cut-off']);
    expect(await broken((copy) => copy.splice(9, 1))).toEqual(['head.missing']);
    expect(await broken((copy) => copy.splice(1))).toEqual([]);
    expect(await broken((copy) => copy.splice(1), { heads: [{ position: 8, hash: 'x' }] })).toEqual(['chain.other-than-seen']);
    expect(await broken((copy) => copy.splice(0, 1))).toEqual(['export.not-a-chain']);
    expect(await broken((copy) => copy.splice(2, 1, '{"torn'))).toEqual(['export.line-unreadable', 'entry.removed']);
  });

  it('[BEY-04] a head that somebody else signed, or of a shorter chain, is found by what is known elsewhere', async () => {
    const eve = passingSigner();
    const cut = (copy: string[]): void => {
      const last = JSON.parse(copy[6] ?? '') as { hash: string };
      const { epoch, signedAt } = (JSON.parse(copy[9] ?? '') as { head: { epoch: string; signedAt: string } }).head;
      const head = signedHead(eve, { epoch, position: 6, hash: last.hash, signedAt });
      const header = JSON.parse(copy[0] ?? '') as { keys: unknown[] };
      copy[0] = JSON.stringify({ ...header, keys: [...header.keys, { id: eve.keyId, publicKey: eve.publicKey, since: '' }] });
      copy.splice(7, 3, JSON.stringify({ head }));
    };
    // The export alone is one whole: that is why the key's name is kept elsewhere.
    expect(await broken(cut)).toEqual([]);
    expect(await broken(cut, { keyIds: [server.signer.keyId] })).toEqual(['head.key-unknown']);
    const seen = JSON.parse(lines[8] ?? '') as { hash: string };
    expect(await broken(cut, { heads: [{ position: 8, hash: seen.hash }] })).toEqual(['chain.other-than-seen']);
    expect(await broken((copy) => copy.splice(9, 1, (copy[9] ?? '').replace('2031-', '2032-')))).toEqual(['head.signature-wrong']);
  });

  it('[AUD-05] is searched by station, person, kind, verdict, time, document and words, and exported', async () => {
    const every = await searchedEntries(server, {}, { limit: 3 });
    expect(every.matching).toBe(8);
    expect(every.entries.map(({ position }) => position)).toEqual([8, 7, 6]);
    const rest = await searchedEntries(server, {}, { limit: 100, before: every.next });
    expect(rest.entries.map(({ position }) => position)).toEqual([5, 4, 3, 2, 1]);
    const [first] = rest.entries.toReversed();
    const invoice = first?.written.find(({ kind }) => kind === 'invoice');
    const found = async (filter: Parameters<typeof searchedEntries>[1]) => (await searchedEntries(server, filter, { limit: 50 })).matching;
    expect(await found({ station: 'B2' })).toBe(4);
    expect(await found({ station: 'B2', isChanged: true })).toBe(4);
    expect(await found({ person: 'eve' })).toBe(0);
    expect(await found({ commandKinds: ['billing.run'], verdict: 'accepted' })).toBe(8);
    expect(await found({ commandKinds: [] })).toBe(0);
    expect(await found({ until: laterThanAll })).toBe(4);
    expect(await found({ from: laterThanAll })).toBe(4);
    expect(await found({ documentId: invoice?.id ?? '' })).toBe(1);
    expect(await found({ commandId: first?.command.id ?? '' })).toBe(1);
    expect(await found({ text: 'BILLED-elsewhere' })).toBe(4);
    expect(await found({ text: "100%_\\' or 1=1" })).toBe(0);
    const table = await linesOf(entryTable(foundEntries(server, { station: 'A7' })));
    expect(table).toHaveLength(5);
    expect(table[1]).toMatch(/^1,2030-01-01T00:00:00\.000Z,2025-06-01T06:00:00\.000Z,A7,1,ada,billing\.run,cmd_/);
  });

  it('[AUD-02] says who, what, when, where, and what of each document changed', async () => {
    const { entries } = await searchedEntries(server, { station: 'A7' }, { limit: 1 });
    const series = entries[0]?.written.find(({ kind }) => kind === 'number-series');
    expect(entries[0]).toMatchObject({ station: 'A7', stationSequence: 4, person: 'ada', command: { by: { user: 'ada' } } });
    expect(Object.keys(series?.changes ?? {})).toEqual(['lastIssuedOn', 'next']);
  });
});
