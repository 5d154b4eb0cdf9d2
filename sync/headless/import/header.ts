import { fileProblem, type ImportProblem, rowProblem, shortened } from './problems.ts';
import type { Column, Place, Table } from './table.ts';

/** An explicit mapping: what the file's head says, to the name of a column of ours, or `null` to leave the column out. */
export type Mapping = Readonly<Record<string, string | null>>;

/** Case, spaces, hyphens, underscores and full stops never matter in a head. */
const normalized = (name: string): string => name.toLowerCase().replaceAll(/[\s._-]+/g, '');

type Found<Row extends object> = { readonly place: Place<Row>; readonly problems: readonly ImportProblem[] };

/**
 * Which column stands where. A column that is missing, twice or unknown is a problem: a misspelt head would otherwise silently lose
 * its values. What is of no use to us is left out by the mapping.
 */
export const placed = <Row extends object>(
  table: Table<Row>,
  head: readonly string[],
  file: string,
  line: number,
  mapping: Mapping = {},
): Found<Row> => {
  const problems: ImportProblem[] = [...mappingProblems(table, head, file, mapping)];
  const known: { column: keyof Row & string; at: number; name: string }[] = [];
  const open: { key: string; at: number; name: string }[] = [];
  const taken = new Map<string, string>();
  const byName = namesOf(table);
  const note = (
    code: 'header.column-twice' | 'header.column-unknown',
    name: string,
    facts: Readonly<Record<string, string>> = {},
  ): void => {
    problems.push({ ...rowProblem(code, file, line, facts), column: shortened(name) });
  };

  for (const [at, given] of head.entries()) {
    const name = given.trim();
    const wanted = mapped(mapping, name);
    if (wanted === null) continue;
    const target = targetOf(table, byName, wanted ?? name);
    if (target === null) {
      note('header.column-unknown', name, { position: String(at + 1) });
      continue;
    }
    const before = taken.get(target.id);
    taken.set(target.id, name);
    if (before !== undefined) note('header.column-twice', name, { first: before });
    else if (target.kind === 'open') open.push({ key: target.key, at, name });
    else known.push({ column: target.column as keyof Row & string, at, name });
  }
  for (const [column, { whenAbsent }] of Object.entries<Column<unknown>>(table.columns)) {
    if (whenAbsent === undefined && !taken.has(column)) problems.push({ ...rowProblem('header.column-missing', file, line), column });
  }
  return { place: { known, open, width: head.length }, problems };
};

type Target =
  | { readonly kind: 'known'; readonly id: string; readonly column: string }
  | { readonly kind: 'open'; readonly id: string; readonly key: string };

const namesOf = <Row extends object>(table: Table<Row>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries<Column<unknown>>(table.columns).flatMap(([column, { aliases = [] }]) =>
      [column, ...aliases].map((name): [string, string] => [normalized(name), column]),
    ),
  );

/** The name of a free fact, in the form in which the engine takes it: none is one of an object's own, such as `__proto__`. */
const openKey = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/;

const targetOf = <Row extends object>(table: Table<Row>, byName: ReadonlyMap<string, string>, name: string): Target | null => {
  const prefix = table.open?.prefix;
  if (prefix !== undefined && name.toLowerCase().startsWith(prefix)) {
    const key = name.slice(prefix.length).trim();
    return openKey.test(key) ? { kind: 'open', id: `${prefix}${key}`, key } : null;
  }
  const column = byName.get(normalized(name));
  return column === undefined ? null : { kind: 'known', id: column, column };
};

const mapped = (mapping: Mapping, name: string): string | null | undefined => {
  const entry = Object.entries(mapping).find(([header]) => normalized(header) === normalized(name));
  return entry?.[1];
};

const mappingProblems = <Row extends object>(
  table: Table<Row>,
  head: readonly string[],
  file: string,
  mapping: Mapping,
): readonly ImportProblem[] => {
  const byName = namesOf(table);
  const present = new Set(head.map(normalized));
  return Object.entries(mapping).flatMap(([header, column]) => [
    ...(present.has(normalized(header)) ? [] : [{ ...fileProblem('mapping.header-missing', file), column: shortened(header) }]),
    ...(column === null || targetOf(table, byName, column) !== null
      ? []
      : [{ ...fileProblem('mapping.column-unknown', file), column: shortened(header), value: shortened(column) }]),
  ]);
};
