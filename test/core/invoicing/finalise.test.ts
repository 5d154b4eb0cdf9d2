import { describe, expect, it } from 'vitest';
import { createStandingCredit } from '../../../core/invoicing/create-standing-credit.ts';
import { finaliseCreditNote, finaliseInvoice, isDueToFinalise } from '../../../core/invoicing/finalise.ts';
import { postManualInvoice } from '../../../core/invoicing/post-manual-invoice.ts';
import { setCreditNoteTax, setInvoiceTax, taxQuoteRequest } from '../../../core/invoicing/set-tax.ts';
import { apiStatus, dueMinor } from '../../../core/invoicing/status.ts';
import type { Invoice } from '../../../core/invoicing/types.ts';
import { voidInvoice } from '../../../core/invoicing/void-invoice.ts';
import { customerBalances } from '../../../core/payments/balance.ts';
import { gapReport, numberLedger } from '../../../core/organization/number-ledger.ts';
import { sampleCustomer, sampleEntity } from '../../support/billing-world.ts';
import { scriptedTaxProvider } from '../../support/scripted-tax-provider.ts';
import { Books, creditBody, line } from './books.ts';
import { createCreditNote } from '../../../core/invoicing/create-credit-note.ts';

const withGrace = { invoices: { ...sampleEntity().invoices, graceHours: 24 } };

const pending = async (books: Books, price = '100.00'): Promise<Invoice> => {
  const { id } = await books.draft([line(price)]);
  await books.wrote(postManualInvoice, { invoiceId: id, on: null });
  return books.one('invoice', id);
};

