import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useUi } from '../settings.tsx';
import classes from './data-grid.module.css';
import { GridBodyRow } from './grid-body-row.tsx';
import { GridHead } from './grid-head.tsx';
import { GridTotals } from './grid-totals.tsx';
import { keyIntent } from './grid-keys.ts';
import type { GridColumn, GridLayout, GridRow, GridSort, GridSource } from './grid-types.ts';
import { everything, isSelected, noSelection, type Selection, selectedCount, toggled, withRows } from './selection.ts';
import { checkWidth, useColumns } from './use-columns.ts';

type Props<R extends GridRow> = {
  /** What the grid is of, for those who do not see it. */
  readonly label: string;
  readonly testId: string;
  readonly columns: readonly GridColumn<R>[];
  readonly source: GridSource<R>;
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
  readonly sort: readonly GridSort[];
  readonly onSort: (sort: readonly GridSort[]) => void;
  /** Both absent: rows cannot be selected. */
  readonly selection?: Selection;
  readonly onSelection?: (selection: Selection) => void;
  readonly onOpen?: (row: R, how: 'here' | 'beside') => void;
  /** The row that is shown in the drawer. */
  readonly openId?: string | null;
  readonly hasTotals?: boolean;
};

const rowHeights = { normal: 32, compact: 28 } as const;

/** The next state of a sort when a column's head is used: ascending, descending, none. `isAlso` adds it to the others. */
export const nextSort = (sort: readonly GridSort[], column: string, isAlso: boolean): readonly GridSort[] => {
  const before = sort.find((entry) => entry.column === column);
  const others = isAlso ? sort.filter((entry) => entry.column !== column) : [];
  if (before === undefined) return [...others, { column, descending: false }];
  if (before.descending) return others;
  return isAlso ? sort.map((entry) => (entry.column === column ? { column, descending: true } : entry)) : [{ column, descending: true }];
};

/**
 * A long list: only what is in sight is drawn. One tab stop; the arrow keys move a cell, Space selects, Enter opens (ARIA grid pattern).
 */
export function DataGrid<R extends GridRow>({
  label,
  testId,
  columns,
  source,
  layout,
  onLayout,
  sort,
  onSort,
  selection,
  onSelection,
  onOpen,
  openId = null,
  hasTotals = false,
}: Props<R>) {
  const text = useTranslations('ui');
  const { density } = useUi();
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const anchor = useRef<number | null>(null);
  // -1 is the head.
  const [active, setActive] = useState({ row: 0, column: 0 });
  const [isFocused, setFocused] = useState(false);
  const isSelectable = selection !== undefined && onSelection !== undefined;
  const placed = useColumns({ columns, layout, sort, isSelectable, onLayout });
  const rowHeight = rowHeights[density];

  const virtualizer = useVirtualizer({
    count: source.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // The sticky head and foot cover the first and last rows.
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: hasTotals ? rowHeight : 0,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const items = virtualizer.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;
  const { want } = source;
  useEffect(() => {
    if (source.count > 0) want(first, last);
  }, [want, first, last, source.count]);

  const row = Math.min(active.row, source.count - 1);
  const column = Math.min(active.column, placed.length - 1);
  const activeId = isFocused && placed.length > 0 ? `${gridId}-${row}-${column}` : undefined;

  const moveTo = (nextRow: number, nextColumn: number): void => {
    const to = { row: Math.max(-1, Math.min(source.count - 1, nextRow)), column: Math.max(0, Math.min(placed.length - 1, nextColumn)) };
    setActive(to);
    if (to.row >= 0) virtualizer.scrollToIndex(to.row);
  };

  const selectRange = async (from: number, to: number): Promise<void> => {
    if (selection === undefined) return;
    const ids = await source.idsBetween(Math.min(from, to), Math.max(from, to));
    onSelection?.(withRows(selection, ids, true));
  };

  const select = (index: number, isRange: boolean): void => {
    const target = source.at(index);
    if (selection === undefined || target === undefined) return;
    if (isRange && anchor.current !== null) void selectRange(anchor.current, index);
    else {
      onSelection?.(toggled(selection, target.id));
      anchor.current = index;
    }
  };

  const sortBy = (key: string, isAlso: boolean): void => {
    if (columns.find((each) => each.key === key)?.isSortable !== false) onSort(nextSort(sort, key, isAlso));
  };

  const resize = (key: string, by: number): void => {
    const width = placed.find((each) => each.column.key === key)?.width ?? 140;
    onLayout({ ...layout, widths: { ...layout.widths, [key]: Math.max(56, Math.min(800, width + by)) } });
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current) return;
    const page = Math.max(1, Math.floor((scroller.current.clientHeight - 2 * rowHeight) / rowHeight));
    const intent = keyIntent(event, { row, column, page, lastRow: source.count - 1, lastColumn: placed.length - 1 });
    if (intent === null) return;
    event.preventDefault();
    const key = placed[column]?.column.key ?? '';
    const target = source.at(row);
    switch (intent.kind) {
      case 'move':
        moveTo(intent.row, intent.column);
        if (intent.isRange && isSelectable && intent.row >= 0) void selectRange(row, intent.row);
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
    if (event.shiftKey && isSelectable) select(index, true);
    else if (event.ctrlKey || event.metaKey) select(index, false);
    else onOpen?.(target, 'here');
  };

  const width = placed.reduce((sum, each) => sum + each.width, isSelectable ? checkWidth : 0);
  const chosen = selection === undefined ? 0 : selectedCount(selection, source.count);
  return (
    <div
      ref={scroller}
      className={classes['grid']}
      role="grid"
      aria-label={label}
      aria-rowcount={source.count + 1 + (hasTotals ? 1 : 0)}
      aria-colcount={placed.length + (isSelectable ? 1 : 0)}
      aria-multiselectable={isSelectable || undefined}
      aria-activedescendant={activeId}
      data-testid={testId}
      data-density={density}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <GridHead
        gridId={gridId}
        columns={placed}
        width={width}
        activeColumn={isFocused && row === -1 ? column : null}
        isSelectable={isSelectable}
        checked={chosen === 0 ? 'none' : chosen === source.count ? 'all' : 'some'}
        checkLabel={text('grid.selectAll')}
        resizeLabel={(name) => text('grid.resize', { column: name })}
        onCheck={() => onSelection?.(chosen === 0 ? everything : noSelection)}
        onSort={sortBy}
      />
      <div className={classes['rows']} style={{ height: virtualizer.getTotalSize(), minWidth: width }} role="rowgroup">
        {items.map(({ index, start }) => {
          const found = source.at(index);
          return (
            <GridBodyRow
              key={found?.id ?? `at-${index}`}
              gridId={gridId}
              index={index}
              top={start}
              height={rowHeight}
              row={found}
              columns={placed}
              activeColumn={isFocused && index === row ? column : null}
              isSelectable={isSelectable}
              isSelected={found !== undefined && selection !== undefined && isSelected(selection, found.id)}
              isOpen={found !== undefined && found.id === openId}
              checkLabel={text('grid.select')}
              onClick={onRowClick}
              onCheck={select}
            />
          );
        })}
      </div>
      {hasTotals && (
        <GridTotals columns={placed} width={width} isSelectable={isSelectable} label={text('grid.totals')} rowIndex={source.count + 2} />
      )}
    </div>
  );
}
