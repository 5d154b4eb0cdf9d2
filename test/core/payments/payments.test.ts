import { describe, expect, it } from 'vitest';
import { invoiceStatus } from '../../../core/invoicing/status.ts';
import { voidInvoice } from '../../../core/invoicing/void-invoice.ts';
import { writeOffInvoice } from '../../../core/invoicing/write-off-invoice.ts';
import { allocatePayment } from '../../../core/payments/allocate-payment.ts';
import { customerBalances } from '../../../core/payments/balance.ts';
import { recordPayment } from '../../../core/payments/record-payment.ts';
import { reversePayment } from '../../../core/payments/reverse-payment.ts';
import { sampleCustomer, sampleEntity } from '../../support/billing-world.ts';
import { Books, line } from '../invoicing/books.ts';

const body = (amountMinor: number, changes: object = {}) =>
  ({
    customerId: 'cus_1',
    entityId: 'ent_uk',
    currency: 'GBP',
    amountMinor,
    method: 'bank-transfer',
    reference: 'REF-1',
    receivedOn: '2026-11-20',
    allocations: null,
    ...changes,
  }) as const;

/** Posts an exempt invoice, so that its price is what is due; answers its id. */
const owed = async (books: Books, price: string, changes: object = {}): Promise<string> =>
  (await books.posted([line(price, {}, { taxClass: 'exempt' })], changes)).id;

const statuses = (books: Books, ...ids: readonly string[]) => ids.map((id) => invoiceStatus(books.one('invoice', id), books.day));
const settled = (books: Books, id: string) =>
  books.one('invoice', id).settlements.map(({ kind, sourceId, amountMinor, on }) => [kind, sourceId, amountMinor, on]);

