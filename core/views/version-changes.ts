import { sameData } from '../kernel/edit.ts';

/** One thing that differs. `path` names it from the outside in; entries of lists stand in it by their id, or by their place from 1 where they have none. */
export type VersionChange = {
  readonly path: readonly string[];
  readonly kind: 'added' | 'removed' | 'changed';
  /** Text, numbers, yes and no as they are; whole parts as their name or id; `null` for nothing. */
  readonly before: string | null;
  readonly after: string | null;
};

type Data = unknown;
type Members = Readonly<Record<string, Data>>;

const isMembers = (data: Data): data is Members => typeof data === 'object' && data !== null && !Array.isArray(data);

const keyOf = (entry: Data, index: number): string =>
  isMembers(entry) && typeof entry['id'] === 'string' ? entry['id'] : String(index + 1);

const said = (data: Data): string | null => {
  if (data === null || data === undefined) return null;
  if (Array.isArray(data)) return data.map(said).join(', ');
  if (!isMembers(data)) return typeof data === 'string' ? data : JSON.stringify(data);
  const name = data['name'] ?? data['id'] ?? data['kind'];
  return typeof name === 'string' ? name : Object.values(data).map(said).join(' ');
};

const membersOf = (data: Data): Members | null => {
  if (Array.isArray(data))
    return data.every(isMembers) ? Object.fromEntries(data.map((entry, index) => [keyOf(entry, index), entry])) : null;
  return isMembers(data) ? data : null;
};

/** Everything in which two pieces of plain data differ, outer before inner. A part whose `kind` differs is told with that first. */
const differences = (before: Data, after: Data, path: readonly string[]): readonly VersionChange[] => {
  if (sameData(before, after)) return [];
  const was = membersOf(before ?? null);
  const is = membersOf(after ?? null);
  if (was === null || is === null) {
    const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
    return [{ path, kind, before: said(before), after: said(after) }];
  }
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  return keys.flatMap((key) => {
    const at = [...path, key];
    if (!Object.hasOwn(was, key)) return [{ path: at, kind: 'added', before: null, after: said(is[key]) } as const];
    if (!Object.hasOwn(is, key)) return [{ path: at, kind: 'removed', before: said(was[key]), after: null } as const];
    return differences(was[key], is[key], at);
  });
};

/** CAT-27: what changed between two versions of a plan, from the first to the second. */
export const versionChanges = (before: Members, after: Members): readonly VersionChange[] => differences(before, after, []);
