import { useMediaQuery } from '@mantine/hooks';
import { useCallback, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type RowKind, rowSpecs } from '../../../core/views/lists/row-specs.ts';
import { type Cell, type Column, type Row, type RowPage, type RowSort, textOf } from '../../../core/views/rows.ts';
import type { FilterField } from '../../ui/filters/filter-types.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { decimalRoom, MoneyList } from '../../ui/money.tsx';
import { useUi } from '../../ui/settings.tsx';
import type { ExportColumn } from '../../workers/store-api.ts';
import { PendingMark } from '../sync/pending-mark.tsx';
import { useSyncStatus } from '../sync/sync-news.ts';
import { workstation } from '../workstation.ts';
import { cellOf, isState, useCellText } from './cells.tsx';
import { type ColumnContents, type ColumnWidth, columnWidth } from './column-widths.ts';
import type { Seen } from './seen.ts';

type Shown = {
  readonly kind: RowKind;
  readonly shown: readonly string[] | undefined;
  readonly widths: Readonly<Record<string, number>> | undefined;
};

/** The columns of a kind, those first that the page shows. */
const orderedColumns = (kind: RowKind, shown: readonly string[] | undefined): readonly Column[] => {
  const all: readonly Column[] = rowSpecs[kind].columns;
  const first = (shown ?? []).flatMap((key) => all.find((column) => column.key === key) ?? []);
  return [...first, ...all.filter((column) => !first.includes(column))];
};

/** What stands in the list: what its columns have to have room for. */
type Contents = { readonly seen: Seen; readonly totals: RowPage['totals']; readonly sort: readonly RowSort[] };

/** States by all the words that they may have, so that no column grows when one of them is paid; other codes by those that were seen. */
const useCodeWords = (kind: RowKind) => {
  const text = useTranslations('lists');
  return useCallback(
    (column: Column, seen: readonly Cell[]): readonly string[] => {
      const path = `${kind}.codes.${column.key}`;
      const words = text.has(path) ? (text.raw(path) as Readonly<Record<string, string>>) : {};
      return isState(column) ? Object.values(words) : seen.map((code) => words[textOf(code)] ?? textOf(code));
    },
    [kind, text],
  );
};

export const useGridColumns = ({ kind, shown, widths }: Shown, { seen, totals, sort }: Contents): readonly GridColumn<Row>[] => {
  const text = useTranslations('lists');
  const cell = useCellText(kind);
  const ui = useUi();
  const mayWait = (useSyncStatus()?.station ?? null) !== null;
  const codeWords = useCodeWords(kind);
  // On a small screen words need the room more than decimals that a currency has none of.
  const isSpacious = useMediaQuery('(min-width: 1367px)', true, { getInitialValueInEffect: false });
  const sorted = sort.map(({ column }) => column).join(' ');
  return useMemo(() => {
    const sortedBy = sorted.split(' ');
    const roomsOf = (key: string): ReadonlyMap<string, string> => {
      const currencies = (totals[key] ?? []).map(({ currency }) => currency);
      return decimalRoom(isSpacious ? currencies : [], ui.amount);
    };
    const widthOf = (column: Column, head: string, rooms: ReadonlyMap<string, string>): ColumnWidth => {
      const cells = seen[column.key] ?? [];
      const contents: ColumnContents = {
        column,
        head,
        sorts: sortedBy.includes(column.key) ? sortedBy.length : 0,
        cells: column.type === 'code' ? codeWords(column, cells) : cells,
        totals: totals[column.key] ?? [],
        rooms,
        mayWait,
        wanted: widths?.[column.key],
      };
      return columnWidth(contents, ui);
    };
    return orderedColumns(kind, shown).map((column, at) => {
      const { key, type } = column;
      const label = text(`${kind}.columns.${key}`);
      const head = text.has(`heads.${key}`) ? text(`heads.${key}`) : label;
      const rooms = roomsOf(key);
      return {
        key,
        label,
        head,
        align: type === 'money' || type === 'number' ? 'end' : 'start',
        ...widthOf(column, head, rooms),
        isHidden: shown !== undefined && !shown.includes(key),
        render: (row) => {
          const content = cell(cellOf(row, key), column, rooms);
          return at > 0 ? (
            content
          ) : (
            <>
              <PendingMark kind={kind} id={row.id} isShort />
              {content}
            </>
          );
        },
        total: type === 'money' ? <MoneyList amounts={totals[key] ?? []} rooms={rooms} /> : undefined,
      };
    });
  }, [kind, shown, widths, seen, totals, sorted, mayWait, isSpacious, text, cell, codeWords, ui]);
};

/** What a list of the kind can be filtered by: every column. */
export const useFilterFields = (kind: RowKind): readonly FilterField[] => {
  const text = useTranslations('lists');
  return useMemo(
    () =>
      rowSpecs[kind].columns.map(({ key, type }): FilterField => {
        const labelOf = (value: string): string => {
          const message = `${kind}.codes.${key}.${value}`;
          return type === 'code' && text.has(message) ? text(message) : value;
        };
        return {
          key,
          type,
          label: text(`${kind}.columns.${key}`),
          labelOf,
          choices: async () => {
            const values = await workstation().rowValues(kind, key);
            return values.flatMap(({ value, count }) =>
              value === null || value === '' ? [] : [{ value: String(value), label: labelOf(String(value)), count }],
            );
          },
        };
      }),
    [kind, text],
  );
};

/** The columns as they are written to a file, in words. */
export const useExportColumns = (kind: RowKind): ((keys: readonly string[]) => readonly ExportColumn[]) => {
  const text = useTranslations('lists');
  const ui = useTranslations('ui');
  return (keys) =>
    keys.flatMap((key) => {
      const column = rowSpecs[kind].columns.find((each) => each.key === key);
      if (column === undefined) return [];
      const label = text(`${kind}.columns.${key}`);
      const codes = `${kind}.codes.${key}`;
      const words = column.type === 'code' && text.has(codes) ? (text.raw(codes) as Readonly<Record<string, string>>) : {};
      return [{ key, label, type: column.type, words, currencyLabel: ui('list.currencyOf', { column: label }) }];
    });
};
