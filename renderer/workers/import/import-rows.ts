import type { CommandKind } from '../../../core/use-cases.ts';
import { csvLine } from '../../../core/views/csv.ts';
import { customerSteps, customerTable } from '../../../sync/headless/import/customers.ts';
import { Unreadable } from '../../../sync/headless/import/decoded.ts';
import { placed } from '../../../sync/headless/import/header.ts';
import { importFile } from '../../../sync/headless/import/import-file.ts';
import type { ImportSource } from '../../../sync/headless/import/import-source.ts';
import type { ImportProblem } from '../../../sync/headless/import/problems.ts';
import { recordsOf } from '../../../sync/headless/import/records.ts';
import type { Steps } from '../../../sync/headless/import/step.ts';
import { subscriptionSteps, subscriptionTable } from '../../../sync/headless/import/subscriptions.ts';
import type { Column, Table } from '../../../sync/headless/import/table.ts';
import { usageSteps, usageTable } from '../../../sync/headless/import/usage.ts';
import type { Store } from '../../../sync/local/store.ts';
import type { Stamp } from '../store-api.ts';
import type { ImportHead, ImportReport, RowImport, RowImportOptions } from './types.ts';

const kinds = {
  customers: { steps: customerSteps, table: customerTable as Table<object>, command: 'customer.create' },
  subscriptions: { steps: subscriptionSteps, table: subscriptionTable as Table<object>, command: 'subscription.create' },
  usage: { steps: usageSteps, table: usageTable as Table<object>, command: 'usage.record' },
} as const;

/** ROL-05: the command that the rows of a file become. */
export const commandOfImport = (kind: RowImport): CommandKind => kinds[kind].command;

/** A file of the browser as the importer reads it: piece by piece, however long it is. */
const sourceOf = (file: File): ImportSource => ({
  name: file.name,
  read: async function* (from = 0, until = file.size) {
    for (let at = from; at < until; at += piece) yield new Uint8Array(await file.slice(at, Math.min(at + piece, until)).arrayBuffer());
  },
});

const piece = 1 << 18;

/** Problems that are handed to the window; the others are only counted. */
const mostProblems = 500;

const counted = (steps: Steps, heard: (rows: number) => void): Steps =>
  async function* (store, skip) {
    let rows = 0;
    for await (const next of steps(store, skip)) {
      if ('rows' in next) {
        rows += next.rows;
        heard(rows);
      }
      yield next;
    }
  };

/** A18, USG-13: reads a file of rows on a copy first, and for good where it is right, or where what is wrong may be left out. */
export const importRows = async (
  store: Store,
  kind: RowImport,
  file: File,
  options: RowImportOptions,
  stamp: Stamp,
  heard: (rows: number) => void,
): Promise<ImportReport> => {
  const source = sourceOf(file);
  const problems: ImportProblem[] = [];
  let problemCount = 0;
  const steps = kinds[kind].steps(source, { at: stamp.at, by: stamp.by }, options.mapping);
  const summary = await importFile(store, source, counted(steps, heard), {
    dryRun: options.dryRun,
    skipBadRows: options.skipBadRows,
    report: (problem) => {
      problemCount += 1;
      if (problems.length < mostProblems) problems.push(problem);
    },
  });
  return { ...summary, problems, problemCount };
};

const shownRows = 5;

const templateOf = ({ columns, open }: Table<object>): string =>
  csvLine([...Object.keys(columns), ...(open === undefined ? [] : [`${open.prefix}name`])]);

/** What a file's head says, before anything is read as a row. */
export const importHead = async (kind: RowImport, file: File): Promise<ImportHead> => {
  const { table } = kinds[kind];
  const fields = Object.entries<Column<unknown>>(table.columns).map(([column, { whenAbsent }]) => ({
    column,
    isNeeded: whenAbsent === undefined,
  }));
  const about = { fields, openPrefix: table.open?.prefix ?? null, template: templateOf(table) };
  try {
    for await (const { records } of recordsOf(sourceOf(file))) {
      const [head, ...rows] = records;
      if (head === undefined) continue;
      const { place } = placed(table, head, file.name, 1);
      const columns = head.map((name, at) => {
        const open = place.open.find((each) => each.at === at);
        return { name: name.trim(), to: place.known.find((each) => each.at === at)?.column ?? (open === undefined ? null : name.trim()) };
      });
      return { ...about, columns, sample: rows.slice(0, shownRows).map((row) => [...row]), problems: [] };
    }
    return {
      ...about,
      columns: [],
      sample: [],
      problems: [{ code: 'file.empty', file: file.name, line: 0, column: '', value: '', facts: {} }],
    };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ...about, columns: [], sample: [], problems: [error.problem] };
  }
};

/** The head of an empty file of a kind. */
export const importTemplate = (kind: RowImport): string => templateOf(kinds[kind].table);
