import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createAdjustment } from '../../../core/invoicing/create-adjustment.ts';
import { createCreditNote } from '../../../core/invoicing/create-credit-note.ts';
import { dueMinor, settledMinor } from '../../../core/invoicing/status.ts';
import { voidCreditNote } from '../../../core/invoicing/void-credit-note.ts';
import { voidInvoice } from '../../../core/invoicing/void-invoice.ts';
import { writeOffInvoice } from '../../../core/invoicing/write-off-invoice.ts';
import { asOf } from '../../../core/payments/as-of.ts';
import { type CustomerBalance, customerBalances } from '../../../core/payments/balance.ts';
import { operations } from '../../../core/payments/operations.ts';
import { recordRefund } from '../../../core/payments/record-refund.ts';
import { reversePayment } from '../../../core/payments/reverse-payment.ts';
import { reverseRefund } from '../../../core/payments/reverse-refund.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { sampleEntity } from '../../support/billing-world.ts';
import { Books, creditBody, line } from '../invoicing/books.ts';

const none = {
  dueMinor: 0,
  overdueMinor: 0,
  uncollectibleMinor: 0,
  creditNotesMinor: 0,
  awaitingRefundMinor: 0,
  unallocatedMinor: 0,
  promotionalMinor: 0,
};
const pounds = { entityId: 'ent_uk', currency: 'GBP', ...none };
const exempt = (price: string) => line(price, {}, { taxClass: 'exempt' });

const promotion = (amountMinor: number) =>
  ({
    id: 'pcr_1',
    kind: 'promotional-credit',
    rev: 1,
    customerId: 'cus_1',
    entityId: 'ent_uk',
    currency: 'GBP',
    amountMinor,
    reason: 'x',
    grantedOn: '2026-11-05',
    expiresOn: '2026-12-01',
    state: { kind: 'granted' },
  }) as const;

describe("a customer's balance", () => {
  it('[INV-21] [INV-26] [OFR-25] [BEY-12] as it stood on each day: due, overdue, credits by kind', async () => {
    const books = new Books({ invoices: { ...sampleEntity().invoices, netTermsDays: 3 } });
    const on = (day: string) => customerBalances(books.record, day);
    books.day = '2026-11-01';
    const first = await books.posted([exempt('100.00')]);
    books.keep(promotion(1_000));
    books.day = '2026-11-06';
    const money = await books.pays(13_000, { receivedOn: '2026-11-05' });
    books.day = '2026-11-08';
    await books.credited(first.id, { credit: { kind: 'amount', grossMinor: 2_500 } });
    await books.credited(first.id, { credit: { kind: 'amount', grossMinor: 500 }, disposition: 'refund' });
    books.day = '2026-11-10';
    const second = await books.posted([exempt('200.00')]);
    books.day = '2026-11-12';
    await books.wrote(writeOffInvoice, { invoiceId: second.id, reason: 'x' });
    books.day = '2026-11-14';
    await books.wrote(reversePayment, { paymentId: money.id, reason: 'x' });

    expect(on('2026-10-31')).toEqual([]);
    expect(on('2026-11-01')).toEqual([{ ...pounds, dueMinor: 10_000 }]);
    expect(on('2026-11-04')).toEqual([{ ...pounds, dueMinor: 10_000 }]);
    expect(on('2026-11-05')).toEqual([{ ...pounds, unallocatedMinor: 3_000, promotionalMinor: 1_000 }]);
    expect(on('2026-11-08')).toEqual([
      { ...pounds, unallocatedMinor: 3_000, promotionalMinor: 1_000, creditNotesMinor: 2_500, awaitingRefundMinor: 500 },
    ]);
    expect(on('2026-11-10')).toEqual([{ ...pounds, dueMinor: 13_500, awaitingRefundMinor: 500 }]);
    expect(on('2026-11-12')).toEqual([{ ...pounds, uncollectibleMinor: 13_500, awaitingRefundMinor: 500 }]);
    expect(on('2026-11-14')).toEqual([{ ...pounds, dueMinor: 9_500, overdueMinor: 9_500, uncollectibleMinor: 16_500 }]);
  });

  it('[BEY-12] what happened later had not happened: voids, reversals and refunds', async () => {
    const books = new Books();
    books.day = '2026-11-01';
    const wrong = await books.posted([exempt('10.00')]);
    const paid = await books.posted([exempt('50.00')]);
    await books.pays(5_000, { allocations: [{ invoiceId: paid.id, amountMinor: 5_000 }] });
    const note = await books.credited(paid.id, { disposition: 'refund' });
    books.day = '2026-11-03';
    await books.wrote(voidInvoice, { invoiceId: wrong.id, reason: 'x' });
    const [refund] = await books.wrote(recordRefund, {
      creditNoteId: note.id,
      amountMinor: 5_000,
      method: 'cash',
      reference: '',
      paidOn: '2026-11-02',
    });
    books.day = '2026-11-05';
    await books.wrote(reverseRefund, { refundId: refund?.id ?? '', reason: 'x' });
    books.day = '2026-11-06';
    await books.wrote(voidCreditNote, { creditNoteId: note.id, reason: 'x' });
    const due = (day: string) => customerBalances(books.record, day).map((balance) => [balance.dueMinor, balance.awaitingRefundMinor]);
    expect(['2026-11-01', '2026-11-02', '2026-11-03', '2026-11-05', '2026-11-06'].map(due)).toEqual([
      [[1_000, 5_000]],
      [[1_000, 0]],
      [[0, 0]],
      [[0, 5_000]],
      [[0, 0]],
    ]);
  });

  it('[INV-21] [CUR-04] entities and currencies stand apart; drafts and what waits are no balance', async () => {
    const books = new Books({}, [
      sampleEntity({ id: 'ent_de', code: 'DE', isFallback: false, servesCountries: ['DE'] }),
      {
        id: 'r',
        kind: 'rate-table',
        rev: 1,
        entityId: 'ent_uk',
        rates: [{ from: 'EUR', to: 'GBP', on: '2026-01-01', rate: '0.9', source: '' }],
      },
    ]);
    await books.posted([exempt('1.00')]);
    await books.posted([exempt('2.00')], { currency: 'EUR' });
    await books.posted([exempt('4.00')], { entityId: 'ent_de' });
    await books.draft([exempt('8.00')]);
    expect(customerBalances(books.record, books.day).map(({ entityId, currency, dueMinor: due }) => [entityId, currency, due])).toEqual([
      ['ent_de', 'GBP', 400],
      ['ent_uk', 'EUR', 200],
      ['ent_uk', 'GBP', 100],
    ]);
  });
});

