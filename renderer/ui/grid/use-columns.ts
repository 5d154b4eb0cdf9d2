import {
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from '@tanstack/react-table';
import { useMemo, useRef } from 'react';
import { fitted } from './fitted.ts';
import type { GridColumn, GridLayout, GridRow, GridSort } from './grid-types.ts';

const features = tableFeatures({
  columnOrderingFeature,
  columnPinningFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  rowSortingFeature,
});

const noRows: GridRow[] = [];
const standardWidth = 140;
/** The column of check boxes before the first. */
export const checkWidth = 44;
/** Without it the first column begins where the page does. */
const firstInset = 16;

export type PlacedColumn<R extends GridRow> = {
  readonly column: GridColumn<R>;
  readonly width: number;
  /** Pixels from the start where it is pinned, `null` where it scrolls. */
  readonly pinnedAt: number | null;
  readonly sort: 'ascending' | 'descending' | null;
  /** Place among several sorts, from 1; 0 for the only one or none. */
  readonly sortPlace: number;
  readonly startResize: (event: unknown) => void;
};

type Options<R extends GridRow> = {
  readonly columns: readonly GridColumn<R>[];
  readonly layout: GridLayout;
  readonly sort: readonly GridSort[];
  readonly isSelectable: boolean;
  /** Pixels that the columns can share; 0 as long as nobody knows. */
  readonly room: number;
  readonly onLayout: (layout: GridLayout) => void;
};

type Updater<T> = T | ((before: T) => T);
const updated = <T>(updater: Updater<T>, before: T): T => (typeof updater === 'function' ? (updater as (before: T) => T)(before) : updater);

/** The widths of the columns that are shown. What somebody drew stays as wide as they drew it: the others share the room beside it. */
const fittedWidths = <R extends GridRow>(
  columns: readonly GridColumn<R>[],
  layout: GridLayout,
  room: number,
  inset: number,
): ReadonlyMap<string, number> => {
  const shown = columns.filter(({ key }) => !layout.hidden.includes(key));
  const drawn = shown.reduce((sum, { key }) => sum + (layout.widths[key] ?? 0), 0);
  return fitted(
    shown
      .map(({ key, width = standardWidth, isFlexible = false }, at) => ({ key, width: at === 0 ? width + inset : width, isFlexible }))
      .filter(({ key }) => layout.widths[key] === undefined),
    room === 0 ? 0 : Math.max(1, room - drawn),
  );
};

/** The columns as they are shown: chosen, ordered, sized and pinned. TanStack Table keeps that model; rows come from the source. */
export const useColumns = <R extends GridRow>({
  columns,
  layout,
  sort,
  isSelectable,
  room,
  onLayout,
}: Options<R>): readonly PlacedColumn<R>[] => {
  const offset = isSelectable ? checkWidth : 0;
  const hidden = new Set(layout.hidden);
  const widths = useMemo(
    () => fittedWidths(columns, layout, Math.max(0, room - offset), isSelectable ? 0 : firstInset),
    [columns, layout, room, offset, isSelectable],
  );
  const definitions = useMemo(
    () =>
      columns.map(({ key, label, width = standardWidth }) => ({
        id: key,
        header: label,
        size: widths.get(key) ?? width,
        minSize: 40,
        maxSize: 800,
        accessorFn: () => null,
      })),
    [columns, widths],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    manualSorting: true,
    columnResizeMode: 'onChange',
    state: {
      columnOrder: [...layout.order],
      columnVisibility: Object.fromEntries(columns.map(({ key }) => [key, !hidden.has(key)])),
      columnSizing: { ...layout.widths },
      columnPinning: { start: [...layout.pinned], end: [] },
      sorting: sort.map(({ column, descending }) => ({ id: column, desc: descending })),
    },
    // Once somebody has drawn an edge every column stays as it is: none moves under their hand.
    onColumnSizingChange: (updater) =>
      onLayout({ ...layout, widths: { ...Object.fromEntries(widths), ...updated(updater, { ...layout.widths }) } }),
  });

  const byKey = new Map(columns.map((column) => [column.key, column]));
  const headers = new Map(table.getFlatHeaders().map((header) => [header.column.id, header]));
  return [...table.getStartVisibleLeafColumns(), ...table.getCenterVisibleLeafColumns()].flatMap((placed) => {
    const column = byKey.get(placed.id);
    if (column === undefined) return [];
    const at = sort.findIndex((entry) => entry.column === placed.id);
    const sorted = sort[at];
    return {
      column,
      width: placed.getSize(),
      pinnedAt: placed.getIsPinned() === 'start' ? offset + placed.getStart('start') : null,
      sort: sorted === undefined ? null : sorted.descending ? 'descending' : 'ascending',
      sortPlace: sort.length > 1 && at !== -1 ? at + 1 : 0,
      startResize: headers.get(placed.id)?.getResizeHandler() ?? (() => undefined),
    } satisfies PlacedColumn<R>;
  });
};

/** The columns before, as long as a row would look the same with the new ones. */
export const useKeptColumns = <R extends GridRow>(columns: readonly PlacedColumn<R>[]): readonly PlacedColumn<R>[] => {
  const kept = useRef(columns);
  const { current } = kept;
  const isSame =
    current.length === columns.length &&
    columns.every(
      ({ column, width, pinnedAt }, at) =>
        current[at]?.column === column && current[at].width === width && current[at].pinnedAt === pinnedAt,
    );
  if (!isSame) kept.current = columns;
  return kept.current;
};
