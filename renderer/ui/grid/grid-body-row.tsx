import { memo, type MouseEvent } from 'react';
import classes from './data-grid.module.css';
import { GridCheck } from './grid-check.tsx';
import type { GridRow } from './grid-types.ts';
import { checkWidth, type PlacedColumn } from './use-columns.ts';

type Props<R extends GridRow> = {
  readonly gridId: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  /** `undefined` while it is fetched. */
  readonly row: R | undefined;
  readonly columns: readonly PlacedColumn<R>[];
  readonly activeColumn: number | null;
  readonly isSelectable: boolean;
  readonly isSelected: boolean;
  readonly isOpen: boolean;
  readonly checkLabel: string;
  readonly onClick: (event: MouseEvent, index: number) => void;
  readonly onCheck: (index: number, isRange: boolean) => void;
};

function BodyRow<R extends GridRow>({
  gridId,
  index,
  top,
  height,
  row,
  columns,
  activeColumn,
  isSelectable,
  isSelected,
  isOpen,
  checkLabel,
  onClick,
  onCheck,
}: Props<R>) {
  return (
    <div
      className={classes['row']}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelectable ? isSelected : undefined}
      data-selected={isSelected || undefined}
      data-open={isOpen || undefined}
      data-active={activeColumn !== null || undefined}
      data-row-id={row?.id}
      style={{ height, transform: `translateY(${top}px)` }}
      onClick={(event) => onClick(event, index)}
    >
      {isSelectable && (
        <div className={classes['check']} role="gridcell" aria-colindex={1} data-pinned style={{ width: checkWidth, insetInlineStart: 0 }}>
          {row !== undefined && (
            <GridCheck state={isSelected ? 'all' : 'none'} label={checkLabel} onClick={(isRange) => onCheck(index, isRange)} />
          )}
        </div>
      )}
      {columns.map(({ column, width, pinnedAt }, at) => (
        <div
          key={column.key}
          id={`${gridId}-${index}-${at}`}
          role="gridcell"
          aria-colindex={at + 1 + (isSelectable ? 1 : 0)}
          className={classes['cell']}
          data-align={column.align}
          data-active={activeColumn === at || undefined}
          data-pinned={pinnedAt !== null || undefined}
          data-column={column.key}
          style={pinnedAt === null ? { width } : { width, insetInlineStart: pinnedAt }}
        >
          {row === undefined ? <span className={classes['pending']} aria-hidden="true" /> : column.render(row)}
        </div>
      ))}
    </div>
  );
}

/** One row in sight. It is drawn again only where something of its own has changed: most of what is scrolled stays in sight. */
export const GridBodyRow = memo(BodyRow) as typeof BodyRow;
