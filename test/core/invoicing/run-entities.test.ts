import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../core/collections.ts';
import type { IssuedDocument } from '../../../core/invoicing/lines.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import type { Policies } from '../../../core/organization/policies.ts';
import type { ExchangeRateTable, OperatingEntity } from '../../../core/organization/types.ts';
import {
  component,
  fixedPrice,
  item,
  sampleCustomer,
  sampleEntity,
  sampleSubscription,
  soldPlan,
  type SoldPlan,
  stretch,
  term,
  ukVat,
  variantOf,
  withPolicies,
} from '../../support/billing-world.ts';
import { ran, runOf, storeWith } from '../../support/run-company.ts';

const plan = (id: string, price: string, changes: Parameters<typeof variantOf>[1] = {}): SoldPlan =>
  soldPlan(id, [variantOf([component('base', fixedPrice(price))], changes)]);
const catalog = (...sold: readonly SoldPlan[]): readonly AnyDocument[] =>
  sold.flatMap(({ product, plan: own, version }): readonly AnyDocument[] => [product, own, version]);

const uk = sampleEntity();
const de: OperatingEntity = sampleEntity({
  id: 'ent_de',
  code: 'DE',
  currency: 'EUR',
  isFallback: false,
  zone: 'Europe/Berlin',
  address: { lines: ['Hauptstr. 1'], city: 'Berlin', postalCode: '10115', region: '', country: 'DE' },
  taxRegistrations: [{ country: 'DE', region: '', number: 'DE123456789', from: '2000-01-01', until: null }],
  numbering: {
    invoice: { mode: 'station-series', prefix: 'RE', yearly: false, digits: 4 },
    'credit-note': { mode: 'station-series', prefix: 'GS', yearly: false, digits: 4 },
  },
});
const germanVat: AnyDocument = { ...ukVat('19'), id: 'tax_de', country: 'DE', component: 'MwSt.' };
const rates: ExchangeRateTable = {
  id: 'rates',
  kind: 'rate-table',
  rev: 1,
  entityId: 'ent_uk',
  rates: [
    { from: 'EUR', to: 'GBP', on: '2025-04-30', rate: '0.85', source: 'ECB' },
    { from: 'EUR', to: 'GBP', on: '2025-05-10', rate: '0.90', source: 'ECB' },
    { from: 'USD', to: 'GBP', on: '2025-04-30', rate: '0.80', source: 'ECB' },
  ],
};

const sub = (id: string, planId: string, changes: Parameters<typeof sampleSubscription>[1] = {}, from = '2025-05-01'): AnyDocument =>
  sampleSubscription([item([term(planId, from)])], { id, ...changes });

const may = runOf('2025-05-01', '2025-06-01', { entityIds: ['ent_uk', 'ent_de'] });
const read = (documents: readonly IssuedDocument[]) =>
  documents.map(({ entityId, currency, number, issuedOn, totals }) => [
    entityId,
    currency,
    number,
    issuedOn,
    totals.netMinor,
    totals.taxMinor,
  ]);

