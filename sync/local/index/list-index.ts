import type { StoredDocument } from '../../../core/kernel/command.ts';
import type { Currency } from '../../../core/money/currency.ts';
import { rowSpecOf } from '../../../core/views/lists/row-specs.ts';
import type { LateFacts } from '../../../core/views/lists/spec.ts';
import {
  byKey,
  type Cell,
  condition,
  folded,
  isMoney,
  type MoneyCell,
  type RowPage,
  type RowQuery,
  type RowSort,
} from '../../../core/views/rows.ts';
import { type SearchHit, searched } from '../../../core/views/search.ts';
import type { DocumentKey } from '../received.ts';
import { inOrder, numbersRanked, type Ranks, ranked } from './ranks.ts';
import { Shelf, type Slot } from './shelf.ts';
import { Tallies } from './tally.ts';

type Answer = { readonly key: string; readonly version: number; readonly slots: Int32Array; readonly totals: RowPage['totals'] };
/** Where a row stands. */
export type RowPlace = { readonly kind: string; readonly slot: Slot };
type Kept<T> = { readonly version: number; readonly value: T };

/** Answers kept: a list that is scrolled asks for its next window only. */
const mostAnswers = 8;
const mostRanks = 40;

/**
 * Every document as its row, in memory: what lists, filters, totals and the search are answered from, at a hundred thousand documents in well under a
 * tenth of a second. It holds nothing that the documents do not say, and is made anew from them at any time.
 */
export class ListIndex {
  readonly shelves = new Map<string, Shelf>();
  readonly #tallies = new Tallies();
  readonly #ranks = new Map<string, Kept<Ranks>>();
  readonly #words = new Map<string, Kept<readonly string[]>>();
  readonly #orders = new Map<string, { readonly by: readonly Ranks[]; readonly slots: Int32Array }>();
  #answers: Answer[] = [];
  #version = 0;

  /** Takes in documents as they are now; an older revision than the one known changes nothing. Answers what changed. */
  put(documents: readonly StoredDocument[]): readonly RowPlace[] {
    return this.#take(documents, (shelf, slot, { rev }) => (shelf.revs[slot] ?? 0) <= rev);
  }

  /** Takes in documents as a server has them, whatever is known of them, and forgets others. Answers the places at which something else stands now. */
  receive(documents: readonly StoredDocument[], removed: readonly DocumentKey[]): readonly RowPlace[] {
    return [...this.#take(documents, () => true), ...this.#remove(removed)];
  }

  #take(
    documents: readonly StoredDocument[],
    isWanted: (shelf: Shelf, slot: Slot, document: StoredDocument) => boolean,
  ): readonly RowPlace[] {
    const changed: RowPlace[] = [];
    for (const document of documents) {
      const shelf = this.shelfOf(document.kind);
      if (shelf === null) continue;
      const before = shelf.slotOf(document.id);
      if (before !== null && !isWanted(shelf, before, document)) continue;
      if (before !== null) this.#tallies.count(shelf, before, -1);
      const slot = shelf.put(document);
      this.#tallies.count(shelf, slot, 1);
      changed.push({ kind: document.kind, slot });
    }
    this.#version += 1;
    return changed;
  }

