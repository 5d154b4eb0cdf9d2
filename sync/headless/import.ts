// Imports one file into a folder's state. `npm run import -- --help` says how.

import path from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { Type } from 'typebox';
import { isInstant } from '../../core/time/instant.ts';
import { problemLine } from './demo/intake.ts';
import { fileSource } from './file-source.ts';
import { openFileStore } from './file-store.ts';
import { FolderInUse } from './folder-lock.ts';
import type { Mapping } from './import/header.ts';
import { importFile, type ImportSummary } from './import/import-file.ts';
import { readJson } from './import/json-file.ts';
import { type ImportKind, importKinds, isImportKind, templateOf } from './import/kinds.ts';
import type { ImportProblem } from './import/problems.ts';
import { JournalDamaged } from './journal.ts';

const helpText = `Imports a file.

  npm run import -- KIND FILE [options]

  KIND              ${Object.keys(importKinds).join(', ')}
  --state DIR       the state to import into (default ./out/state, where the demo keeps its own)
  --mapping FILE    JSON: what the file's head says to the name of our column, or null to leave it out
  --dry-run         say what would happen and write nothing
  --skip-bad-rows   import the rows that are right; without it one bad row keeps the whole file out
  --template        print the head of an empty file of the kind (npm run import -- KIND --template)
  --at INSTANT      when it is entered, as 2025-01-01T09:00:00.000Z (default: now)
  --help            this text

Importing the same file again changes nothing. assets/demo shows what the files look like.
`;

type Wanted = {
  readonly kind: keyof typeof importKinds;
  readonly file: string;
  readonly state: string;
  readonly mapping: string | null;
  readonly dryRun: boolean;
  readonly skipBadRows: boolean;
  readonly at: string;
};

const read = (args: readonly string[]): Wanted | 'help' | { readonly template: ImportKind } | { readonly wrong: string } => {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      state: { type: 'string' },
      mapping: { type: 'string' },
      at: { type: 'string' },
      'dry-run': { type: 'boolean' },
      'skip-bad-rows': { type: 'boolean' },
      template: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return 'help';
  const [kind = '', file] = positionals;
  if (!isImportKind(kind)) return { wrong: kind === '' ? 'What is to be imported?' : `There is no "${kind}" to import.` };
  if (values.template === true) return { template: kind };
  if (file === undefined || positionals.length > 2) return { wrong: 'One file is imported at a time.' };
  const at = values.at ?? new Date().toISOString();
  if (!isInstant(at)) return { wrong: `--at takes a moment such as 2025-01-01T09:00:00.000Z, not "${at}".` };
  return {
    kind,
    file,
    at,
    state: path.resolve(values.state ?? path.join('out', 'state')),
    mapping: values.mapping ?? null,
    dryRun: values['dry-run'] ?? false,
    skipBadRows: values['skip-bad-rows'] ?? false,
  };
};

const mappingSchema = Type.Record(Type.String({ maxLength: 200 }), Type.Union([Type.String({ maxLength: 200 }), Type.Null()]));

const imported = async (wanted: Wanted): Promise<number> => {
  const mapping = wanted.mapping === null ? { value: {} } : await readJson(fileSource(wanted.mapping), mappingSchema);
  if ('problems' in mapping) return failed(mapping.problems);
  const { store, close } = await openFileStore(wanted.state);
  try {
    const entry = { at: wanted.at, by: { user: 'usr_back-office', station: 'A7' } };
    const file = fileSource(wanted.file);
    const steps = importKinds[wanted.kind].steps(file, entry, mapping.value as Mapping);
    const problems: ImportProblem[] = [];
    const { dryRun, skipBadRows } = wanted;
    const summary = await importFile(store, file, steps, { dryRun, skipBadRows, report: (problem) => problems.push(problem) });
    if (problems.length > 0) failed(problems);
    process.stdout.write(`${sentence(summary)}\n`);
    return summary.outcome === 'refused' ? 1 : 0;
  } finally {
    await close();
  }
};

const failed = (problems: readonly ImportProblem[]): number => {
  process.stderr.write(problems.map((problem) => `${problemLine(problem)}\n`).join(''));
  return 1;
};

const sentence = ({ file, outcome, rows, badRows, committed, known }: ImportSummary): string => {
  const from = rows === 0 ? '' : `${rows} rows, `;
  if (outcome === 'refused')
    return `${file}: ${from}${badRows === 0 ? 'it cannot be taken as it stands' : `${badRows} of them bad`}; nothing was written.`;
  const left = badRows === 0 ? '' : `, ${badRows} rows left out`;
  const before = known === 0 ? '' : `, ${known} known from before`;
  return `${file}: ${from}${committed} commands ${outcome === 'checked' ? 'would be written' : 'written'}${before}${left}.`;
};

const main = async (args: readonly string[]): Promise<number> => {
  let wanted: ReturnType<typeof read>;
  try {
    wanted = read(args);
  } catch (error) {
    wanted = { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (wanted === 'help') {
    process.stdout.write(helpText);
    return 0;
  }
  if ('template' in wanted) {
    process.stdout.write(
      templateOf(wanted.template) ?? `${wanted.template} come as JSON: assets/demo/${wanted.template}.json shows the form.\n`,
    );
    return 0;
  }
  if (!('wrong' in wanted)) return imported(wanted);
  process.stderr.write(`${wanted.wrong}\n\n${helpText}`);
  return 2;
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof JournalDamaged) && !(error instanceof FolderInUse)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