describe('finalising an invoice', () => {
  it('[INV-02] [INV-06] numbers are given in the order of finalising, one after the other, and voids keep theirs', async () => {
    const books = new Books(withGrace);
    const [first, second, third] = [await pending(books), await pending(books), await pending(books)];
    for (const { id } of [second, third, first]) await books.wrote(finaliseInvoice, { invoiceId: id });
    expect([first, second, third].map(({ id }) => books.one('invoice', id).number)).toEqual([
      'INV-A7-2026-000003',
      'INV-A7-2026-000001',
      'INV-A7-2026-000002',
    ]);
    await books.wrote(voidInvoice, { invoiceId: third.id, reason: 'x' });
    const fourth = await pending(books);
    await books.wrote(finaliseInvoice, { invoiceId: fourth.id });
    expect(books.one('invoice', fourth.id).number).toBe('INV-A7-2026-000004');
    const [series] = books.all('number-series');
    expect(series && gapReport([numberLedger(series, books.all('invoice'))])).toEqual({ gaps: [], unexplained: 0 });
  });

  it('[INV-02] only pending can be finalised; a void one never is', async () => {
    const books = new Books(withGrace);
    const invoice = await pending(books);
    expect(apiStatus(invoice)).toBe('pending');
    await books.wrote(voidInvoice, { invoiceId: invoice.id, reason: 'x' });
    expect(await books.refused(finaliseInvoice, { invoiceId: invoice.id })).toEqual([
      { code: 'invoice.not-pending', invoiceId: invoice.id, found: 'void' },
    ]);
    const draft = await books.draft([line('1.00')]);
    expect(await books.refused(finaliseInvoice, { invoiceId: draft.id })).toMatchObject([{ found: 'draft' }]);
    expect(await books.refused(finaliseInvoice, { invoiceId: 'inv_none' })).toEqual([{ code: 'invoice.missing', invoiceId: 'inv_none' }]);
  });

  it('[INV-11] it may be finalised before its grace is over; its terms count from the day of issue', async () => {
    const books = new Books({ invoices: { ...withGrace.invoices, graceHours: 240, netTermsDays: 14 } });
    const invoice = await pending(books);
    books.day = '2026-11-21';
    await books.wrote(finaliseInvoice, { invoiceId: invoice.id });
    expect(books.one('invoice', invoice.id)).toMatchObject({ issuedOn: '2026-11-21', dueOn: '2026-12-05' });
  });

  it('[INV-21] [OFR-25] [OR-17] settles in order: promotional credit first, then the balance, after tax', async () => {
    const books = new Books(withGrace);
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
      expiresOn: '2026-12-01',
      state: { kind: 'granted' },
    });
    await books.pays(5_000);
    const invoice = await pending(books);
    expect(invoice.settlements).toEqual([]);
    await books.wrote(finaliseInvoice, { invoiceId: invoice.id });
    const posted = books.one('invoice', invoice.id);
    expect(posted.totals.taxMinor).toBe(2_000);
    expect(posted.settlements.map(({ kind, amountMinor }) => [kind, amountMinor])).toEqual([
      ['promotional-credit', 1_000],
      ['payment', 5_000],
    ]);
    expect(dueMinor(posted)).toBe(6_000);
  });

  it('[OFR-25] [INV-21] promotional credit is used even where balances wait, never after its last day', async () => {
    const books = new Books({ invoices: { ...sampleEntity().invoices, applyBalance: false } });
    const credit = (id: string, expiresOn: string) =>
      ({
        id,
        kind: 'promotional-credit',
        rev: 1,
        customerId: 'cus_1',
        entityId: 'ent_uk',
        currency: 'GBP',
        amountMinor: 500,
        reason: 'x',
        grantedOn: '2026-11-01',
        expiresOn,
        state: { kind: 'granted' },
      }) as const;
    books.keep(credit('pcr_old', '2026-11-20'), credit('pcr_new', '2026-11-21'));
    await books.pays(5_000);
    const invoice = await books.posted([line('100.00')]);
    expect(invoice.settlements).toMatchObject([{ kind: 'promotional-credit', sourceId: 'pcr_new', amountMinor: 500 }]);
  });

  it('[OR-18] what corrected it while it waited makes it smaller when it is finalised', async () => {
    const books = new Books({ invoices: { ...withGrace.invoices, applyBalance: false } });
    const invoice = await pending(books);
    const corrected = { ...invoice, state: { kind: 'posted' as const } };
    const twin = new Books();
    twin.keep(corrected);
    const note = await twin.credited(invoice.id, { credit: { kind: 'amount', grossMinor: 6_000 } });
    books.keep(note);
    await books.wrote(finaliseInvoice, { invoiceId: invoice.id });
    expect(books.one('invoice', invoice.id).settlements).toMatchObject([{ kind: 'credit-note', sourceId: note.id, amountMinor: 6_000 }]);
  });

  it('[OR-20] converts at the rate of its day, not of the day on which it was made', async () => {
    const rates = [
      ['2026-11-20', '0.88'],
      ['2026-11-21', '0.80'],
    ].map(([on = '', rate = '']) => ({ from: 'EUR', to: 'GBP', on, rate, source: '' }) as const);
    const books = new Books(withGrace, [{ id: 'rates', kind: 'rate-table', rev: 1, entityId: 'ent_uk', rates }]);
    const { id } = await books.draft([line('100.00')], { currency: 'EUR' });
    await books.wrote(postManualInvoice, { invoiceId: id, on: null });
    expect(books.one('invoice', id).entityCurrencyTax).toMatchObject({ rate: '0.88' });
    books.day = '2026-11-21';
    await books.wrote(finaliseInvoice, { invoiceId: id });
    expect(books.one('invoice', id).entityCurrencyTax).toMatchObject({ rate: '0.80', netMinor: 8_000, taxMinor: 1_600 });
  });

  it('[NUM-03] a station whose clock went back issues on the last day of its series, and a closed series nothing', async () => {
    const books = new Books(withGrace);
    const [first, second] = [await pending(books), await pending(books)];
    books.day = '2026-11-25';
    await books.wrote(finaliseInvoice, { invoiceId: first.id });
    books.day = '2026-11-22';
    await books.wrote(finaliseInvoice, { invoiceId: second.id });
    expect(books.one('invoice', second.id).issuedOn).toBe('2026-11-25');
    const third = await pending(books);
    const [series] = books.all('number-series');
    if (series !== undefined) books.keep({ ...series, state: 'closed' });
    expect(await books.refused(finaliseInvoice, { invoiceId: third.id })).toMatchObject([{ code: 'series.closed' }]);
  });
});

