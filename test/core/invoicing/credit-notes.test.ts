import { describe, expect, it } from 'vitest';
import { applyCreditNote } from '../../../core/invoicing/apply-credit-note.ts';
import { createCreditNote } from '../../../core/invoicing/create-credit-note.ts';
import { createStandingCredit } from '../../../core/invoicing/create-standing-credit.ts';
import { finaliseCreditNote } from '../../../core/invoicing/finalise.ts';
import { creditNoteStatus, dueMinor, invoiceStatus } from '../../../core/invoicing/status.ts';
import type { CreditNote } from '../../../core/invoicing/types.ts';
import type { ExchangeRateTable } from '../../../core/organization/types.ts';
import { customerBalances } from '../../../core/payments/balance.ts';
import { recordRefund } from '../../../core/payments/record-refund.ts';
import { sampleEntity, ukVat } from '../../support/billing-world.ts';
import { Books, creditBody, line, subscribed } from './books.ts';

const statusOf = (books: Books, id: string): ReturnType<typeof creditNoteStatus> =>
  creditNoteStatus(books.one('credit-note', id), {
    settlements: books.all('invoice').flatMap((invoice) => invoice.settlements),
    refundedMinor: books
      .all('refund')
      .reduce((sum, refund) => sum + (refund.creditNoteId === id && refund.state.kind === 'paid' ? refund.amountMinor : 0), 0),
  });

const paid = async (books: Books, ...prices: readonly string[]): Promise<string> => {
  const { id, totals } = await books.posted(prices.map((price) => line(price)));
  await books.pays(totals.grossMinor);
  return id;
};

const totalsOf = ({ totals }: CreditNote): readonly number[] => [totals.netMinor, totals.taxMinor, totals.grossMinor];

