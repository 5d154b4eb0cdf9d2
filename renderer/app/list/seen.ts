import { type Cell, type Column, isMoney, type Row } from '../../../core/views/rows.ts';
import { textWidth } from '../../ui/grid/text-width.ts';

/** What stands in each column among the rows that were seen, as far as its width goes: every code, and of anything else the longest cell. */
export type Seen = Readonly<Record<string, readonly Cell[]>>;

export const nothingSeen: Seen = {};
const nothing: readonly Cell[] = [];

/** Figures are all of one width. */
const lengthOf = ({ type }: Column, cell: Cell): number =>
  cell === null ? 0 : isMoney(cell) ? String(cell.minor).length : type === 'text' ? textWidth(String(cell)) : String(cell).length;

const longest = (column: Column, cells: readonly Cell[], known: readonly Cell[]): readonly Cell[] => {
  let [found = null] = known;
  let length = lengthOf(column, found);
  for (const cell of cells) {
    const own = lengthOf(column, cell);
    if (own > length) [found, length] = [cell, own];
  }
  return found === (known[0] ?? null) ? known : [found];
};

const codes = (cells: readonly Cell[], known: readonly Cell[]): readonly Cell[] => {
  const all = new Set([...known, ...cells.filter((cell) => cell !== null)]);
  return all.size === known.length ? known : [...all];
};

/** With some more rows; the same object where they bring nothing that is longer, so that nothing is laid out anew. */
export const seenWith = (columns: readonly Column[], rows: readonly Row[], before: Seen): Seen => {
  const grown: Record<string, readonly Cell[]> = {};
  for (const column of columns) {
    const { key, type } = column;
    const known = before[key] ?? nothing;
    const cells = rows.map((row) => row.cells[key] ?? null);
    const now = type === 'code' ? codes(cells, known) : longest(column, cells, known);
    if (now !== known) grown[key] = now;
  }
  return Object.keys(grown).length === 0 ? before : { ...before, ...grown };
};
