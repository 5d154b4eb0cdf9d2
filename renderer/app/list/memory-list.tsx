import { type ReactNode, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { folded } from '../../../core/views/rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filters/filter-bar.tsx';
import { ColumnsMenu } from '../../ui/grid/columns-menu.tsx';
import { DataGrid } from '../../ui/grid/data-grid.tsx';
import type { GridColumn, GridRow, GridSort, GridSource } from '../../ui/grid/grid-types.ts';
import { useSearchParam } from '../navigation.ts';
import { useHotkey } from '../shortcuts.ts';
import { layoutOf, useLayouts } from './layouts.ts';
import classes from './list-page.module.css';

export type MemoryColumn<R extends GridRow> = GridColumn<R> & {
  /** What it is sorted by; a column without it is not sorted. */
  readonly sortBy?: (row: R) => string | number;
};

type Props<R extends GridRow> = {
  /** Its layout is kept under this name. */
  readonly name: string;
  readonly label: string;
  /** Keep it stable (`useMemo`). */
  readonly columns: readonly MemoryColumn<R>[];
  readonly rows: readonly R[];
  /** What the search finds a row by; `null` where there is no search. */
  readonly searched: ((row: R) => string) | null;
  readonly empty: { readonly title: string; readonly text: string };
  readonly onOpen: (row: R) => void;
  readonly openId: string | null;
  readonly sort?: readonly GridSort[];
};

const noSort: readonly GridSort[] = [];

const compared = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));

const sorted = <R extends GridRow>(rows: readonly R[], columns: readonly MemoryColumn<R>[], sort: readonly GridSort[]): readonly R[] => {
  const by = new Map(columns.map(({ key, sortBy }) => [key, sortBy]));
  return rows.toSorted((a, b) => {
    for (const { column, descending } of sort) {
      const value = by.get(column);
      const order = value === undefined ? 0 : compared(value(a), value(b));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
};

const sourceOf = <R extends GridRow>(rows: readonly R[]): GridSource<R> => ({
  count: rows.length,
  at: (index) => rows[index],
  want: () => undefined,
  idsBetween: async (from, to) => rows.slice(from, to + 1).map(({ id }) => id),
});

function Nothing({
  empty,
  isFiltered,
  onClear,
}: {
  readonly empty: Props<GridRow>['empty'];
  readonly isFiltered: boolean;
  readonly onClear: () => void;
}) {
  const text = useTranslations('ui.list');
  if (!isFiltered) return <EmptyState cause="nothing" title={empty.title} text={empty.text} />;
  return (
    <EmptyState
      cause="filtered"
      title={text('filteredTitle')}
      text={text('filteredText')}
      action={{ label: text('clear'), run: onClear }}
    />
  );
}

/** A list of rows that are all here, which no store keeps: the same grid, keys, columns and search as any list. */
export function MemoryList<R extends GridRow>(props: Props<R> & { readonly children?: ReactNode }) {
  const { name, label, columns, rows, searched, empty, onOpen, openId, sort: first = noSort, children } = props;
  const text = useTranslations('ui.list');
  const [typed, setTyped] = useSearchParam('q');
  const [sort, setSort] = useState(first);
  const { layouts, setLayout } = useLayouts();
  const search = useRef<HTMLInputElement>(null);
  useHotkey('/', () => search.current?.focus(), searched !== null);
  const words = searched === null ? '' : folded(typed.trim());
  const shown = useMemo(
    () => sorted(words === '' || searched === null ? rows : rows.filter((row) => folded(searched(row)).includes(words)), columns, sort),
    [rows, columns, sort, words, searched],
  );
  const source = useMemo(() => sourceOf(shown), [shown]);
  const placed = useMemo(() => columns.map((column) => ({ ...column, isSortable: column.sortBy !== undefined })), [columns]);
  const layout = layoutOf(layouts, name);
  return (
    <div className={classes['list']}>
      {searched !== null && rows.length > 0 && (
        <FilterBar fields={[]} filters={[]} onFilters={() => undefined} text={typed} onText={setTyped} quick={[]} searchRef={search}>
          <span className={classes['count']} role="status">
            {words === '' ? text('count', { count: rows.length }) : text('countOf', { matching: shown.length, all: rows.length })}
          </span>
          <ColumnsMenu columns={placed} layout={layout} onLayout={(next) => setLayout(name, next)} />
        </FilterBar>
      )}
      {shown.length === 0 ? (
        <Nothing empty={empty} isFiltered={rows.length > 0} onClear={() => setTyped('')} />
      ) : (
        <DataGrid
          label={label}
          testId={`grid-${name}`}
          columns={placed}
          source={source}
          layout={layout}
          onLayout={(next) => setLayout(name, next)}
          sort={sort}
          onSort={setSort}
          onOpen={onOpen}
          openId={openId}
        />
      )}
      {children}
    </div>
  );
}