  #remove(keys: readonly DocumentKey[]): readonly RowPlace[] {
    const changed: RowPlace[] = [];
    for (const { kind, id } of keys) {
      const shelf = this.shelves.get(kind);
      const slot = shelf?.slotOf(id) ?? null;
      if (shelf === undefined || slot === null) continue;
      this.#tallies.count(shelf, slot, -1);
      shelf.remove(slot);
      changed.push({ kind, slot }, { kind, slot: shelf.size });
    }
    // Everything that was worked out goes by places, and rows have moved.
    if (changed.length > 0) this.#forgetAnswers();
    return changed;
  }

  /** Counts rows in that were put on a shelf from outside, from a slot on. */
  filled(shelf: Shelf, from: Slot): void {
    shelf.filledFrom(from);
    for (let slot = from; slot < shelf.size; slot += 1) this.#tallies.count(shelf, slot, 1);
    this.#version += 1;
  }

  clear(): void {
    this.shelves.clear();
    this.#tallies.clear();
    this.#forgetAnswers();
  }

  #forgetAnswers(): void {
    this.#ranks.clear();
    this.#orders.clear();
    this.#words.clear();
    this.#answers = [];
    this.#version += 1;
  }

  get size(): number {
    return [...this.shelves.values()].reduce((sum, { size }) => sum + size, 0);
  }

  /** `null` for kinds of which there is no list. */
  shelfOf(kind: string): Shelf | null {
    const shelf = this.shelves.get(kind);
    if (shelf !== undefined) return shelf;
    const spec = rowSpecOf(kind);
    if (spec === null) return null;
    const fresh = new Shelf(spec);
    this.shelves.set(kind, fresh);
    return fresh;
  }

  page(query: RowQuery): RowPage {
    const shelf = this.shelfOf(query.kind);
    if (shelf === null) return { rows: [], from: query.from, matching: 0, all: 0, totals: {} };
    const { slots, totals } = this.#answer(shelf, query);
    const facts = this.#facts(query.on);
    const rows = [...slots.subarray(query.from, query.from + query.count)].map((slot) => shelf.whole(slot, facts));
    return { rows, from: query.from, matching: slots.length, all: shelf.size, totals };
  }

  ids(query: RowQuery): readonly string[] {
    const shelf = this.shelfOf(query.kind);
    return shelf === null ? [] : Array.from(this.#answer(shelf, query).slots, (slot) => shelf.ids[slot] ?? '');
  }

  /** The values of a column, most frequent first; of money its currencies. */
  values(kind: string, column: string, on: string): readonly { readonly value: string | number | null; readonly count: number }[] {
    const shelf = this.shelfOf(kind);
    if (shelf === null) return [];
    const read = shelf.reader(column, this.#facts(on));
    const counts = new Map<string | number | null, number>();
    for (let slot = 0; slot < shelf.size; slot += 1) {
      const cell = read(slot);
      const value = cell !== null && isMoney(cell) ? cell.currency : cell;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const text = (value: string | number | null): string | null => (value === null ? null : String(value));
    return [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((a, b) => b.count - a.count || byKey(text(a.value), text(b.value), false));
  }

  search(text: string, limit: number): readonly SearchHit[] {
    return searched(
      [...this.shelves.values()].map((shelf) => shelf.search),
      text,
      limit,
    );
  }

  #facts(on: string): LateFacts {
    return this.#tallies.facts(on, this.shelves);
  }

  #answer(shelf: Shelf, query: RowQuery): Answer {
    const { kind, filters, text, sort, on, entityId } = query;
    const key = JSON.stringify({ kind, filters, text, sort, on, entityId });
    const known = this.#answers.find((answer) => answer.key === key && answer.version === this.#version);
    if (known !== undefined) return known;
    const facts = this.#facts(on);
    const slots = this.#matching(shelf, query, facts, this.#order(shelf, sort, facts));
    const answer = { key, version: this.#version, slots, totals: totalsOf(shelf, slots, facts) };
    this.#answers = [answer, ...this.#answers.filter((other) => other.version === this.#version && other.key !== key)].slice(
      0,
      mostAnswers,
    );
    return answer;
  }

  #matching(shelf: Shelf, { filters, text, entityId }: RowQuery, facts: LateFacts, order: Int32Array): Int32Array {
    const tests = [...filterTests(shelf, filters, facts), ...this.#textTests(shelf, text, facts)];
    if (entityId !== null) tests.unshift(ofEntity(shelf, entityId));
    if (tests.length === 0) return order;
    const found = new Int32Array(order.length);
    let count = 0;
    for (let at = 0; at < order.length; at += 1) {
      const slot = order[at] ?? 0;
      if (!allHold(tests, slot)) continue;
      found[count] = slot;
      count += 1;
    }
    return found.slice(0, count);
  }

  /** Every word must stand in some text of the row. */
  #textTests(shelf: Shelf, text: string, facts: LateFacts): readonly SlotTest[] {
    const parts = folded(text)
      .split(/\s+/)
      .filter((part) => part !== '');
    if (parts.length === 0) return [];
    const [own, told] = this.#wordsOf(shelf, facts);
    return parts.map((part) => (slot) => own[slot]?.includes(part) === true || told[slot]?.includes(part) === true);
  }

  /** The folded texts of each row: its own, kept until they change, and those that others tell. */
  #wordsOf(shelf: Shelf, facts: LateFacts): readonly [own: readonly string[], told: readonly string[]] {
    const texts = shelf.spec.columns.filter(({ type }) => type === 'text').map(({ key }) => key);
    const isLate = (name: string): boolean => shelf.spec.late[name] !== undefined;
    const own = texts.filter((name) => !isLate(name));
    const ofOthers = texts.filter(isLate);
    const { kind } = shelf.spec;
    return [
      this.#kept(`${kind} own`, shelf.versionOf(...own), () => wordsIn(shelf, own, facts)),
      ofOthers.length === 0 ? [] : this.#kept(`${kind} told`, this.#version, () => wordsIn(shelf, ofOthers, facts)),
    ];
  }

  #kept(key: string, version: number, make: () => readonly string[]): readonly string[] {
    const known = this.#words.get(key);
    if (known?.version === version) return known.value;
    const value = make();
    this.#words.set(key, { version, value });
    return value;
  }

  /** Every row of a shelf in an order. It holds as long as the columns that it goes by do; a filter then only walks it. */
  #order(shelf: Shelf, asked: readonly RowSort[], facts: LateFacts): Int32Array {
    const by = asked.length > 0 ? asked : shelf.spec.sort;
    const sorts = by.flatMap(({ column, descending }) => {
      const ranks = this.#ranksOf(shelf, column, facts);
      return ranks === null ? [] : [{ ranks, descending }];
    });
    const { kind, within } = shelf.spec;
    if (within !== undefined && !by.some(({ column }) => column === within)) {
      sorts.push({ ranks: this.#numbersOf(shelf, within, facts), descending: by.at(-1)?.descending === true });
    }
    const key = JSON.stringify([kind, by]);
    const known = this.#orders.get(key);
    if (
      known?.slots.length === shelf.size &&
      known.by.length === sorts.length &&
      known.by.every((ranks, at) => ranks === sorts[at]?.ranks)
    ) {
      return known.slots;
    }
    const order = { by: sorts.map(({ ranks }) => ranks), slots: inOrder(sorts, shelf.idRanks()) };
    this.#orders.delete(key);
    if (this.#orders.size >= mostAnswers) this.#orders.delete(this.#orders.keys().next().value ?? '');
    this.#orders.set(key, order);
    return order.slots;
  }

  #ranksOf(shelf: Shelf, column: string, facts: LateFacts): Ranks | null {
    const type = shelf.spec.columns.find(({ key }) => key === column)?.type;
    if (type === undefined) return null;
    const isLate = shelf.spec.late[column] !== undefined;
    const key = `${shelf.spec.kind} ${column} ${isLate ? facts.on : ''}`;
    // A late cell may change with any document, another one only with its own kind's.
    const version = isLate ? this.#version : shelf.versionOf(column);
    return this.#keptRanks(key, version, () => ranked(shelf.size, shelf.reader(column, facts), type));
  }

  #numbersOf(shelf: Shelf, column: string, facts: LateFacts): Ranks {
    const make = (): Ranks => numbersRanked(shelf.size, shelf.reader(column, facts));
    return this.#keptRanks(`${shelf.spec.kind} ${column} as numbers`, shelf.versionOf(column), make);
  }

  #keptRanks(key: string, version: number, make: () => Ranks): Ranks {
    const known = this.#ranks.get(key);
    if (known?.version === version) return known.value;
    const value = make();
    this.#ranks.delete(key);
    if (this.#ranks.size >= mostRanks) this.#ranks.delete(this.#ranks.keys().next().value ?? '');
    this.#ranks.set(key, { version, value });
    return value;
  }
}

