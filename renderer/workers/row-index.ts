import { dueMinor } from '../../core/invoicing/status.ts';
import type { Invoice } from '../../core/invoicing/types.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import type { Currency } from '../../core/money/currency.ts';
import { rowSpecOf } from '../../core/views/lists/row-specs.ts';
import { type LateFacts, type RowSpec, rowOf } from '../../core/views/lists/spec.ts';
import { byKey, type Cell, type ColumnType, folded, fulfils, isMoney, type MoneyCell, type Row, type RowPage, type RowQuery, sortKey } from '../../core/views/rows.ts';
import { type SearchEntry, type SearchHit, searched, searchEntryOf } from '../../core/views/search.ts';

type AnySpec = RowSpec<{ readonly id: string }>;

/** What people call a document, where others name it. */
const nameOf = (document: StoredDocument & { readonly name?: string; readonly code?: string }): string =>
  document.kind === 'entity' ? (document.code ?? '') : (document.name ?? '');

const named: ReadonlySet<string> = new Set(['customer', 'plan', 'product', 'product-group', 'entity']);

type Answer = { readonly key: string; readonly version: number; readonly rows: readonly Row[]; readonly totals: RowPage['totals'] };

/**
 * Every document as its row, in memory: what lists, filters, totals and the search are answered from. It is fed by whoever writes the store and can be
 * made anew from it at any time.
 */
export class RowIndex {
  readonly #rows = new Map<string, Map<string, Row>>();
  readonly #names = new Map<string, string>();
  readonly #search = new Map<string, SearchEntry>();
  /** By invoice and by customer, so that one invoice's change costs one step. */
  readonly #open = new Map<string, { readonly customerId: string; readonly minor: number; readonly currency: Currency }>();
  readonly #openOfCustomer = new Map<string, Map<Currency, number>>();
  readonly #running = new Map<string, Set<string>>();
  #version = 0;
  /** The last answers: a list that is scrolled asks for its next window only. */
  #answers: Answer[] = [];

  /** Takes in documents as they are now. */
  put(documents: readonly StoredDocument[]): void {
    this.#version += 1;
    for (const document of documents) {
      const spec = rowSpecOf(document.kind);
      if (spec !== null) this.#shelf(document.kind).set(document.id, rowOf(spec, document));
      if (named.has(document.kind)) this.#names.set(`${document.kind}|${document.id}`, nameOf(document));
      if (document.kind === 'invoice') this.#tally(document as unknown as Invoice);
      if (document.kind === 'subscription') this.#count(document as never);
      const entry = searchEntryOf(document);
      if (entry !== null) this.#search.set(`${document.kind}|${document.id}`, entry);
    }
  }

  clear(): void {
    for (const map of [this.#rows, this.#names, this.#search, this.#open, this.#openOfCustomer, this.#running]) map.clear();
    this.#answers = [];
    this.#version += 1;
  }

  get size(): number {
    return [...this.#rows.values()].reduce((sum, { size }) => sum + size, 0);
  }

  page(query: RowQuery): RowPage {
    const { rows, totals } = this.#answer(query);
    const spec = rowSpecOf(query.kind);
    const facts = this.#facts(query.on);
    return {
      rows: spec === null ? [] : rows.slice(query.from, query.from + query.count).map((row) => whole(row, spec, facts)),
      from: query.from,
      matching: rows.length,
      all: this.#rows.get(query.kind)?.size ?? 0,
      totals,
    };
  }

  ids(query: RowQuery): readonly string[] {
    return this.#answer(query).rows.map(({ id }) => id);
  }

  /** The values of a column, most frequent first; of money its currencies. */
  values(kind: string, column: string, on: string): readonly { readonly value: string | number | null; readonly count: number }[] {
    const spec = rowSpecOf(kind);
    if (spec === null) return [];
    const read = this.#reader(spec, column, this.#facts(on));
    const counts = new Map<string | number | null, number>();
    for (const row of this.#shelf(kind).values()) {
      const cell = read(row);
      const value = cell !== null && isMoney(cell) ? cell.currency : cell;
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count || byKey(a.value === null ? null : String(a.value), b.value === null ? null : String(b.value), false));
  }

  search(text: string, limit: number): readonly SearchHit[] {
    return searched(this.#search.values(), text, limit);
  }

  #shelf(kind: string): Map<string, Row> {
    const shelf = this.#rows.get(kind);
    if (shelf !== undefined) return shelf;
    const fresh = new Map<string, Row>();
    this.#rows.set(kind, fresh);
    return fresh;
  }

  #tally(invoice: Invoice): void {
    const before = this.#open.get(invoice.id);
    if (before !== undefined) this.#owe(before.customerId, before.currency, -before.minor);
    const due = invoice.state.kind === 'posted' ? dueMinor(invoice) : 0;
    if (due === 0) {
      this.#open.delete(invoice.id);
      return;
    }
    this.#open.set(invoice.id, { customerId: invoice.customerId, currency: invoice.currency, minor: due });
    this.#owe(invoice.customerId, invoice.currency, due);
  }

  #owe(customerId: string, currency: Currency, minor: number): void {
    const sums = this.#openOfCustomer.get(customerId) ?? new Map<Currency, number>();
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
    this.#openOfCustomer.set(customerId, sums);
  }

  #count({ id, customerId, state }: { readonly id: string; readonly customerId: string; readonly state: { readonly kind: string } }): void {
    const running = this.#running.get(customerId) ?? new Set<string>();
    if (state.kind === 'cancelled') running.delete(id);
    else running.add(id);
    this.#running.set(customerId, running);
  }