describe('several entities and currencies', () => {
  it('[OPE-01] [CUR-04] one customer gets a document for each entity and currency, each from its own series and under its own tax', async () => {
    const store = await storeWith([
      uk,
      de,
      ukVat(),
      germanVat,
      rates,
      sampleCustomer(),
      ...catalog(plan('a', '30'), plan('b', '50', { currency: 'EUR' }), plan('c', '80', { currency: 'USD' })),
      sub('sub_1', 'a'),
      sub('sub_2', 'a'),
      sub('sub_3', 'b', { currency: 'EUR' }),
      sub('sub_4', 'c', { currency: 'USD' }),
      sub('sub_5', 'b', { currency: 'EUR', entityId: 'ent_de', zone: 'Europe/Berlin' }),
    ]);
    const { documents, totals } = await ran(store, may);
    expect(read(documents)).toEqual(
      expect.arrayContaining([
        ['ent_uk', 'GBP', expect.stringMatching(/^INV-A7-2025-/), '2025-05-01', 6000, 1200],
        ['ent_uk', 'EUR', expect.stringMatching(/^INV-A7-2025-/), '2025-05-01', 5000, 1000],
        ['ent_uk', 'USD', expect.stringMatching(/^INV-A7-2025-/), '2025-05-01', 8000, 1600],
        // The buyer is British and the German entity has no British registration: no tax, and it says so.
        ['ent_de', 'EUR', 'RE-A7-0001', '2025-05-01', 5000, 0],
      ]),
    );
    expect(documents).toHaveLength(4);
    expect(totals.map(({ entityId, currency, invoices, grossMinor }) => [entityId, currency, invoices, grossMinor])).toEqual([
      ['ent_de', 'EUR', 1, 5000],
      ['ent_uk', 'EUR', 1, 6000],
      ['ent_uk', 'GBP', 1, 7200],
      ['ent_uk', 'USD', 1, 9600],
    ]);
  });

  it("[CUR-02] [INV-07] the tax stands in the entity's currency too, at the rate of the day, which is frozen", async () => {
    const store = await storeWith([
      uk,
      ukVat(),
      rates,
      sampleCustomer(),
      ...catalog(plan('b', '33.33', { currency: 'EUR' })),
      sub('sub_1', 'b', { currency: 'EUR' }),
      sub('sub_2', 'b', { currency: 'EUR' }, '2025-05-12'),
    ]);
    const { documents } = await ran(store, may);
    expect(documents.map(({ entityCurrencyTax }) => entityCurrencyTax)).toEqual([
      { currency: 'GBP', rate: '0.85', rateOn: '2025-04-30', source: 'ECB', netMinor: 2833, taxMinor: 567, grossMinor: 3400 },
      { currency: 'GBP', rate: '0.90', rateOn: '2025-05-10', source: 'ECB', netMinor: 3000, taxMinor: 600, grossMinor: 3600 },
    ]);
    expect((await ran(store, may)).documents).toEqual([]);
  });

  it("[OPE-01] a run of one entity leaves the other one's customers alone", async () => {
    const store = await storeWith([
      uk,
      de,
      ukVat(),
      germanVat,
      sampleCustomer(),
      ...catalog(plan('a', '30'), plan('b', '50', { currency: 'EUR' })),
      sub('sub_1', 'a'),
      sub('sub_2', 'b', { currency: 'EUR', entityId: 'ent_de' }),
    ]);
    expect((await ran(store, { ...may, entityIds: ['ent_uk'] })).documents.map(({ entityId }) => entityId)).toEqual(['ent_uk']);
    expect((await ran(store, may)).documents.map(({ entityId }) => entityId)).toEqual(['ent_de']);
  });

  it('[INV-10] [CAT-21] consolidated, one each, and an add-on that wants its own', async () => {
    const items = (invoicing: 'consolidated' | 'separate') => [
      item([term('a', '2025-05-01')]),
      item([term('x', '2025-05-01')], { id: 'extra', type: 'add-on' as const, invoicing }),
    ];
    const store = async (own: 'consolidated' | 'per-subscription', invoicing: 'consolidated' | 'separate') =>
      storeWith([
        uk,
        ukVat(),
        sampleCustomer({ invoicing: own }),
        ...catalog(plan('a', '30'), plan('x', '5')),
        sampleSubscription(items(invoicing)),
        sub('sub_2', 'a'),
      ]);
    const nets = async (own: 'consolidated' | 'per-subscription', invoicing: 'consolidated' | 'separate') =>
      (await ran(await store(own, invoicing), may)).documents.map(({ totals }) => totals.netMinor).sort((a, b) => a - b);
    expect(await nets('consolidated', 'consolidated')).toEqual([6500]);
    expect(await nets('per-subscription', 'consolidated')).toEqual([3000, 3500]);
    expect(await nets('consolidated', 'separate')).toEqual([500, 6000]);
    expect(await nets('per-subscription', 'separate')).toEqual([500, 3000, 3000]);
  });

  it("[INV-11] the shortest terms of what stands on it, else the customer's, else the entity's", async () => {
    const dueOn = async (customer: number | null, ...own: readonly (number | null)[]) => {
      const store = await storeWith([
        uk,
        ukVat(),
        sampleCustomer({ netTermsDays: customer }),
        ...catalog(plan('a', '30')),
        ...own.map((netTermsDays, index) => sub(`sub_${index}`, 'a', { netTermsDays })),
      ]);
      const [invoice] = (await ran(store, may)).documents;
      return invoice?.kind === 'invoice' ? invoice.dueOn : '';
    };
    expect([await dueOn(null, null), await dueOn(14, null), await dueOn(14, 45, null), await dueOn(14, 45, 7)]).toEqual([
      '2025-05-31',
      '2025-05-15',
      '2025-06-15',
      '2025-05-08',
    ]);
  });
});

