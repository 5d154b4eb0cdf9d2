import type { ImportSummary } from '../../../sync/headless/import/import-file.ts';
import type { ImportProblem } from '../../../sync/headless/import/problems.ts';

export type { ImportProblem };

/** Files of rows that a person brings, by the name that the importer has for them. */
export type RowImport = 'customers' | 'subscriptions' | 'usage';

export type RowImportOptions = {
  /** Say what would happen, write nothing. */
  readonly dryRun: boolean;
  /** Import the rows that are right, and name the others. */
  readonly skipBadRows: boolean;
  /** What the file's head says, to the name of a column of ours, or `null` to leave it out. */
  readonly mapping: Readonly<Record<string, string | null>>;
};

/** What became of a file. `problems` are the first of `problemCount`. */
export type ImportReport = ImportSummary & { readonly problems: readonly ImportProblem[]; readonly problemCount: number };

/** A file's head as it would be read: each name with the column of ours that it stands for by itself, `null` for none. */
export type ImportHead = {
  readonly columns: readonly { readonly name: string; readonly to: string | null }[];
  /** The columns of ours, in the order of the template. */
  readonly fields: readonly { readonly column: string; readonly isNeeded: boolean }[];
  /** Columns with this before their name are taken as they are; `null` where there are none. */
  readonly openPrefix: string | null;
  /** The first rows, as they stand in the file. */
  readonly sample: readonly (readonly string[])[];
  /** Why the file cannot be read at all. */
  readonly problems: readonly ImportProblem[];
  /** The head of an empty file, for somebody to fill in. */
  readonly template: string;
};
