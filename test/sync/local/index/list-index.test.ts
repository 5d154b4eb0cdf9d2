import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../../core/collections.ts';
import type { Invoice } from '../../../../core/invoicing/types.ts';
import { rowSpecOf } from '../../../../core/views/lists/row-specs.ts';
import { byKey, type Cell, folded, condition, type RowFilter, type RowQuery, type RowSort, sortKey } from '../../../../core/views/rows.ts';
import { ListIndex } from '../../../../sync/local/index/list-index.ts';
import { numbersRanked, ranked } from '../../../../sync/local/index/ranks.ts';
import { memoryStore } from '../../../../sync/local/memory/store.ts';
import { sampleCustomer, sampleEntity } from '../../../support/billing-world.ts';
import { companyBooks, customerAt, entering, invoiceLike, januaryRun, subscriptionAt, usageAt } from '../../../support/stored-company.ts';

const numbers = Array.from({ length: 40 }, (_, index) => index);
const customers = numbers.map(customerAt);

const sampleInvoice = async (): Promise<Invoice> => {
  const store = memoryStore();
  await store.commit(entering('cmd_books', [...companyBooks(), customerAt(0), subscriptionAt(0), usageAt(0)]));
  const [invoice] = (await januaryRun(store)).documents;
  if (invoice?.kind !== 'invoice') throw new Error('no invoice');
  return invoice;
};

const sample = await sampleInvoice();
const invoices = numbers
  .flatMap((index) => [index, index + 40, index + 80].map((at) => invoiceLike(sample, at)))
  .map((invoice, index) => ({
    ...invoice,
    customerId: customers[index % 40]?.id ?? '',
    buyer: { ...invoice.buyer, name: customers[index % 40]?.name ?? '' },
  }));
const documents: readonly AnyDocument[] = [...companyBooks(), ...customers, ...numbers.map(subscriptionAt), ...invoices];

const filled = (...batches: readonly (readonly AnyDocument[])[]): ListIndex => {
  const index = new ListIndex();
  for (const batch of batches) index.put(batch);
  return index;
};

const query = (changes: Partial<RowQuery> = {}): RowQuery => ({
  kind: 'invoice',
  filters: [],
  text: '',
  sort: [],
  from: 0,
  count: 1000,
  on: '2025-06-01',
  entityId: null,
  ...changes,
});

const index = filled(documents);
const wholeRows = index.page(query()).rows;
const spec = rowSpecOf('invoice');
const typeOf = (name: string) => spec?.columns.find(({ key }) => key === name)?.type ?? 'text';

const plain = (cell: Cell): string => (typeof cell === 'string' || typeof cell === 'number' ? String(cell) : '');

/** The same answer, by looking at every whole row. */
const looked = ({ filters, text, sort, from, count }: RowQuery): readonly string[] => {
  const words = folded(text).split(/\s+/).filter(Boolean);
  const texts = (cells: (typeof wholeRows)[number]['cells']): string =>
    (spec?.columns ?? [])
      .filter(({ type }) => type === 'text')
      .map(({ key }) => folded(plain(cells[key] ?? null)))
      .join('\n');
  return wholeRows
    .filter(({ cells }) => filters.every((filter) => condition(typeOf(filter.column), filter)(cells[filter.column] ?? null)))
    .filter(({ cells }) => words.every((word) => texts(cells).includes(word)))
    .toSorted((a, b) => {
      // What is equal in all of them stands in the order of its numbers, in the direction of the last one.
      const within: RowSort = { column: 'number', descending: sort.at(-1)?.descending === true };
      for (const { column, descending } of [...sort, within]) {
        const key = (row: typeof a) => sortKey(row.cells[column] ?? null, typeOf(column));
        const found = byKey(key(a), key(b), descending);
        if (found !== 0) return found;
      }
      return a.id < b.id ? -1 : 1;
    })
    .slice(from, from + count)
    .map(({ id }) => id);
};