type Deed = {
  readonly kind: 'invoice' | 'pay' | 'reverse' | 'credit' | 'refund' | 'void' | 'void-note' | 'write-off';
  readonly minor: number;
  readonly which: number;
};

const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('invoice', 'invoice', 'pay', 'pay', 'reverse', 'credit', 'credit', 'refund', 'void', 'void-note', 'write-off'),
    minor: fc.integer({ min: 1, max: 20_000 }),
    which: fc.nat({ max: 5 }),
  }) as fc.Arbitrary<Deed>,
  { minLength: 1, maxLength: 14 },
);

const chosen = <T>(values: readonly T[], which: number): T | undefined => values[which % Math.max(1, values.length)];

/** Does it where the rules allow it. */
const done = async (books: Books, { kind, minor, which }: Deed): Promise<void> => {
  const id = chosen(books.all('invoice'), which)?.id ?? 'inv_none';
  const noteId = chosen(books.all('credit-note'), which)?.id ?? 'cn_none';
  const disposition = (['balance', 'next-invoice', 'refund'] as const)[which % 3] ?? 'balance';
  if (kind === 'invoice') await books.posted([line(`${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`)]);
  if (kind === 'pay') await books.pays(minor);
  if (kind === 'reverse')
    await books.give(reversePayment, { paymentId: chosen(books.all('payment'), which)?.id ?? 'pay_none', reason: 'x' });
  if (kind === 'credit') await books.give(createCreditNote, creditBody(id, { credit: { kind: 'amount', grossMinor: minor }, disposition }));
  if (kind === 'refund')
    await books.give(recordRefund, {
      creditNoteId: noteId,
      amountMinor: Math.ceil(minor / 4),
      method: 'cash',
      reference: '',
      paidOn: books.day,
    });
  if (kind === 'void') await books.give(voidInvoice, { invoiceId: id, reason: 'x' });
  if (kind === 'void-note') await books.give(voidCreditNote, { creditNoteId: noteId, reason: 'x' });
  if (kind === 'write-off') await books.give(writeOffInvoice, { invoiceId: id, reason: 'x' });
};

const expectNothingBelowZero = (balances: readonly CustomerBalance[]): void => {
  for (const balance of balances) {
    const minors = Object.values(balance).filter((value): value is number => typeof value === 'number');
    expect([balance, minors.every((minor) => minor >= 0)]).toEqual([balance, true]);
  }
};

