import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Invoice } from '../../../core/invoicing/types.ts';
import { invoices } from '../../../core/views/lists/documents.ts';
import { rowKinds, rowSpecs } from '../../../core/views/lists/row-specs.ts';
import { type LateFacts, rowOf } from '../../../core/views/lists/spec.ts';
import { byKey, folded, condition, sortKey } from '../../../core/views/rows.ts';
import { searched, type SearchEntry } from '../../../core/views/search.ts';

describe('[A6] conditions on a cell', () => {
  it.each([
    ['from', '100', true],
    ['from', '100.01', false],
    ['until', '100', true],
    ['until', '99.99', false],
  ] as const)('compares money in major units of its own currency: 100.00 %s %s', (op, bound, holds) => {
    expect(condition('money', { op, values: [bound] })({ minor: 10_000, currency: 'EUR' })).toBe(holds);
    expect(condition('money', { op, values: [bound] })({ minor: 100, currency: 'JPY' })).toBe(holds);
  });

  it('compares a moment with a day by its day', () => {
    const moment = '2026-11-20T23:59:59.999Z';
    expect(condition('instant', { op: 'until', values: ['2026-11-20'] })(moment)).toBe(true);
    expect(condition('instant', { op: 'from', values: ['2026-11-21'] })(moment)).toBe(false);
  });

  it('finds text without its case and accents', () => {
    expect(condition('text', { op: 'contains', values: ['sohne'] })('Müller & Söhne')).toBe(true);
    expect(folded('Straße ÅRHUS')).toBe('strasse arhus');
  });

  it('lets nothing lie within no bounds', () => {
    expect(condition('date', { op: 'from', values: ['2000-01-01'] })(null)).toBe(false);
    expect(condition('date', { op: 'empty', values: [] })(null)).toBe(true);
    expect(condition('text', { op: 'filled', values: [] })('')).toBe(false);
  });
});

describe('[A5] the order of cells', () => {
  it('puts numbers inside words in their own order', () => {
    const names = ['Item 10', 'Item 9', 'item 1'];
    const keyed = names.map((name) => [sortKey(name, 'text'), name] as const).sort(([a], [b]) => byKey(a, b, false));
    expect(keyed.map(([, name]) => name)).toEqual(['item 1', 'Item 9', 'Item 10']);
  });

  it('puts nothing last whichever way it is sorted', () => {
    const keys = fc.array(fc.option(fc.integer()), { maxLength: 12 });
    fc.assert(
      fc.property(keys, fc.boolean(), (values, descending) => {
        const sorted = values.toSorted((a, b) => byKey(a, b, descending));
        const filled = sorted.filter((value) => value !== null);
        expect(sorted.slice(0, filled.length)).toEqual(filled);
        expect(filled).toEqual(filled.toSorted((a, b) => (descending ? b - a : a - b)));
      }),
    );
  });
});

describe('[INV-03] the status of an invoice in a list', () => {
  const facts = (on: string): LateFacts => ({ on, name: () => '', openOf: () => [], runningOf: () => 0 });
  const invoice = (changes: Partial<Invoice>): Invoice =>
    ({
      id: 'inv_1',
      kind: 'invoice',
      entityId: 'ent_1',
      customerId: 'cus_1',
      number: 'INV-1',
      currency: 'EUR',
      issuedOn: '2026-11-01',
      dueOn: '2026-12-01',
      origin: 'run',
      runId: '',
      buyer: { name: 'Acme', purchaseOrder: '', address: { country: 'DE' } },
      totals: { netMinor: 10_000, taxMinor: 1900, grossMinor: 11_900 },
      settlements: [],
      state: { kind: 'posted' },
      ...changes,
    }) as unknown as Invoice;
  const paid = (amountMinor: number) => [{ id: 's', kind: 'payment', sourceId: 'p', amountMinor, on: '2026-11-05' }] as const;
  const statusOn = (on: string, changes: Partial<Invoice> = {}) => invoices.late['status']?.(rowOf(invoices, invoice(changes)), facts(on));

  it.each([
    ['issued, on its last day to pay', '2026-12-01', {}, 'posted'],
    ['overdue the day after', '2026-12-02', {}, 'overdue'],
    ['partly paid while there is time', '2026-12-01', { settlements: paid(100) }, 'partially-paid'],
    ['overdue although partly paid', '2026-12-02', { settlements: paid(100) }, 'overdue'],
    ['paid for ever', '2030-01-01', { settlements: paid(11_900) }, 'paid'],
    ['void for ever', '2030-01-01', { state: { kind: 'void', on: '2026-11-02', reason: 'x' } }, 'void'],
    ['a draft that nobody has to pay', '2030-01-01', { state: { kind: 'draft' } }, 'draft'],
  ] as const)('is %s', (_what, on, changes, status) => {
    expect(statusOn(on, changes as unknown as Partial<Invoice>)).toBe(status);
  });

  it('[INV-12] discarded without amounts, where a draft was given up before it had a number', () => {
    const gone = { number: null, state: { kind: 'void', on: '2026-11-02', reason: 'x' } } as unknown as Partial<Invoice>;
    expect(statusOn('2030-01-01', gone)).toBe('discarded');
    expect(rowOf(invoices, invoice(gone)).cells).toMatchObject({ gross: null, due: null });
    expect(rowOf(invoices, invoice({})).cells).toMatchObject({ gross: { minor: 11_900, currency: 'EUR' } });
  });
});

describe('lists', () => {
  it('name each column once, and late cells only for columns that there are', () => {
    for (const kind of rowKinds) {
      const { columns, late, sort } = rowSpecs[kind];
      const keys = columns.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(Object.keys(late).filter((key) => !keys.includes(key))).toEqual([]);
      expect(sort.filter(({ column }) => !keys.includes(column))).toEqual([]);
    }
  });
});

describe('[A3] the search', () => {
  const entry = (id: string, title: string, detail: string, on = ''): SearchEntry => ({
    kind: 'invoice',
    id,
    title,
    detail,
    on,
    words: [title, detail, id].map(folded).join('\n'),
  });
  const entries = [
    entry('a', 'INV-K7M2-2026-000042', 'Acme', '2026-01-01'),
    entry('b', 'INV-K7M2-2026-000142', 'Zebra', '2026-02-01'),
    entry('c', 'INV-K7M2-2026-000421', 'Müller', '2026-03-01'),
  ];
  const ids = (text: string): readonly string[] => searched([entries], text, 10).map(({ id }) => id);

  it('finds a number by its last digits first', () => {
    expect(ids('0042')).toEqual(['a', 'c']);
  });

  it('puts what is newer first among equals', () => {
    expect(ids('INV')).toEqual(['c', 'b', 'a']);
  });

  it('wants every word somewhere', () => {
    expect(ids('2026 muller')).toEqual(['c']);
    expect(ids('acme zebra')).toEqual([]);
    expect(ids('   ')).toEqual([]);
  });

  it('answers no more than was asked for', () => {
    expect(searched([entries], '2026', 2)).toHaveLength(2);
  });
});
