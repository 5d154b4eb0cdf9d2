import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';

export type DemoOptions = {
  /** Where the state, the tables and the PDFs go. */
  readonly out: string;
  /** How many months of the year are billed, 1 to 12. */
  readonly months: number;
  readonly skipBadRows: boolean;
  /** Threads that print PDFs; 0 prints none. */
  readonly workers: number;
  /** The company's files. */
  readonly data: string;
};

export const helpText = `Bills a demo company's year from its files, month by month.

  npm run demo -- [options]

  --out DIR         where everything goes (default ./out): tables as CSV, summary.json, pdf/, and state/,
                    from which the next start goes on
  --months N        how many months of 2025 to bill, 1 to 12 (default 12)
  --skip-bad-rows   import the rows that are right and name the others (without it, a file with bad rows
                    is not imported at all)
  --workers N       threads that print the PDFs of the last month (default: one for each core; 0: no PDFs)
  --no-pdf          the same as --workers 0
  --data DIR        the company's files (default: the demo company that comes with the project)
  --help            this text

Stop it with Ctrl-C whenever you like: nothing is left half done, and the next start goes on.
`;

/** What the command line asks for; `wrong` says why it cannot be done. */
export const readOptions = (args: readonly string[], demoData: string): DemoOptions | { readonly wrong: string } | 'help' => {
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed(args);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (values.help === true) return 'help';
  const months = wholeNumber(values.months ?? '12', 1, 12);
  if (months === null) return { wrong: `--months takes a whole number from 1 to 12, not "${values.months}".` };
  const workers = values['no-pdf'] === true ? 0 : wholeNumber(values.workers ?? String(availableParallelism()), 0, 64);
  if (workers === null) return { wrong: `--workers takes a whole number from 0 to 64, not "${values.workers}".` };
  return {
    out: path.resolve(values.out ?? 'out'),
    months,
    workers,
    skipBadRows: values['skip-bad-rows'] ?? false,
    data: values.data === undefined ? demoData : path.resolve(values.data),
  };
};

const parsed = (args: readonly string[]) =>
  parseArgs({
    args: [...args],
    options: {
      out: { type: 'string' },
      months: { type: 'string' },
      workers: { type: 'string' },
      data: { type: 'string' },
      'skip-bad-rows': { type: 'boolean' },
      'no-pdf': { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values;

const wholeNumber = (text: string, from: number, to: number): number | null => {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  return value >= from && value <= to ? value : null;
};
