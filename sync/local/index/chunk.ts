import { must } from '../../../core/kernel/invariant.ts';
import type { Currency } from '../../../core/money/currency.ts';
import { type Cell, isMoney } from '../../../core/views/rows.ts';
import type { SearchEntry } from '../../../core/views/search.ts';
import type { Shelf, Slot } from './shelf.ts';

/** Rows in one stored piece of a shelf. */
export const chunkRows = 1000;

type Plain = string | number | null;

/** A list of cells: as it is, by a list of its different values, or, for money, as minor units and currencies. */
type Packed =
  | { readonly v: readonly Plain[] }
  | { readonly d: readonly Plain[]; readonly i: readonly number[] }
  | { readonly m: readonly (number | null)[]; readonly c: Packed };

type PackedSearch = { readonly titles: Packed; readonly details: Packed; readonly words: Packed; readonly days: Packed };

export type Chunk = {
  readonly ids: readonly string[];
  readonly revs: readonly number[];
  readonly customerIds: Packed;
  readonly entityIds: Packed;
  readonly columns: Readonly<Record<string, Packed>>;
  readonly search: PackedSearch | null;
};

const packedPlain = (values: readonly Plain[]): Packed => {
  const places = new Map<Plain, number>();
  const indexes = values.map((value) => {
    const known = places.get(value);
    if (known !== undefined) return known;
    places.set(value, places.size);
    return places.size - 1;
  });
  return places.size * 2 < values.length ? { d: [...places.keys()], i: indexes } : { v: values };
};

const packed = (cells: readonly Cell[]): Packed => {
  if (!cells.some((cell) => cell !== null && isMoney(cell))) return packedPlain(cells as readonly Plain[]);
  const money = cells.map((cell) => (cell !== null && isMoney(cell) ? cell : null));
  return { m: money.map((cell) => cell?.minor ?? null), c: packedPlain(money.map((cell) => cell?.currency ?? '')) };
};

const plainOf = (form: Packed): readonly Plain[] => {
  if ('v' in form) return form.v;
  if ('d' in form) return form.i.map((at) => form.d[at] ?? null);
  return form.m;
};

const cellsOf = (form: Packed): readonly Cell[] => {
  if (!('m' in form)) return plainOf(form);
  const currencies = plainOf(form.c);
  return form.m.map((minor, at): Cell => (minor === null ? null : { minor, currency: currencies[at] as Currency }));
};

/** The rows of a shelf from one slot up to another. */
export const chunkOf = (shelf: Shelf, from: Slot, until: Slot): Chunk => {
  const end = Math.min(until, shelf.size);
  const columns = Object.fromEntries(
    [...shelf.columns].map(([name, column]) => [name, packed(Array.from({ length: end - from }, (_, at) => column[from + at] ?? null))]),
  );
  const search = shelf.search.slice(from, end);
  return {
    ids: shelf.ids.slice(from, end),
    revs: shelf.revs.slice(from, end),
    customerIds: packedPlain(shelf.customerIds.slice(from, end)),
    entityIds: packedPlain(shelf.entityIds.slice(from, end)),
    columns,
    search: search.every((entry) => entry === null) ? null : packedSearch(search),
  };
};

const packedSearch = (entries: readonly (SearchEntry | null)[]): PackedSearch => ({
  titles: packedPlain(entries.map((entry) => entry?.title ?? null)),
  details: packedPlain(entries.map((entry) => entry?.detail ?? null)),
  words: packedPlain(entries.map((entry) => entry?.words ?? null)),
  days: packedPlain(entries.map((entry) => entry?.on ?? null)),
});

const append = (list: unknown[], values: readonly unknown[]): void => {
  for (const value of values) list.push(value);
};

/** Puts stored rows at the end of a shelf. Whoever does so says afterwards that the shelf was filled. */
export const fillShelf = (shelf: Shelf, chunk: Chunk): void => {
  const from = shelf.size;
  append(shelf.ids, chunk.ids);
  append(shelf.revs, chunk.revs);
  append(shelf.customerIds, plainOf(chunk.customerIds));
  append(shelf.entityIds, plainOf(chunk.entityIds));
  for (const [name, form] of Object.entries(chunk.columns)) {
    const column = shelf.columns.get(name) ?? Array.from<Cell>({ length: from }).fill(null);
    shelf.columns.set(name, column);
    append(column, cellsOf(form));
  }
  append(shelf.search, searchOf(shelf, chunk, from));
};

const searchOf = (shelf: Shelf, { ids, search }: Chunk, from: Slot): readonly (SearchEntry | null)[] => {
  if (search === null) return ids.map(() => null);
  const [titles, details, words, days] = [search.titles, search.details, search.words, search.days].map(plainOf);
  return ids.map((_id, at) => {
    const text = words?.[at] ?? null;
    if (text === null) return null;
    return {
      kind: shelf.spec.kind,
      id: must(shelf.ids[from + at], 'a slot is filled'),
      title: String(titles?.[at] ?? ''),
      detail: String(details?.[at] ?? ''),
      words: String(text),
      on: String(days?.[at] ?? ''),
    };
  });
};
