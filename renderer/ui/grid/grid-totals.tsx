import classes from './data-grid.module.css';
import type { GridRow } from './grid-types.ts';
import { checkWidth, type PlacedColumn } from './use-columns.ts';

type Props<R extends GridRow> = {
  readonly columns: readonly PlacedColumn<R>[];
  readonly width: number;
  readonly isSelectable: boolean;
  readonly label: string;
  readonly rowIndex: number;
};

/** The sticky foot: sums over everything that matches, not only over what is in sight. */
export function GridTotals<R extends GridRow>({ columns, width, isSelectable, label, rowIndex }: Props<R>) {
  const labelAt = columns.findIndex(({ column }) => column.total === undefined || column.total === null);
  return (
    <div className={classes['foot']} role="rowgroup" style={{ minWidth: width }}>
      <div className={classes['footRow']} role="row" aria-rowindex={rowIndex}>
        {isSelectable && (
          <div
            className={classes['check']}
            role="gridcell"
            aria-colindex={1}
            data-pinned
            style={{ width: checkWidth, insetInlineStart: 0 }}
          />
        )}
        {columns.map(({ column, width: own, pinnedAt }, at) => (
          <div
            key={column.key}
            role="gridcell"
            aria-colindex={at + 1 + (isSelectable ? 1 : 0)}
            className={classes['footCell']}
            data-align={column.align}
            data-pinned={pinnedAt !== null || undefined}
            data-column={column.key}
            style={pinnedAt === null ? { width: own } : { width: own, insetInlineStart: pinnedAt }}
          >
            {at === labelAt ? label : column.total}
          </div>
        ))}
      </div>
    </div>
  );
}