type SlotTest = (slot: Slot) => boolean;

/** Asked of a hundred thousand rows at a time: nothing is made for a row. */
const allHold = (tests: readonly SlotTest[], slot: Slot): boolean => {
  for (const test of tests) if (!test(slot)) return false;
  return true;
};

const ofEntity = ({ entityIds }: Shelf, entityId: string): SlotTest => {
  return (slot) => {
    const entity = entityIds[slot];
    // What belongs to no entity belongs to all of them.
    return entity === '' || entity === entityId;
  };
};

const filterTests = (shelf: Shelf, filters: RowQuery['filters'], facts: LateFacts): readonly SlotTest[] =>
  filters.flatMap((filter) => {
    if (filter.column === 'customerId') {
      const wanted = new Set(filter.values);
      return [(slot: Slot) => wanted.has(shelf.customerIds[slot] ?? '')];
    }
    if (filter.column === 'id') {
      const wanted = new Set(filter.values);
      return [(slot: Slot) => wanted.has(shelf.ids[slot] ?? '') === (filter.op !== 'is-not')];
    }
    const type = shelf.spec.columns.find(({ key }) => key === filter.column)?.type;
    if (type === undefined) return [];
    const read = shelf.reader(filter.column, facts);
    const fulfils = condition(type, filter);
    // Many rows say the same: each different plain cell is looked at once.
    const known = new Map<Cell, boolean>();
    return [
      (slot: Slot) => {
        const cell = read(slot);
        if (cell !== null && isMoney(cell)) return fulfils(cell);
        let holds = known.get(cell);
        if (holds === undefined) {
          holds = fulfils(cell);
          known.set(cell, holds);
        }
        return holds;
      },
    ];
  });