describe('whatever is done', () => {
  it('[INV-19] [INV-21] [INV-25] [OFR-25] [BEY-12] nothing is paid twice or out of nothing, and what is owed less what is on hand is what was charged less what came in', async () => {
    await fc.assert(
      fc.asyncProperty(deeds, async (play) => {
        const books = new Books();
        books.keep({ ...promotion(1_500), expiresOn: null });
        for (const deed of play) {
          await done(books, deed);
          books.day = daysAfter(books.day, deed.which % 3);
        }
        for (let day = '2026-11-20'; day <= books.day; day = daysAfter(day, 1)) expectNothingBelowZero(customerBalances(books.record, day));
        const record = asOf(books.record, books.day);
        for (const invoice of books.all('invoice')) {
          expect(settledMinor(invoice)).toBeGreaterThanOrEqual(0);
          expect(settledMinor(invoice)).toBeLessThanOrEqual(invoice.totals.grossMinor);
          expect(dueMinor(invoice)).toBeGreaterThanOrEqual(0);
        }
        const total = <T>(values: readonly T[], of: (value: T) => number): number => values.reduce((sum, value) => sum + of(value), 0);
        const live = <T extends { readonly state: { readonly kind: string } }>(values: readonly T[]): readonly T[] =>
          values.filter(({ state }) => state.kind !== 'void' && state.kind !== 'reversed');
        const [balance] = customerBalances(books.record, books.day);
        if (balance === undefined) throw new Error('a balance');
        const owed =
          balance.dueMinor +
          balance.uncollectibleMinor -
          balance.creditNotesMinor -
          balance.awaitingRefundMinor -
          balance.unallocatedMinor -
          balance.promotionalMinor;
        const charged =
          total(live(record.invoices), (invoice) => invoice.totals.grossMinor) +
          total(live(record.creditNotes), (note) => note.totals.grossMinor);
        const came =
          total(live(record.payments), (payment) => payment.amountMinor) - total(live(record.refunds), (refund) => refund.amountMinor);
        expect(owed).toBe(charged - came - 1_500);
        const refunded = total(live(record.refunds), (refund) => refund.amountMinor);
        // A note for the next invoice may be paid out while its own invoice is still owed; nothing else is.
        expect(refunded).toBeLessThanOrEqual(
          total(books.all('payment'), (payment) => payment.amountMinor) + balance.dueMinor + balance.uncollectibleMinor,
        );
      }),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe('billing operations', () => {
  it('[INV-09] invoices, credit notes, payments, refunds and adjustments of a customer in one list, newest first, with what is still open', async () => {
    const books = new Books();
    books.day = '2026-11-01';
    const invoice = await books.posted([exempt('100.00')]);
    books.day = '2026-11-02';
    const payment = await books.pays(10_000, { reference: 'REF-1' });
    books.day = '2026-11-03';
    const note = await books.credited(invoice.id, { disposition: 'refund' });
    books.day = '2026-11-04';
    const [refund] = await books.wrote(recordRefund, {
      creditNoteId: note.id,
      amountMinor: 10_000,
      method: 'cash',
      reference: 'R-1',
      paidOn: '2026-11-04',
    });
    const [adjustment] = await books.wrote(createAdjustment, {
      customerId: 'cus_1',
      entityId: null,
      currency: null,
      amountMinor: -500,
      taxClass: 'exempt',
      reason: 'Rebate',
      on: '2026-11-05',
    });
    books.day = '2026-11-06';
    const open = await books.posted([exempt('7.00')]);
    const rows = operations({ ...books.record, adjustments: books.all('adjustment') }, books.day);
    expect(
      rows.map(({ kind, id, reference, amountMinor, dueMinor: due, status }) => [kind, id, reference, amountMinor, due, status]),
    ).toEqual([
      ['invoice', open.id, 'INV-A7-2026-000002', 700, 700, 'posted'],
      ['adjustment', adjustment?.id, 'Rebate', -500, 0, 'open'],
      ['refund', refund?.id, 'R-1', 10_000, 0, 'paid'],
      ['credit-note', note.id, 'CN-A7-2026-000001', -10_000, 0, 'refunded'],
      ['payment', payment.id, 'REF-1', -10_000, 0, 'received'],
      ['invoice', invoice.id, 'INV-A7-2026-000001', 10_000, 0, 'paid'],
    ]);
  });
});
