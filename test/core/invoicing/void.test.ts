import { describe, expect, it } from 'vitest';
import { finaliseCreditNote } from '../../../core/invoicing/finalise.ts';
import { dueMinor, invoiceStatus } from '../../../core/invoicing/status.ts';
import { postManualInvoice } from '../../../core/invoicing/post-manual-invoice.ts';
import { voidCreditNote } from '../../../core/invoicing/void-credit-note.ts';
import { voidInvoice } from '../../../core/invoicing/void-invoice.ts';
import { writeOffInvoice } from '../../../core/invoicing/write-off-invoice.ts';
import { gapReport, numberLedger } from '../../../core/organization/number-ledger.ts';
import { customerBalances } from '../../../core/payments/balance.ts';
import { recordRefund } from '../../../core/payments/record-refund.ts';
import { reversePayment } from '../../../core/payments/reverse-payment.ts';
import { sampleEntity } from '../../support/billing-world.ts';
import { Books, creditBody, line, subscribed } from './books.ts';
import { createCreditNote } from '../../../core/invoicing/create-credit-note.ts';

const withGrace = { invoices: { ...sampleEntity().invoices, graceHours: 24 } };

describe('voiding an invoice', () => {
  it('[INV-13] [INV-06] an unpaid invoice becomes void with its reason, keeps its number, and is owed no longer', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    const second = await books.posted([line('10.00')]);
    await books.wrote(voidInvoice, { invoiceId: id, reason: 'Wrong customer' });
    const invoice = books.one('invoice', id);
    expect(invoice).toMatchObject({ state: { kind: 'void', on: '2026-11-20', reason: 'Wrong customer' }, number: 'INV-A7-2026-000001' });
    expect(dueMinor(invoice)).toBe(0);
    const third = await books.posted([line('10.00')]);
    expect([second.number, third.number]).toEqual(['INV-A7-2026-000002', 'INV-A7-2026-000003']);
    const [series] = books.all('number-series');
    expect(series && gapReport([numberLedger(series, books.all('invoice'))])).toEqual({ gaps: [], unexplained: 0 });
  });

  it('[INV-13] [G-INV-3] with any money on it, it is refused, and the credit note is named as the way', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    const payment = await books.pays(100);
    const paid = { code: 'invoice.paid', invoiceId: id, paidMinor: 100, paymentIds: [payment.id], instead: 'credit-note.create' };
    expect(await books.refused(voidInvoice, { invoiceId: id, reason: 'x' })).toEqual([paid]);
    await books.wrote(reversePayment, { paymentId: payment.id, reason: 'Bounced' });
    await books.wrote(voidInvoice, { invoiceId: id, reason: 'x' });
    expect(books.one('invoice', id).state.kind).toBe('void');
  });

  it('[INV-13] credits that paid of it are free again, as entries below zero', async () => {
    const books = new Books();
    books.keep({
      id: 'pcr_1',
      kind: 'promotional-credit',
      rev: 1,
      customerId: 'cus_1',
      entityId: 'ent_uk',
      currency: 'GBP',
      amountMinor: 1_000,
      reason: 'Welcome',
      grantedOn: '2026-11-01',
      expiresOn: null,
      state: { kind: 'granted' },
    });
    const first = await books.posted([line('10.00', {}, { taxClass: 'exempt' })]);
    expect(books.one('invoice', first.id).settlements).toMatchObject([{ kind: 'promotional-credit', amountMinor: 1_000 }]);
    await books.wrote(voidInvoice, { invoiceId: first.id, reason: 'x' });
    expect(books.one('invoice', first.id).settlements).toMatchObject([
      { amountMinor: 1_000 },
      { kind: 'promotional-credit', sourceId: 'pcr_1', amountMinor: -1_000 },
    ]);
    expect(customerBalances(books.record, books.day)).toMatchObject([{ promotionalMinor: 1_000, dueMinor: 0 }]);
    const second = await books.posted([line('25.00', {}, { taxClass: 'exempt' })]);
    expect(dueMinor(books.one('invoice', second.id))).toBe(1_500);
  });

  it('[INV-13] a standing credit that paid of it is standing again', async () => {
    const books = new Books();
    const paid = await books.posted([line('100.00')]);
    await books.pays(12_000);
    await books.credited(paid.id, { credit: { kind: 'amount', grossMinor: 6_000 } });
    const next = await books.posted([line('20.00')]);
    expect(dueMinor(books.one('invoice', next.id))).toBe(0);
    await books.wrote(voidInvoice, { invoiceId: next.id, reason: 'x' });
    expect(customerBalances(books.record, books.day)).toMatchObject([{ creditNotesMinor: 6_000, dueMinor: 0 }]);
  });

  it('[INV-13] what it billed is unbilled: the next run bills it again, once', async () => {
    const books = new Books({}, subscribed());
    const [invoice] = await books.bills('2026-11-01', '2026-12-01');
    expect(invoice).toMatchObject({ kind: 'invoice', totals: { netMinor: 3_000 } });
    expect(await books.bills('2026-11-01', '2026-12-01')).toEqual([]);
    await books.wrote(voidInvoice, { invoiceId: invoice?.id ?? '', reason: 'Wrong address' });
    const again = await books.bills('2026-11-01', '2026-12-01');
    expect(again).toMatchObject([
      {
        kind: 'invoice',
        totals: { netMinor: 3_000 },
        number: 'INV-A7-2026-000002',
        lines: [{ period: { start: '2026-11-01', end: '2026-12-01' } }],
      },
    ]);
    expect(again[0]?.id).not.toBe(invoice?.id);
    expect(await books.bills('2026-11-01', '2026-12-01')).toEqual([]);
  });

  it('[INV-13] what other documents take back cannot become void under them', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    const note = await books.credited(id, { credit: { kind: 'amount', grossMinor: 1_200 } });
    expect(await books.refused(voidInvoice, { invoiceId: id, reason: 'x' })).toEqual([
      { code: 'invoice.credited', invoiceId: id, documentIds: [note.id], instead: 'credit-note.create' },
    ]);
  });

  it('[INV-13] [SUB-29] one of a closed period is credited, not voided', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')], {}, '2026-10-31');
    books.keep({ ...books.one('entity', 'ent_uk'), booksLockedBefore: '2026-11-01' });
    expect(await books.refused(voidInvoice, { invoiceId: id, reason: 'x' })).toEqual([
      { code: 'books.locked', entityId: 'ent_uk', on: '2026-10-31', lockedBefore: '2026-11-01' },
    ]);
    expect(await books.credited(id)).toMatchObject({ totals: { grossMinor: -12_000 }, issuedOn: '2026-11-20' });
  });

  it('[INV-02] drafts, written off and unknown invoices cannot be voided; pending ones can', async () => {
    const books = new Books();
    const draft = await books.draft([line('1.00')]);
    const lost = await books.posted([line('1.00')]);
    await books.wrote(writeOffInvoice, { invoiceId: lost.id, reason: 'Insolvent' });
    expect(await books.refused(voidInvoice, { invoiceId: draft.id, reason: 'x' })).toMatchObject([
      { code: 'invoice.not-voidable', found: 'draft' },
    ]);
    expect(await books.refused(voidInvoice, { invoiceId: lost.id, reason: 'x' })).toMatchObject([
      { code: 'invoice.not-voidable', found: 'uncollectible' },
    ]);
    expect(await books.refused(voidInvoice, { invoiceId: 'inv_none', reason: 'x' })).toEqual([
      { code: 'invoice.missing', invoiceId: 'inv_none' },
    ]);
    books.keep({ ...books.one('entity', 'ent_uk'), ...withGrace });
    await books.wrote(postManualInvoice, { invoiceId: draft.id, on: null });
    await books.wrote(voidInvoice, { invoiceId: draft.id, reason: 'x' });
    expect(books.one('invoice', draft.id)).toMatchObject({ state: { kind: 'void' }, number: null });
  });
});