describe('creating a credit note', () => {
  it('[INV-16] [TAX-15] takes back the whole invoice, line by line, at its own rates, with a reason, under a number of its own series', async () => {
    const books = new Books();
    const id = await paid(books, '100.00', '0.33');
    books.keep(ukVat('25'));
    const note = await books.credited(id, { reason: 'goodwill', note: 'For the trouble' });
    expect(note).toMatchObject({
      number: 'CN-A7-2026-000001',
      invoiceId: id,
      reason: 'goodwill',
      note: 'For the trouble',
      origin: 'manual',
      state: { kind: 'posted' },
    });
    expect(totalsOf(note)).toEqual([-10_033, -2_007, -12_040]);
    expect(note.taxes).toEqual([
      { name: 'VAT', jurisdiction: 'GB', percent: '20', outcome: 'taxed', reason: '', netMinor: -10_033, taxMinor: -2_007 },
    ]);
    expect(
      note.lines.map(({ nature, source, credits, quantity, unitPrice }) => ({
        nature,
        source: source.kind,
        document: credits?.documentId,
        quantity,
        unitPrice,
      })),
    ).toEqual([
      { nature: 'manual', source: 'manual', document: id, quantity: '1', unitPrice: '100.00' },
      { nature: 'manual', source: 'manual', document: id, quantity: '1', unitPrice: '0.33' },
    ]);
  });

  it('[INV-19] by line, in part or all that is left of it', async () => {
    const books = new Books();
    const id = await paid(books, '100.00', '50.00');
    const [first, second] = books.one('invoice', id).lines.map((entry) => entry.id);
    const note = await books.credited(id, {
      credit: {
        kind: 'lines',
        lines: [
          { lineId: second ?? '', grossMinor: null },
          { lineId: first ?? '', grossMinor: 3_000 },
        ],
      },
    });
    expect(note.lines.map((entry) => [entry.credits?.lineId, entry.netMinor, entry.taxMinor])).toEqual([
      [first, -2_500, -500],
      [second, -5_000, -1_000],
    ]);
    const rest = await books.credited(id);
    expect(rest.lines.map((entry) => [entry.credits?.lineId, entry.netMinor, entry.taxMinor])).toEqual([[first, -7_500, -1_500]]);
  });

  it('[INV-19] by amount, spread over the lines in proportion, tax included', async () => {
    const books = new Books();
    const { id, totals } = await books.posted([line('100.00'), line('50.00', {}, { taxClass: 'exempt' })]);
    await books.pays(totals.grossMinor);
    const note = await books.credited(id, { credit: { kind: 'amount', grossMinor: 8_500 } });
    expect(note.lines.map(({ netMinor, taxMinor, grossMinor }) => [netMinor, taxMinor, grossMinor])).toEqual([
      [-5_000, -1_000, -6_000],
      [-2_500, 0, -2_500],
    ]);
  });

  it('[INV-19] never more than is left of a line, of the invoice, or twice of anything', async () => {
    const books = new Books();
    const { id, totals } = await books.posted([line('100.00'), line('-20.00')]);
    await books.pays(totals.grossMinor);
    const [charge, rebate] = books.one('invoice', id).lines.map((entry) => entry.id);
    const wants = (lines: readonly { readonly lineId: string; readonly grossMinor: number | null }[]) =>
      books.refused(createCreditNote, creditBody(id, { credit: { kind: 'lines', lines } }));
    expect(await books.refused(createCreditNote, creditBody(id, { credit: { kind: 'amount', grossMinor: 9_601 } }))).toEqual([
      { code: 'credit-note.exceeds-invoice', invoiceId: id, wantedMinor: 9_601, leftMinor: 9_600 },
    ]);
    expect(await wants([{ lineId: charge ?? '', grossMinor: 12_001 }])).toEqual([
      { code: 'credit-note.exceeds-line', lineId: charge, wantedMinor: 12_001, leftMinor: 12_000 },
    ]);
    expect(await wants([{ lineId: charge ?? '', grossMinor: -1 }])).toMatchObject([{ code: 'credit-note.exceeds-line' }]);
    expect(await wants([{ lineId: charge ?? '', grossMinor: null }])).toEqual([
      { code: 'credit-note.exceeds-invoice', invoiceId: id, wantedMinor: 12_000, leftMinor: 9_600 },
    ]);
    expect(await wants([{ lineId: rebate ?? '', grossMinor: null }])).toEqual([{ code: 'credit-note.nothing-left', invoiceId: id }]);
    expect(await wants([{ lineId: 'ln_none', grossMinor: 1 }])).toEqual([{ code: 'credit-note.line-missing', lineId: 'ln_none' }]);
    expect(
      await wants([
        { lineId: charge ?? '', grossMinor: 1 },
        { lineId: charge ?? '', grossMinor: 1 },
      ]),
    ).toEqual([{ code: 'credit-note.line-repeated', lineId: charge }]);
    await books.credited(id);
    expect(await books.refused(createCreditNote, creditBody(id, { credit: { kind: 'amount', grossMinor: 1 } }))).toEqual([
      { code: 'credit-note.nothing-left', invoiceId: id },
    ]);
  });

  it('[INV-19] credits of billing runs and credits by hand count against each other', async () => {
    const books = new Books({}, subscribed());
    const [invoice] = await books.bills('2026-11-01', '2026-12-01');
    if (invoice === undefined) throw new Error('billed');
    await books.pays(3_600);
    await books.credited(invoice.id, { credit: { kind: 'amount', grossMinor: 2_400 } });
    const subscription = books.all('subscription')[0];
    if (subscription === undefined) throw new Error('subscribed');
    const items = subscription.items.map((entry) => ({ ...entry, terms: entry.terms.map((each) => ({ ...each, until: '2026-11-06' })) }));
    books.keep({ ...subscription, items, state: { kind: 'cancelled', on: '2026-11-06', reason: 'customer_request', note: '' } });
    const [note] = await books.bills('2026-11-01', '2026-12-01');
    // 25 of 30 days are 25.00 of 30.00, but 20.00 went back by hand: 10.00 are left.
    expect(note).toMatchObject({ kind: 'credit-note', totals: { netMinor: -1_000, taxMinor: -200 } });
    expect(await books.refused(createCreditNote, creditBody(invoice.id))).toMatchObject([{ code: 'credit-note.nothing-left' }]);
    expect(await books.bills('2026-11-01', '2026-12-01')).toEqual([]);
  });

  it('[INV-16] a credit by hand gives money back and no service: no billing run charges it again', async () => {
    const books = new Books({}, subscribed());
    const [invoice] = await books.bills('2026-11-01', '2026-12-01');
    await books.pays(3_600);
    await books.credited(invoice?.id ?? '', { reason: 'goodwill', disposition: 'refund' });
    expect(await books.bills('2026-11-01', '2026-12-01')).toEqual([]);
    books.day = '2026-12-20';
    expect(await books.bills('2026-12-01', '2027-01-01')).toMatchObject([
      { kind: 'invoice', lines: [{ chargedMinor: 3_000, period: { start: '2026-12-01', end: '2027-01-01' }, credits: null }] },
    ]);
  });

  it('[INV-19] only issued invoices are credited, on a day that has come, is open, and not before the invoice', async () => {
    const books = new Books();
    const draft = await books.draft([line('1.00')]);
    expect(await books.refused(createCreditNote, creditBody(draft.id))).toEqual([
      { code: 'invoice.not-issued', invoiceId: draft.id, found: 'draft' },
    ]);
    expect(await books.refused(createCreditNote, creditBody('inv_none'))).toEqual([{ code: 'invoice.missing', invoiceId: 'inv_none' }]);
    const { id } = await books.posted([line('1.00')], {}, '2026-11-10');
    expect(await books.refused(createCreditNote, creditBody(id, { on: '2026-11-21' }))).toEqual([
      { code: 'date.in-future', on: '2026-11-21', today: '2026-11-20' },
    ]);
    expect(await books.refused(createCreditNote, creditBody(id, { on: '2026-11-09' }))).toEqual([
      { code: 'credit-note.before-invoice', on: '2026-11-09', issuedOn: '2026-11-10' },
    ]);
    books.keep({ ...books.one('entity', 'ent_uk'), booksLockedBefore: '2026-11-15' });
    expect(await books.refused(createCreditNote, creditBody(id, { on: '2026-11-14' }))).toMatchObject([
      { code: 'books.locked', on: '2026-11-14' },
    ]);
    expect(await books.credited(id, { on: '2026-11-16', credit: { kind: 'amount', grossMinor: 60 } })).toMatchObject({
      issuedOn: '2026-11-16',
    });
    const backwards = await books.refused(createCreditNote, creditBody(id, { on: '2026-11-15' }));
    expect(backwards).toMatchObject([{ code: 'series.date-backwards', on: '2026-11-15', lastIssuedOn: '2026-11-16' }]);
  });

  it("[TAX-15] [INV-07] in another currency it keeps the invoice's frozen rate, and notes sum to it in the entity's currency too", async () => {
    const rates = (...entries: readonly (readonly [string, string])[]): ExchangeRateTable => ({
      id: 'rates_1',
      kind: 'rate-table',
      rev: 1,
      entityId: 'ent_uk',
      rates: entries.map(([on, rate]) => ({ from: 'EUR', to: 'GBP', on, rate, source: 'ECB' })),
    });
    const books = new Books({}, [rates(['2026-11-19', '0.8765'])]);
    const { id, totals } = await books.posted([line('100.01')], { currency: 'EUR' });
    await books.pays(totals.grossMinor, { currency: 'EUR' });
    const issued = books.one('invoice', id).entityCurrencyTax;
    expect(issued).toMatchObject({ currency: 'GBP', rate: '0.8765', rateOn: '2026-11-19', netMinor: 8_766, taxMinor: 1_753 });
    books.keep(rates(['2026-11-19', '0.8765'], ['2026-11-30', '0.9']));
    books.day = '2026-12-01';
    const notes = [
      await books.credited(id, { credit: { kind: 'amount', grossMinor: 4_001 } }),
      await books.credited(id, { credit: { kind: 'amount', grossMinor: 4_001 } }),
      await books.credited(id),
    ];
    expect(notes.map((note) => note.entityCurrencyTax?.rate)).toEqual(['0.8765', '0.8765', '0.8765']);
    expect(notes.reduce((sum, note) => sum - (note.entityCurrencyTax?.netMinor ?? 0), 0)).toBe(8_766);
    expect(notes.reduce((sum, note) => sum - (note.entityCurrencyTax?.taxMinor ?? 0), 0)).toBe(1_753);
  });
});

