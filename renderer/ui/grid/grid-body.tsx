import { useCallbackRef } from '@mantine/hooks';
import type { MouseEvent } from 'react';
import classes from './data-grid.module.css';
import { GridBodyRow } from './grid-body-row.tsx';
import type { GridRow, GridSource } from './grid-types.ts';
import { isSelected, type Selection } from './selection.ts';
import { type PlacedColumn, useKeptColumns } from './use-columns.ts';

type Props<R extends GridRow> = {
  readonly gridId: string;
  readonly columns: readonly PlacedColumn<R>[];
  readonly source: GridSource<R>;
  /** The rows in sight: their place in the list and their distance from its top in pixels. */
  readonly items: readonly { readonly index: number; readonly start: number }[];
  readonly totalHeight: number;
  readonly width: number;
  readonly rowHeight: number;
  /** The active column of a row, `null` in every row but one. */
  readonly activeIn: (index: number) => number | null;
  /** `undefined`: rows cannot be selected. */
  readonly selection: Selection | undefined;
  readonly openId: string | null;
  readonly checkLabel: string;
  readonly onClick: (event: MouseEvent, index: number) => void;
  readonly onCheck: (index: number, isRange: boolean) => void;
};

/** The rows in sight, in a space as high as all of them. */
export function GridBody<R extends GridRow>(props: Props<R>) {
  const { gridId, source, items, totalHeight, width, rowHeight, activeIn, selection, openId, checkLabel } = props;
  const columns = useKeptColumns(props.columns);
  const onClick = useCallbackRef(props.onClick);
  const onCheck = useCallbackRef(props.onCheck);
  return (
    <div className={classes['rows']} style={{ height: totalHeight, minWidth: width }} role="rowgroup">
      {items.map(({ index, start }) => {
        const row = source.at(index);
        return (
          <GridBodyRow
            key={index}
            gridId={gridId}
            index={index}
            top={start}
            height={rowHeight}
            row={row}
            columns={columns}
            activeColumn={activeIn(index)}
            isSelectable={selection !== undefined}
            isSelected={row !== undefined && selection !== undefined && isSelected(selection, row.id)}
            isOpen={row !== undefined && row.id === openId}
            checkLabel={checkLabel}
            onClick={onClick}
            onCheck={onCheck}
          />
        );
      })}
    </div>
  );
}
