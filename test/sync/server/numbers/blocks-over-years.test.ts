import { afterAll, describe, expect, it } from 'vitest';
import { isBlock, numbersLeft } from '../../../../core/organization/number-block.ts';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { SyncClient } from '../../../../sync/client/sync-client.ts';
import { NoAnswer } from '../../../../sync/client/transport.ts';
import { memoryStore } from '../../../../sync/local/memory/store.ts';
import { runAnyCommand } from '../../../../sync/local/run-command.ts';
import { numberReport } from '../../../../sync/server/numbers/ledger.ts';
import { replicationOver } from '../../../../sync/server/replication/replication.ts';
import type { Visitor } from '../../../../sync/server/replication/visitor.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { askedReplication } from '../../../support/asked-replication.ts';
import { everyAccess, pushingStation } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

const numbering = (prefix: string): Partial<OperatingEntity> => ({
  numbering: {
    invoice: { mode: 'leased-block', prefix, yearly: true, digits: 3, blockSize: 4 },
    'credit-note': { mode: 'station-series', prefix: 'CN', yearly: true, digits: 5 },
  },
});

const who: Visitor = {
  station: 'A7',
  authors: new Map([['ada', { person: 'ada', access: everyAccess }]]),
  user: { id: 'ada', name: 'Ada', role: 'administrator', entityIds: null },
};

/** A station with the real client at the real server; `at` is the time at both, unless the station's clock is wrong. */
const stationAt = async (server: ServerStore, prefix = 'INV') => {
  await seeded(server, [...companyOf(numbering(prefix)), ...manyBuyers(3)]);
  await pushingStation(await storeWith([]), 'A7').enrol(server);
  const replication = replicationOver(server);
  const world = { at: '2025-12-10T12:00:00.000Z', ahead: 0, isOffline: false };
  const clock = () => new Date(Date.parse(world.at) + world.ahead).toISOString();
  const store = memoryStore();
  const client = await SyncClient.open({
    store,
    transport: {
      request: (path, body) => {
        if (world.isOffline) throw new NoAnswer('unreachable');
        return askedReplication(replication, who, path, JSON.parse(JSON.stringify(body)), world.at);
      },
      notices: () => () => undefined,
    },
    clock: { now: clock, later: () => () => undefined, chance: () => 0.5 },
    program: { name: 'test', form: 1 },
  });
  await client.join('', 'A7');
  /** An exchange on that day; twice, since what comes with one may be given up with the next. */
  const on = async (day: string): Promise<void> => {
    world.at = `${day}T12:00:00.000Z`;
    for (let times = 0; times < 2; times += 1) await client.cycle();
  };
  const { source } = serverState(server);
  const blocks = async (year: number) => (await source.list('number-series')).filter(isBlock).filter((each) => each.year === year);
  return {
    store,
    world,
    on,
    clock,
    client,
    blocks,
    /** Numbers of a year's blocks that the station may still give, as the server knows. */
    left: async (year: number) => (await blocks(year)).reduce((sum, each) => sum + numbersLeft(each), 0),
    bills: (start: string, end: string) => ran(store, runOf(start, end)),
    voided: async (year: number) => (await blocks(year)).flatMap((each) => each.voided.map(({ number, reason }) => `${number} ${reason}`)),
    numbers: async () => (await source.list('invoice')).map(({ number }) => number ?? 'none').toSorted(),
    unexplained: async () => (await numberReport(server)).report.unexplained,
  };
};

