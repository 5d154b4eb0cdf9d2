/** Which rows are selected: some by name, or all that match but some (A7). */
export type Selection =
  | { readonly kind: 'some'; readonly ids: ReadonlySet<string> }
  | { readonly kind: 'all'; readonly except: ReadonlySet<string> };

export const noSelection: Selection = { kind: 'some', ids: new Set() };
export const everything: Selection = { kind: 'all', except: new Set() };

export const isSelected = (selection: Selection, id: string): boolean =>
  selection.kind === 'some' ? selection.ids.has(id) : !selection.except.has(id);

/** How many of `matching` rows are selected. */
export const selectedCount = (selection: Selection, matching: number): number =>
  selection.kind === 'some' ? selection.ids.size : Math.max(0, matching - selection.except.size);

const changed = (set: ReadonlySet<string>, ids: readonly string[], isIn: boolean): ReadonlySet<string> => {
  const next = new Set(set);
  for (const id of ids) {
    if (isIn) next.add(id);
    else next.delete(id);
  }
  return next;
};

/** The same selection with these rows in or out of it. */
export const withRows = (selection: Selection, ids: readonly string[], isIn: boolean): Selection =>
  selection.kind === 'some'
    ? { kind: 'some', ids: changed(selection.ids, ids, isIn) }
    : { kind: 'all', except: changed(selection.except, ids, !isIn) };

export const toggled = (selection: Selection, id: string): Selection => withRows(selection, [id], !isSelected(selection, id));