const textOf = (cell: Cell): string => (cell === null || isMoney(cell) ? '' : String(cell));

const wordsIn = (shelf: Shelf, names: readonly string[], facts: LateFacts): readonly string[] => {
  const readers = names.map((name) => shelf.reader(name, facts));
  const fold = foldedOnce();
  return Array.from({ length: shelf.size }, (_, slot) => {
    let text = '';
    for (const read of readers) {
      const words = fold(textOf(read(slot)));
      // The only words of a row are shared by all rows that say the same.
      text = text === '' ? words : `${text}\n${words}`;
    }
    return text;
  });
};

const foldedOnce = (): ((text: string) => string) => {
  const known = new Map<string, string>();
  return (text) => {
    let fold = known.get(text);
    if (fold === undefined) {
      fold = folded(text);
      known.set(text, fold);
    }
    return fold;
  };
};

const totalsOf = (shelf: Shelf, slots: Int32Array, facts: LateFacts): RowPage['totals'] => {
  const totals: Record<string, readonly MoneyCell[]> = {};
  for (const { key, type } of shelf.spec.columns) if (type === 'money') totals[key] = sumsOf(shelf.reader(key, facts), slots);
  return totals;
};

/** Sums by currency. Neighbours mostly share one, so the last is looked at first. */
const sumsOf = (read: (slot: Slot) => Cell, slots: Int32Array): readonly MoneyCell[] => {
  const sums = new Map<Currency, { minor: number; readonly currency: Currency }>();
  let last: { minor: number; readonly currency: Currency } | undefined;
  for (let at = 0; at < slots.length; at += 1) {
    const cell = read(slots[at] ?? 0);
    if (cell === null || !isMoney(cell)) continue;
    if (last?.currency !== cell.currency) last = sums.get(cell.currency);
    if (last === undefined) {
      last = { minor: 0, currency: cell.currency };
      sums.set(cell.currency, last);
    }
    last.minor += cell.minor;
  }
  return [...sums.values()].sort((a, b) => (a.currency < b.currency ? -1 : 1));
};