describe.each(storeKeepers())('blocks of numbers at the turn of the year, on $name', (keeper) => {
  afterAll(() => keeper.stop());

  it('[NUM-02] [NUM-04] a station takes numbers of the next year along in time, and gives the last year’s back a month into it', async () => {
    const station = await stationAt(await keeper.fresh());
    await station.on('2025-12-15');
    expect([await station.left(2025), await station.left(2026)]).toEqual([4, 0]);
    await station.on('2025-12-16');
    expect([await station.left(2025), await station.left(2026)]).toEqual([4, 4]);
    await station.on('2026-01-31');
    expect([await station.left(2025), await station.left(2026)]).toEqual([4, 4]);
    await station.on('2026-02-01');
    expect([await station.left(2025), await station.left(2026)]).toEqual([0, 4]);
    expect(await station.voided(2025)).toEqual([1, 2, 3, 4].map((number) => `${number} year-over`));
    expect(await station.unexplained()).toBe(0);
    expect(await station.client.inbox()).toEqual([]);
  });

  it('[NUM-01] [NUM-02] [NUM-03] offline over new year: December from the block of its year, January as the server numbers it; the rest is given back after them', async () => {
    const station = await stationAt(await keeper.fresh());
    await station.on('2025-12-10');
    station.world.isOffline = true;
    await station.bills('2025-12-01', '2025-12-09');
    const given = (await station.store.list('invoice')).map(({ number }) => number ?? 'none').toSorted();
    const december = given.filter((number) => number !== 'none');
    expect(december).toEqual(['INV-2025-001', 'INV-2025-002', 'INV-2025-003', 'INV-2025-004'].slice(0, december.length));
    expect(december.length).toBeGreaterThan(1);
    await station.bills('2026-01-01', '2026-02-01');
    await station.on('2026-02-10');
    station.world.isOffline = false;
    await station.on('2026-02-10');
    expect(await station.left(2025)).toBe(0);
    const numbers = await station.numbers();
    expect(numbers.slice(0, december.length)).toEqual(december);
    expect([numbers.includes('none'), new Set(numbers).size]).toEqual([false, numbers.length]);
    expect(numbers.filter((number) => number.startsWith('INV-2026-'))[0]).toBe('INV-2026-001');
    expect(await station.unexplained()).toBe(0);
    expect(await station.client.inbox()).toEqual([]);
  });

  it('[NUM-02] [NUM-03] offline with a block of the new year: January is numbered from it, and keeps its numbers', async () => {
    const station = await stationAt(await keeper.fresh());
    await station.on('2025-12-20');
    station.world.isOffline = true;
    await station.bills('2026-01-01', '2026-01-20');
    const january = (await station.store.list('invoice'))
      .map(({ number }) => number ?? 'none')
      .filter((number) => number !== 'none')
      .toSorted();
    expect(january[0]).toBe('INV-2026-001');
    station.world.isOffline = false;
    await station.on('2026-02-10');
    expect((await station.numbers()).slice(0, january.length)).toEqual(january);
    expect([await station.left(2025), await station.unexplained()]).toEqual([0, 0]);
    expect(await station.voided(2025)).toEqual([1, 2, 3, 4].map((number) => `${number} year-over`));
  });

  it('[NUM-03] [NUM-04] a clock that is a year ahead gives nothing back; once the year is over, it is given back all the same', async () => {
    const station = await stationAt(await keeper.fresh());
    station.world.ahead = 365 * 86_400_000;
    await station.on('2025-12-10');
    await station.on('2025-12-12');
    expect(await station.left(2025)).toBe(4);
    expect(await station.client.inbox()).toEqual([]);
    station.world.ahead = 0;
    await station.on('2026-02-02');
    expect(await station.left(2025)).toBe(0);
    expect(await station.unexplained()).toBe(0);
  });

  it('[NUM-04] an entity that takes a shorter prefix needs the blocks of the longer one no more', async () => {
    const station = await stationAt(await keeper.fresh(), 'INV-X');
    await station.on('2025-12-10');
    const given = await runAnyCommand(station.store, {
      id: 'cmd_prefix',
      kind: 'entity.edit',
      at: station.clock(),
      by: { user: 'ada', station: 'A7' },
      body: { entityId: 'ent_uk', edits: { numbering: { from: numbering('INV-X').numbering, to: numbering('INV').numbering } } },
    });
    expect(given).toMatchObject({ ok: true });
    await station.on('2025-12-11');
    expect(await station.voided(2025)).toEqual([1, 2, 3, 4].map((number) => `${number} not-needed`));
    expect(await station.left(2025)).toBe(4);
  });
});
