import type { RowFilter, RowSort } from '../../../core/views/rows.ts';

/** What a list shows, as it stands in the page's address (A6): it can be bookmarked, and a saved view is nothing else. */
export type ListState = { readonly text: string; readonly filters: readonly RowFilter[]; readonly sort: readonly RowSort[] };

export const plainList: ListState = { text: '', filters: [], sort: [] };

const ops: ReadonlySet<string> = new Set(['is', 'is-not', 'contains', 'from', 'until', 'empty', 'filled']);

/** `status:is:overdue|posted`; what separates is written as percent codes inside values. */
const filterText = ({ column, op, values }: RowFilter): string => [column, op, values.map(escaped).join('|')].join(':');
const escaped = (value: string): string => value.replaceAll(/[%|:;]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
const unescaped = (value: string): string => value.replaceAll(/%([0-9a-f]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const filterOf = (text: string): RowFilter | null => {
  const [column = '', op = '', values = ''] = text.split(':');
  if (column === '' || !ops.has(op)) return null;
  return { column, op: op as RowFilter['op'], values: values === '' ? [] : values.split('|').map(unescaped) };
};

export const filtersText = (filters: readonly RowFilter[]): string => filters.map(filterText).join(';');
export const filtersOf = (text: string): readonly RowFilter[] => (text === '' ? [] : text.split(';').flatMap((part) => filterOf(part) ?? []));

/** `-issuedOn,number`: a hyphen stands before what is descending. */
export const sortText = (sort: readonly RowSort[]): string => sort.map(({ column, descending }) => `${descending ? '-' : ''}${column}`).join(',');
export const sortOf = (text: string): readonly RowSort[] =>
  text === '' ? [] : text.split(',').map((part) => ({ column: part.replace(/^-/, ''), descending: part.startsWith('-') }));

/** Two filters of one column and kind are one: the later takes the place of the earlier. */
export const withFilter = (filters: readonly RowFilter[], next: RowFilter): readonly RowFilter[] => {
  const at = filters.findIndex(({ column, op }) => column === next.column && op === next.op);
  return at === -1 ? [...filters, next] : filters.with(at, next);
};

export const sameState = (a: ListState, b: ListState): boolean =>
  a.text === b.text && filtersText(a.filters) === filtersText(b.filters) && sortText(a.sort) === sortText(b.sort);