describe('a central series', () => {
  it('[NUM-02] [NUM-01] a station posts provisionally: it is issued and owed, and the server gives its number once', async () => {
    const central = { mode: 'central-series', prefix: 'INV', yearly: true, digits: 6 } as const;
    const books = new Books({ numbering: { ...sampleEntity().numbering, invoice: central } });
    const { id } = await books.posted([line('100.00')]);
    expect(books.one('invoice', id)).toMatchObject({ state: { kind: 'posted' }, number: null });
    expect(books.one('invoice', id).seriesId).toMatch(/^series_/);
    expect(books.all('number-series')).toEqual([]);
    expect(customerBalances(books.record, books.day)).toMatchObject([{ dueMinor: 12_000 }]);
    const numbered: Invoice = { ...books.one('invoice', id), rev: 3, number: 'INV-2026-000001' };
    books.commit([{ basedOn: 2, document: numbered }]);
    expect(books.one('invoice', id).number).toBe('INV-2026-000001');
  });
});

describe('tax from a provider', () => {
  const newYork = { lines: ['5 Fifth Avenue'], city: 'New York', postalCode: '10001', region: 'NY', country: 'US' };
  const american = (): Books => {
    const books = new Books({ taxTreatment: 'third-party' });
    books.keep(sampleCustomer({ billingAddress: newYork }));
    return books;
  };

  it('[TAX-05] the document waits until its tax has arrived, and then may be finalised', async () => {
    const books = american();
    const provider = scriptedTaxProvider();
    const invoice = await pending(books);
    expect(invoice).toMatchObject({
      state: { kind: 'pending' },
      thirdPartyTax: { kind: 'pending' },
      totals: { taxMinor: 0 },
      lines: [{ decision: { reason: 'tax_pending' } }],
    });
    expect(isDueToFinalise(invoice, '2027-01-01')).toBe(false);
    expect(await books.refused(finaliseInvoice, { invoiceId: invoice.id })).toEqual([{ code: 'tax.pending', documentId: invoice.id }]);
    provider.goOffline();
    expect((await provider.quote(taxQuoteRequest(invoice))).ok).toBe(false);
    provider.goOnline();
    const quote = await provider.quote(taxQuoteRequest(invoice));
    if (!quote.ok) throw new Error('quoted');
    await books.wrote(setInvoiceTax, { invoiceId: invoice.id, provider: provider.name, quote: quote.value });
    const quoted = books.one('invoice', invoice.id);
    expect(quoted).toMatchObject({
      totals: { netMinor: 10_000, taxMinor: 888, grossMinor: 10_888 },
      thirdPartyTax: { kind: 'quoted', provider: 'scripted' },
    });
    expect(quoted.taxes.map(({ name, taxMinor }) => [name, taxMinor])).toEqual([
      ['City tax', 450],
      ['State tax', 400],
      ['MCTD', 38],
    ]);
    await books.wrote(finaliseInvoice, { invoiceId: invoice.id });
    expect(books.one('invoice', invoice.id)).toMatchObject({
      state: { kind: 'posted' },
      number: 'INV-A7-2026-000001',
      totals: { taxMinor: 888 },
    });
  });

  it('[TAX-05] an answer must cover the lines; a later one replaces an earlier one; what is issued asks nobody', async () => {
    const books = american();
    const invoice = await pending(books);
    const lineId = invoice.lines[0]?.id ?? '';
    const answer = (id: string, taxMinor: number) => ({
      invoiceId: invoice.id,
      provider: 'scripted',
      quote: {
        reference: 'R1',
        lines: [{ id, jurisdiction: 'US-NY', taxes: [{ name: 'State tax', jurisdiction: 'US-NY', percent: '4', taxMinor }], reason: '' }],
      },
    });
    expect(await books.refused(setInvoiceTax, answer('ln_else', 400))).toEqual([
      { code: 'tax.quote-incomplete', documentId: invoice.id, lineId },
    ]);
    await books.wrote(setInvoiceTax, answer(lineId, 400));
    await books.wrote(setInvoiceTax, answer(lineId, 500));
    expect(books.one('invoice', invoice.id).totals.taxMinor).toBe(500);
    await books.wrote(finaliseInvoice, { invoiceId: invoice.id });
    expect(await books.refused(setInvoiceTax, answer(lineId, 600))).toEqual([
      { code: 'tax.not-asked', documentId: invoice.id, found: 'posted' },
    ]);
    expect(await books.refused(setInvoiceTax, { ...answer(lineId, 1), invoiceId: 'inv_none' })).toEqual([
      { code: 'invoice.missing', invoiceId: 'inv_none' },
    ]);
  });

  it('[TAX-05] [TAX-15] a credit note of an invoice repeats its tax and waits for nobody; a standing one is asked for', async () => {
    const books = american();
    const invoice = await pending(books);
    const taxes = [{ name: 'State tax', jurisdiction: 'US-NY', percent: '4', taxMinor: 400 }];
    const quoteOf = (id: string, minor = 400) => ({
      reference: 'R1',
      lines: [{ id, jurisdiction: 'US-NY', taxes: taxes.map((tax) => ({ ...tax, taxMinor: minor })), reason: '' }],
    });
    await books.wrote(setInvoiceTax, { invoiceId: invoice.id, provider: 'scripted', quote: quoteOf(invoice.lines[0]?.id ?? '') });
    await books.wrote(finaliseInvoice, { invoiceId: invoice.id });
    const note = await books.wrote(createCreditNote, creditBody(invoice.id, { credit: { kind: 'amount', grossMinor: 5_200 } }));
    expect(note[0]).toMatchObject({ state: { kind: 'posted' }, totals: { netMinor: -5_000, taxMinor: -200 }, thirdPartyTax: null });
    const [standing] = await books.wrote(createStandingCredit, {
      customerId: 'cus_1',
      entityId: null,
      currency: null,
      reason: 'goodwill',
      disposition: 'balance',
      note: '',
      lines: [
        {
          description: 'Goodwill',
          quantity: '1',
          price: { kind: 'agreed', unitPrice: '10', taxClass: 'standard', taxInclusive: false, productId: null },
          period: null,
          tax: null,
        },
      ],
    });
    if (standing?.kind !== 'credit-note') throw new Error('credited');
    expect(standing).toMatchObject({ state: { kind: 'pending' }, thirdPartyTax: { kind: 'pending' } });
    expect(await books.refused(finaliseCreditNote, { creditNoteId: standing.id })).toEqual([
      { code: 'tax.pending', documentId: standing.id },
    ]);
    await books.wrote(setCreditNoteTax, {
      creditNoteId: standing.id,
      provider: 'scripted',
      quote: quoteOf(standing.lines[0]?.id ?? '', -40),
    });
    await books.wrote(finaliseCreditNote, { creditNoteId: standing.id });
    expect(books.one('credit-note', standing.id)).toMatchObject({ state: { kind: 'posted' }, totals: { netMinor: -1_000, taxMinor: -40 } });
    expect(await books.refused(setCreditNoteTax, { creditNoteId: 'cn_none', provider: 'x', quote: quoteOf('a') })).toEqual([
      { code: 'credit-note.missing', creditNoteId: 'cn_none' },
    ]);
  });
});
