import type { ImportSource } from './import-source.ts';
import { rowsOf } from './rows.ts';
import type { Mapping } from './header.ts';
import type { Step, Steps } from './step.ts';
import type { ReadRow, Table } from './table.ts';
import type { Source } from '../../../core/sources.ts';

/** The commands of some rows. What an earlier row made can be looked up in `source`. */
export type RowSteps<Row extends object> = (rows: readonly ReadRow<Row>[]) => AsyncIterable<Step> | Iterable<Step>;

/**
 * The steps of a CSV file: rows in groups of `size`, each group as its commands. `begin` reads, once, what all rows need.
 */
export const stepsOfRows = <Row extends object>(
  file: ImportSource,
  table: Table<Row>,
  begin: (source: Source) => Promise<RowSteps<Row>>,
  size = 1,
  mapping: Mapping = {},
): Steps =>
  async function* (source, skip) {
    const stepsOf = await begin(source);
    let group: ReadRow<Row>[] = [];
    for await (const { rows, ...rest } of rowsOf(file, table, mapping)) {
      yield { ...rest, rows: rows.length + rest.badLines };
      for (const row of rows) {
        if (skip.has(row.line)) continue;
        group.push(row);
        if (group.length < size) continue;
        yield* stepsOf(group);
        group = [];
      }
    }
    if (group.length > 0) yield* stepsOf(group);
  };
