import { hasPostgres } from '../support/postgres.ts';
import { isBusy, load, rounded } from './measure.ts';
import { chromiumMissing, type Result, skipped } from './result.ts';
import { pouchReplicated, type Replicated, weReplicated } from './sync.ts';

/** Why there is nothing on PostgreSQL here. */
export const noPostgres = 'PostgreSQL: there is none on this machine that could be started';

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
