import { afterAll, describe, expect, it } from 'vitest';
import { must } from '../../../../core/kernel/invariant.ts';
import { isBlock, numbersLeft } from '../../../../core/organization/number-block.ts';
import type { NumberSeries, OperatingEntity } from '../../../../core/organization/types.ts';
import { lentBlocks } from '../../../../sync/server/numbers/lease-blocks.ts';
import { numberReport } from '../../../../sync/server/numbers/ledger.ts';
import { closeSeriesOf } from '../../../../sync/server/people/close-series-of.ts';
import type { Visitor } from '../../../../sync/server/replication/visitor.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import type { Store } from '../../../../sync/local/store.ts';
import { laterThanAll, pushingStation, type PushingStation } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

const now = '2025-06-02T08:00:00.000Z';
const lending: Partial<OperatingEntity> = {
  numbering: {
    invoice: { mode: 'leased-block', prefix: 'INV', yearly: true, digits: 5, blockSize: 4 },
    'credit-note': { mode: 'station-series', prefix: 'CN', yearly: true, digits: 5 },
  },
};
const documents = [...companyOf(lending), ...manyBuyers(8)];
const wish = { entityId: 'ent_uk', documentType: 'invoice', year: 2025 } as const;

const visitorAt = (station: string, role: Visitor['user']['role'] = 'finance', entityIds: readonly string[] | null = null): Visitor => ({
  station,
  authors: new Map(),
  user: { id: 'ada', name: 'Ada', role, entityIds },
});

const asks = (server: ServerStore, visitor: Visitor, isAsked = false) => lentBlocks(server, visitor, { wanted: [wish], isAsked }, now);

type Desk = { readonly store: Store; readonly pushing: PushingStation };

/** A station with what the server had when it went offline. */
const stationAt = async (server: ServerStore, code: string): Promise<Desk> => {
  const probe = pushingStation(await storeWith([]), code);
  await probe.enrol(server);
  await asks(server, visitorAt(code));
  const series: readonly NumberSeries[] = await serverState(server).source.list('number-series');
  const store = await storeWith([...documents, ...series]);
  return { store, pushing: pushingStation(store, code) };
};

const bills = (desk: Desk, code: string, customerIds: readonly string[]) =>
  ran(desk.store, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: code }, customerIds }));

const numbersOf = async (source: Pick<Store, 'list'>): Promise<readonly string[]> =>
  (await source.list('invoice')).map(({ number }) => number ?? 'none').toSorted();