describe('voiding a credit note', () => {
  const paidInvoice = async (books: Books): Promise<string> => {
    const { id } = await books.posted([line('100.00')]);
    await books.pays(12_000);
    return id;
  };

  it('[INV-20] only before anything used it; it keeps its number and what it credited can be credited again', async () => {
    const books = new Books();
    const id = await paidInvoice(books);
    const note = await books.credited(id);
    expect(await books.refused(createCreditNote, creditBody(id))).toEqual([{ code: 'credit-note.nothing-left', invoiceId: id }]);
    await books.wrote(voidCreditNote, { creditNoteId: note.id, reason: 'Too early' });
    expect(books.one('credit-note', note.id)).toMatchObject({
      state: { kind: 'void', on: '2026-11-20', reason: 'Too early' },
      number: 'CN-A7-2026-000001',
    });
    expect(customerBalances(books.record, books.day)).toMatchObject([{ creditNotesMinor: 0 }]);
    expect(await books.credited(id)).toMatchObject({ number: 'CN-A7-2026-000002', totals: { grossMinor: -12_000 } });
    expect(await books.refused(voidCreditNote, { creditNoteId: note.id, reason: 'x' })).toMatchObject([
      { code: 'credit-note.already-void' },
    ]);
  });

  it('[INV-20] one that paid an invoice or was refunded stays', async () => {
    const books = new Books();
    const id = await paidInvoice(books);
    const applied = await books.credited(id, { credit: { kind: 'amount', grossMinor: 2_400 } });
    await books.posted([line('5.00')]);
    expect(await books.refused(voidCreditNote, { creditNoteId: applied.id, reason: 'x' })).toEqual([
      { code: 'credit-note.used', creditNoteId: applied.id, usedMinor: 600 },
    ]);
    const refunded = await books.credited(id, { credit: { kind: 'amount', grossMinor: 1_000 }, disposition: 'refund' });
    await books.wrote(recordRefund, {
      creditNoteId: refunded.id,
      amountMinor: 400,
      method: 'bank-transfer',
      reference: '',
      paidOn: books.day,
    });
    expect(await books.refused(voidCreditNote, { creditNoteId: refunded.id, reason: 'x' })).toEqual([
      { code: 'credit-note.used', creditNoteId: refunded.id, usedMinor: 400 },
    ]);
    expect(await books.refused(voidCreditNote, { creditNoteId: 'cn_none', reason: 'x' })).toEqual([
      { code: 'credit-note.missing', creditNoteId: 'cn_none' },
    ]);
  });

  it('[INV-20] a pending one can be voided before it counts for anything', async () => {
    const books = new Books();
    const id = await paidInvoice(books);
    books.keep({ ...books.one('entity', 'ent_uk'), ...withGrace });
    const note = await books.credited(id);
    expect(note.state.kind).toBe('pending');
    await books.wrote(voidCreditNote, { creditNoteId: note.id, reason: 'x' });
    expect(await books.refused(finaliseCreditNote, { creditNoteId: note.id })).toEqual([
      { code: 'credit-note.not-pending', creditNoteId: note.id, found: 'void' },
    ]);
  });

  it('[INV-20] a void note of a billing run is credited anew by the next run', async () => {
    const books = new Books({}, subscribed());
    const [invoice] = await books.bills('2026-11-01', '2026-12-01');
    await books.pays(3_600);
    const subscription = books.all('subscription')[0];
    if (subscription === undefined || invoice === undefined) throw new Error('billed');
    const until = subscription.items.map((entry) => ({ ...entry, terms: entry.terms.map((each) => ({ ...each, until: '2026-11-16' })) }));
    books.keep({ ...subscription, items: until, state: { kind: 'cancelled', on: '2026-11-16', reason: 'customer_request', note: '' } });
    const [note] = await books.bills('2026-11-01', '2026-12-01');
    expect(note).toMatchObject({ kind: 'credit-note', reason: 'cancellation', totals: { netMinor: -1_500, grossMinor: -1_800 } });
    await books.wrote(voidCreditNote, { creditNoteId: note?.id ?? '', reason: 'Wrong day' });
    expect(await books.bills('2026-11-01', '2026-12-01')).toMatchObject([{ kind: 'credit-note', totals: { grossMinor: -1_800 } }]);
    expect(await books.bills('2026-11-01', '2026-12-01')).toEqual([]);
  });
});

