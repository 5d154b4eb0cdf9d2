import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type RowKind, rowSpecs } from '../../../core/views/lists/row-specs.ts';
import type { Row, RowFilter, RowPage } from '../../../core/views/rows.ts';
import { useSession } from '../../state/session.ts';
import type { Action } from '../../ui/action-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterBar } from '../../ui/filters/filter-bar.tsx';
import type { QuickFilter } from '../../ui/filters/filter-types.ts';
import { DataGrid } from '../../ui/grid/data-grid.tsx';
import type { GridColumn, GridLayout } from '../../ui/grid/grid-types.ts';
import { noSelection, type Selection } from '../../ui/grid/selection.ts';
import { type Crumb, PageHeader } from '../../ui/page-header.tsx';
import { PeekDrawer } from '../../ui/peek-drawer.tsx';
import { useDocuments, useToday } from '../hooks.ts';
import { recordPath, useGo } from '../navigation.ts';
import { useHotkey } from '../shortcuts.ts';
import { type BulkAction, BulkBar, type BulkHandover } from './bulk.tsx';
import { cellOf } from './cells.tsx';
import classes from './list-page.module.css';
import { layoutOf, noViews, useLayouts } from './layouts.ts';
import { type ListState, plainList, sameState } from './list-state.ts';
import { ListTools } from './list-tools.tsx';
import { resolved } from './relative-dates.ts';
import { useFilterFields, useGridColumns } from './use-list-columns.tsx';
import { useListState } from './use-list-state.ts';
import { type ListQuery, type RowSource, useRowSource } from './use-row-source.ts';

export type EmptyWords = {
  readonly title: string;
  readonly text: string;
  readonly action?: Action;
};

export type ListProps = {
  readonly kind: RowKind;
  /** Columns shown at first, in order; the others can be chosen. */
  readonly columns?: readonly string[];
  /** Conditions that always hold, such as one customer's documents. Keep it stable (`useMemo`). */
  readonly always?: readonly RowFilter[];
  /** Widths in pixels that differ from those of the column's type. */
  readonly widths?: Readonly<Record<string, number>>;
  readonly quick?: readonly QuickFilter[];
  readonly bulk?: readonly (BulkAction | BulkHandover)[];
  /** What to say where there is nothing yet. */
  readonly empty: EmptyWords;
  /** Instead of the record's page. */
  readonly onOpen?: (row: Row) => void;
  /** What the drawer shows of a row (Ctrl+Enter). */
  readonly peek?: (row: Row) => ReactNode;
};

const noFilters: readonly RowFilter[] = [];
const noQuick: readonly QuickFilter[] = [];
const noActions: readonly (BulkAction | BulkHandover)[] = [];
const noTotals: RowPage['totals'] = {};

/** The layout, with what the page does not show at first hidden until somebody chooses. */
const wholeLayout = (layout: GridLayout, columns: readonly GridColumn<Row>[]): GridLayout =>
  layout.order.length === 0 && layout.hidden.length === 0
    ? { ...layout, hidden: columns.filter(({ isHidden }) => isHidden).map(({ key }) => key) }
    : layout;

/** Begins with the view that the user chose for it, once, where the address asks for nothing else. */
const useDefaultView = (kind: RowKind, state: ListState, setState: (state: ListState) => void): void => {
  const views = useLayouts((layouts) => layouts.views[kind] ?? noViews);
  const hasBegun = useRef(false);
  useEffect(() => {
    if (hasBegun.current) return;
    hasBegun.current = true;
    const chosen = views.find(({ isDefault }) => isDefault);
    if (chosen !== undefined && sameState(state, plainList)) setState(chosen.state);
  }, [views, state, setState]);
};

/** F2: which entity a row is of is said where there may be several; where one is worked for it would be the same in every row. */
const useShownColumns = (shown: readonly string[] | undefined): readonly string[] | undefined => {
  const entityId = useSession((session) => session.entityId);
  const entities = useDocuments('entity').value?.length ?? 0;
  const isOne = entityId !== null || entities <= 1;
  return useMemo(() => (isOne ? shown?.filter((key) => key !== 'entity') : shown), [shown, isOne]);
};

type BodyProps = ListProps & {
  readonly title: string;
  readonly state: ListState;
  readonly setState: (state: ListState) => void;
  readonly query: ListQuery;
  readonly source: RowSource;
};

/** How a row is called where there is no room for more. */
const nameOf = (row: Row): string => {
  const name = cellOf(row, 'number') ?? cellOf(row, 'name') ?? cellOf(row, 'customer');
  return typeof name === 'string' ? name : row.id;
};

