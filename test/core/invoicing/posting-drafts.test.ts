import { describe, expect, it } from 'vitest';
import { createManualInvoice } from '../../../core/invoicing/create-manual-invoice.ts';
import { finaliseInvoice, isDueToFinalise } from '../../../core/invoicing/finalise.ts';
import type { NewLine } from '../../../core/invoicing/manual-facts.ts';
import { postManualInvoice } from '../../../core/invoicing/post-manual-invoice.ts';
import {
  component,
  fixedPrice,
  perUnit,
  sampleCustomer,
  sampleEntity,
  type SoldPlan,
  soldPlan,
  variantOf,
  withPolicies,
} from '../../support/billing-world.ts';
import { Books, line, subscribed } from './books.ts';

const catalogOf = ({ product, plan, version }: SoldPlan) => [product, plan, version] as const;

const newBody = (lines: readonly NewLine[] = [], changes: object = {}) => ({
  customerId: 'cus_1',
  entityId: null,
  currency: null,
  netTermsDays: null,
  note: '',
  lines,
  ...changes,
});

describe('posting a draft', () => {
  it('[INV-12] [INV-02] [NUM-01] posts it at once where the entity gives no time of grace', async () => {
    const books = new Books();
    const draft = await books.draft([line('100.00')]);
    books.day = '2026-11-25';
    await books.wrote(postManualInvoice, { invoiceId: draft.id, on: null });
    expect(books.one('invoice', draft.id)).toMatchObject({
      state: { kind: 'posted' },
      number: 'INV-A7-2026-000001',
      issuedOn: '2026-11-25',
      dueOn: '2026-12-25',
    });
    expect(books.all('number-series')).toMatchObject([{ next: 2, lastIssuedOn: '2026-11-25' }]);
    expect(await books.refused(postManualInvoice, { invoiceId: draft.id, on: null })).toEqual([
      { code: 'invoice.not-draft', invoiceId: draft.id, found: 'posted' },
    ]);
  });

  it('[INV-11] [INV-03] with a time of grace it waits as pending, and is finalised by itself afterwards', async () => {
    const books = new Books({ invoices: { ...sampleEntity().invoices, graceHours: 30, netTermsDays: 10 } });
    const draft = await books.draft([line('100.00')]);
    await books.wrote(postManualInvoice, { invoiceId: draft.id, on: null });
    const pending = books.one('invoice', draft.id);
    expect(pending).toMatchObject({ state: { kind: 'pending', finaliseFrom: '2026-11-22' }, number: null, dueOn: '2026-11-30' });
    expect([isDueToFinalise(pending, '2026-11-21'), isDueToFinalise(pending, '2026-11-22'), isDueToFinalise(draft, '2026-11-22')]).toEqual([
      false,
      true,
      false,
    ]);
    books.day = '2026-11-22';
    await books.wrote(finaliseInvoice, { invoiceId: draft.id });
    expect(books.one('invoice', draft.id)).toMatchObject({ issuedOn: '2026-11-22', dueOn: '2026-12-02', number: 'INV-A7-2026-000001' });
  });

  it("[INV-11] [INV-07] the entity's prefix and the customer's language stand on it", async () => {
    const numbering = { ...sampleEntity().numbering, invoice: { mode: 'station-series', prefix: 'NL', yearly: false, digits: 4 } } as const;
    const books = new Books({ numbering });
    books.keep(sampleCustomer({ locale: 'de-DE' }));
    expect(await books.posted([line('1.00')])).toMatchObject({ number: 'NL-A7-0001', locale: 'de-DE' });
  });

  it('[INV-12] [NUM-03] may be dated back to an open day that its series has not passed, never ahead', async () => {
    const books = new Books();
    const draft = await books.draft([line('1.00')]);
    expect(await books.refused(postManualInvoice, { invoiceId: draft.id, on: '2026-11-21' })).toEqual([
      { code: 'date.in-future', on: '2026-11-21', today: '2026-11-20' },
    ]);
    expect(await books.posted([line('1.00')], {}, '2026-11-15')).toMatchObject({ issuedOn: '2026-11-15', dueOn: '2026-12-15' });
    expect(await books.refused(postManualInvoice, { invoiceId: draft.id, on: '2026-11-14' })).toMatchObject([
      { code: 'series.date-backwards', on: '2026-11-14', lastIssuedOn: '2026-11-15' },
    ]);
    books.keep({ ...books.one('entity', 'ent_uk'), booksLockedBefore: '2026-11-18' });
    expect(await books.refused(postManualInvoice, { invoiceId: draft.id, on: '2026-11-17' })).toEqual([
      { code: 'books.locked', entityId: 'ent_uk', on: '2026-11-17', lockedBefore: '2026-11-18' },
    ]);
  });

  it('[INV-12] is taxed and priced on its day of issue', async () => {
    const books = new Books();
    const draft = await books.draft([line('100.00')]);
    const [rate] = books.all('tax-rate');
    if (rate === undefined) throw new Error('rated');
    books.keep({ ...rate, until: '2026-12-01' }, { ...rate, id: 'tax_gb_new', percent: '22', from: '2026-12-01' });
    books.day = '2026-12-01';
    await books.wrote(postManualInvoice, { invoiceId: draft.id, on: null });
    expect(books.one('invoice', draft.id).totals).toMatchObject({ netMinor: 10_000, taxMinor: 2_200 });
  });

  it('[INV-03] needs a line, and a total above zero: below it is a credit note', async () => {
    const books = new Books();
    const empty = await books.draft([]);
    expect(await books.refused(postManualInvoice, { invoiceId: empty.id, on: null })).toEqual([
      { code: 'invoice.no-lines', invoiceId: empty.id },
    ]);
    const negative = await books.draft([line('10.00'), line('-11.00')]);
    expect(await books.refused(postManualInvoice, { invoiceId: negative.id, on: null })).toEqual([
      { code: 'invoice.below-zero', invoiceId: negative.id, grossMinor: -120, instead: 'credit-note.create-standing' },
    ]);
    expect(await books.posted([line('10.00'), line('-1.00')])).toMatchObject({ totals: { netMinor: 900, grossMinor: 1_080 } });
    expect(await books.refused(postManualInvoice, { invoiceId: 'inv_none', on: null })).toEqual([
      { code: 'invoice.missing', invoiceId: 'inv_none' },
    ]);
  });

  it.each([
    ['promotional-only', false],
    ['suppressed', false],
    ['issued', true],
  ] as const)('[POL-12] [INV-11] a total of zero under the policy %s: issued is %s', async (zeroInvoices, isIssued) => {
    const books = new Books({ policies: withPolicies({ zeroInvoices }) });
    const draft = await books.draft([line('0')]);
    const outcome = await books.give(postManualInvoice, { invoiceId: draft.id, on: null });
    const refused = { ok: false, problems: [{ code: 'invoice.zero-suppressed', invoiceId: draft.id, policy: zeroInvoices }] };
    expect(outcome).toMatchObject(isIssued ? { ok: true } : refused);
  });

  it('[INV-07] carries number, dates, both parties, and for each line and in all net, rate, tax and gross', async () => {
    const books = new Books({
      bankAccounts: [{ holder: 'Northlight', bank: 'Dock', iban: 'GB33BUKB20201555555555', bic: '', details: [], currency: 'GBP' }],
    });
    books.keep(
      sampleCustomer({ purchaseOrder: 'PO-7', taxIds: [{ country: 'GB', value: 'GB980780684', validity: { kind: 'unchecked' } }] }),
    );
    const invoice = await books.posted([
      line('49.99', { description: 'Workshop', quantity: '2', period: { start: '2026-11-02', end: '2026-11-04' } }),
      line('10.00', {}, { taxClass: 'exempt' }),
    ]);
    expect(invoice).toMatchObject({
      number: 'INV-A7-2026-000001',
      issuedOn: '2026-11-20',
      dueOn: '2026-12-20',
      supply: { start: '2026-11-02', end: '2026-11-04' },
      seller: {
        legalName: 'Northlight Software Ltd',
        taxNumber: 'GB123456789',
        address: { city: 'London' },
        bankAccount: { iban: 'GB33BUKB20201555555555' },
      },
      buyer: { name: 'Acme Ltd', taxNumber: 'GB980780684', address: { postalCode: 'EC1A 1BB' }, purchaseOrder: 'PO-7' },
      lines: [
        {
          title: 'Workshop',
          quantity: '2',
          unitPrice: '49.99',
          netMinor: 9_998,
          taxMinor: 2_000,
          taxes: [{ percent: '20' }],
          discountMinor: 0,
        },
        { netMinor: 1_000, taxMinor: 0, decision: { outcome: 'exempt', reason: 'exempt_supply' } },
      ],
      totals: { netMinor: 10_998, taxMinor: 2_000, grossMinor: 12_998 },
      taxes: [
        { name: 'VAT', percent: '20', netMinor: 9_998, taxMinor: 2_000 },
        { percent: '0', outcome: 'exempt', netMinor: 1_000, taxMinor: 0 },
      ],
      entityCurrencyTax: null,
    });
  });

  it("[INV-07] [OR-20] in another currency its tax stands in the entity's too, at the rate of the day of issue; without a rate it is not issued", async () => {
    const books = new Books();
    const draft = await books.draft([line('100.00')], { currency: 'EUR' });
    expect(draft.entityCurrencyTax).toBeNull();
    expect(await books.refused(postManualInvoice, { invoiceId: draft.id, on: null })).toEqual([
      { code: 'exchange-rate.missing', from: 'EUR', to: 'GBP', on: '2026-11-20' },
    ]);
    const row = { from: 'EUR', to: 'GBP', source: 'ECB' } as const;
    books.keep({
      id: 'rates',
      kind: 'rate-table',
      rev: 1,
      entityId: 'ent_uk',
      rates: [
        { ...row, on: '2026-11-19', rate: '0.88' },
        { ...row, on: '2026-11-21', rate: '0.99' },
      ],
    });
    await books.wrote(postManualInvoice, { invoiceId: draft.id, on: null });
    expect(books.one('invoice', draft.id).entityCurrencyTax).toEqual({
      currency: 'GBP',
      rate: '0.88',
      rateOn: '2026-11-19',
      source: 'ECB',
      netMinor: 8_800,
      taxMinor: 1_760,
      grossMinor: 10_560,
    });
  });

  it('[INV-12] no billing run bills or credits what was charged by hand', async () => {
    const books = new Books({}, subscribed());
    await books.posted([line('100.00')]);
    expect(await books.bills('2026-11-01', '2026-12-01')).toMatchObject([{ totals: { netMinor: 3_000 } }]);
    expect(await books.bills('2026-11-01', '2026-12-01')).toEqual([]);
  });
});