describe('writing off', () => {
  it('[INV-03] posted becomes uncollectible; late money pays it', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    await books.wrote(writeOffInvoice, { invoiceId: id, reason: 'Insolvent' });
    expect(invoiceStatus(books.one('invoice', id), books.day)).toBe('uncollectible');
    expect(customerBalances(books.record, books.day)).toMatchObject([{ dueMinor: 0, overdueMinor: 0, uncollectibleMinor: 12_000 }]);
    books.day = '2027-02-01';
    await books.pays(12_000);
    expect(books.one('invoice', id).state).toEqual({ kind: 'uncollectible', on: '2026-11-20', reason: 'Insolvent' });
    expect(invoiceStatus(books.one('invoice', id), books.day)).toBe('paid');
  });

  it('[INV-03] only what is posted and open can be written off', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    await books.pays(12_000);
    expect(await books.refused(writeOffInvoice, { invoiceId: id, reason: 'x' })).toEqual([
      { code: 'invoice.not-open', invoiceId: id, found: 'paid' },
    ]);
    const draft = await books.draft([line('1.00')]);
    expect(await books.refused(writeOffInvoice, { invoiceId: draft.id, reason: 'x' })).toMatchObject([{ found: 'draft' }]);
    const open = await books.posted([line('1.00')]);
    await books.wrote(writeOffInvoice, { invoiceId: open.id, reason: 'x' });
    expect(await books.refused(writeOffInvoice, { invoiceId: open.id, reason: 'x' })).toMatchObject([{ found: 'uncollectible' }]);
  });
});