describe('policies of the document', () => {
  const thirds = (taxRounding: Policies['taxRounding'], zeroInvoices: Policies['zeroInvoices'] = 'promotional-only') =>
    storeWith([
      sampleEntity({ policies: withPolicies({ taxRounding, zeroInvoices }) }),
      ukVat(),
      sampleCustomer(),
      ...catalog(plan('a', '0.33')),
      ...['sub_1', 'sub_2', 'sub_3'].map((id) => sub(id, 'a')),
    ]);

  it('[POL-06] [G-TAX-4] [TAX-11] three lines of 0.33 at 20 %: 0.21 by line, 0.20 by rate and by document, which the lines sum to', async () => {
    for (const [policy, tax, lines] of [
      ['line', 21, [7, 7, 7]],
      ['rate', 20, [7, 7, 6]],
      ['document', 20, [7, 7, 6]],
    ] as const) {
      const [invoice] = (await ran(await thirds(policy), may)).documents;
      expect([invoice?.totals.taxMinor, invoice?.lines.map(({ taxMinor }) => taxMinor), invoice?.policies.taxRounding]).toEqual([
        tax,
        lines,
        policy,
      ]);
    }
  });

  it('[POL-12] [OFR-12] a promotional period of zero is issued, one that costs nothing is not, and either as the policy says', async () => {
    const free = {
      id: 'red_1',
      offerId: 'off_1',
      name: 'Free',
      code: '',
      value: { kind: 'percentage', percent: '100' },
      duration: { kind: 'once' },
      scope: { kind: 'any' },
      stackable: true,
      appliesToUsage: false,
      startsOn: '2025-05-01',
      endsOn: null,
      sequence: 1,
    } as const;
    const count = async (zeroInvoices: Policies['zeroInvoices'], price: string, promoted: boolean) => {
      const policies = withPolicies({ zeroInvoices });
      const store = await storeWith([
        sampleEntity({ policies }),
        ukVat(),
        sampleCustomer(),
        ...catalog(plan('a', price)),
        sub('sub_1', 'a', { policies, redemptions: promoted ? [free] : [] }),
      ]);
      const documents = [...(await ran(store, may)).documents, ...(await ran(store, may)).documents];
      return documents.length;
    };
    const found = async (policy: Policies['zeroInvoices']) => [await count(policy, '30', true), await count(policy, '0', false)];
    expect([await found('promotional-only'), await found('issued'), await found('suppressed')]).toEqual([
      [1, 0],
      [1, 1],
      [0, 0],
    ]);
  });

  it('[POL-07] [CUR-05] each currency has its own digits and rounding, also for what an order bills by hand', async () => {
    const order = (id: string, currency: 'JPY' | 'KWD' | 'CHF', unitPrice: string, increment = 1): AnyDocument => ({
      id,
      kind: 'order',
      rev: 1,
      customerId: 'cus_1',
      entityId: 'ent_uk',
      currency,
      placedOn: '2025-05-02',
      policies: withPolicies({}),
      rounding: { ...halfAwayFromZero, increment },
      netTermsDays: null,
      note: '',
      lines: [
        {
          id: 'l1',
          item: { kind: 'manual', description: 'Work', unitPrice, taxClass: 'standard', taxInclusive: false, productId: null },
          quantity: '10.625',
          trigger: { kind: 'order' },
          cancelled: null,
        },
      ],
      state: { kind: 'placed' },
    });
    const table: ExchangeRateTable = {
      ...rates,
      rates: (['JPY', 'KWD', 'CHF'] as const).map((from) => ({ from, to: 'GBP' as const, on: '2025-01-01', rate: '1', source: '' })),
    };
    const swiss = sampleEntity({ rounding: [{ currency: 'CHF', increment: 5 }] });
    const store = await storeWith([
      swiss,
      ukVat(),
      table,
      sampleCustomer(),
      order('ord_1', 'JPY', '4.4556'),
      order('ord_2', 'KWD', '4.4556'),
      order('ord_3', 'CHF', '4.4556', 5),
    ]);
    const { documents } = await ran(store, may);
    const amounts = Object.fromEntries(documents.map(({ currency, totals }) => [currency, [totals.netMinor, totals.taxMinor]]));
    expect(amounts).toEqual({ CHF: [4735, 945], JPY: [47, 9], KWD: [47_341, 9468] });
  });

  it('[SUB-20] [BIL-02] a stub, a whole period and arrears of one customer stand on the documents of their days', async () => {
    const late = soldPlan('late', [variantOf([component('base', fixedPrice('31'), { timing: 'arrears' })])]);
    const stub = sampleSubscription([item([term('late', '2025-04-21')], { cadence: [stretch('2025-04-21', { anchor: '2025-05-01' })] })]);
    const store = await storeWith([uk, ukVat(), sampleCustomer(), ...catalog(late, plan('a', '30')), stub, sub('sub_2', 'a')]);
    expect(read((await ran(store, runOf('2025-05-01', '2025-06-02'))).documents).map(([, , , on, net]) => [on, net])).toEqual([
      ['2025-05-01', 1033 + 3000],
      ['2025-06-01', 3100 + 3000],
    ]);
  });
});