describe('self-calculated tax', () => {
  const entered = (taxMinor: number, unitPrice = '100.00', taxInclusive = false): NewLine =>
    line(unitPrice, { tax: { jurisdiction: 'US-CA', taxes: [{ name: 'Own tax', percent: '99', taxMinor }] } }, { taxInclusive });

  it('[TAX-03] [G-TAX-7] the caller sends 7.77 on £100: 7.77, no check', async () => {
    const books = new Books({ taxTreatment: 'self-calculated' });
    const invoice = await books.posted([entered(777)]);
    expect(invoice.lines).toMatchObject([
      { netMinor: 10_000, taxMinor: 777, grossMinor: 10_777, decision: { outcome: 'self-calculated', jurisdiction: 'US-CA' } },
    ]);
    expect(invoice.taxes).toEqual([
      { name: 'Own tax', jurisdiction: 'US-CA', percent: '99', outcome: 'self-calculated', reason: '', netMinor: 10_000, taxMinor: 777 },
    ]);
    const note = await books.credited(invoice.id, { credit: { kind: 'amount', grossMinor: 5_389 } });
    expect(note.totals).toMatchObject({ netMinor: -5_000, taxMinor: -389 });
  });

  it("[TAX-03] an inclusive price holds the caller's tax; a line without any has none", async () => {
    const books = new Books({ taxTreatment: 'self-calculated' });
    const invoice = await books.posted([entered(777, '100.00', true), line('1.00')]);
    expect(invoice.lines.map(({ netMinor, taxMinor }) => [netMinor, taxMinor])).toEqual([
      [9_223, 777],
      [100, 0],
    ]);
  });

  it('[TAX-03] amounts that no document could hold are refused', async () => {
    const books = new Books({ taxTreatment: 'self-calculated' });
    const huge = line('1.00', {
      tax: { jurisdiction: 'US', taxes: [1, 2, 3].map((index) => ({ name: `T${index}`, percent: '1', taxMinor: 1_000_000_000_000_000 })) },
    });
    expect(await books.refused(createManualInvoice, newBody([huge]))).toEqual([{ code: 'line.out-of-range', line: 0 }]);
    const several = soldPlan('two', [variantOf([component('a', fixedPrice('1')), component('b', perUnit('1'))])]);
    books.keep(...catalogOf(several));
    const told = {
      description: '',
      quantity: '1',
      price: { kind: 'plan', planId: 'two', planVersion: 1, variantId: 'gbp' },
      period: null,
      tax: { jurisdiction: 'US', taxes: [] },
    } as const;
    expect(await books.refused(createManualInvoice, newBody([told]))).toEqual([{ code: 'line.tax-of-several', line: 0 }]);
  });
});
