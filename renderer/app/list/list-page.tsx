import { type ReactNode, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type RowKind, rowSpecs } from '../../../core/views/lists/row-specs.ts';
import type { Column, Row, RowFilter } from '../../../core/views/rows.ts';
import { useSession } from '../../state/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DataGrid } from '../../ui/grid/data-grid.tsx';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { noSelection, type Selection } from '../../ui/grid/selection.ts';
import { MoneyList } from '../../ui/money.tsx';
import { type Crumb, PageHeader } from '../../ui/page-header.tsx';
import { useToday } from '../hooks.ts';
import { recordPath, useGo } from '../navigation.ts';
import { cellOf, useCellText } from './cells.tsx';
import { layoutOf, useLayouts } from './layouts.ts';
import { type ListState, plainList } from './list-state.ts';
import { useListState } from './use-list-state.ts';
import { type ListQuery, useRowSource } from './use-row-source.ts';

export type ListProps = {
  readonly kind: RowKind;
  readonly title: string;
  readonly crumbs?: readonly Crumb[];
  /** Columns shown at first, in order; the others can be chosen. Absent: those of the kind, as many as fit. */
  readonly columns?: readonly string[];
  /** Conditions that always hold, such as one customer's documents. */
  readonly always?: readonly RowFilter[];
  /** Widths in pixels that differ from those of the column's type. */
  readonly widths?: Readonly<Record<string, number>>;
  readonly actions?: ReactNode;
  /** What to do where there is nothing yet. */
  readonly empty: { readonly title: string; readonly text: string; readonly action?: { readonly label: string; readonly run: () => void } };
  readonly onOpen?: (row: Row) => void;
};

const noFilters: readonly RowFilter[] = [];
const widthOf = { text: 180, code: 130, date: 116, instant: 160, number: 96, money: 136 } as const;

const useGridColumns = (kind: RowKind, shown: readonly string[] | undefined, widths: Readonly<Record<string, number>> | undefined, totals: Readonly<Record<string, readonly { minor: number; currency: string }[]>>): readonly GridColumn<Row>[] => {
  const text = useTranslations('lists');
  const cell = useCellText(kind);
  const all: readonly Column[] = rowSpecs[kind].columns;
  const ordered = [...(shown ?? []).flatMap((key) => all.find((column) => column.key === key) ?? []), ...all.filter(({ key }) => !(shown ?? []).includes(key))];
  return ordered.map((column) => ({
    key: column.key,
    label: text(`${kind}.columns.${column.key}`),
    align: column.type === 'money' || column.type === 'number' ? 'end' : 'start',
    width: widths?.[column.key] ?? widthOf[column.type],
    isHidden: shown !== undefined && !shown.includes(column.key),
    render: (row) => cell(cellOf(row, column.key), column),
    total: column.type === 'money' ? <MoneyList amounts={totals[column.key] ?? []} /> : undefined,
  }));
};

/** A whole page that is a list: its head, filters, grid, totals and what to say where it is empty. */
export function ListPage({ kind, title, crumbs = [], columns: shown, always = noFilters, widths, actions, empty, onOpen }: ListProps) {
  const text = useTranslations('ui');
  const [state, setState] = useListState();
  const today = useToday();
  const entityId = useSession((session) => session.entityId);
  const go = useGo();
  const [selection, setSelection] = useState<Selection>(noSelection);
  const { layouts, setLayout } = useLayouts();
  const query = useMemo<ListQuery>(
    () => ({ kind, filters: [...always, ...state.filters], text: state.text, sort: state.sort, on: today, entityId }),
    [kind, always, state, today, entityId],
  );
  const source = useRowSource(query);
  const columns = useGridColumns(kind, shown, widths, source.page?.totals ?? {});
  const layout = layoutOf(layouts, kind);
  const hidden = layout.order.length === 0 && layout.hidden.length === 0 ? columns.filter(({ isHidden }) => isHidden).map(({ key }) => key) : layout.hidden;
  const open = (row: Row): void => {
    if (onOpen !== undefined) return onOpen(row);
    const path = recordPath(kind, row.id);
    if (path !== null) go(path);
  };
  const isFiltered = state.filters.length > 0 || state.text !== '';
  const change = (next: Partial<ListState>): void => setState({ ...state, ...next });
  return (
    <>
      <PageHeader title={title} crumbs={crumbs} actions={actions} />
      {source.page !== null && source.count === 0 ? (
        isFiltered ? (
          <EmptyState cause="filtered" title={text('list.filteredTitle')} text={text('list.filteredText')} action={{ label: text('list.clear'), run: () => setState({ ...plainList, sort: state.sort }) }} />
        ) : (
          <EmptyState cause="nothing" title={empty.title} text={empty.text} action={empty.action} />
        )
      ) : (
        <DataGrid
          label={title}
          testId={`grid-${kind}`}
          columns={columns}
          source={source}
          layout={{ ...layout, hidden }}
          onLayout={(next) => setLayout(kind, next)}
          sort={state.sort.length > 0 ? state.sort : rowSpecs[kind].sort}
          onSort={(sort) => change({ sort })}
          selection={selection}
          onSelection={setSelection}
          onOpen={open}
          hasTotals={columns.some(({ total }) => total !== undefined)}
        />
      )}
    </>
  );
}