/** The line over the list: search, filters, how many, and the tools. */
function ListBar(
  props: Omit<BodyProps, 'columns'> & {
    readonly columns: readonly GridColumn<Row>[];
    readonly layout: GridLayout;
    readonly isFiltered: boolean;
  },
) {
  const { kind, title, quick = noQuick, state, setState, query, source, columns, layout, isFiltered } = props;
  const text = useTranslations('ui.list');
  const fields = useFilterFields(kind);
  const setLayout = useLayouts((layouts) => layouts.setLayout);
  const search = useRef<HTMLInputElement>(null);
  useHotkey('/', () => search.current?.focus());
  const { page, count } = source;
  const howMany = page === null ? '' : isFiltered ? text('countOf', { matching: count, all: page.all }) : text('count', { count });
  return (
    <FilterBar
      fields={fields}
      filters={state.filters}
      onFilters={(filters) => setState({ ...state, filters })}
      text={state.text}
      onText={(typed) => setState({ ...state, text: typed })}
      quick={quick}
      searchRef={search}
    >
      <span className={classes['count']} role="status">
        {howMany}
      </span>
      <ListTools
        kind={kind}
        title={title}
        state={state}
        onState={setState}
        columns={columns}
        layout={layout}
        onLayout={(next) => setLayout(kind, next)}
        query={query}
      />
    </FilterBar>
  );
}

/** Why the list is empty, and what to do next (A16). */
function ListEmpty({
  isFiltered,
  empty,
  state,
  setState,
}: Pick<BodyProps, 'empty' | 'state' | 'setState'> & { readonly isFiltered: boolean }) {
  const text = useTranslations('ui.list');
  if (!isFiltered) return <EmptyState cause="nothing" title={empty.title} text={empty.text} action={empty.action} />;
  const clear = { label: text('clear'), run: () => setState({ ...plainList, sort: state.sort }) };
  return <EmptyState cause="filtered" title={text('filteredTitle')} text={text('filteredText')} action={clear} />;
}

function ListBody(props: BodyProps) {
  const { kind, title, columns: shown, widths, bulk = noActions, onOpen, peek, state, setState, query, source } = props;
  const go = useGo();
  const [selection, setSelection] = useState<Selection>(noSelection);
  const [inside, setInside] = useState<Row | null>(null);
  const { layouts, setLayout } = useLayouts();
  const sort = state.sort.length > 0 ? state.sort : rowSpecs[kind].sort;
  const totals = source.page?.totals ?? noTotals;
  const columns = useGridColumns({ kind, shown: useShownColumns(shown), widths }, { seen: source.seen, totals, sort });
  // What is no longer in the list is no longer selected.
  useEffect(() => setSelection(noSelection), [query]);

  const layout = wholeLayout(layoutOf(layouts, kind), columns);
  const open = (row: Row, how: 'here' | 'beside'): void => {
    if (how === 'beside' && peek !== undefined) return setInside(row);
    if (onOpen !== undefined) return onOpen(row);
    const path = recordPath(kind, row.id);
    if (path !== null) go(path);
  };
  const isFiltered = state.filters.length > 0 || state.text !== '';
  const isEmpty = source.page !== null && source.count === 0;
  return (
    <>
      {(!isEmpty || isFiltered) && <ListBar {...props} columns={columns} layout={layout} isFiltered={isFiltered} />}
      {bulk.length > 0 && (
        <BulkBar actions={bulk} selection={selection} onSelection={setSelection} source={source} query={query} nameOf={nameOf} />
      )}
      {isEmpty && <ListEmpty {...props} isFiltered={isFiltered} />}
      {!isEmpty && source.page !== null && (
        <DataGrid
          label={title}
          testId={`grid-${kind}`}
          columns={columns}
          source={source}
          layout={layout}
          onLayout={(next) => setLayout(kind, next)}
          sort={sort}
          onSort={(next) => setState({ ...state, sort: next })}
          {...(bulk.length > 0 ? { selection, onSelection: setSelection } : {})}
          onOpen={open}
          openId={inside?.id ?? null}
          hasTotals={columns.some(({ key, total }) => total !== undefined && !layout.hidden.includes(key))}
        />
      )}
      <PeekDrawer isOpen={inside !== null} title={inside === null ? '' : nameOf(inside)} onClose={() => setInside(null)}>
        {inside !== null && peek?.(inside)}
      </PeekDrawer>
    </>
  );
}

/** A list without a page around it: on a tab of a record. Filters and sort are kept in the page's address. */
export function List(props: ListProps & { readonly title: string }) {
  const { kind, always = noFilters } = props;
  const [state, setState] = useListState();
  const today = useToday();
  const entityId = useSession((session) => session.entityId);
  useDefaultView(kind, state, setState);
  const query = useMemo<ListQuery>(
    () => ({ kind, filters: [...always, ...resolved(state.filters, today)], text: state.text, sort: state.sort, on: today, entityId }),
    [kind, always, state, today, entityId],
  );
  const source = useRowSource(query);
  return (
    <div className={classes['list']}>
      <ListBody {...props} state={state} setState={setState} query={query} source={source} />
    </div>
  );
}

/** A whole page that is a list: its head, filters, grid, totals and what to say where it is empty. */
export function ListPage({
  title,
  crumbs = [],
  actions,
  notice,
  ...list
}: ListProps & {
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  readonly actions?: ReactNode;
  /** Between the head and the list: what has to be known first. */
  readonly notice?: ReactNode;
}) {
  return (
    <>
      <PageHeader title={title} crumbs={crumbs} actions={actions} />
      {notice}
      <List title={title} {...list} />
    </>
  );
}