describe('recording money', () => {
  it.each(['bank-transfer', 'cash', 'cheque', 'other'] as const)('[INV-25] received by %s, with day and reference', async (method) => {
    const books = new Books();
    const id = await owed(books, '10.00');
    const payment = await books.pays(1_000, { method, reference: 'REF-1' });
    expect(payment).toMatchObject({
      kind: 'payment',
      customerId: 'cus_1',
      entityId: 'ent_uk',
      currency: 'GBP',
      amountMinor: 1_000,
      method,
      reference: 'REF-1',
      receivedOn: '2026-11-20',
      state: { kind: 'received' },
    });
    expect(settled(books, id)).toEqual([['payment', payment.id, 1_000, '2026-11-20']]);
  });

  it('[INV-25] [INV-26] one payment pays several invoices, the oldest due first; the last one in part', async () => {
    const books = new Books();
    const late = await owed(books, '30.00', { netTermsDays: 60 });
    const soon = await owed(books, '20.00', { netTermsDays: 5 });
    const between = await owed(books, '10.00', { netTermsDays: 10 });
    await books.pays(4_500);
    expect(statuses(books, soon, between, late)).toEqual(['paid', 'paid', 'partially-paid']);
    expect(settled(books, late)).toMatchObject([['payment', expect.any(String), 1_500, '2026-11-20']]);
  });

  it('[INV-26] of those due on one day the one issued first; what was written off comes last', async () => {
    const books = new Books();
    books.day = '2026-11-10';
    const lost = await owed(books, '10.00', { netTermsDays: 1 });
    await books.wrote(writeOffInvoice, { invoiceId: lost, reason: 'x' });
    const first = await owed(books, '10.00', { netTermsDays: 20 });
    books.day = '2026-11-20';
    const second = await owed(books, '10.00', { netTermsDays: 10 });
    await books.pays(1_500);
    expect(statuses(books, first, second, lost)).toEqual(['paid', 'partially-paid', 'uncollectible']);
    await books.pays(1_500);
    expect(statuses(books, first, second, lost)).toEqual(['paid', 'paid', 'paid']);
  });

  it('[INV-26] the division by hand goes before the order; what it leaves is unallocated and seen', async () => {
    const books = new Books();
    const older = await owed(books, '10.00', { netTermsDays: 5 });
    const newer = await owed(books, '20.00', { netTermsDays: 50 });
    await books.pays(2_500, { allocations: [{ invoiceId: newer, amountMinor: 1_500 }] });
    expect(statuses(books, older, newer)).toEqual(['posted', 'partially-paid']);
    expect(customerBalances(books.record, books.day)).toMatchObject([{ dueMinor: 1_500, unallocatedMinor: 1_000 }]);
    await books.pays(500, { allocations: [] });
    expect(customerBalances(books.record, books.day)).toMatchObject([{ dueMinor: 1_500, unallocatedMinor: 1_500 }]);
  });

  it('[INV-25] [INV-21] too much of it is balance, which pays the next invoice of that entity and currency', async () => {
    const books = new Books({}, [sampleEntity({ id: 'ent_de', code: 'DE', isFallback: false, servesCountries: ['DE'] })]);
    await owed(books, '10.00');
    const payment = await books.pays(1_300);
    const elsewhere = await owed(books, '5.00', { entityId: 'ent_de' });
    const next = await owed(books, '5.00');
    expect(settled(books, elsewhere)).toEqual([]);
    expect(settled(books, next)).toEqual([['payment', payment.id, 300, '2026-11-20']]);
  });

  it('[INV-26] money pays no invoice before both are there', async () => {
    const books = new Books();
    books.day = '2026-11-15';
    const id = await owed(books, '10.00');
    books.day = '2026-11-20';
    const early = await books.pays(400, { receivedOn: '2026-11-01' });
    const later = await books.pays(600, { receivedOn: '2026-11-18' });
    expect(settled(books, id)).toEqual([
      ['payment', early.id, 400, '2026-11-15'],
      ['payment', later.id, 600, '2026-11-18'],
    ]);
  });

  it('[INV-26] every fault of a division is told, and nothing is kept', async () => {
    const books = new Books({}, [
      {
        id: 'r',
        kind: 'rate-table',
        rev: 1,
        entityId: 'ent_uk',
        rates: [{ from: 'EUR', to: 'GBP', on: '2026-01-01', rate: '0.9', source: '' }],
      },
    ]);
    const open = await owed(books, '10.00');
    const euro = await owed(books, '10.00', { currency: 'EUR' });
    const paid = await owed(books, '1.00');
    await books.pays(100, { allocations: [{ invoiceId: paid, amountMinor: 100 }] });
    const dead = await owed(books, '1.00');
    await books.wrote(voidInvoice, { invoiceId: dead, reason: 'x' });
    const draft = await books.draft([line('1.00')]);
    books.keep(sampleCustomer({ id: 'cus_2' }));
    const foreign = await owed(books, '10.00', { customerId: 'cus_2' });
    const wants = (...allocations: readonly (readonly [string, number])[]) =>
      books.refused(
        recordPayment,
        body(1_500, { allocations: allocations.map(([invoiceId, amountMinor]) => ({ invoiceId, amountMinor })) }),
      );
    expect(await wants([open, 1_001])).toEqual([{ code: 'allocation.exceeds-due', invoiceId: open, amountMinor: 1_001, dueMinor: 1_000 }]);
    expect(await wants([open, 500], [open, 400])).toEqual([{ code: 'allocation.invoice-repeated', invoiceId: open }]);
    expect(await wants([euro, 100])).toEqual([
      { code: 'allocation.other-currency', invoiceId: euro, invoiceCurrency: 'EUR', currency: 'GBP' },
    ]);
    expect(await wants([paid, 1])).toEqual([{ code: 'allocation.invoice-not-open', invoiceId: paid, found: 'paid' }]);
    expect(await wants([dead, 1])).toEqual([{ code: 'allocation.invoice-not-open', invoiceId: dead, found: 'void' }]);
    expect(await wants([draft.id, 1])).toEqual([{ code: 'allocation.invoice-not-open', invoiceId: draft.id, found: 'draft' }]);
    expect(await wants([foreign, 1])).toEqual([{ code: 'allocation.invoice-missing', invoiceId: foreign }]);
    const other = await owed(books, '10.00');
    expect(await wants([open, 1_000], [other, 501])).toEqual([{ code: 'allocation.exceeds-money', wantedMinor: 1_501, leftMinor: 1_500 }]);
  });

  it('[INV-25] it came on a day that has come and is open, from and to somebody who exists', async () => {
    const books = new Books({ booksLockedBefore: '2026-11-01' });
    expect(await books.refused(recordPayment, body(1, { receivedOn: '2026-11-21' }))).toEqual([
      { code: 'date.in-future', on: '2026-11-21', today: '2026-11-20' },
    ]);
    expect(await books.refused(recordPayment, body(1, { receivedOn: '2026-10-31' }))).toEqual([
      { code: 'books.locked', entityId: 'ent_uk', on: '2026-10-31', lockedBefore: '2026-11-01' },
    ]);
    expect(await books.refused(recordPayment, body(1, { customerId: 'cus_none' }))).toEqual([
      { code: 'customer.missing', customerId: 'cus_none' },
    ]);
    expect(await books.refused(recordPayment, body(1, { entityId: 'ent_none' }))).toEqual([
      { code: 'entity.missing', entityId: 'ent_none' },
    ]);
  });
});

