import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useUi } from '../settings.tsx';
import classes from './data-grid.module.css';
import { GridBody } from './grid-body.tsx';
import { GridHead } from './grid-head.tsx';
import { GridTotals } from './grid-totals.tsx';
import type { GridColumn, GridLayout, GridRow, GridSort, GridSource } from './grid-types.ts';
import { everything, noSelection, type Selection, selectedCount } from './selection.ts';
import { checkWidth, useColumns } from './use-columns.ts';
import { useGridKeyboard } from './use-grid-keyboard.ts';

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

/** The rows in sight, and the request for them. The sticky head and foot cover the first and last ones. */
const useRowsInSight = <R extends GridRow>(source: GridSource<R>, rowHeight: number, hasTotals: boolean) => {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: source.count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    // Rows beyond the edge are there already: the next ones are drawn after this frame rather than within it.
    useFlushSync: false,
    scrollPaddingStart: rowHeight,
    scrollPaddingEnd: hasTotals ? rowHeight : 0,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  const items = virtualizer.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  const { want } = source;
  useEffect(() => {
    if (source.count > 0) want(first, last);
  }, [want, first, last, source.count]);
  return { scroller, virtualizer, items };
};

/** The width of an element in pixels, as it is and as it becomes. */
const useWidth = (element: RefObject<HTMLElement | null>): number => {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const measured = element.current;
    if (measured === null) return undefined;
    const measure = (): void => setWidth(measured.clientWidth);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    return () => observer.disconnect();
  }, [element]);
  return width;
};

/**
 * A long list: only what is in sight is drawn. One tab stop; the arrow keys move a cell, Space selects, Enter opens (ARIA grid pattern).
 */
export function DataGrid<R extends GridRow>(props: Props<R>) {
  const { label, testId, source, selection, onSelection, openId = null, hasTotals = false } = props;
  const text = useTranslations('ui.grid');
  const { density } = useUi();
  const gridId = useId();
  const [isFocused, setFocused] = useState(false);
  const rowHeight = rowHeights[density];
  const isSelectable = selection !== undefined && onSelection !== undefined;
  const { scroller, virtualizer, items } = useRowsInSight(source, rowHeight, hasTotals);
  const room = useWidth(scroller);
  const placed = useColumns({ ...props, isSelectable, room });
  const scrollTo = (row: number): void => virtualizer.scrollToIndex(row);
  const keyboard = useGridKeyboard({ ...props, columns: placed, scroller, rowHeight, scrollTo });
  const { row, column } = keyboard;
  const activeIn = (index: number): number | null => (isFocused && index === row ? column : null);
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
      aria-activedescendant={isFocused && placed.length > 0 ? `${gridId}-${row}-${column}` : undefined}
      data-testid={testId}
      data-density={density}
      data-wide={width > room || undefined}
      tabIndex={0}
      onKeyDown={keyboard.onKeyDown}
      onFocus={() => setFocused(true)}
      onBlur={() => setFocused(false)}
    >
      <GridHead
        gridId={gridId}
        columns={placed}
        width={width}
        activeColumn={activeIn(-1)}
        isSelectable={isSelectable}
        checked={chosen === 0 ? 'none' : chosen === source.count ? 'all' : 'some'}
        checkLabel={text('selectAll')}
        resizeLabel={(name) => text('resize', { column: name })}
        onCheck={() => onSelection?.(chosen === 0 ? everything : noSelection)}
        onSort={keyboard.sortBy}
      />
      <GridBody
        gridId={gridId}
        columns={placed}
        source={source}
        items={items}
        totalHeight={virtualizer.getTotalSize()}
        width={width}
        rowHeight={rowHeight}
        activeIn={activeIn}
        selection={isSelectable ? selection : undefined}
        openId={openId}
        checkLabel={text('select')}
        onClick={keyboard.onRowClick}
        onCheck={keyboard.select}
      />
      {hasTotals && (
        <GridTotals columns={placed} width={width} isSelectable={isSelectable} label={text('totals')} rowIndex={source.count + 2} />
      )}
    </div>
  );
}
