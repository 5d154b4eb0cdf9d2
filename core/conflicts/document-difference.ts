import { sameData } from '../kernel/edit.ts';

/** One place where two versions of a document differ. `path` is a JSON pointer (RFC 6901); `undefined` where a version has nothing there. */
export type FieldDifference = { readonly path: string; readonly mine: unknown; readonly theirs: unknown };

type Fields = Readonly<Record<string, unknown>>;
type Named = Fields & { readonly id: string };

const isRecord = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const isNamedList = (value: unknown): value is readonly Named[] =>
  Array.isArray(value) &&
  value.every((entry) => isRecord(entry) && typeof entry['id'] === 'string') &&
  new Set(value.map((entry: Named) => entry.id)).size === value.length;

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** What does not tell what a document says. */
const headFields = new Set(['rev']);

/** What people name themselves may be called as anything, also as what every object has. */
const own = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);

const fieldDifferences = (a: Fields, b: Fields, path: string, without: ReadonlySet<string>): readonly FieldDifference[] => {
  const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((key) => !without.has(key)).sort();
  return keys.flatMap((key) => differences(own(a, key), own(b, key), `${path}/${escaped(key)}`));
};

/**
 * A10: where two versions of a document differ, as small as can be named: field by field, and entries with an id by their id, wherever they stand in their
 * list. Any other list is one thing. In order of path.
 */
export const documentDifference = (mine: object | null, theirs: object | null): readonly FieldDifference[] => {
  if (mine === null || theirs === null) return mine === theirs ? [] : [{ path: '', mine: mine ?? undefined, theirs: theirs ?? undefined }];
  return fieldDifferences(mine as Fields, theirs as Fields, '', headFields);
};

const differences = (mine: unknown, theirs: unknown, path: string): readonly FieldDifference[] => {
  if (sameData(mine, theirs)) return [];
  if (isRecord(mine) && isRecord(theirs)) return fieldDifferences(mine, theirs, path, new Set());
  // An empty list says nothing of its entries: those of the other one name them.
  const areNamed = isNamedList(mine) && isNamedList(theirs) && mine.length + theirs.length > 0;
  const found = areNamed ? entryDifferences(mine, theirs, path) : [];
  // The same entries in another order differ as a list.
  return found.length > 0 ? found : [{ path, mine, theirs }];
};

const entryDifferences = (mine: readonly Named[], theirs: readonly Named[], path: string): readonly FieldDifference[] => {
  const [a, b] = [new Map(mine.map((entry) => [entry.id, entry])), new Map(theirs.map((entry) => [entry.id, entry]))];
  const ids = [...new Set([...a.keys(), ...b.keys()])].sort();
  return ids.flatMap((id) => differences(a.get(id), b.get(id), `${path}/${escaped(id)}`));
};
