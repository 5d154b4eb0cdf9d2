import type { RowQuery } from '../../core/views/rows.ts';

const query = (changes: Partial<RowQuery>): RowQuery => ({
  kind: 'invoice',
  filters: [],
  text: '',
  sort: [],
  from: 0,
  count: 50,
  on: '2025-06-01',
  entityId: null,
  ...changes,
});

/** What a person may ask of the list of invoices: any page, sort, filter and text; `at` makes each try another question. */
export const questions: Readonly<Record<string, (at: number) => RowQuery>> = {
  'first page': () => query({}),
  'newest first': () => query({ sort: [{ column: 'issuedOn', descending: true }] }),
  'next page': (at) => query({ from: 50 * (at + 1) }),
  'by number': (at) => query({ sort: [{ column: 'number', descending: at % 2 === 0 }] }),
  'by customer, then day': (at) =>
    query({
      sort: [
        { column: 'customer', descending: at % 2 === 0 },
        { column: 'issuedOn', descending: true },
      ],
    }),
  'by amount': (at) => query({ sort: [{ column: 'gross', descending: at % 2 === 0 }] }),
  'by status on a day': (at) => query({ sort: [{ column: 'status', descending: at % 2 === 0 }] }),
  'filter: overdue': (at) => query({ filters: [{ column: 'status', op: 'is', values: ['overdue'] }], on: `2025-0${1 + (at % 9)}-01` }),
  'filter: a month': (at) =>
    query({
      filters: [
        { column: 'issuedOn', op: 'from', values: [`2024-0${1 + (at % 9)}-01`] },
        { column: 'issuedOn', op: 'until', values: [`2024-0${1 + (at % 9)}-28`] },
      ],
    }),
  'filter: name contains': (at) => query({ filters: [{ column: 'customer', op: 'contains', values: [`customer ${at}`] }] }),
  'filter: amount from': (at) => query({ filters: [{ column: 'gross', op: 'from', values: [String(1500 + at)] }] }),
  'text in a list': (at) => query({ text: `customer ${100 + at}` }),
};

/** What a person may type into the search. */
export const searches = ['INV-A7-2025-0', '04211', 'customer 7', 'customer 4321', 'billing12@', 'inv', 'c', '2 5'];

export const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;
