import type { RowSort } from '../../../core/views/rows.ts';
import type { UiFilter } from '../../ui/filters/filter-types.ts';

/** What a list shows, as it stands in the page's address (A6): it can be bookmarked, and a saved view is nothing else. */
export type ListState = { readonly text: string; readonly filters: readonly UiFilter[]; readonly sort: readonly RowSort[] };

export const plainList: ListState = { text: '', filters: [], sort: [] };

const ops: ReadonlySet<string> = new Set(['is', 'is-not', 'contains', 'from', 'until', 'empty', 'filled', 'period']);

/** `status:is:overdue|posted`; what separates is written as percent codes inside values. */
const filterText = ({ column, op, values }: UiFilter): string => [column, op, values.map(escaped).join('|')].join(':');
const escaped = (value: string): string => value.replaceAll(/[%|:;]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
const unescaped = (value: string): string =>
  value.replaceAll(/%([0-9a-f]{2})/g, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

const filterOf = (text: string): UiFilter | null => {
  const [column = '', op = '', values = ''] = text.split(':');
  if (column === '' || !ops.has(op)) return null;
  return { column, op: op as UiFilter['op'], values: values === '' ? [] : values.split('|').map(unescaped) };
};

export const filtersText = (filters: readonly UiFilter[]): string => filters.map(filterText).join(';');
export const filtersOf = (text: string): readonly UiFilter[] =>
  text === '' ? [] : text.split(';').flatMap((part) => filterOf(part) ?? []);

/** `-issuedOn,number`: a hyphen stands before what is descending. */
export const sortText = (sort: readonly RowSort[]): string =>
  sort.map(({ column, descending }) => `${descending ? '-' : ''}${column}`).join(',');
export const sortOf = (text: string): readonly RowSort[] =>
  text === '' ? [] : text.split(',').map((part) => ({ column: part.replace(/^-/, ''), descending: part.startsWith('-') }));

export const sameState = (a: ListState, b: ListState): boolean =>
  a.text === b.text && filtersText(a.filters) === filtersText(b.filters) && sortText(a.sort) === sortText(b.sort);
