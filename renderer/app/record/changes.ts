/** One field that a command changed, as text. `path` names it from the outside in; entries of lists stand in it by their id, or by their place from 1. */
export type FieldChange = {
  readonly path: string;
  readonly before: string;
  readonly after: string;
  /** Of the document, where it has one: amounts in minor units are told in it. */
  readonly currency?: string;
};

type Members = Readonly<Record<string, unknown>>;

/** What stands for a value that is not there. */
export const nothing = '–';

const isMembers = (value: unknown): value is Members => typeof value === 'object' && value !== null && !Array.isArray(value);

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (Array.isArray(value) && value.length === 0) ||
  (isMembers(value) && Object.keys(value).length === 0);

/** A value in one line; `nothing` where there is none. */
export const textOf = (value: unknown): string => {
  if (isNothing(value)) return nothing;
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
};

/** What has parts of its own: members, or the entries of a list by their id. A list of plain values is told as a whole. */
const partsOf = (value: unknown): Members | null => {
  if (isMembers(value)) return value;
  if (!Array.isArray(value) || value.length === 0 || !value.every(isMembers)) return null;
  const keyOf = (entry: Members, at: number): string => (typeof entry['id'] === 'string' ? entry['id'] : String(at + 1));
  const parts = Object.fromEntries(value.map((entry, at) => [keyOf(entry, at), entry]));
  return Object.keys(parts).length === value.length ? parts : Object.fromEntries(value.map((entry, at) => [String(at + 1), entry]));
};

const collect = (before: unknown, after: unknown, path: string, found: FieldChange[]): void => {
  if (JSON.stringify(before) === JSON.stringify(after) || (isNothing(before) && isNothing(after))) return;
  const was = partsOf(before);
  const is = partsOf(after);
  // One of them may be nothing: then every part of the other is new, or gone.
  if ((was ?? is) !== null && (was !== null || isNothing(before)) && (is !== null || isNothing(after))) {
    for (const key of new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})]))
      collect(was?.[key], is?.[key], path === '' ? key : `${path}.${key}`, found);
    return;
  }
  found.push({ path, before: textOf(before), after: textOf(after) });
};

/** What differs between two states of a document, field by field. Its id, its kind and the count of its writes are nobody's concern. */
export const changesOf = (before: unknown, after: unknown): readonly FieldChange[] => {
  const found: FieldChange[] = [];
  collect(before, after, '', found);
  const { currency } = { ...(isMembers(before) ? before : {}), ...(isMembers(after) ? after : {}) } as { readonly currency?: unknown };
  return found
    .filter(({ path }) => !/^(?:id|kind|rev)$/.test(path))
    .map((change) => (typeof currency === 'string' ? { ...change, currency } : change));
};
