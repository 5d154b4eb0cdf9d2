import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { type RowKind, rowSpecs } from '../../../core/views/lists/row-specs.ts';
import type { Column, MoneyCell, Row, RowPage } from '../../../core/views/rows.ts';
import type { FilterField } from '../../ui/filters/filter-types.ts';
import type { GridColumn } from '../../ui/grid/grid-types.ts';
import { MoneyList } from '../../ui/money.tsx';
import { type UiSettings, useUi } from '../../ui/settings.tsx';
import type { ExportColumn } from '../../workers/store-api.ts';
import { PendingMark } from '../sync/pending-mark.tsx';
import { workstation } from '../workstation.ts';
import { cellOf, useCellText } from './cells.tsx';

/** Width in pixels by type, before anybody changed it. */
const widthOf = { text: 180, code: 130, date: 112, instant: 216, number: 96, money: 136 } as const;

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

/** What tells legal numbers apart stands at their end: they are never cut. */
const leastWidths: Readonly<Record<string, number>> = { number: 218 };

/** Pixels that the longest sum of a column takes, with its currency: no figure is ever cut where nobody made the column narrow. */
const widthOfTotals = (totals: readonly MoneyCell[], amount: UiSettings['amount']): number =>
  totals.reduce((widest, { minor, currency }) => Math.max(widest, Math.ceil(amount(minor, currency).length * 8.6) + 54), 0);

export const useGridColumns = ({ kind, shown, widths }: Shown, totals: RowPage['totals']): readonly GridColumn<Row>[] => {
  const text = useTranslations('lists');
  const cell = useCellText(kind);
  const { amount } = useUi();
  return useMemo(() => {
    const width = ({ key, type }: Column): number =>
      Math.max(widths?.[key] ?? widthOf[type], leastWidths[key] ?? 0, widthOfTotals(totals[key] ?? [], amount));
    return orderedColumns(kind, shown).map((column, at) => ({
      key: column.key,
      label: text(`${kind}.columns.${column.key}`),
      align: column.type === 'money' || column.type === 'number' ? 'end' : 'start',
      width: width(column),
      // A legal number is no text to be cut.
      isFlexible: column.type === 'text' && width(column) > 100 && !(column.key in leastWidths),
      isHidden: shown !== undefined && !shown.includes(column.key),
      render: (row) => {
        const content = cell(cellOf(row, column.key), column);
        return at > 0 ? (
          content
        ) : (
          <>
            <PendingMark kind={kind} id={row.id} isShort />
            {content}
          </>
        );
      },
      total: column.type === 'money' ? <MoneyList amounts={totals[column.key] ?? []} /> : undefined,
    }));
  }, [kind, shown, widths, totals, text, cell, amount]);
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
