import type { StoredDocument } from '../../../core/kernel/command.ts';
import { must } from '../../../core/kernel/invariant.ts';
import type { LateFacts, RowSpec } from '../../../core/views/lists/spec.ts';
import { type Cell, isMoney, type Row } from '../../../core/views/rows.ts';
import { type SearchEntry, searchEntryOf } from '../../../core/views/search.ts';
import { tallyOf } from './tally.ts';

export type AnySpec = RowSpec<{ readonly id: string }>;

/** A row's place on its shelf. It stays there until a row is taken away, which only a server's word does. */
export type Slot = number;

/**
 * The rows of one kind, column by column: a hundred thousand rows are a few long lists instead of a hundred thousand objects, and a filter or a sort
 * walks one of them. A row is put together only for who looks at it.
 */
export class Shelf {
  readonly spec: AnySpec;
  readonly ids: string[] = [];
  readonly customerIds: string[] = [];
  readonly entityIds: string[] = [];
  readonly revs: number[] = [];
  readonly columns = new Map<string, Cell[]>();
  readonly search: (SearchEntry | null)[] = [];
  readonly #slots = new Map<string, Slot>();
  /** How often each column changed: what was worked out of one that did not still holds. */
  readonly #versions = new Map<string, number>();
  /** Grows with every row that comes or goes. */
  #filled = 0;
  #order: { readonly slots: Int32Array; readonly ranks: Int32Array } | null = null;

  constructor(spec: AnySpec) {
    this.spec = spec;
  }

  get size(): number {
    return this.ids.length;
  }

  slotOf(id: string): Slot | null {
    return this.#slots.get(id) ?? null;
  }

  /** The rows with just this text in a column; `null` where no row has the column. */
  idsWhere(name: string, text: string): readonly string[] | null {
    const column = this.columns.get(name);
    if (column === undefined) return this.size === 0 ? [] : null;
    const found: string[] = [];
    for (let slot = column.indexOf(text); slot !== -1; slot = column.indexOf(text, slot + 1))
      found.push(must(this.ids[slot], 'a slot is filled'));
    return found;
  }

  /** Takes a document in, whatever was known of it. */
  put(document: StoredDocument): Slot {
    const known = this.#slots.get(document.id);
    const slot = known ?? this.size;
    const { customerId, entityId } = this.spec.place(document);
    this.ids[slot] = document.id;
    this.customerIds[slot] = customerId;
    this.entityIds[slot] = entityId;
    this.revs[slot] = document.rev;
    this.search[slot] = searchEntryOf(document);
    if (known === undefined) this.#slots.set(document.id, slot);
    const cells = { ...this.spec.cells(document), ...tallyOf(document) };
    for (const [name, cell] of Object.entries(cells)) {
      const column = this.column(name);
      if (!sameCell(column[slot] ?? null, cell)) this.#versions.set(name, (this.#versions.get(name) ?? 0) + 1);
      column[slot] = cell;
    }
    if (known === undefined) this.#filled += 1;
    return slot;
  }

  /** Takes a row away. The last one comes to stand in its place. */
  remove(slot: Slot): void {
    const last = this.size - 1;
    const moved = must(this.ids[last], 'a slot is filled');
    this.#slots.delete(must(this.ids[slot], 'a slot is filled'));
    if (slot !== last) this.#slots.set(moved, slot);
    for (const column of [this.ids, this.customerIds, this.entityIds, this.revs, this.search, ...this.columns.values()]) {
      const value = column.pop();
      if (slot !== last) column[slot] = value as never;
    }
    this.#order = null;
    this.#filled += 1;
  }

  /** Says that slots were filled from outside, from the first one given on. */
  filledFrom(first: Slot): void {
    for (let slot = first; slot < this.size; slot += 1) this.#slots.set(must(this.ids[slot], 'a slot is filled'), slot);
    this.#filled += 1;
  }

  /** Grows whenever a cell of one of the columns changes or a row comes. */
  versionOf(...names: readonly string[]): number {
    return names.reduce((sum, name) => sum + (this.#versions.get(name) ?? 0), this.#filled);
  }

  column(name: string): Cell[] {
    const column = this.columns.get(name);
    if (column !== undefined) return column;
    const fresh = Array.from<Cell>({ length: this.size }).fill(null);
    this.columns.set(name, fresh);
    return fresh;
  }

  cell(slot: Slot, name: string): Cell {
    return this.columns.get(name)?.[slot] ?? null;
  }

  /** The row with all its cells but the late ones. */
  row(slot: Slot): Row {
    const cells: Record<string, Cell> = {};
    for (const [name, column] of this.columns) cells[name] = column[slot] ?? null;
    return { ...this.#place(slot), cells };
  }

  /** The row as a list shows it: every column of its kind, and no others. */
  whole(slot: Slot, facts: LateFacts): Row {
    const row = this.row(slot);
    const cells = Object.fromEntries(
      this.spec.columns.map(({ key }): [string, Cell] => {
        const late = this.spec.late[key];
        return [key, late === undefined ? (row.cells[key] ?? null) : late(row, facts)];
      }),
    );
    return { ...this.#place(slot), cells };
  }

  /** How to read a column, slot by slot. */
  reader(name: string, facts: LateFacts): (slot: Slot) => Cell {
    const late = this.spec.late[name];
    if (late !== undefined) {
      const row = this.#window();
      return (slot) => {
        row.slot = slot;
        return late(row, facts);
      };
    }
    const column = this.columns.get(name);
    return column === undefined ? () => null : (slot) => column[slot] ?? null;
  }

  /** The place of each slot in the order of ids. Kept from one change to the next, since sorting what is nearly sorted is quick. */
  idRanks(): Int32Array {
    const before = this.#order;
    if (before?.slots.length === this.size) return before.ranks;
    const slots = Array.from<number>({ length: this.size });
    for (let slot = 0; slot < this.size; slot += 1) slots[slot] = before?.slots[slot] ?? slot;
    const ids = this.ids;
    slots.sort((a, b) => ((ids[a] ?? '') < (ids[b] ?? '') ? -1 : 1));
    const order = Int32Array.from(slots);
    const ranks = new Int32Array(this.size);
    for (let rank = 0; rank < order.length; rank += 1) ranks[order[rank] ?? 0] = rank;
    this.#order = { slots: order, ranks };
    return ranks;
  }

  /** One row that shows another slot at a time: late cells of a hundred thousand rows are told without making one of them. */
  #window(): Row & { slot: Slot } {
    const { ids, customerIds, entityIds, columns, spec } = this;
    const cells: Record<string, Cell> = {};
    const row = {
      slot: 0,
      kind: spec.kind,
      cells,
      get id(): string {
        return ids[this.slot] ?? '';
      },
      get customerId(): string {
        return customerIds[this.slot] ?? '';
      },
      get entityId(): string {
        return entityIds[this.slot] ?? '';
      },
    };
    for (const [name, column] of columns) Object.defineProperty(cells, name, { enumerable: true, get: () => column[row.slot] ?? null });
    return row;
  }

  #place(slot: Slot): Omit<Row, 'cells'> {
    return {
      id: this.ids[slot] ?? '',
      kind: this.spec.kind,
      customerId: this.customerIds[slot] ?? '',
      entityId: this.entityIds[slot] ?? '',
    };
  }
}

const sameCell = (a: Cell, b: Cell): boolean =>
  a === b || (a !== null && b !== null && isMoney(a) && isMoney(b) && a.minor === b.minor && a.currency === b.currency);
