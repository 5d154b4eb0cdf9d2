import { digitsOf } from '../../../core/money/currency.ts';
import { majorText } from '../../../core/money/money.ts';
import { isPlainDate } from '../../../core/time/plain-date.ts';
import { csvLine, guarded } from '../../../core/views/csv.ts';
import { type Cell, type ColumnType, isMoney, type Row } from '../../../core/views/rows.ts';
import { type SheetCell, workbook } from './xlsx.ts';

/** A column as it is written to a file: its heading, and the words of its codes. */
export type ExportColumn = {
  readonly key: string;
  readonly label: string;
  readonly type: ColumnType;
  readonly words: Readonly<Record<string, string>>;
  /** Heading of the column of currencies that follows a column of money. */
  readonly currencyLabel: string;
};

export type ListFormat = 'csv' | 'xlsx';

const wordsOf = (cell: Cell, { type, words }: ExportColumn): string => {
  const text = cell === null || isMoney(cell) ? '' : String(cell);
  return type === 'code' ? (words[text] ?? text) : text;
};

const titlesOf = (columns: readonly ExportColumn[]): readonly string[] =>
  columns.flatMap(({ label, type, currencyLabel }) => (type === 'money' ? [label, currencyLabel] : [label]));

/** Amounts have a point and no thousands marks, and their currency stands beside them: another program reads them as they are. */
const csvCells = (row: Row, column: ExportColumn): readonly string[] => {
  const cell = row.cells[column.key] ?? null;
  if (column.type === 'money') return cell !== null && isMoney(cell) ? [majorText(cell.minor, cell.currency), cell.currency] : ['', ''];
  const words = wordsOf(cell, column);
  return [column.type === 'text' || column.type === 'code' ? guarded(words) : words];
};

const sheetCells = (row: Row, column: ExportColumn): readonly SheetCell[] => {
  const cell = row.cells[column.key] ?? null;
  const empty: SheetCell = { kind: 'empty' };
  if (column.type === 'money') {
    if (cell === null || !isMoney(cell)) return [empty, empty];
    return [
      { kind: 'number', value: majorText(cell.minor, cell.currency), digits: digitsOf(cell.currency) },
      { kind: 'text', text: cell.currency },
    ];
  }
  const text = wordsOf(cell, column);
  if (text === '') return [empty];
  if (column.type === 'date' && isPlainDate(text)) return [{ kind: 'date', on: text }];
  if (column.type === 'number' && /^-?\d+(?:\.\d+)?$/.test(text)) return [{ kind: 'number', value: text, digits: null }];
  return [{ kind: 'text', text }];
};

/** A byte order mark: without it, spreadsheets take a CSV for the alphabet of their country. */
const bom = '\uFEFF';

/** A list as a file, in the order and with the columns that are asked for. */
export const listFile = (format: ListFormat, title: string, columns: readonly ExportColumn[], rows: readonly Row[]): Promise<Blob> => {
  if (format === 'xlsx')
    return workbook(
      title,
      titlesOf(columns),
      rows.map((row) => columns.flatMap((column) => sheetCells(row, column))),
    );
  const lines = [titlesOf(columns).map(guarded), ...rows.map((row) => columns.flatMap((column) => csvCells(row, column)))].map(csvLine);
  return Promise.resolve(new Blob([bom, ...lines], { type: 'text/csv;charset=utf-8' }));
};
