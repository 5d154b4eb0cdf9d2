import type { MouseEvent } from 'react';
import { Icon } from '../icon.tsx';
import classes from './data-grid.module.css';
import { GridCheck } from './grid-check.tsx';
import type { GridRow } from './grid-types.ts';
import { checkWidth, type PlacedColumn } from './use-columns.ts';

type Props<R extends GridRow> = {
  readonly gridId: string;
  readonly columns: readonly PlacedColumn<R>[];
  readonly width: number;
  readonly activeColumn: number | null;
  readonly isSelectable: boolean;
  readonly checked: 'all' | 'some' | 'none';
  readonly checkLabel: string;
  readonly resizeLabel: (column: string) => string;
  readonly onCheck: () => void;
  readonly onSort: (key: string, isAlso: boolean) => void;
};

/** The sticky head: a click sorts, with Shift it adds to the sort; the edge resizes. */
export function GridHead<R extends GridRow>({
  gridId,
  columns,
  width,
  activeColumn,
  isSelectable,
  checked,
  checkLabel,
  resizeLabel,
  onCheck,
  onSort,
}: Props<R>) {
  return (
    <div className={classes['head']} role="rowgroup" style={{ minWidth: width }}>
      <div className={classes['headRow']} role="row" aria-rowindex={1}>
        {isSelectable && (
          <div
            className={classes['check']}
            role="columnheader"
            aria-colindex={1}
            data-pinned
            style={{ width: checkWidth, insetInlineStart: 0 }}
          >
            <GridCheck state={checked} label={checkLabel} onClick={onCheck} />
          </div>
        )}
        {columns.map(({ column, width: own, pinnedAt, sort, sortPlace, startResize }, at) => (
          <div
            key={column.key}
            id={`${gridId}--1-${at}`}
            role="columnheader"
            aria-colindex={at + 1 + (isSelectable ? 1 : 0)}
            aria-sort={sort ?? (column.isSortable === false ? undefined : 'none')}
            className={classes['headCell']}
            data-align={column.align}
            data-active={activeColumn === at || undefined}
            data-pinned={pinnedAt !== null || undefined}
            data-sortable={column.isSortable !== false || undefined}
            style={pinnedAt === null ? { width: own } : { width: own, insetInlineStart: pinnedAt }}
            title={column.label}
            aria-label={column.head === undefined || column.head === column.label ? undefined : column.label}
            onClick={(event: MouseEvent) => onSort(column.key, event.shiftKey)}
          >
            <span className={classes['headLabel']}>{column.head ?? column.label}</span>
            {sort !== null && (
              <span className={classes['sortSign']}>
                <Icon name={sort === 'ascending' ? 'up' : 'down'} size={12} />
                {sortPlace > 0 && <sub>{sortPlace}</sub>}
              </span>
            )}
            <span
              className={classes['resizer']}
              role="presentation"
              title={resizeLabel(column.label)}
              onMouseDown={startResize}
              onTouchStart={startResize}
              onClick={(event) => event.stopPropagation()}
            />
          </div>
        ))}
      </div>
    </div>
  );
}
