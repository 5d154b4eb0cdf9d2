import { parseArgs } from 'node:util';
import { growth } from './growth.ts';
import { invoices } from './invoices.ts';
import { rounded } from './measure.ts';
import { pdfFolder } from './pdf-folder.ts';
import { benchPdf } from './pdf.ts';
import { chromiumMissing, holds, line, measured, type Result, skipped } from './result.ts';
import { billingRun } from './store.ts';
import { manyRows, memoryRows, syncRows, visibleRows } from './sync-rows.ts';
import { benchUsage } from './usage.ts';
import { windowRows } from './window-rows.ts';

/** `--only` runs one bench; `--size` makes the large ones smaller, to try them. */
const { values } = parseArgs({ options: { only: { type: 'string' }, size: { type: 'string' } } });
const size = values.size === undefined ? null : Number(values.size);

/** What a second thread adds is held against what the machine gives two threads of plain arithmetic in the same minute. */
const leastShareOfTwoThreads = 0.85;

const pdf = async (): Promise<readonly Result[]> => {
  const { pdfmakePerSecond, pdfkitPerSecond, ratio, sharedFontsRatio, twoWorkersRatio, machineTwoThreadsRatio, cores } = await benchPdf();
  const figures = {
    documentsPerSecond: rounded(pdfmakePerSecond, 1),
    barePerSecond: rounded(pdfkitPerSecond, 1),
    bareWithOpenFontsRatio: rounded(sharedFontsRatio),
    twoWorkersRatio: rounded(twoWorkersRatio),
    machineTwoThreadsRatio: rounded(machineTwoThreadsRatio),
    cores,
  };
  return [
    {
      name: 'pdf',
      what: 'PDFs a second against bare PDFKit with the same text and font files',
      value: rounded(ratio),
      bound: 0.5,
      atMost: false,
      figures,
    },
    {
      name: 'pdf-two-workers',
      what: 'what two workers add, against what two plain threads add here',
      value: rounded(twoWorkersRatio / machineTwoThreadsRatio),
      bound: leastShareOfTwoThreads,
      atMost: false,
      figures: {},
    },
  ];
};

const usage = async (): Promise<readonly Result[]> => {
  const { ratio, events, eventsPerSecond } = await benchUsage();
  return [
    {
      name: 'usage',
      what: 'usage added up from CSV against only parsing it',
      value: ratio,
      bound: 2.5,
      atMost: true,
      figures: { events, eventsPerSecond },
    },
  ];
};

const runInChromium = async (): Promise<readonly Result[]> => {
  const missing = chromiumMissing();
  if (missing !== null) return skipped('billing-run', missing);
  return [
    measured(
      'billing-run',
      'a billing run of 10,000 to committed invoices against a bare RxDB insert of the same, in Chromium',
      await billingRun({ subscriptions: size ?? 10_000 }),
    ),
  ];
};

/** Two threads cannot give more than the machine gives them: the bound shrinks with it, and says so. */
const manyPdfs = async (): Promise<readonly Result[]> => {
  const missing = chromiumMissing();
  if (missing !== null) return skipped('pdf-folder', missing);
  const { ratio, bound, machineRatio, where, figures } = await pdfFolder({ documents: size ?? 1000 });
  const least = rounded(Math.min(bound, (bound / 2) * machineRatio));
  return [
    {
      name: 'pdf-folder',
      what: `1,000 PDFs into a folder by the ${where}'s two threads against one at a time`,
      value: ratio,
      bound: least,
      atMost: false,
      figures,
    },
  ];
};

const benches: Readonly<Record<string, () => Promise<readonly Result[]>>> = {
  invoices: async () => [measured('invoices', 'one four-line invoice, in bare decimal operations', await invoices())],
  growth: async () => [measured('growth', 'a subscription in a run of 100,000 against one of 10,000', await growth())],
  pdf,
  usage,
  'billing-run': runInChromium,
  window: () => windowRows(size ?? 10_000, size ?? 100_000),
  'pdf-folder': manyPdfs,
  sync: () => syncRows(size ?? 30_000),
  'sync-visible': () => visibleRows(size ?? 50),
  'sync-many': () => manyRows(size ?? 50),
  'sync-memory': () => memoryRows(size ?? 200_000),
};

const chosen = Object.entries(benches).filter(([name]) => values.only === undefined || name === values.only);
if (chosen.length === 0) {
  console.error(`There is no bench called ${values.only ?? ''}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exitCode = 2;
} else {
  const results: Result[] = [];
  for (const [, bench] of chosen) {
    for (const result of await bench()) {
      console.log(line(result));
      results.push(result);
    }
  }
  console.log(
    JSON.stringify(
      Object.fromEntries(
        results.map((result) => [result.name, { value: result.value, bound: result.bound, holds: holds(result), ...result.figures }]),
      ),
    ),
  );
  if (!results.every(holds)) process.exitCode = 1;
}
