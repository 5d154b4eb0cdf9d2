import { type KeyboardEvent, type MouseEvent, type RefObject, useRef, useState } from 'react';
import { keyIntent } from './grid-keys.ts';
import type { GridLayout, GridRow, GridSort, GridSource } from './grid-types.ts';
import { everything, noSelection, type Selection, toggled, withRows } from './selection.ts';
import type { PlacedColumn } from './use-columns.ts';

type Options<R extends GridRow> = {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly source: GridSource<R>;
  readonly columns: readonly PlacedColumn<R>[];
  readonly rowHeight: number;
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
  readonly sort: readonly GridSort[];
  readonly onSort: (sort: readonly GridSort[]) => void;
  readonly selection?: Selection;
  readonly onSelection?: (selection: Selection) => void;
  readonly onOpen?: (row: R, how: 'here' | 'beside') => void;
  readonly scrollTo: (row: number) => void;
};

const [leastWidth, mostWidth] = [56, 800];

/** The next state of a sort when a column's head is used: ascending, descending, none. `isAlso` adds it to the others. */
export const nextSort = (sort: readonly GridSort[], column: string, isAlso: boolean): readonly GridSort[] => {
  const before = sort.find((entry) => entry.column === column);
  const others = isAlso ? sort.filter((entry) => entry.column !== column) : [];
  if (before === undefined) return [...others, { column, descending: false }];
  if (before.descending) return others;
  return isAlso ? sort.map((entry) => (entry.column === column ? { column, descending: true } : entry)) : [{ column, descending: true }];
};

/** Selecting single rows and ranges; a range begins where the last row was chosen. */
const useSelecting = <R extends GridRow>({ source, selection, onSelection }: Options<R>) => {
  const anchor = useRef<number | null>(null);
  const range = async (from: number, to: number): Promise<void> => {
    if (selection === undefined) return;
    const ids = await source.idsBetween(Math.min(from, to), Math.max(from, to));
    onSelection?.(withRows(selection, ids, true));
  };
  const select = (index: number, isRange: boolean): void => {
    const target = source.at(index);
    if (selection === undefined || target === undefined) return;
    if (isRange && anchor.current !== null) void range(anchor.current, index);
    else {
      onSelection?.(toggled(selection, target.id));
      anchor.current = index;
    }
  };
  return { range, select };
};

/** The active cell, and what keys and clicks do. Row -1 is the head. */
export const useGridKeyboard = <R extends GridRow>(options: Options<R>) => {
  const { scroller, source, columns, rowHeight, layout, onLayout, sort, onSort, onSelection, onOpen, scrollTo } = options;
  const [active, setActive] = useState({ row: 0, column: 0 });
  const { range, select } = useSelecting(options);
  const row = Math.min(active.row, source.count - 1);
  const column = Math.min(active.column, columns.length - 1);

  const moveTo = (nextRow: number, nextColumn: number): void => {
    const to = {
      row: Math.max(-1, Math.min(source.count - 1, nextRow)),
      column: Math.max(0, Math.min(columns.length - 1, nextColumn)),
    };
    setActive(to);
    if (to.row >= 0) scrollTo(to.row);
  };
  const sortBy = (key: string, isAlso: boolean): void => {
    if (columns.find((each) => each.column.key === key)?.column.isSortable !== false) onSort(nextSort(sort, key, isAlso));
  };
  const resize = (key: string, by: number): void => {
    const width = columns.find((each) => each.column.key === key)?.width ?? leastWidth;
    onLayout({ ...layout, widths: { ...layout.widths, [key]: Math.max(leastWidth, Math.min(mostWidth, width + by)) } });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const box = scroller.current;
    if (box === null || event.target !== box) return;
    const page = Math.max(1, Math.floor((box.clientHeight - 2 * rowHeight) / rowHeight));
    const intent = keyIntent(event, { row, column, page, lastRow: source.count - 1, lastColumn: columns.length - 1 });
    if (intent === null) return;
    event.preventDefault();
    const key = columns[column]?.column.key ?? '';
    const target = source.at(row);
    switch (intent.kind) {
      case 'move':
        moveTo(intent.row, intent.column);
        if (intent.isRange && intent.row >= 0) void range(row, intent.row);
        return;
      case 'sort':
        return sortBy(key, intent.isAlso);
      case 'resize':
        return resize(key, intent.by);
      case 'open':
        if (target !== undefined) onOpen?.(target, intent.isBeside ? 'beside' : 'here');
        return;
      case 'select':
        return select(row, intent.isRange);
      case 'select-all':
        return onSelection?.(everything);
      case 'select-none':
        return onSelection?.(noSelection);
    }
  };

  const onRowClick = (event: MouseEvent, index: number): void => {
    moveTo(index, column);
    const target = source.at(index);
    if (target === undefined) return;
    if (event.shiftKey && onSelection !== undefined) select(index, true);
    else if (event.ctrlKey || event.metaKey) select(index, false);
    else onOpen?.(target, 'here');
  };
  return { row, column, select, sortBy, onKeyDown, onRowClick };
};