describe('list index', () => {
  it('answers any filter, sort, text and window as a look at every row would', () => {
    const columns = ['number', 'customer', 'status', 'issuedOn', 'dueOn', 'gross', 'due', 'entity'];
    const filter: fc.Arbitrary<RowFilter> = fc.oneof(
      fc.record({
        column: fc.constant('status'),
        op: fc.constantFrom('is', 'is-not'),
        values: fc.constantFrom(['overdue'], ['posted', 'paid']),
      }),
      fc.record({
        column: fc.constant('issuedOn'),
        op: fc.constantFrom('from', 'until'),
        values: fc.constantFrom(['2024-03-01'], ['2024-09-15']),
      }),
      fc.record({
        column: fc.constant('gross'),
        op: fc.constantFrom('from', 'until', 'empty', 'filled'),
        values: fc.constantFrom(['1400'], ['1450.50']),
      }),
      fc.record({ column: fc.constant('customer'), op: fc.constant('contains'), values: fc.constantFrom(['MER 1'], ['mer 2', '33']) }),
    );
    const sort: fc.Arbitrary<RowSort> = fc.record({ column: fc.constantFrom(...columns), descending: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(filter, { maxLength: 3 }),
        fc.uniqueArray(sort, { minLength: 1, maxLength: 3, selector: ({ column }) => column }),
        fc.constantFrom('', 'customer', 'inv 1', 'CUSTOMER 3', 'nobody'),
        fc.nat(20),
        (filters, sorts, text, from) => {
          const asked = query({ filters, sort: sorts, text, from, count: 15 });
          expect(index.page(asked).rows.map(({ id }) => id)).toEqual(looked(asked));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('[A5] the documents of a day stand in the order of their numbers, the newest first as its days are; what has no number comes last', () => {
    const numbered = ['UK-INV-9', 'DE-INV-10', null, 'DE-INV-9', 'DE-INV-110', 'UK-INV-10'].map((number, at) => ({
      ...invoiceLike(sample, at),
      number,
      issuedOn: '2025-03-10',
    }));
    const day = filled(numbered);
    const numbersOf = (sort: readonly RowSort[]) => day.page(query({ sort })).rows.map(({ cells }) => cells['number']);
    expect(numbersOf([])).toEqual(['UK-INV-10', 'UK-INV-9', 'DE-INV-110', 'DE-INV-10', 'DE-INV-9', null]);
    expect(numbersOf([{ column: 'issuedOn', descending: false }])).toEqual([
      'DE-INV-9',
      'DE-INV-10',
      'DE-INV-110',
      'UK-INV-9',
      'UK-INV-10',
      null,
    ]);
    // A number that is given later is seen at once.
    day.put(numbered.slice(2, 3).map((invoice) => ({ ...invoice, number: 'DE-INV-111', rev: invoice.rev + 1 })));
    expect(numbersOf([]).slice(2, 4)).toEqual(['DE-INV-111', 'DE-INV-110']);
  });

  it('[A5] ranks numbers as the texts that they are, though it compares only their beginnings', () => {
    const numbered = fc
      .tuple(fc.constantFrom('', 'DE-', 'de-', 'Ü-2025-', 'INV-2024-9-'), fc.nat(200))
      .map(([beginning, count]) => `${beginning}${count}`);
    fc.assert(
      fc.property(fc.array(fc.oneof(numbered, fc.constantFrom('', 'DRAFT')), { maxLength: 30 }), (all) => {
        const read = (slot: number): string => all[slot] ?? '';
        expect(numbersRanked(all.length, read)).toEqual(ranked(all.length, read, 'text'));
      }),
    );
  });

  it('sums every money column over all that match, not over the window', () => {
    const page = index.page(query({ filters: [{ column: 'customer', op: 'is', values: ['Customer 3'] }], count: 1 }));
    const mine = invoices.filter(({ buyer }) => buyer.name === 'Customer 3');
    expect(page.matching).toBe(mine.length);
    expect(page.all).toBe(invoices.length);
    expect(page.rows).toHaveLength(1);
    expect(page.totals['gross']).toEqual([{ minor: mine.reduce((sum, { totals }) => sum + totals.grossMinor, 0), currency: 'GBP' }]);
  });

  it('puts the newest first where nobody asks for another order', () => {
    const days = index.page(query()).rows.map(({ cells }) => plain(cells['issuedOn'] ?? null));
    expect(days).toEqual(days.toSorted().toReversed());
  });

  it('tells on each day what is overdue on it', () => {
    const overdue = (on: string): number =>
      index.page(query({ on, filters: [{ column: 'status', op: 'is', values: ['overdue'] }] })).matching;
    expect(overdue('2020-01-01')).toBe(0);
    expect(overdue('2030-01-01')).toBe(invoices.length);
  });

  it('follows what changes: the row, its place in every order, what others say of it', () => {
    const changing = filled(documents);
    const open = (): unknown =>
      changing
        .page(query({ kind: 'customer', filters: [{ column: 'name', op: 'contains', values: ['customer 3'] }] }))
        .rows.map(({ cells }) => cells['open']);
    const before = open();
    const [first] = invoices.filter(({ buyer }) => buyer.name === 'Customer 3');
    if (first === undefined) throw new Error('no invoice');
    changing.page(query({ sort: [{ column: 'number', descending: false }] }));
    const state: Invoice['state'] = { kind: 'void', on: '2025-03-01', reason: 'wrong customer' };
    const voided: Invoice = { ...first, rev: 2, number: 'AAA', state };
    changing.put([voided]);
    expect(changing.page(query({ sort: [{ column: 'number', descending: false }] })).rows[0]?.id).toBe(first.id);
    expect(open()).not.toEqual(before);
    changing.put([sampleCustomer({ ...customers[3], rev: 9, name: 'Renamed' })]);
    expect(changing.search('renamed', 5).map(({ id }) => id)).toEqual([customers[3]?.id]);
    expect(changing.page(query({ kind: 'subscription', text: 'renamed' })).rows.map(({ customerId }) => customerId)).toEqual([
      customers[3]?.id,
    ]);
    const entity = { ...sampleEntity(), rev: 2, code: 'NEW' };
    changing.put([entity]);
    expect(changing.values('invoice', 'entity', '2025-06-01')).toEqual([{ value: 'NEW', count: invoices.length }]);
  });

  it('is the same whatever the order of arrival, and an older revision changes nothing', () => {
    const [first] = customers;
    if (first === undefined) throw new Error('no customer');
    const newer = { ...first, rev: first.rev + 1, name: 'Newer' };
    const forth = filled(documents, [newer]);
    const back = filled([newer], documents.toReversed(), [first]);
    for (const kind of ['invoice', 'customer', 'subscription', 'product']) {
      expect(back.page(query({ kind }))).toEqual(forth.page(query({ kind })));
    }
    expect(back.search('newer', 3)).toEqual(forth.search('newer', 3));
  });

  it('shows an entity its own rows and those that belong to none', () => {
    expect(index.page(query({ entityId: sampleEntity().id })).matching).toBe(invoices.length);
    expect(index.page(query({ entityId: 'other' })).matching).toBe(0);
    expect(index.page(query({ kind: 'product', entityId: 'other' })).matching).toBe(1);
  });

  it('finds by number, name and the end of a number', () => {
    const [one] = invoices;
    expect(index.search(one?.number ?? '', 3)[0]?.id).toBe(one?.id);
    expect(index.search('billing7@customer', 3).map(({ id }) => id)).toEqual([customers[7]?.id]);
    expect(index.search('   ', 3)).toEqual([]);
  });

  it('has no rows of what is no list', () => {
    expect(index.page(query({ kind: 'rate-table' }))).toEqual({ rows: [], from: 0, matching: 0, all: 0, totals: {} });
  });
});
