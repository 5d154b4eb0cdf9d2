import { describe, expect, it } from 'vitest';
import { creditNoteStatus } from '../../../core/invoicing/status.ts';
import { voidCreditNote } from '../../../core/invoicing/void-credit-note.ts';
import { customerBalances } from '../../../core/payments/balance.ts';
import { recordRefund } from '../../../core/payments/record-refund.ts';
import { reverseRefund } from '../../../core/payments/reverse-refund.ts';
import type { CreditNote } from '../../../core/invoicing/types.ts';
import { Books, line } from '../invoicing/books.ts';

const body = (creditNoteId: string, amountMinor: number, changes: object = {}) =>
  ({ creditNoteId, amountMinor, method: 'bank-transfer', reference: 'R-1', paidOn: '2026-11-20', ...changes }) as const;

/** £120.00, paid and then credited in part for a refund. */
const credited = async (books: Books, grossMinor = 6_000): Promise<CreditNote> => {
  const { id } = await books.posted([line('100.00')]);
  await books.pays(12_000);
  return books.credited(id, { credit: { kind: 'amount', grossMinor }, disposition: 'refund' });
};

const refundOf = async (books: Books, creditNoteId: string, amountMinor: number) => {
  const [refund] = await books.wrote(recordRefund, body(creditNoteId, amountMinor));
  if (refund?.kind !== 'refund') throw new Error('refunded');
  return refund;
};

describe('refunds', () => {
  it('[INV-22] in part and then in full, out of a credit note, never more than is left of it', async () => {
    const books = new Books();
    const note = await credited(books);
    const refund = await refundOf(books, note.id, 2_000);
    expect(refund).toMatchObject({
      customerId: 'cus_1',
      entityId: 'ent_uk',
      currency: 'GBP',
      amountMinor: 2_000,
      creditNoteId: note.id,
      method: 'bank-transfer',
      reference: 'R-1',
      paidOn: '2026-11-20',
      state: { kind: 'paid' },
    });
    expect(await books.refused(recordRefund, body(note.id, 4_001))).toEqual([
      { code: 'refund.exceeds-credit', creditNoteId: note.id, amountMinor: 4_001, leftMinor: 4_000 },
    ]);
    await refundOf(books, note.id, 4_000);
    expect(await books.refused(recordRefund, body(note.id, 1))).toMatchObject([{ code: 'refund.exceeds-credit', leftMinor: 0 }]);
    expect(creditNoteStatus(note, { settlements: [], refundedMinor: 6_000 })).toBe('refunded');
  });

  it('[INV-22] what invoices used of the note cannot be refunded', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    await books.pays(9_000);
    const note = await books.credited(id, { credit: { kind: 'amount', grossMinor: 6_000 }, disposition: 'refund' });
    expect(await books.refused(recordRefund, body(note.id, 3_001))).toMatchObject([{ leftMinor: 3_000 }]);
    await refundOf(books, note.id, 3_000);
  });

  it('[INV-22] [INV-17] nothing is paid back of an invoice that is not paid, though its note waits for the next one', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    await books.pays(10_000);
    const note = await books.credited(id, { credit: { kind: 'amount', grossMinor: 6_000 }, disposition: 'next-invoice' });
    expect(await books.refused(recordRefund, body(note.id, 4_001))).toMatchObject([{ code: 'refund.exceeds-credit', leftMinor: 4_000 }]);
    await books.pays(2_000, { allocations: [{ invoiceId: id, amountMinor: 2_000 }] });
    await refundOf(books, note.id, 6_000);
  });

  it('[INV-22] reversed, the note can be used again', async () => {
    const books = new Books();
    const note = await credited(books);
    const refund = await refundOf(books, note.id, 6_000);
    expect(customerBalances(books.record, books.day)).toMatchObject([{ awaitingRefundMinor: 0 }]);
    books.day = '2026-11-24';
    await books.wrote(reverseRefund, { refundId: refund.id, reason: 'Account closed' });
    expect(books.one('refund', refund.id).state).toEqual({ kind: 'reversed', on: '2026-11-24', reason: 'Account closed' });
    expect(customerBalances(books.record, books.day)).toMatchObject([{ awaitingRefundMinor: 6_000 }]);
    expect(await books.refused(reverseRefund, { refundId: refund.id, reason: 'x' })).toEqual([
      { code: 'refund.reversed', refundId: refund.id, on: '2026-11-24', reason: 'Account closed' },
    ]);
    expect(await books.refused(reverseRefund, { refundId: 'ref_none', reason: 'x' })).toEqual([
      { code: 'refund.missing', refundId: 'ref_none' },
    ]);
    await refundOf(books, note.id, 6_000);
  });

  it('[INV-22] on a day that has come, is open, and not before its note; of a note that counts', async () => {
    const books = new Books();
    books.day = '2026-11-10';
    const note = await credited(books);
    books.day = '2026-11-20';
    expect(await books.refused(recordRefund, body(note.id, 1, { paidOn: '2026-11-21' }))).toEqual([
      { code: 'date.in-future', on: '2026-11-21', today: '2026-11-20' },
    ]);
    expect(await books.refused(recordRefund, body(note.id, 1, { paidOn: '2026-11-09' }))).toEqual([
      { code: 'refund.before-credit', paidOn: '2026-11-09', issuedOn: '2026-11-10' },
    ]);
    expect(await books.refused(recordRefund, body('cn_none', 1))).toEqual([{ code: 'credit-note.missing', creditNoteId: 'cn_none' }]);
    await books.wrote(voidCreditNote, { creditNoteId: note.id, reason: 'x' });
    expect(await books.refused(recordRefund, body(note.id, 1))).toEqual([
      { code: 'credit-note.not-posted', creditNoteId: note.id, found: 'void' },
    ]);
  });
});