describe.each(storeKeepers())('blocks that the server lends, on $name', (keeper) => {
  afterAll(() => keeper.stop());

  it('[NUM-02] [AUD-01] are of one station each, stand in the audit trail, and are lent by itself only where little is left', async () => {
    const server = await keeper.fresh();
    await seeded(server, documents);
    for (const code of ['A7', 'B2']) await pushingStation(await storeWith([]), code).enrol(server);
    expect(await asks(server, visitorAt('A7'))).toMatchObject({
      blocks: [{ kind: 'lent', first: 'INV-2025-00001', last: 'INV-2025-00004' }],
    });
    expect(await asks(server, visitorAt('B2'))).toMatchObject({ blocks: [{ kind: 'lent', first: 'INV-2025-00005' }] });
    const before = await server.reader.selectFrom('entry').select('position').execute();
    expect(await asks(server, visitorAt('A7'))).toMatchObject({ blocks: [{ kind: 'refused', reasons: [{ code: 'block.enough-left' }] }] });
    expect(await server.reader.selectFrom('entry').select('position').execute()).toEqual(before);
    expect(await asks(server, visitorAt('A7'), true)).toMatchObject({ blocks: [{ kind: 'lent', first: 'INV-2025-00009' }] });
    const kinds = await server.reader.selectFrom('entry').select('command_kind').execute();
    expect(kinds.map(({ command_kind: kind }) => kind)).toEqual(Array.from({ length: 3 }, () => 'number-series.lease-block'));
    const { report } = await numberReport(server);
    expect([report.unexplained, report.gaps.filter(({ fate }) => fate.kind === 'leased').length]).toEqual([0, 12]);
  });

  it('[ROL-05] [ROL-06] [NUM-05] are lent only to who may issue for the entity, at a station that is enrolled', async () => {
    const server = await keeper.fresh();
    await seeded(server, documents);
    await pushingStation(await storeWith([]), 'A7').enrol(server);
    expect(await asks(server, visitorAt('A7', 'sales'))).toMatchObject({ blocks: [{ reasons: [{ code: 'access.role' }] }] });
    expect(await asks(server, visitorAt('A7', 'finance', ['ent_x']))).toMatchObject({ blocks: [{ reasons: [{ code: 'access.entity' }] }] });
    expect(await asks(server, visitorAt('Z9'))).toEqual({ code: 'station.unknown' });
    await server.database.updateTable('station').set({ state: 'revoked' }).where('code', '=', 'A7').execute();
    expect(await asks(server, visitorAt('A7'))).toEqual({ code: 'station.revoked' });
    expect((await serverState(server).source.list('number-series')).length).toBe(0);
  });

  it('[NUM-04] [NUM-05] a station that is revoked while it asks keeps no block', async () => {
    const server = await keeper.fresh();
    await seeded(server, documents);
    await pushingStation(await storeWith([]), 'A7').enrol(server);
    const revoking: ServerStore = {
      ...server,
      exclusively: async (work) => {
        await server.database.updateTable('station').set({ state: 'revoked' }).where('code', '=', 'A7').execute();
        return server.exclusively(work);
      },
    };
    expect(await asks(revoking, visitorAt('A7'))).toEqual({ code: 'station.revoked' });
    const [block] = (await serverState(server).source.list('number-series')).filter(isBlock);
    expect(block).toMatchObject({ state: 'closed', voided: [1, 2, 3, 4].map((number) => ({ number, reason: 'station-revoked' })) });
    expect((await numberReport(server)).report.unexplained).toBe(0);
  });

  it('[NUM-01] [NUM-02] a station numbers offline from its block; beyond it documents wait for the server; billed twice, one number is void', async () => {
    const server = await keeper.fresh();
    await seeded(server, documents);
    const a = await stationAt(server, 'A7');
    const b = await stationAt(server, 'B2');
    await bills(a, 'A7', ['cus_0001', 'cus_0002', 'cus_0003', 'cus_0004', 'cus_0005']);
    await bills(b, 'B2', ['cus_0005', 'cus_0006']);
    const block = ['INV-2025-00001', 'INV-2025-00002', 'INV-2025-00003', 'INV-2025-00004'];
    const [own, rest] = [(await numbersOf(a.store)).slice(0, 4), (await numbersOf(a.store)).slice(4)];
    expect([own, new Set(rest)]).toEqual([block, new Set(['none'])]);
    expect((await numbersOf(b.store))[0]).toBe('INV-2025-00005');
    // What was lent meanwhile numbers nothing that was issued before.
    await asks(server, visitorAt('A7'), true);
    expect(await a.pushing.push(server)).toMatchObject([{ verdicts: [{ kind: 'accepted', voided: [] }] }]);
    const [answer] = await b.pushing.push(server);
    const verdicts = answer?.kind === 'taken' ? answer.verdicts : [];
    expect(verdicts).toMatchObject([{ kind: 'accepted', isChanged: true }]);
    expect(new Set(verdicts.flatMap(({ voided }) => voided.map(({ reason }) => reason)))).toEqual(new Set(['billed-elsewhere']));
    const all = await numbersOf(serverState(server).source);
    expect(all.slice(0, 4)).toEqual(block);
    expect([all.includes('none'), new Set(all).size]).toEqual([false, all.length]);
    expect((await numberReport(server)).report.unexplained).toBe(0);
  });

  it('[NUM-02] [NUM-05] refuses numbers of another’s block, beyond the block or out of order; a revoked station’s block ends with its reason', async () => {
    const server = await keeper.fresh();
    await seeded(server, documents);
    const a = await stationAt(server, 'A7');
    const b = await stationAt(server, 'B2');
    await bills(a, 'A7', ['cus_0001', 'cus_0002']);
    const push = await a.pushing.next();
    const command = must(push.commands[0], 'something was billed');
    const theirs = (await b.store.list('number-series')).filter(isBlock).find(({ station }) => station === 'B2');
    const renumbered = (change: (claim: (typeof command.numbers)[number], index: number) => object) => ({
      ...push,
      commands: [{ ...command, numbers: command.numbers.map((claim, index) => ({ ...claim, ...change(claim, index) })) }],
    });
    const other = renumbered((_claim, index) => ({ seriesId: theirs?.id ?? '', number: `INV-2025-0000${5 + index}` }));
    const answer = await a.pushing.pushThis(server, other);
    const reasons = JSON.stringify(answer);
    expect([reasons.includes('number.forged'), reasons.includes('no-series-of-the-station')]).toEqual([true, true]);
    await closeSeriesOf(server, 'B2', laterThanAll);
    const ended = (await serverState(server).source.list('number-series')).filter(isBlock).find(({ station }) => station === 'B2');
    expect(ended?.voided.map(({ number, reason }) => `${number} ${reason}`)).toEqual([5, 6, 7, 8].map((each) => `${each} station-revoked`));
    expect(ended && numbersLeft(ended)).toBe(0);
    const { report } = await numberReport(server);
    expect(report.unexplained).toBe(0);
  });
});
