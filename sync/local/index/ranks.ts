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

/** So many figures at the end of a number are its count; more of them are no count that anybody reached. */
const countFigures = 12;
const zero = 48;

const figureAt = (text: string, at: number): number => {
  const figure = text.charCodeAt(at) - zero;
  return figure >= 0 && figure <= 9 ? figure : -1;
};

/** Where the count of a number begins. */
const countStart = (number: string): number => {
  let at = number.length;
  while (at > 0 && number.length - at < countFigures && figureAt(number, at - 1) !== -1) at -= 1;
  return at;
};

/** The beginnings of numbers, each with its place in the list. A company has a few, and most numbers begin as one of the last few did. */
class Beginnings {
  readonly all: string[] = [];
  readonly #places = new Map<string, number>();
  #last = 0;

  placeOf(number: string, start: number): number {
    const last = this.all[this.#last];
    if (last?.length === start && number.startsWith(last)) return this.#last;
    const beginning = number.slice(0, start);
    let place = this.#places.get(beginning);
    if (place === undefined) {
      place = this.all.length;
      this.all.push(beginning);
      this.#places.set(beginning, place);
    }
    this.#last = place;
    return place;
  }
}

/**
 * Ranks a column of numbers, most of them different: by their series and then by their count. Only the few beginnings are compared as texts; a hundred
 * thousand counts are sorted as what they are.
 */
export const numbersRanked = (size: number, read: (slot: Slot) => Cell): Ranks => {
  const beginnings = new Beginnings();
  const series = new Int32Array(size).fill(-1);
  const counts = new Float64Array(size);
  for (let slot = 0; slot < size; slot += 1) {
    const cell = read(slot);
    if (typeof cell !== 'string' || cell === '') continue;
    const start = countStart(cell);
    let count = 0;
    for (let at = start; at < cell.length; at += 1) count = count * 10 + figureAt(cell, at);
    series[slot] = beginnings.placeOf(cell, start);
    counts[slot] = count;
  }
  const { all } = beginnings;
  if (all.length * 10 ** countFigures > Number.MAX_SAFE_INTEGER) return ranked(size, read, 'text');
  const order = ranked(all.length, (at) => all[at] ?? '', 'text').ranks;
  const keys = new Float64Array(size).fill(-1);
  for (let slot = 0; slot < size; slot += 1) {
    const each = series[slot] ?? -1;
    // An empty beginning has no place among the others: it comes before them.
    if (each !== -1) keys[slot] = ((order[each] ?? 0) + 1) * 10 ** countFigures + (counts[slot] ?? 0);
  }
  return placesOf(keys);
};

/** The place of each key among those that differ; none for what is below zero. */
const placesOf = (keys: Float64Array): Ranks => {
  const sorted = keys.slice().sort();
  let places = 0;
  for (const key of sorted) {
    if (key < 0 || (places > 0 && sorted[places - 1] === key)) continue;
    sorted[places] = key;
    places += 1;
  }
  const ranks = new Int32Array(keys.length).fill(-1);
  for (let slot = 0; slot < keys.length; slot += 1) {
    const key = keys[slot] ?? -1;
    if (key < 0) continue;
    let low = 0;
    let high = places - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((sorted[middle] ?? 0) < key) low = middle + 1;
      else high = middle;
    }
    ranks[slot] = low;
  }
  return { ranks, places };
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
