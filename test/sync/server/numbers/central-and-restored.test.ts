import { afterAll, describe, expect, it } from 'vitest';
import { planBillingRun } from '../../../../core/invoicing/run-plan.ts';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { admitOwn } from '../../../../sync/server/admission/admit.ts';
import { exportedChain } from '../../../../sync/server/chain/export.ts';
import { verifiedChain } from '../../../../sync/server/chain/verify.ts';
import { numberReport } from '../../../../sync/server/numbers/ledger.ts';
import { beginNewLife } from '../../../../sync/server/numbers/new-life.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { laterThanAll, pushingStation } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

const central: Partial<OperatingEntity> = {
  numbering: {
    invoice: { mode: 'central-series', prefix: 'INV', yearly: true, digits: 5 },
    'credit-note': { mode: 'station-series', prefix: 'CN', yearly: true, digits: 5 },
  },
};

const billedAt = async (server: ServerStore, code: string, customerIds: readonly string[], entity = central) => {
  const store = await storeWith([...companyOf(entity), ...manyBuyers(8)]);
  const pushing = pushingStation(store, code);
  await pushing.enrol(server);
  await ran(store, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: code }, customerIds }));
  return { store, pushing };
};

const billedByServer = async (server: ServerStore, month: readonly [string, string]) => {
  const { source } = serverState(server);
  const by = { user: 'server', station: 'SERVER' };
  const plan = await planBillingRun(source, runOf(month[0], month[1], { by, issuer: 'server' }));
  return admitOwn(server, plan?.changes.map(({ command }) => command) ?? [], laterThanAll);
};

const numbersIn = async (server: ServerStore): Promise<readonly string[]> =>
  (await serverState(server).source.list('invoice')).flatMap(({ number }) => (number === null ? [] : [number])).toSorted();

describe.each(storeKeepers())('numbers that the server gives, on $name', (keeper) => {
  afterAll(() => keeper.stop());

  it('[NUM-02] what stations issued provisionally gets its number on admission, in the order of admission, without a gap', async () => {
    const server = await keeper.fresh();
    await seeded(server, [...companyOf(central), ...manyBuyers(8)]);
    const a = await billedAt(server, 'A7', ['cus_0001', 'cus_0002', 'cus_0003']);
    const b = await billedAt(server, 'B2', ['cus_0003', 'cus_0004', 'cus_0005']);
    expect((await a.store.list('invoice')).every(({ number, seriesId }) => number === null && seriesId !== null)).toBe(true);
    const [first] = await a.pushing.push(server);
    // The same documents; that they have their numbers now comes with the pull.
    expect(first).toMatchObject({ verdicts: [{ kind: 'accepted', isChanged: false, voided: [] }] });
    const [second] = await b.pushing.push(server);
    expect(second).toMatchObject({ verdicts: [{ kind: 'accepted', isChanged: true, voided: [] }] });
    await billedByServer(server, ['2025-05-01', '2025-06-01']);
    const numbers = await numbersIn(server);
    expect(numbers).toEqual(numbers.map((_, index) => `INV-2025-${String(index + 1).padStart(5, '0')}`));
    expect(new Set((await serverState(server).source.list('invoice')).map(({ customerId }) => customerId)).size).toBe(8);
    const { report, ledgers } = await numberReport(server);
    expect(report).toEqual({ gaps: [], unexplained: 0 });
    expect(ledgers).toHaveLength(1);
    expect((await numberReport(server, ['ent_other'])).ledgers).toEqual([]);
  });

  it('[NUM-05] a restored server continues no series of its own: they are closed, and it numbers on under other names', async () => {
    const server = await keeper.fresh();
    await seeded(server, [...companyOf(central), ...manyBuyers(8)]);
    await billedByServer(server, ['2025-05-01', '2025-06-01']);
    const before = await numbersIn(server);
    const { epoch: old } = await server.reader.selectFrom('counter').selectAll().executeTakeFirstOrThrow();
    const { epoch, closed } = await beginNewLife(server, laterThanAll);
    expect(epoch).not.toBe(old);
    expect(closed).toBe(1);
    await billedByServer(server, ['2025-06-01', '2025-07-01']);
    const fresh = (await numbersIn(server)).filter((number) => !before.includes(number));
    expect(fresh.length).toBeGreaterThan(7);
    const [stem] = /^INVR2[A-Z]{3}-2025-/.exec(fresh[0] ?? '') ?? [];
    expect(fresh).toEqual(fresh.map((_, index) => `${stem}${String(index + 1).padStart(5, '0')}`));
    await beginNewLife(server, laterThanAll);
    await billedByServer(server, ['2025-07-01', '2025-08-01']);
    expect((await numbersIn(server)).at(-1)).toMatch(/^INVR3[A-Z]{3}-2025-/);
    expect((await numberReport(server)).report.unexplained).toBe(0);
    expect((await verifiedChain(exportedChain(server))).problems).toEqual([]);
    const stations = await server.reader.selectFrom('entry').select('station').orderBy('position').execute();
    expect([...new Set(stations.map(({ station }) => station.replace(/[A-Z]{3}$/, '')))]).toEqual(['SER', 'SERVER2', 'SERVER3']);
  });

  it('[NUM-05] a series by station that the server itself has goes on under another station after a restore', async () => {
    const server = await keeper.fresh();
    await seeded(server, [...companyOf(), ...manyBuyers(4)]);
    await billedByServer(server, ['2025-05-01', '2025-06-01']);
    await beginNewLife(server, laterThanAll);
    await billedByServer(server, ['2025-06-01', '2025-07-01']);
    const stems = new Set((await numbersIn(server)).map((number) => number.slice(0, -6).replace(/2[A-Z]{3}-/, '2-')));
    expect(stems).toEqual(new Set(['INV-SERVER-2025-', 'INV-SERVER2-2025-']));
    expect((await numberReport(server)).report.unexplained).toBe(0);
  });
});
