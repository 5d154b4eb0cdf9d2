import { type ImportProblem, valueProblem } from './problems.ts';
import { Misread, type Reader } from './readers.ts';

/** One column of a file that we know how to read. */
export type Column<T> = {
  readonly read: Reader<T>;
  /** Other names that the head may give it. Case, spaces, hyphens and underscores never matter. */
  readonly aliases?: readonly string[];
  /** What a file without the column means; absent where the column must exist. */
  readonly whenAbsent?: { readonly value: T };
};

/** What a file's rows consist of, and how each value is read. */
export type Table<Row extends object> = {
  /** As the mapping file and the documentation call it: `customers`, `usage`. */
  readonly name: string;
  readonly columns: { readonly [Name in keyof Row & string]: Column<Row[Name]> };
  /** Columns whose names begin with this, such as `property:region`, are gathered under their further names; empty cells are left out. */
  readonly open?: { readonly prefix: string; readonly read: Reader<string> };
};

/** What the rows of a table hold. */
export type RowOf<T extends { readonly columns: object }> = {
  readonly [Name in keyof T['columns']]: T['columns'][Name] extends Column<infer Value> ? Value : never;
};

/** A row as read: the known columns, and the open ones. */
export type ReadRow<Row extends object> = { readonly line: number; readonly row: Row; readonly open: Readonly<Record<string, string>> };

/** A column for a file that may not have it, or may leave its cells empty. */
export const maybe = <T, F>(read: Reader<T>, whenEmpty: F, ...aliases: readonly string[]): Column<T | F> => ({
  read: (cell) => (cell === '' ? whenEmpty : read(cell)),
  whenAbsent: { value: whenEmpty },
  aliases,
});

/** A column that every file has and every row fills. */
export const needed = <T>(read: Reader<T>, ...aliases: readonly string[]): Column<T> => ({ read, aliases });

/** Where each value of a row stands in the file. `name` is the header as the file writes it. */
export type Place<Row extends object> = {
  readonly known: readonly { readonly column: keyof Row & string; readonly at: number; readonly name: string }[];
  readonly open: readonly { readonly key: string; readonly at: number; readonly name: string }[];
  readonly width: number;
};

/** Reads the cells of one record: the row, or everything that is wrong with it. */
export const rowReader = <Row extends object>(
  table: Table<Row>,
  place: Place<Row>,
  file: string,
): ((record: readonly string[], line: number) => ReadRow<Row> | readonly ImportProblem[]) => {
  const present = new Set<string>(place.known.map(({ column }) => column));
  const absent = Object.entries<Column<unknown>>(table.columns).flatMap(([column, { whenAbsent }]): [string, unknown][] =>
    present.has(column) || whenAbsent === undefined ? [] : [[column, whenAbsent.value]],
  );
  const readers = new Map(Object.entries<Column<unknown>>(table.columns).map(([column, { read }]) => [column, read]));
  const known = place.known.flatMap(({ column, at, name }) => {
    const read = readers.get(column);
    return read === undefined ? [] : [{ column, at, name, read }];
  });
  const readOpen = table.open?.read;

  return (record, line) => {
    const row: Record<string, unknown> = {};
    const open: Record<string, string> = {};
    let problems: ImportProblem[] | null = null;
    const note = (value: Misread, name: string, cell: string): void => {
      problems ??= [];
      problems.push(valueProblem(value.code, file, line, name, cell));
    };
    for (const { column, at, name, read } of known) {
      const cell = (record[at] ?? '').trim();
      const value = read(cell);
      if (value instanceof Misread) note(value, name, cell);
      else row[column] = value;
    }
    for (const { key, at, name } of place.open) {
      const cell = (record[at] ?? '').trim();
      if (cell === '' || readOpen === undefined) continue;
      const value = readOpen(cell);
      if (value instanceof Misread) note(value, name, cell);
      else open[key] = value;
    }
    if (problems !== null) return problems;
    for (const [column, value] of absent) row[column] = value;
    return { line, row: row as Row, open };
  };
};
