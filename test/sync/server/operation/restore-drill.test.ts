import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Source } from '../../../../core/sources.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { numbersAddUp } from '../../../simulation/number-proofs.ts';
import { billedAgainGivesNothing, nothingBilledTwice, sameState } from '../../../simulation/proofs.ts';
import { hasPostgres, startPostgres, type ThrowawayPostgres } from '../../../support/postgres.ts';
import { companyOf, manyBuyers } from '../../../support/run-company.ts';
import { type RunningServer, runningServer } from '../../../support/running-server.ts';
import { finished } from '../../../support/server-process.ts';
import { type DrillStation, drillStation } from './drill-station.ts';

const at = '2025-09-01T08:00:00.000Z';
const world = [...companyOf(), ...manyBuyers(12)];

const databases = hasPostgres ? ['SQLite', 'PostgreSQL'] : ['SQLite'];

describe.each(databases)('[D5] a server on %s that is backed up under load, lost and put back', (name) => {
  const folders: string[] = [];
  const servers: RunningServer[] = [];
  let cluster: ThrowawayPostgres | null = null;
  beforeAll(() => {
    if (name === 'PostgreSQL') cluster = startPostgres();
  });
  afterAll(async () => {
    for (const server of servers) await server.stop();
    cluster?.stop();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  const folderOf = (what: string): string => {
    const folder = mkdtempSync(path.join(tmpdir(), `counterfoil-drill-${what}-`));
    folders.push(folder);
    return folder;
  };
  /** Where a server keeps what it knows: nothing is there yet. */
  const place = async (what: string) => ({ data: folderOf(what), database: (await cluster?.fresh()) ?? null });
  type Place = Awaited<ReturnType<typeof place>>;
  const served = async ({ data, database }: Place, documents: typeof world = []): Promise<RunningServer> => {
    const server = await runningServer({ at, data, documents, settings: database === null ? {} : { database } });
    servers.push(server);
    return server;
  };
  const admin = async ({ data, database }: Place, ...args: readonly string[]): Promise<string> => {
    const settings = { COUNTERFOIL_SERVER_DATA: data, ...(database === null ? {} : { COUNTERFOIL_SERVER_DATABASE: database }) };
    const { status, output } = await finished('admin', args, settings);
    if (status !== 0) throw new Error(output);
    return output;
  };
  const numbersIn = async (source: Source): Promise<Readonly<Record<string, string | null>>> =>
    Object.fromEntries((await source.list('invoice')).map(({ id, number }) => [id, number]));

  /** Backs up while every station works; each has done some more when it ends. Answers the file, and what was acknowledged when it began. */
  const backedUpUnderLoad = async (where: Place, server: RunningServer, stations: readonly DrillStation[]) => {
    const end = new AbortController();
    const load = Promise.all(stations.map((station) => station.workUntil(end.signal)));
    const rounds = async (count: number): Promise<void> => {
      const goals = stations.map((station) => station.rounds() + count);
      while (stations.some((station, index) => station.rounds() < (goals[index] ?? 0))) await setImmediate();
    };
    await rounds(3);
    const acknowledged = await numbersIn(serverState(server.store).source);
    const said = await admin(where, 'backup', '--into', folderOf('backups'));
    await rounds(3);
    end.abort();
    await load;
    return { acknowledged, file: /^(\S+\.counterfoil-backup):/m.exec(said)?.[1] ?? '' };
  };

  it('loses nothing that it had acknowledged, gets back what came later, and bills nothing twice', { timeout: 120_000 }, async () => {
    const before = await place('before');
    const first = await served(before, world);
    await first.add('ada', 'administrator');
    const stations: DrillStation[] = [];
    for (const code of ['A7', 'B2', 'C3']) stations.push(await drillStation(await first.enrol('ada', code), first.port, at));
    const [a7, b2] = stations as [DrillStation, DrillStation, DrillStation];
    await a7.bill('2025-05-01', '2025-06-01');
    for (const station of stations) await station.inStep();
    const { acknowledged, file } = await backedUpUnderLoad(before, first, stations);
    for (const station of stations) await station.inStep();
    await b2.bill('2025-06-01', '2025-07-01');
    for (const station of [b2, ...stations]) await station.inStep();
    const lost = await numbersIn(serverState(first.store).source);
    expect(Object.keys(lost).length).toBeGreaterThan(Object.keys(acknowledged).length + 12);

    await servers.pop()?.stop();
    rmSync(before.data, { recursive: true, force: true });
    // Meanwhile work goes on.
    a7.offline();
    await a7.bill('2025-07-01', '2025-08-01');
    const apart = await numbersIn(a7.store);
    expect(Object.keys(apart).length).toBeGreaterThan(Object.keys(lost).length + 10);

    const after = await place('after');
    expect(await admin(after, 'restore', file)).toContain('Put back as it stood');
    const second = await served(after);
    const books = serverState(second.store).source;
    expect(await numbersIn(books)).toMatchObject(acknowledged);
    for (const { machine, moved } of stations) {
      moved(second.port, await second.token('ada', { code: machine.code, key: machine.key }));
    }
    for (const station of [b2, ...stations, ...stations]) await station.inStep();

    expect(await numbersIn(books)).toEqual(apart);
    expect(apart).toMatchObject(lost);
    for (const { machine, store } of stations) expect(await sameState(machine.code, store, books, () => true)).toEqual([]);
    expect(await numbersAddUp(books)).toEqual([]);
    expect(await nothingBilledTwice(books)).toEqual([]);
    expect(await billedAgainGivesNothing(books, at, '2025-08-01')).toEqual([]);
    expect(await admin(after, 'verify')).toContain('Whole:');
  });
});
