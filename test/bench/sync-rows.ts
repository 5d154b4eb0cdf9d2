import { hasPostgres } from '../support/postgres.ts';
import { isBusy, load, rounded } from './measure.ts';
import { chromiumMissing, type Result, skipped } from './result.ts';
import { growthOver, manyAtOnce, visibleElsewhere } from './sync-live.ts';
import type { SiteOptions } from './sync-site.ts';
import { pouchReplicated, type Replicated, weReplicated } from './sync.ts';

/** Why there is nothing on PostgreSQL here. */
const noPostgres = 'PostgreSQL: there is none on this machine that could be started';

const leastTimesPouch = 2;

const row = (name: string, what: string, invoices: number, way: keyof Replicated, ours: Replicated, theirs: Replicated): Result => {
  const [we, they] = [ours[way], theirs[way]];
  const clockRatio = rounded(they.ms / we.ms);
  const cpuRatio = rounded(they.cpuMs / we.cpuMs);
  return {
    name,
    what,
    // What a system does not tell of its database's processes is taken from the clock.
    value: isBusy() && Number.isFinite(cpuRatio) ? cpuRatio : clockRatio,
    bound: leastTimesPouch,
    atMost: false,
    figures: {
      invoices,
      clockRatio,
      cpuRatio,
      perSecond: Math.round((invoices / we.ms) * 1000),
      pouchPerSecond: Math.round((invoices / they.ms) * 1000),
      cpuMs: Math.round(we.cpuMs),
      pouchCpuMs: Math.round(they.cpuMs),
      load: load(),
    },
  };
};

const rowsOf = (suffix: string, where: string, invoices: number, ours: Replicated, theirs: Replicated): readonly Result[] => [
  row(`sync-push${suffix}`, `first push of ${invoices} invoices, judged${where}, in PouchDB's rates`, invoices, 'push', ours, theirs),
  row(`sync-pull${suffix}`, `first pull of ${invoices} invoices${where}, in PouchDB's rates`, invoices, 'pull', ours, theirs),
];

/** First push and first pull in Chromium, in PouchDB's rates with its own server in the same run on the same documents. */
export const syncRows = async (invoices: number): Promise<readonly Result[]> => {
  const missing = chromiumMissing();
  if (missing !== null) return skipped('sync', missing);
  const pouch = await pouchReplicated(invoices);
  if ('missing' in pouch) return skipped('sync', `PouchDB: ${pouch.missing}`);
  const rows = [...rowsOf('', '', invoices, await weReplicated(invoices, 'sqlite'), pouch)];
  if (!hasPostgres) return [...rows, ...skipped('sync-postgres', noPostgres)];
  const onPostgres = await weReplicated(invoices, 'postgres');
  return [...rows, ...rowsOf('-postgres', ' on PostgreSQL by two servers', invoices, onPostgres, pouch)];
};

const mostVisibleMs = 250;
const mostGrowthMb = 12;

type Where = { readonly database: SiteOptions['database']; readonly suffix: string; readonly where: string };

const sqlite: Where = { database: 'sqlite', suffix: '', where: '' };
const postgres: Where = { database: 'postgres', suffix: '-postgres', where: ' on PostgreSQL by two servers' };

/** On each database that is here. */
const everywhere = async (name: string, rowOn: (where: Where) => Promise<Result>): Promise<readonly Result[]> => {
  const rows = [await rowOn(sqlite)];
  return hasPostgres ? [...rows, await rowOn(postgres)] : [...rows, ...skipped(`${name}-postgres`, noPostgres)];
};

/** From the commit at one station in Chromium to the document in the store of another. */
export const visibleRows = async (changes: number): Promise<readonly Result[]> => {
  const missing = chromiumMissing();
  if (missing !== null) return skipped('sync-visible', missing);
  return everywhere('sync-visible', async ({ database, suffix, where }) => {
    const { medianMs, slowestMs } = await visibleElsewhere(changes, database);
    return {
      name: `sync-visible${suffix}`,
      what: `milliseconds until a change is in another station's store${where}, the middle of ${changes}`,
      value: Math.round(medianMs),
      bound: mostVisibleMs,
      atMost: true,
      figures: { changes, slowestMs: Math.round(slowestMs), load: load() },
    };
  });
};

export const manyRows = (stations: number): Promise<readonly Result[]> =>
  everywhere('sync-many', async ({ database, suffix, where }) => {
    const wrong = await manyAtOnce(stations, database);
    for (const each of wrong.slice(0, 5)) console.log(`           ${each}`);
    return {
      name: `sync-many${suffix}`,
      what: `what goes wrong where ${stations} stations push and pull at once${where}`,
      value: wrong.length,
      bound: 0,
      atMost: true,
      figures: { stations, load: load() },
    };
  });

export const memoryRows = (documents: number): Promise<readonly Result[]> =>
  everywhere('sync-memory', async ({ database, suffix, where }) => {
    const { heapMb, rssMb, firstHeapMb, firstRssMb } = await growthOver(documents, database);
    return {
      name: `sync-memory${suffix}`,
      what: `megabytes that a server holds more after ${documents} documents than after a quarter of them${where}`,
      value: rounded(heapMb, 1),
      bound: mostGrowthMb,
      atMost: true,
      figures: {
        documents,
        heapMbAfterQuarter: rounded(firstHeapMb, 1),
        rssMbAfterQuarter: Math.round(firstRssMb),
        rssMbGrowth: Math.round(rssMb),
      },
    };
  });
