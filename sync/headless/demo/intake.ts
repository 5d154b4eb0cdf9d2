import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Store } from '../../local/store.ts';
import { csvLine, guarded } from '../../../core/views/csv.ts';
import { importFile, type ImportSummary } from '../import/import-file.ts';
import type { ImportSource } from '../import/import-source.ts';
import type { ImportProblem } from '../import/problems.ts';
import type { Steps } from '../import/step.ts';
import { writeWhole } from '../whole-file.ts';

/** A file was not imported; the rest of the year cannot be billed without it. */
export class NotImported extends Error {
  override readonly name = 'NotImported';
  readonly summary: ImportSummary;

  constructor(summary: ImportSummary) {
    super(`${summary.file} was not imported`);
    this.summary = summary;
  }
}

/** Imports files one after another and keeps what was wrong with them. */
export type Intake = {
  readonly take: (file: ImportSource, steps: Steps) => Promise<ImportSummary>;
  readonly problems: readonly ImportProblem[];
  /** `import-problems.csv`, where there were any; else an older one is taken away. */
  readonly writeProblems: () => Promise<string | null>;
};

export const intakeInto = (store: Store, options: { readonly out: string; readonly skipBadRows: boolean }): Intake => {
  const problems: ImportProblem[] = [];
  return {
    problems,
    take: async (file, steps) => {
      const summary = await importFile(store, file, steps, {
        dryRun: false,
        skipBadRows: options.skipBadRows,
        report: (problem) => problems.push(problem),
      });
      if (summary.outcome === 'refused') throw new NotImported(summary);
      return summary;
    },
    writeProblems: async () => {
      const file = path.join(options.out, 'import-problems.csv');
      if (problems.length === 0) {
        await rm(file, { force: true });
        return null;
      }
      await writeWhole(file, problemTable(problems));
      return file;
    },
  };
};

function* problemTable(problems: readonly ImportProblem[]): Generator<string> {
  yield csvLine(['file', 'line', 'column', 'value', 'reason', 'facts']);
  for (const { file, line, column, value, code, facts } of problems) {
    const said = Object.entries(facts).map(([name, fact]) => `${name}: ${fact}`);
    yield csvLine([guarded(file), line === 0 ? '' : String(line), guarded(column), guarded(value), code, guarded(said.join('; '))]);
  }
}

/** A problem in one line, for a person. */
export const problemLine = ({ file, line, column, value, code, facts }: ImportProblem): string => {
  const place = [file, ...(line === 0 ? [] : [`line ${line}`]), ...(column === '' ? [] : [column])].join(', ');
  const said = Object.entries(facts).map(([name, fact]) => `${name} ${fact}`);
  return `${place}: ${code}${value === '' ? '' : ` "${value}"`}${said.length === 0 ? '' : ` (${said.join(', ')})`}`;
};
