import type { JournalEntry } from '../../../core/collections.ts';
import type { Change } from '../../../core/kernel/command.ts';
import type { Store } from '../../local/store.ts';
import { scratchStore } from '../../local/overlay.ts';
import type { ImportSource } from './import-source.ts';
import { type ImportProblem, refusedRow } from './problems.ts';
import type { Steps } from './step.ts';

export type ImportOptions = {
  /** Say what would happen, write nothing. */
  readonly dryRun: boolean;
  /** Import the rows that are right, and name the others. Without it, one bad row keeps the whole file out. */
  readonly skipBadRows: boolean;
  /** Hears of every problem as it is found: what cannot be read before what the engine refuses, a piece of the file at a time. */
  readonly report: (problem: ImportProblem) => void;
};

export type ImportSummary = {
  readonly file: string;
  /** `imported` also where bad rows were skipped; `refused`: nothing was written; `checked`: a dry run that found nothing wrong. */
  readonly outcome: 'imported' | 'refused' | 'checked';
  readonly rows: number;
  /** Rows with at least one problem. */
  readonly badRows: number;
  /** Commands that were committed (or would be), and commands that were known from an earlier import. */
  readonly committed: number;
  readonly known: number;
};

type Pass = {
  readonly rows: number;
  readonly badLines: ReadonlySet<number>;
  readonly unreadable: number;
  readonly broken: boolean;
  readonly committed: number;
  readonly known: number;
};

/**
 * Imports a file: once on a copy that keeps nothing, where every row is read and every rule asked; then, if all of it is right (or bad rows may be
 * skipped), for good. The rules are those of every other way in, since the same commands are run.
 */
export const importFile = async (
  store: Store,
  { name }: Pick<ImportSource, 'name'>,
  steps: Steps,
  options: ImportOptions,
): Promise<ImportSummary> => {
  const copy = scratchStore(store);
  const trial = await pass(copy, name, steps, new Set(), options.report);
  const badRows = trial.badLines.size + trial.unreadable;
  const summary = { file: name, rows: trial.rows, badRows, committed: trial.committed, known: trial.known };
  // What could not be read to its end, or is wrong without a line to leave out, cannot be imported in part.
  if (trial.broken || (badRows > 0 && !options.skipBadRows)) return { ...summary, outcome: 'refused' };
  if (options.dryRun) return { ...summary, outcome: 'checked' };
  if (trial.badLines.size === 0) {
    // What was checked is what is written.
    for await (const { entry } of copy.journal()) await store.commit(changeOf(entry));
    return { ...summary, outcome: 'imported' };
  }
  const real = await pass(store, name, steps, trial.badLines, () => undefined);
  return { ...summary, outcome: 'imported', committed: real.committed, known: real.known };
};

const changeOf = ({ command, documents }: JournalEntry): Change => ({
  command,
  writes: documents.map((document) => ({ basedOn: document.rev === 1 ? null : document.rev - 1, document })),
});

const pass = async (
  store: Store,
  file: string,
  steps: Steps,
  skip: ReadonlySet<number>,
  report: (problem: ImportProblem) => void,
): Promise<Pass> => {
  const badLines = new Set<number>();
  let [rows, unreadable, committed, known] = [0, 0, 0, 0];
  let broken = false;
  for await (const next of steps(store, skip)) {
    if ('run' in next) {
      const { kind, refused } = await next.run(store);
      if (kind === 'committed') committed += 1;
      if (kind === 'known') known += 1;
      for (const { line, problem } of refused) {
        report({ ...refusedRow(problem, file, line), column: next.path });
        if (line === 0) broken = true;
        else badLines.add(line);
      }
      continue;
    }
    rows += next.rows;
    unreadable += next.badLines;
    broken ||= next.broken;
    next.problems.forEach(report);
  }
  return { rows, badLines, unreadable, broken, committed, known };
};