describe('reversing money', () => {
  it('[INV-25] opens every invoice that it paid, by entries below zero; what else paid them stays', async () => {
    const books = new Books();
    const first = await owed(books, '10.00');
    const other = await books.pays(300);
    const second = await owed(books, '20.00');
    const payment = await books.pays(2_000);
    books.day = '2026-11-25';
    await books.wrote(reversePayment, { paymentId: payment.id, reason: 'Bounced' });
    expect(books.one('payment', payment.id).state).toEqual({ kind: 'reversed', on: '2026-11-25', reason: 'Bounced' });
    expect(settled(books, first)).toEqual([
      ['payment', other.id, 300, '2026-11-20'],
      ['payment', payment.id, 700, '2026-11-20'],
      ['payment', payment.id, -700, '2026-11-25'],
    ]);
    expect(statuses(books, first, second)).toEqual(['partially-paid', 'posted']);
    expect(customerBalances(books.record, books.day)).toMatchObject([{ dueMinor: 2_700, unallocatedMinor: 0 }]);
    expect(await books.refused(reversePayment, { paymentId: payment.id, reason: 'x' })).toEqual([
      { code: 'payment.reversed', paymentId: payment.id, on: '2026-11-25', reason: 'Bounced' },
    ]);
    expect(await books.refused(reversePayment, { paymentId: 'pay_none', reason: 'x' })).toEqual([
      { code: 'payment.missing', paymentId: 'pay_none' },
    ]);
  });

  it('[INV-25] [OR-18] an invoice that is open again is reduced by the note that corrects it, as if the money had never come', async () => {
    const books = new Books();
    const id = await owed(books, '100.00');
    const payment = await books.pays(10_000);
    const note = await books.credited(id, { credit: { kind: 'amount', grossMinor: 6_000 } });
    const other = await owed(books, '15.00');
    books.day = '2026-11-25';
    await books.wrote(reversePayment, { paymentId: payment.id, reason: 'Bounced' });
    expect(settled(books, other)).toEqual([['credit-note', note.id, 1_500, '2026-11-20']]);
    expect(settled(books, id).slice(1)).toEqual([
      ['payment', payment.id, -10_000, '2026-11-25'],
      ['credit-note', note.id, 4_500, '2026-11-25'],
    ]);
    expect(customerBalances(books.record, '2026-11-24')).toMatchObject([{ dueMinor: 0, creditNotesMinor: 4_500 }]);
    expect(customerBalances(books.record, '2026-11-25')).toMatchObject([{ dueMinor: 5_500, creditNotesMinor: 0 }]);
  });

  it('[INV-25] money that stood unallocated is gone too', async () => {
    const books = new Books();
    const payment = await books.pays(500);
    await books.wrote(reversePayment, { paymentId: payment.id, reason: 'Mistake' });
    expect(customerBalances(books.record, books.day)).toMatchObject([{ unallocatedMinor: 0 }]);
    const next = await owed(books, '5.00');
    expect(statuses(books, next)).toEqual(['posted']);
  });
});

describe('allocating money later', () => {
  it('[INV-26] unallocated money pays the oldest due, or what it is told to', async () => {
    const books = new Books({ invoices: { ...sampleEntity().invoices, applyBalance: false } });
    const payment = await books.pays(1_500);
    const first = await owed(books, '10.00');
    const second = await owed(books, '10.00');
    books.day = '2026-11-22';
    await books.wrote(allocatePayment, { paymentId: payment.id, allocations: [{ invoiceId: second, amountMinor: 200 }] });
    await books.wrote(allocatePayment, { paymentId: payment.id, allocations: null });
    expect(settled(books, first)).toEqual([['payment', payment.id, 1_000, '2026-11-22']]);
    expect(settled(books, second)).toEqual([
      ['payment', payment.id, 200, '2026-11-22'],
      ['payment', payment.id, 300, '2026-11-22'],
    ]);
    expect(await books.refused(allocatePayment, { paymentId: payment.id, allocations: null })).toEqual([
      { code: 'payment.nothing-to-allocate', paymentId: payment.id, leftMinor: 0 },
    ]);
    expect(await books.refused(allocatePayment, { paymentId: payment.id, allocations: [{ invoiceId: second, amountMinor: 1 }] })).toEqual([
      { code: 'allocation.exceeds-money', wantedMinor: 1, leftMinor: 0 },
    ]);
  });

  it('[INV-26] nothing comes of money that was reversed or never was', async () => {
    const books = new Books();
    const payment = await books.pays(500);
    await books.wrote(reversePayment, { paymentId: payment.id, reason: 'x' });
    await owed(books, '5.00');
    expect(await books.refused(allocatePayment, { paymentId: payment.id, allocations: null })).toMatchObject([
      { code: 'payment.reversed' },
    ]);
    expect(await books.refused(allocatePayment, { paymentId: 'pay_none', allocations: null })).toEqual([
      { code: 'payment.missing', paymentId: 'pay_none' },
    ]);
  });
});
