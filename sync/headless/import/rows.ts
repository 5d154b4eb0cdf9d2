import { Unreadable } from './decoded.ts';
import { type Mapping, placed } from './header.ts';
import type { ImportSource } from './import-source.ts';
import { fileProblem, type ImportProblem, rowProblem } from './problems.ts';
import { recordsOf } from './records.ts';
import { type ReadRow, rowReader, type Table } from './table.ts';

/** Some rows of a file. Rows that could not be read are not among them; `problems` names each. */
export type RowBatch<Row extends object> = {
  readonly rows: readonly ReadRow<Row>[];
  readonly problems: readonly ImportProblem[];
  /** Lines with at least one problem. */
  readonly badLines: number;
  /** Nothing more can be read, and what was read is not the whole file. */
  readonly broken: boolean;
};

/** Reads a CSV file row by row, in batches, as the table says. It never throws on what a file may hold. */
export async function* rowsOf<Row extends object>(
  file: ImportSource,
  table: Table<Row>,
  mapping: Mapping = {},
): AsyncGenerator<RowBatch<Row>> {
  const { name } = file;
  let read: ((record: readonly string[], line: number) => ReadRow<Row> | readonly ImportProblem[]) | null = null;
  let width = 0;
  try {
    for await (const { records, lines } of recordsOf(file)) {
      let first = 0;
      if (read === null) {
        const head = records[0];
        if (head === undefined) continue;
        const { place, problems } = placed(table, head, name, lines[0] ?? 1, mapping);
        if (problems.length > 0) {
          yield broken(problems);
          return;
        }
        read = rowReader(table, place, name);
        width = place.width;
        first = 1;
      }
      yield batch(records, lines, first, width, read, name);
    }
    if (read === null) yield broken([fileProblem('file.empty', name)]);
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    yield broken([error.problem]);
  }
}

const broken = (problems: readonly ImportProblem[]): RowBatch<never> => ({ rows: [], problems, badLines: 0, broken: true });

const batch = <Row extends object>(
  records: readonly (readonly string[])[],
  lines: readonly number[],
  first: number,
  width: number,
  read: (record: readonly string[], line: number) => ReadRow<Row> | readonly ImportProblem[],
  file: string,
): RowBatch<Row> => {
  const rows: ReadRow<Row>[] = [];
  const problems: ImportProblem[] = [];
  let badLines = 0;
  for (let index = first; index < records.length; index += 1) {
    const record = records[index] ?? [];
    const line = lines[index] ?? 0;
    const row = record.length === width ? read(record, line) : [widthProblem(record.length, width, file, line)];
    if ('row' in row) rows.push(row);
    else {
      problems.push(...row);
      badLines += 1;
    }
  }
  return { rows, problems, badLines, broken: false };
};

const widthProblem = (found: number, expected: number, file: string, line: number): ImportProblem =>
  rowProblem(found > expected ? 'row.too-many-columns' : 'row.too-few-columns', file, line, {
    expected: String(expected),
    found: String(found),
  });
