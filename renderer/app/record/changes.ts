/** One field that a command changed, as text. */
export type FieldChange = { readonly path: string; readonly before: string; readonly after: string };

const textOf = (value: unknown): string => {
  if (value === undefined || value === null || value === '') return '–';
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : JSON.stringify(value);
};

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const collect = (before: unknown, after: unknown, path: string, found: FieldChange[]): void => {
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  if (isPlainObject(before) && isPlainObject(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)]))
      collect(before[key], after[key], path === '' ? key : `${path}.${key}`, found);
    return;
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length === after.length) {
    before.forEach((each, at) => collect(each, after[at], `${path}.${at + 1}`, found));
    return;
  }
  found.push({ path, before: textOf(before), after: textOf(after) });
};

/** What differs between two states of a document, field by field. The count of its writes is nobody's concern. */
export const changesOf = (before: unknown, after: unknown): readonly FieldChange[] => {
  const found: FieldChange[] = [];
  collect(before, after, '', found);
  return found.filter(({ path }) => path !== 'rev');
};
