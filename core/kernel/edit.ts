import { canonical } from './canonical.ts';
import { done, type Outcome } from './outcome.ts';

/** One changed field: what the author saw, and what it shall be. */
export type Edit<T> = { readonly from: T; readonly to: T };

/** The changed fields of a document and no others, so that edits of different fields from two stations merge by themselves. */
export type Edits<D, K extends keyof D = keyof D> = { readonly [P in K]?: Edit<D[P]> };

/** The field is no longer what the author saw. `path` is a JSON pointer (RFC 6901) into the document. */
export type EditConflict = { readonly code: 'edit.conflict'; readonly path: string; readonly expected: unknown; readonly found: unknown };

/** Equal data, whatever the order of keys. */
export const sameData = (a: unknown, b: unknown): boolean => a === b || canonical(a ?? null) === canonical(b ?? null);

/**
 * The document with the edits made, or every field that someone else changed meanwhile. A field that already is what it shall be is no conflict: the
 * same edit may arrive twice.
 * @param at JSON pointer of `before` inside its document; empty for the document itself.
 */
export const edited = <D extends object, K extends keyof D>(before: D, edits: Edits<D, K>, at = ''): Outcome<D, EditConflict> => {
  const conflicts: EditConflict[] = [];
  const after: D = { ...before };
  for (const key of Object.keys(edits) as K[]) {
    const edit = edits[key];
    if (edit === undefined || sameData(before[key], edit.to)) continue;
    if (sameData(before[key], edit.from)) after[key] = edit.to;
    else conflicts.push({ code: 'edit.conflict', path: `${at}/${String(key)}`, expected: edit.from, found: before[key] });
  }
  return conflicts.length === 0 ? done(after) : { ok: false, problems: conflicts };
};
