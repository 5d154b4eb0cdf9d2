import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once } from 'node:events';
import Papa from 'papaparse';
import type { Metric } from '../../core/usage/types.ts';
import { random } from '../../sync/headless/demo-data/random.ts';
import { fileSource } from '../../sync/headless/file-source.ts';
import { usageTotals } from '../../sync/headless/import/usage-totals.ts';

const metric: Metric = {
  id: 'met_calls',
  kind: 'metric',
  rev: 1,
  code: 'api-calls',
  name: 'API calls',
  eventName: 'api.calls',
  property: 'quantity',
  aggregation: { kind: 'sum' },
  filters: [],
  unit: 'call',
  rounding: null,
  state: 'active',
};
const january = { from: '2025-01-01T00:00:00.000Z', until: '2025-02-01T00:00:00.000Z' };

/** A month of events of 300 customers, in order of time. Answers the sum of all quantities. */
const writeEvents = async (file: string, count: number): Promise<number> => {
  const out = createWriteStream(file);
  const { whole } = random(1);
  out.write('customer,event,at,key,property:quantity\n');
  let sum = 0;
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const second = Math.floor((index * 2_678_400) / count);
    const two = (value: number): string => String(value).padStart(2, '0');
    const at = `2025-01-${two(1 + Math.floor(second / 86_400))}T${two(Math.floor(second / 3600) % 24)}:${two(Math.floor(second / 60) % 60)}:${two(second % 60)}Z`;
    const quantity = whole(0, 500);
    sum += quantity;
    text += `C-${whole(1000, 1299)},api.calls,${at},e${index},${quantity}\n`;
    if (text.length < 1 << 20) continue;
    if (!out.write(text)) await once(out, 'drain');
    text = '';
  }
  out.end(text);
  await once(out, 'finish');
  return sum;
};

/** What any importer pays at least: the file parsed, nothing done with it. */
const onlyParsed = (file: string): Promise<number> =>
  new Promise((resolve, reject) => {
    let rows = 0;
    Papa.parse<string[]>(createReadStream(file), {
      chunk: ({ data }) => {
        rows += data.length;
      },
      complete: () => resolve(rows),
      error: reject,
    });
  });

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
};

export type UsageBench = {
  /** Time to read, check and add up the file over the time only to parse it; at most 2.5. */
  readonly ratio: number;
  readonly events: number;
  readonly eventsPerSecond: number;
};

/**
 * Usage aggregated from CSV against Papa Parse alone on the same file. The two take turns, and the quickest round of each counts: what else the
 * machine does slows single rounds.
 */
export const benchUsage = async (events = 1_000_000, rounds = 6): Promise<UsageBench> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-bench-'));
  try {
    const file = path.join(folder, 'usage.csv');
    const expected = await writeEvents(file, events);
    let [parsing, adding] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let round = 0; round < rounds; round += 1) {
      parsing = Math.min(parsing, await secondsOf(() => onlyParsed(file)));
      const started = performance.now();
      const { totals, rows, problems } = await usageTotals(fileSource(file), [metric], january);
      adding = Math.min(adding, (performance.now() - started) / 1000);
      const sum = totals.reduce((whole, { usage }) => whole + Number(usage.quantity), 0);
      if (sum !== expected || rows !== events || problems.length > 0)
        throw new Error(`added up ${sum} of ${rows} rows, expected ${expected} of ${events}`);
    }
    return { ratio: Math.round((adding / parsing) * 100) / 100, events, eventsPerSecond: Math.round(events / adding) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