describe('what becomes of a credit note', () => {
  it('[OR-18] what it corrects and is unpaid is reduced first, the rest stays as balance', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    await books.pays(9_000);
    const note = await books.credited(id, { credit: { kind: 'amount', grossMinor: 6_000 } });
    expect(books.one('invoice', id).settlements).toMatchObject([
      { kind: 'payment', amountMinor: 9_000 },
      { kind: 'credit-note', sourceId: note.id, amountMinor: 3_000 },
    ]);
    expect(invoiceStatus(books.one('invoice', id), books.day)).toBe('paid');
    expect(customerBalances(books.record, books.day)).toMatchObject([{ dueMinor: 0, creditNotesMinor: 3_000 }]);
  });

  it('[INV-17] [INV-21] balance and next invoice are used by the next invoice, a refund waits to be paid', async () => {
    const books = new Books();
    const id = await paid(books, '100.00');
    const balance = await books.credited(id, { credit: { kind: 'amount', grossMinor: 1_000 }, disposition: 'balance' });
    const next = await books.credited(id, { credit: { kind: 'amount', grossMinor: 2_000 }, disposition: 'next-invoice' });
    const refund = await books.credited(id, { credit: { kind: 'amount', grossMinor: 4_000 }, disposition: 'refund' });
    expect(customerBalances(books.record, books.day)).toMatchObject([{ creditNotesMinor: 3_000, awaitingRefundMinor: 4_000 }]);
    const invoice = await books.posted([line('100.00')]);
    expect(dueMinor(books.one('invoice', invoice.id))).toBe(9_000);
    expect([balance, next, refund].map((note) => statusOf(books, note.id))).toEqual(['applied', 'applied', 'posted']);
    await books.wrote(recordRefund, {
      creditNoteId: refund.id,
      amountMinor: 4_000,
      method: 'bank-transfer',
      reference: 'R-1',
      paidOn: books.day,
    });
    expect(statusOf(books, refund.id)).toBe('refunded');
    expect(customerBalances(books.record, books.day)).toMatchObject([{ creditNotesMinor: 0, awaitingRefundMinor: 0 }]);
  });

  it('[INV-17] for the next invoice, it leaves the corrected one as it is', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    await books.credited(id, { credit: { kind: 'amount', grossMinor: 6_000 }, disposition: 'next-invoice' });
    expect(dueMinor(books.one('invoice', id))).toBe(12_000);
    const next = await books.posted([line('100.00')]);
    expect(dueMinor(books.one('invoice', next.id))).toBe(6_000);
  });

  it('[INV-21] [INV-17] switched off, balances stay until somebody applies them; a note for the next invoice is used all the same', async () => {
    const books = new Books({ invoices: { ...sampleEntity().invoices, applyBalance: false } });
    const id = await paid(books, '100.00');
    const balance = await books.credited(id, { credit: { kind: 'amount', grossMinor: 1_000 } });
    await books.credited(id, { credit: { kind: 'amount', grossMinor: 2_000 }, disposition: 'next-invoice' });
    const next = await books.posted([line('10.00')]);
    expect(books.one('invoice', next.id).settlements).toMatchObject([{ kind: 'credit-note', amountMinor: 1_200 }]);
    const open = await books.posted([line('5.00')]);
    expect(books.one('invoice', open.id).settlements).toMatchObject([{ amountMinor: 600 }]);
    const last = await books.posted([line('20.00')]);
    expect(dueMinor(books.one('invoice', last.id))).toBe(2_200);
    await books.wrote(applyCreditNote, { creditNoteId: balance.id, allocations: [{ invoiceId: last.id, amountMinor: 700 }] });
    expect(dueMinor(books.one('invoice', last.id))).toBe(1_500);
    expect(
      await books.refused(applyCreditNote, { creditNoteId: balance.id, allocations: [{ invoiceId: last.id, amountMinor: 301 }] }),
    ).toEqual([{ code: 'allocation.exceeds-money', wantedMinor: 301, leftMinor: 300 }]);
    expect(
      await books.refused(applyCreditNote, { creditNoteId: 'cn_none', allocations: [{ invoiceId: last.id, amountMinor: 1 }] }),
    ).toEqual([{ code: 'credit-note.missing', creditNoteId: 'cn_none' }]);
  });

  it('[INV-21] the oldest credit is used first, whatever its kind', async () => {
    const books = new Books();
    books.day = '2026-11-10';
    const first = await paid(books, '10.00');
    const older = await books.credited(first, { credit: { kind: 'amount', grossMinor: 500 } });
    books.day = '2026-11-12';
    const money = await books.pays(700);
    books.day = '2026-11-14';
    const newer = await books.credited(first, { credit: { kind: 'amount', grossMinor: 600 } });
    const next = await books.posted([line('14.00')]);
    expect(books.one('invoice', next.id).settlements.map(({ sourceId, amountMinor }) => [sourceId, amountMinor])).toEqual([
      [older.id, 500],
      [money.id, 700],
      [newer.id, 480],
    ]);
  });

  it('[OFR-25] [OR-17] promotional credit that paid an invoice goes back to itself and never becomes money', async () => {
    const books = new Books();
    books.keep({
      id: 'pcr_1',
      kind: 'promotional-credit',
      rev: 1,
      customerId: 'cus_1',
      entityId: 'ent_uk',
      currency: 'GBP',
      amountMinor: 4_000,
      reason: 'Welcome',
      grantedOn: '2026-11-01',
      expiresOn: null,
      state: { kind: 'granted' },
    });
    const { id } = await books.posted([line('100.00')]);
    expect(books.one('invoice', id).totals).toMatchObject({ netMinor: 10_000, taxMinor: 2_000 });
    await books.pays(8_000);
    await books.credited(id, { credit: { kind: 'amount', grossMinor: 5_000 } });
    expect(customerBalances(books.record, books.day)).toMatchObject([{ creditNotesMinor: 5_000, promotionalMinor: 0, dueMinor: 0 }]);
    const rest = await books.credited(id);
    expect(customerBalances(books.record, books.day)).toMatchObject([{ creditNotesMinor: 8_000, promotionalMinor: 4_000, dueMinor: 0 }]);
    expect(
      await books.refused(recordRefund, { creditNoteId: rest.id, amountMinor: 3_001, method: 'cash', reference: '', paidOn: books.day }),
    ).toEqual([{ code: 'refund.exceeds-credit', creditNoteId: rest.id, amountMinor: 3_001, leftMinor: 3_000 }]);
  });

  it('[INV-20] with a time of grace it waits, counts against the limit, and reduces nothing until it is finalised', async () => {
    const books = new Books({ invoices: { ...sampleEntity().invoices, graceHours: 24 } });
    const id = 'inv_old';
    const open = await new Books().posted([line('100.00')]);
    books.keep({ ...open, id });
    const note = await books.credited(id, { credit: { kind: 'amount', grossMinor: 6_000 } });
    expect(note).toMatchObject({ state: { kind: 'pending', finaliseFrom: '2026-11-21' }, number: null });
    expect(dueMinor(books.one('invoice', id))).toBe(12_000);
    expect(await books.refused(createCreditNote, creditBody(id, { credit: { kind: 'amount', grossMinor: 6_001 } }))).toMatchObject([
      { leftMinor: 6_000 },
    ]);
    books.day = '2026-11-22';
    await books.wrote(finaliseCreditNote, { creditNoteId: note.id });
    expect(books.one('credit-note', note.id)).toMatchObject({
      state: { kind: 'posted' },
      number: 'CN-A7-2026-000001',
      issuedOn: '2026-11-22',
    });
    expect(dueMinor(books.one('invoice', id))).toBe(6_000);
    expect(statusOf(books, note.id)).toBe('applied');
    expect(await books.refused(finaliseCreditNote, { creditNoteId: note.id })).toMatchObject([
      { code: 'credit-note.not-pending', found: 'posted' },
    ]);
    expect(await books.refused(finaliseCreditNote, { creditNoteId: 'cn_none' })).toMatchObject([{ code: 'credit-note.missing' }]);
  });
});

