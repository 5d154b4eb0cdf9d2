import { type EditConflict, sameData } from '../kernel/edit.ts';
import { done, type Outcome } from '../kernel/outcome.ts';

/** One entry of a list that is edited entry by entry: `from` is `null` for a new one, `to` for one that goes. */
export type EntryEdit<T> = { readonly id: string; readonly from: T | null; readonly to: T | null };

/** The list with its entries changed, added at the end or taken out; edits of different entries from two stations merge. */
export const editedList = <T extends { readonly id: string }>(
  before: readonly T[],
  edits: readonly EntryEdit<T>[],
  at: string,
): Outcome<readonly T[], EditConflict> => {
  const conflicts: EditConflict[] = [];
  let after = before;
  for (const edit of edits) {
    const found = after.find((entry) => entry.id === edit.id) ?? null;
    if (sameData(found, edit.to)) continue;
    if (!sameData(found, edit.from)) conflicts.push({ code: 'edit.conflict', path: `${at}/${edit.id}`, expected: edit.from, found });
    else after = withEntry(after, edit.id, edit.to);
  }
  return conflicts.length === 0 ? done(after) : { ok: false, problems: conflicts };
};

const withEntry = <T extends { readonly id: string }>(list: readonly T[], id: string, to: T | null): readonly T[] => {
  if (to === null) return list.filter((entry) => entry.id !== id);
  return list.some((entry) => entry.id === id) ? list.map((entry) => (entry.id === id ? to : entry)) : [...list, to];
};
