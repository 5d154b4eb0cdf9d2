import { type Cell, type Column, isMoney, type MoneyCell } from '../../../core/views/rows.ts';
import { textWidth } from '../../ui/grid/text-width.ts';
import type { UiSettings } from '../../ui/settings.tsx';
import { isState } from './cells.tsx';

const padding = 16;
/** A head's letters are smaller than those of a row; beside them stands which way the column is sorted. */
const headScale = 12.5 / 13.5;
const sortSign = 17;
const sortPlace = 8;
/** Before the words of a state, its sign; before a number that no server has acknowledged, that one. After an amount, its currency. */
const stateSign = 18;
const pendingSign = 18;
const currencyRoom = 33;
/** The figures of a total are bolder. */
const boldScale = 1.03;
/** How wide words may ask to be where the page says nothing else, and how long they are before they can be cut. */
const usualWords = 180;
const shortWords = 96;

/** What tells legal numbers apart stands at their end: they are never cut. */
const uncut: ReadonlySet<string> = new Set(['number']);

export type ColumnContents = {
  readonly column: Column;
  /** What stands over it. */
  readonly head: string;
  /** How many columns the list is sorted by, where this is one of them; then each says its place. */
  readonly sorts: number;
  /** The longest of its cells; of a column of codes, the words of those that it may show. */
  readonly cells: readonly Cell[];
  readonly totals: readonly MoneyCell[];
  /** What each currency leaves free for the decimals of others. */
  readonly rooms: ReadonlyMap<string, string>;
  /** There is a server, so that a row may wait for its word. */
  readonly mayWait: boolean;
  /** How wide the page wants its words. */
  readonly wanted: number | undefined;
};

export type ColumnWidth = { readonly width: number; readonly isFlexible: boolean };

const widest = (texts: readonly string[]): number => Math.max(0, ...texts.map(textWidth));

/** Months are not written alike: one day of each. */
const days: readonly string[] = Array.from({ length: 12 }, (_each, month) => `2028-${String(month + 1).padStart(2, '0')}-28`);

const momentWidth = ({ moment }: Pick<UiSettings, 'moment'>): number => widest(days.map((day) => moment(`${day}T20:28:00.000Z`)));

/** How wide a column of moments is in a list whose page gives the widths itself. */
export const momentColumnWidth = (ui: Pick<UiSettings, 'moment'>): number => momentWidth(ui) + padding;

/** Of an amount as it stands in its column: decimals that others have and it has not are left free. */
const moneyWidth = (cell: Cell, rooms: ReadonlyMap<string, string>, amount: UiSettings['amount']): number =>
  isMoney(cell) ? textWidth(`${amount(cell.minor, cell.currency)}${rooms.get(cell.currency) ?? ''}`) + currencyRoom : 0;

/** Pixels that the longest cell of a column takes, without its padding. */
const contentWidth = ({ column, cells, totals, rooms, mayWait }: ColumnContents, ui: UiSettings): number => {
  const texts = cells.flatMap((cell) => (cell === null || isMoney(cell) ? [] : [String(cell)]));
  switch (column.type) {
    case 'date':
      return widest(days.map(ui.columnDay));
    case 'instant':
      return momentWidth(ui);
    case 'code':
      return widest(texts) + (isState(column) ? stateSign : 0);
    case 'money':
      return Math.max(
        ...cells.map((cell) => moneyWidth(cell, rooms, ui.amount)),
        ...totals.map((total) => moneyWidth(total, rooms, ui.amount) * boldScale),
        0,
      );
    case 'number':
      return widest(texts.map(ui.number));
    case 'text':
      return widest(texts) + (uncut.has(column.key) && mayWait ? pendingSign : 0);
  }
};

/** How wide a column is before anybody drew it: days, figures, states and numbers stand whole; words ask for what they need, up to a bound, and can be cut. */
export const columnWidth = (contents: ColumnContents, ui: UiSettings): ColumnWidth => {
  const { column, head, sorts, wanted = usualWords } = contents;
  const over = textWidth(head) * headScale + (sorts === 0 ? 0 : sorts === 1 ? sortSign : sortSign + sortPlace);
  const content = contentWidth(contents, ui);
  const isFlexible = column.type === 'text' && content > shortWords && !uncut.has(column.key);
  return { width: Math.ceil(Math.max(over, isFlexible ? Math.min(content, wanted) : content) + padding), isFlexible };
};
