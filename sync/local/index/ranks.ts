import { type Cell, type ColumnType, isMoney, sortKey } from '../../../core/views/rows.ts';
import type { Slot } from './shelf.ts';

/** The place of each slot in the order of one column: equal cells have equal places, nothing has the place `-1`. */
export type Ranks = { readonly ranks: Int32Array; readonly places: number };

const byValue = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Ranks a column. Each different cell is folded and compared once, however many rows have it: a hundred thousand invoices of five thousand customers sort
 * five thousand names.
 */
export const ranked = (size: number, read: (slot: Slot) => Cell, type: ColumnType): Ranks => {
  const codes = new Int32Array(size);
  const codeOf = new Map<string | number, number>();
  const keys: (string | number)[] = [];
  for (let slot = 0; slot < size; slot += 1) {
    const cell = read(slot);
    const value = cell !== null && isMoney(cell) ? sortKey(cell, type) : cell;
    if (value === null || value === '') {
      codes[slot] = -1;
      continue;
    }
    let code = codeOf.get(value);
    if (code === undefined) {
      code = keys.length;
      codeOf.set(value, code);
      keys.push((cell !== null && isMoney(cell) ? value : sortKey(cell, type)) ?? '');
    }
    codes[slot] = code;
  }
  const order = keys.map((_key, code) => code).sort((a, b) => byValue(keys[a] ?? '', keys[b] ?? ''));
  const rankOfCode = new Int32Array(keys.length);
  let places = 0;
  order.forEach((code, at) => {
    if (at > 0 && keys[code] !== keys[order[at - 1] ?? 0]) places += 1;
    rankOfCode[code] = places;
  });
  const ranks = new Int32Array(size);
  for (let slot = 0; slot < size; slot += 1) {
    const code = codes[slot] ?? -1;
    ranks[slot] = code === -1 ? -1 : (rankOfCode[code] ?? 0);
  }
  return { ranks, places: keys.length === 0 ? 0 : places + 1 };
};

export type RankedSort = { readonly ranks: Ranks; readonly descending: boolean };

/** Nothing comes last whichever way a column is sorted. */
const place = ({ ranks: { ranks, places }, descending }: RankedSort, slot: Slot): number => {
  const rank = ranks[slot] ?? -1;
  if (rank === -1) return places;
  return descending ? places - 1 - rank : rank;
};

/** Every slot in the order of the sorts, the first of which decides; what is equal in all of them is in the order of ids. */
export const inOrder = (sorts: readonly RankedSort[], idRanks: Int32Array): Int32Array => {
  const size = idRanks.length;
  const span = sorts.reduce((product, { ranks }) => product * (ranks.places + 1), size + 1);
  if (span < Number.MAX_SAFE_INTEGER) {
    // All places as the digits of one number: the machine sorts numbers without asking back.
    const keys = new Float64Array(size);
    const slotOfId = new Int32Array(size);
    for (let slot = 0; slot < size; slot += 1) {
      const idRank = idRanks[slot] ?? 0;
      slotOfId[idRank] = slot;
      let key = 0;
      for (const sort of sorts) key = key * (sort.ranks.places + 1) + place(sort, slot);
      keys[slot] = key * size + idRank;
    }
    keys.sort();
    const order = new Int32Array(size);
    for (let at = 0; at < size; at += 1) order[at] = slotOfId[(keys[at] ?? 0) % size] ?? 0;
    return order;
  }
  const slots = Int32Array.from({ length: size }, (_, slot) => slot);
  return slots.sort((a, b) => {
    for (const sort of sorts) {
      const found = place(sort, a) - place(sort, b);
      if (found !== 0) return found;
    }
    return (idRanks[a] ?? 0) - (idRanks[b] ?? 0);
  });
};
