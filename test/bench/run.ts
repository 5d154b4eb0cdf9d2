import { parseArgs } from 'node:util';
import { growth } from './growth.ts';
import { invoices } from './invoices.ts';
import { type Measured, rounded } from './measure.ts';
import { benchPdf } from './pdf.ts';
import { benchUsage } from './usage.ts';

/** One figure that has a bound. `atMost`: lower is better; else it is a least value. */
type Result = {
  readonly name: string;
  readonly what: string;
  readonly value: number;
  readonly bound: number;
  readonly atMost: boolean;
  readonly figures: Measured['figures'];
};

const measured = (name: string, what: string, { ratio, bound, figures }: Measured): Result => ({
  name,
  what,
  value: ratio,
  bound,
  atMost: true,
  figures,
});

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

const benches: Readonly<Record<string, () => Promise<readonly Result[]>>> = {
  invoices: async () => [measured('invoices', 'one four-line invoice, in bare decimal operations', await invoices())],
  growth: async () => [measured('growth', 'a subscription in a run of 100,000 against one of 10,000', await growth())],
  pdf,
  usage,
};

const holds = ({ value, bound, atMost }: Result): boolean => (atMost ? value <= bound : value >= bound);

const line = (result: Result): string =>
  `  ${holds(result) ? 'holds ' : 'BROKEN'}  ${result.name.padEnd(16)} ${String(result.value).padStart(7)}  (${result.atMost ? 'at most' : 'at least'} ${result.bound})  ${result.what}`;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
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