describe('a standing credit', () => {
  const body = (unitPrice: string, taxClass = 'standard') => ({
    customerId: 'cus_1',
    entityId: null,
    currency: null,
    lines: [
      {
        description: 'Goodwill',
        quantity: '1',
        price: { kind: 'agreed' as const, unitPrice, taxClass, taxInclusive: false, productId: null },
        period: null,
        tax: null,
      },
    ],
    reason: 'goodwill' as const,
    disposition: 'balance' as const,
    note: '',
  });

  it('[INV-16] [INV-23] corrects no invoice, is taxed by the rules of its day, and pays the next invoice', async () => {
    const books = new Books();
    const [note] = await books.wrote(createStandingCredit, body('10.00'));
    expect(note).toMatchObject({
      kind: 'credit-note',
      invoiceId: null,
      totals: { netMinor: -1_000, taxMinor: -200, grossMinor: -1_200 },
      number: 'CN-A7-2026-000001',
    });
    const next = await books.posted([line('100.00')]);
    expect(dueMinor(books.one('invoice', next.id))).toBe(10_800);
  });

  it('[INV-16] it must credit something', async () => {
    const books = new Books();
    expect(await books.refused(createStandingCredit, body('-10.00'))).toEqual([{ code: 'credit-note.not-positive', grossMinor: -1_200 }]);
    expect(await books.refused(createStandingCredit, body('0'))).toEqual([{ code: 'credit-note.not-positive', grossMinor: 0 }]);
    expect(await books.refused(createStandingCredit, body('10', 'unheard-of'))).toMatchObject([{ code: 'tax.rate-missing' }]);
    expect(await books.refused(createStandingCredit, { ...body('10'), customerId: 'cus_none' })).toEqual([
      { code: 'customer.missing', customerId: 'cus_none' },
    ]);
  });
});
