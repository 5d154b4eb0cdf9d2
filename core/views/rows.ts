import { digitsOf, type Currency } from '../money/currency.ts';
import { minorOfText } from '../money/money.ts';
import type { PlainDate } from '../time/plain-date.ts';

/** An amount in a list. It carries its currency, since one list may hold several. */
export type MoneyCell = { readonly minor: number; readonly currency: Currency };

/** What one column says of one row. Text is shown as it is, codes are put into words by the screen; `null` is nothing. */
export type Cell = string | number | null | MoneyCell;

/**
 * - `text`: people's own words. `code`: one of a few words of ours, such as a state or a reason, put into words by `<kind>.<column>.<code>`.
 * - `date`: a plain date. `instant`: a moment in UTC. `number`: a number or decimal text. `money`: see `MoneyCell`.
 */
export type ColumnType = 'text' | 'code' | 'date' | 'instant' | 'number' | 'money';

export type Column = { readonly key: string; readonly type: ColumnType };

export type Cells = Readonly<Record<string, Cell>>;

/** A document as lists show it. */
export type Row = {
  readonly id: string;
  readonly kind: string;
  readonly customerId: string;
  readonly entityId: string;
  readonly cells: Cells;
};

/**
 * One condition on a column. `is` and `is-not` compare whole values (for money: the currency), `contains` looks inside text, `from` and `until` are
 * bounds, both inclusive; money is compared in major units of its own currency. `empty` and `filled` take no values. Beside the columns of its kind a
 * list knows `customerId` (`is`) and `id` (`is`, `is-not`).
 */
export type RowFilter = {
  readonly column: string;
  readonly op: 'is' | 'is-not' | 'contains' | 'from' | 'until' | 'empty' | 'filled';
  readonly values: readonly string[];
};

export type RowSort = { readonly column: string; readonly descending: boolean };

/** A list as somebody asks for it. */
export type RowQuery = {
  readonly kind: string;
  /** All must hold. */
  readonly filters: readonly RowFilter[];
  /** Words that must all stand somewhere in the row's text; empty for none. */
  readonly text: string;
  /** The first decides; what is equal in all of them is in order of id. */
  readonly sort: readonly RowSort[];
  /** The window of rows that is wanted. */
  readonly from: number;
  readonly count: number;
  /** The day on which statuses are told: an invoice is overdue on a day. */
  readonly on: PlainDate;
  /** Rows of one entity, `null` for all of them. */
  readonly entityId: string | null;
};

export type RowPage = {
  readonly rows: readonly Row[];
  readonly from: number;
  /** How many match, and how many there are. */
  readonly matching: number;
  readonly all: number;
  /** Sums of the money columns over everything that matches, by currency. */
  readonly totals: Readonly<Record<string, readonly MoneyCell[]>>;
};

export const isMoney = (cell: Cell): cell is MoneyCell => typeof cell === 'object' && cell !== null;

/** Text as it is compared: without case, accents and other marks, so that `Muller` finds and sorts beside `Müller`. */
export const folded = (text: string): string => {
  const lower = text.toLowerCase();
  return plain.test(lower) ? lower : lower.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss');
};
const plain = /^[ -~]*$/;

/** A cell as plain text: of money its currency. */
export const textOf = (cell: Cell | undefined): string =>
  cell === null || cell === undefined ? '' : isMoney(cell) ? cell.currency : String(cell);

/** How far an amount lies above a bound, in minor units. The bound is read once for each currency, however many amounts are held against it. */
const overBound = (bound: string): ((cell: MoneyCell) => number) => {
  const minors = new Map<Currency, number>();
  return ({ minor, currency }) => {
    let limit = minors.get(currency);
    if (limit === undefined) {
      limit = minorOfText(bound, currency) ?? Number(bound) * 10 ** digitsOf(currency);
      minors.set(currency, limit);
    }
    return minor - limit;
  };
};

/** Below zero where a cell lies under the bound, above where it lies over it. */
const against = (type: ColumnType, bound: string): ((cell: Cell) => number) => {
  const over = overBound(bound);
  return (cell) => {
    if (isMoney(cell)) return over(cell);
    if (type === 'number') return Number(cell) - Number(bound);
    const text = textOf(cell);
    // A moment is compared with a day by its own day.
    const comparable = type === 'instant' ? text.slice(0, bound.length) : text;
    return comparable < bound ? -1 : comparable > bound ? 1 : 0;
  };
};

const isEmpty = (cell: Cell): boolean => cell === null || cell === '';

/** The condition of a filter on a column: what it is made of is worked out once, for as many cells as there are. Nothing lies within no bounds. */
export const condition = (type: ColumnType, { op, values }: Pick<RowFilter, 'op' | 'values'>): ((cell: Cell) => boolean) => {
  switch (op) {
    case 'empty':
      return isEmpty;
    case 'filled':
      return (cell) => !isEmpty(cell);
    case 'is':
      return (cell) => values.includes(textOf(cell));
    case 'is-not':
      return (cell) => !values.includes(textOf(cell));
    case 'contains': {
      const wanted = values.map(folded);
      return (cell) => {
        const text = folded(textOf(cell));
        return wanted.some((value) => text.includes(value));
      };
    }
    case 'from': {
      const bounds = values.map((value) => against(type, value));
      return (cell) => !isEmpty(cell) && bounds.every((over) => over(cell) >= 0);
    }
    case 'until': {
      const bounds = values.map((value) => against(type, value));
      return (cell) => !isEmpty(cell) && bounds.every((over) => over(cell) <= 0);
    }
  }
};

/** What a cell is sorted by. Amounts of different currencies are compared in major units, which is what the eye does. */
export const sortKey = (cell: Cell, type: ColumnType): string | number | null => {
  if (cell === null || cell === '') return null;
  if (isMoney(cell)) return cell.minor / 10 ** digitsOf(cell.currency);
  if (type === 'number') return Number(cell);
  return type === 'text' ? natural(folded(String(cell))) : cell;
};

/** Numbers inside words in their own order: item 9 before item 10. */
const natural = (text: string): string => (/\d/.test(text) ? text.replaceAll(/\d+/g, (digits) => digits.padStart(12, '0')) : text);

/** Order of two keys of one column; nothing comes last whichever way it is sorted. */
export const byKey = (a: string | number | null, b: string | number | null, descending: boolean): number => {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  const order = a < b ? -1 : 1;
  return descending ? -order : order;
};