  #facts(on: string): LateFacts {
    return {
      on,
      name: (kind, id) => (id === '' ? '' : (this.#names.get(`${kind}|${id}`) ?? '')),
      openOf: (customerId) =>
        [...(this.#openOfCustomer.get(customerId) ?? [])].filter(([, minor]) => minor !== 0).map(([currency, minor]) => ({ minor, currency })),
      runningOf: (customerId) => this.#running.get(customerId)?.size ?? 0,
    };
  }

  #reader(spec: AnySpec, column: string, facts: LateFacts): (row: Row) => Cell {
    const late = spec.late[column];
    return late === undefined ? (row) => row.cells[column] ?? null : (row) => late(row, facts);
  }

  #answer(query: RowQuery): Answer {
    const { kind, filters, text, sort, on, entityId } = query;
    const key = JSON.stringify({ kind, filters, text, sort, on, entityId });
    const known = this.#answers.find((answer) => answer.key === key && answer.version === this.#version);
    if (known !== undefined) return known;
    const spec = rowSpecOf(kind);
    const facts = this.#facts(on);
    const rows = spec === null ? [] : this.#sorted(this.#filtered(spec, query, facts), spec, query, facts);
    const answer = { key, version: this.#version, rows, totals: spec === null ? {} : this.#totals(rows, spec, facts) };
    this.#answers = [answer, ...this.#answers.filter((other) => other.version === this.#version && other.key !== key)].slice(0, 8);
    return answer;
  }

  #filtered(spec: AnySpec, { kind, filters, text, entityId }: RowQuery, facts: LateFacts): readonly Row[] {
    const types = new Map(spec.columns.map((column) => [column.key, column.type]));
    const conditions = filters.flatMap((filter) => {
      const type = types.get(filter.column);
      return type === undefined && filter.column !== 'customerId' ? [] : [{ filter, type: type ?? 'text', read: this.#reader(spec, filter.column, facts) }];
    });
    const words = folded(text).split(/\s+/).filter((word) => word !== '');
    const readers = words.length === 0 ? [] : spec.columns.filter(({ type }) => type === 'text').map(({ key }) => this.#reader(spec, key, facts));
    const rows: Row[] = [];
    for (const row of this.#shelf(kind).values()) {
      // What belongs to no entity belongs to all of them.
      if (entityId !== null && row.entityId !== '' && row.entityId !== entityId) continue;
      if (!conditions.every(({ filter, type, read }) => (filter.column === 'customerId' ? filter.values.includes(row.customerId) : fulfils(read(row), type, filter)))) continue;
      if (words.length > 0) {
        const whole = readers.map((read) => folded(String(read(row) ?? ''))).join('\n');
        if (!words.every((word) => whole.includes(word))) continue;
      }
      rows.push(row);
    }
    return rows;
  }

  #sorted(rows: readonly Row[], spec: AnySpec, { sort }: RowQuery, facts: LateFacts): readonly Row[] {
    const order = (sort.length > 0 ? sort : spec.sort).flatMap(({ column, descending }) => {
      const type: ColumnType | undefined = spec.columns.find(({ key }) => key === column)?.type;
      return type === undefined ? [] : [{ read: this.#reader(spec, column, facts), type, descending }];
    });
    const keyed = rows.map((row) => ({ row, keys: order.map(({ read, type }) => sortKey(read(row), type)) }));
    keyed.sort((a, b) => {
      for (const [at, { descending }] of order.entries()) {
        const found = byKey(a.keys[at] ?? null, b.keys[at] ?? null, descending);
        if (found !== 0) return found;
      }
      return a.row.id < b.row.id ? -1 : a.row.id > b.row.id ? 1 : 0;
    });
    return keyed.map(({ row }) => row);
  }

  #totals(rows: readonly Row[], spec: AnySpec, facts: LateFacts): RowPage['totals'] {
    const totals: Record<string, readonly MoneyCell[]> = {};
    for (const { key, type } of spec.columns) {
      if (type !== 'money') continue;
      const read = this.#reader(spec, key, facts);
      const sums = new Map<Currency, number>();
      for (const row of rows) {
        const cell = read(row);
        if (cell !== null && isMoney(cell)) sums.set(cell.currency, (sums.get(cell.currency) ?? 0) + cell.minor);
      }
      totals[key] = [...sums].map(([currency, minor]) => ({ minor, currency })).sort((a, b) => (a.currency < b.currency ? -1 : 1));
    }
    return totals;
  }
}

/** The row with the cells that are told late, and without what only the index needs. */
const whole = (row: Row, spec: AnySpec, facts: LateFacts): Row => ({
  ...row,
  cells: Object.fromEntries(
    spec.columns.map(({ key }): [string, Cell] => {
      const late = spec.late[key];
      return [key, late === undefined ? (row.cells[key] ?? null) : late(row, facts)];
    }),
  ),
});
