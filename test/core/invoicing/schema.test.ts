import { describe, expect, it } from 'vitest';
import {
  createCreditNoteSchema,
  createManualInvoiceSchema,
  creditNoteSchema,
  documentSchemas,
  editManualInvoiceSchema,
  invoiceSchema,
} from '../../../core/invoicing/schema.ts';
import { collections, collectionOf } from '../../../core/collections.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { documentSchemas as paymentSchemas, recordPaymentSchema } from '../../../core/payments/schema.ts';
import { creditBody, line } from './books.ts';
import { invoiceOf, noteOf, vatLine } from './sample.ts';

const pathsOf = (schema: Parameters<typeof shaped>[0], value: unknown): readonly string[] => {
  const outcome = shaped(schema, value);
  return outcome.ok ? [] : [...new Set(outcome.problems.map((problem) => problem.path))];
};

const invoice = invoiceOf('inv_1', [vatLine('sub_1/base/2026-11-01/fee/basic@1:gbpx1#0', 1_000, 200)]);
const manual = { customerId: 'cus_1', entityId: null, currency: 'GBP', netTermsDays: 30, note: 'a\nb', lines: [line('1.00')] };

describe('the form of documents', () => {
  it('[INV-04] every kind of the two collections has one', () => {
    const kinds = [...Object.keys(documentSchemas), ...Object.keys(paymentSchemas)];
    expect(kinds.map((kind) => collectionOf(kind))).toEqual(['invoices', 'invoices', 'invoices', 'work', 'payments', 'payments']);
    expect(collections.invoices.every((kind) => kinds.includes(kind))).toBe(true);
  });

  it('[INV-04] takes whole documents and names the place of everything that is wrong', () => {
    expect(pathsOf(invoiceSchema, invoice)).toEqual([]);
    expect(pathsOf(creditNoteSchema, noteOf('cn_1', []))).toEqual([]);
    expect(pathsOf(invoiceSchema, { ...invoice, totals: { ...invoice.totals, netMinor: 10.5 } })).toEqual(['/totals/netMinor']);
    expect(pathsOf(invoiceSchema, { ...invoice, issuedOn: '2026-02-31' })).toEqual(['/issuedOn']);
    expect(pathsOf(invoiceSchema, { ...invoice, currency: 'ABC' })).toEqual(['/currency']);
    expect(pathsOf(invoiceSchema, { ...invoice, paid: true })).not.toEqual([]);
    expect(
      pathsOf(invoiceSchema, { ...invoice, settlements: [{ id: 's', kind: 'gift', sourceId: 'x', amountMinor: 1, on: '2026-11-01' }] }),
    ).toEqual(['/settlements/0/kind']);
  });
});

describe('the form of commands', () => {
  it.each([
    ['a quantity below zero', { ...manual, lines: [line('1', { quantity: '-1' })] }, '/lines/0/quantity'],
    ['a quantity that is no number', { ...manual, lines: [line('1', { quantity: 'NaN' })] }, '/lines/0/quantity'],
    ['a price with an exponent', { ...manual, lines: [line('1e30')] }, '/lines/0/price'],
    ['31 February', { ...manual, lines: [line('1', { period: { start: '2026-02-31', end: '2026-03-01' } })] }, '/lines/0/period'],
    ['terms of a fraction of a day', { ...manual, netTermsDays: 0.5 }, '/netTermsDays'],
    ['501 lines', { ...manual, lines: Array.from({ length: 501 }, () => line('1')) }, '/lines'],
    ['a bell in the description', { ...manual, lines: [line('1', { description: '\u0007' })] }, '/lines/0/description'],
    [
      'tax that is not whole',
      { ...manual, lines: [line('1', { tax: { jurisdiction: 'GB', taxes: [{ name: 'T', percent: '1', taxMinor: 0.1 }] } })] },
      '/lines/0/tax',
    ],
  ])('[INV-12] refuses %s', (_, body, path) => {
    expect(pathsOf(createManualInvoiceSchema, manual)).toEqual([]);
    expect(pathsOf(createManualInvoiceSchema, body).some((found) => found.startsWith(path))).toBe(true);
  });

  it('[INV-12] an edit names only what may be edited', () => {
    const edit = {
      invoiceId: 'inv_1',
      fields: { note: { from: 'a', to: 'b' } },
      lines: { ln_1: { from: line('1'), to: null } },
      added: [],
    };
    expect(pathsOf(editManualInvoiceSchema, edit)).toEqual([]);
    expect(pathsOf(editManualInvoiceSchema, { ...edit, fields: { number: { from: null, to: 'INV-1' } } })).not.toEqual([]);
    expect(pathsOf(editManualInvoiceSchema, { ...edit, lines: { ln_1: { from: line('1') } } })).not.toEqual([]);
  });

  it('[INV-19] a credit is above zero and names a line or more', () => {
    expect(pathsOf(createCreditNoteSchema, creditBody('inv_1'))).toEqual([]);
    expect(pathsOf(createCreditNoteSchema, creditBody('inv_1', { credit: { kind: 'amount', grossMinor: 0 } }))).not.toEqual([]);
    expect(pathsOf(createCreditNoteSchema, creditBody('inv_1', { credit: { kind: 'lines', lines: [] } }))).not.toEqual([]);
    expect(pathsOf(createCreditNoteSchema, { ...creditBody('inv_1'), reason: 'because' })).toEqual(['/reason']);
  });

  it('[INV-25] money is a whole amount above zero on a real day, by a known method', () => {
    const payment = {
      customerId: 'cus_1',
      entityId: 'ent_uk',
      currency: 'GBP',
      amountMinor: 1,
      method: 'cash',
      reference: '',
      receivedOn: '2026-11-20',
      allocations: null,
    };
    expect(pathsOf(recordPaymentSchema, payment)).toEqual([]);
    for (const [changes, path] of [
      [{ amountMinor: 0 }, '/amountMinor'],
      [{ amountMinor: -1 }, '/amountMinor'],
      [{ amountMinor: 1e30 }, '/amountMinor'],
      [{ method: 'card' }, '/method'],
      [{ receivedOn: '2026-11-31' }, '/receivedOn'],
    ] as const) {
      expect(pathsOf(recordPaymentSchema, { ...payment, ...changes })).toEqual([path]);
    }
    expect(pathsOf(recordPaymentSchema, { ...payment, allocations: [{ invoiceId: 'inv_1', amountMinor: 0 }] })).not.toEqual([]);
  });
});
