import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../core/collections.ts';
import { runOf, ran, storeWith } from '../../support/run-company.ts';
import type { ExchangeRateTable } from '../../../core/organization/types.ts';
import {
  component,
  countMetric,
  fixedPrice,
  item,
  sampleCustomer,
  sampleEntity,
  sampleSubscription,
  seats,
  soldPlan,
  type SoldPlan,
  term,
  ukVat,
  variantOf,
  withPolicies,
} from '../../support/billing-world.ts';
import type { Store } from '../../../sync/local/store.ts';

const basic = soldPlan('basic', [variantOf([component('base', fixedPrice('30'))])]);
const books = soldPlan('books', [variantOf([component('base', fixedPrice('12'))])], { kind: 'recurring' }, { taxClass: 'books' });
const euro = soldPlan('euro', [variantOf([component('base', fixedPrice('50'))], { currency: 'EUR' })]);
const steps = soldPlan('steps', [
  variantOf([component('team', { kind: 'stair-step', steps: [{ upTo: '10', price: '20' }] }, { quantity: { kind: 'subscription' } })]),
]);
const metered = soldPlan(
  'metered',
  [variantOf([component('calls', { kind: 'per-unit', unitPrice: '1' }, { quantity: { kind: 'usage', metricId: 'calls' } })])],
  { kind: 'usage', graceDays: 0 },
);

const catalog = (...sold: readonly SoldPlan[]): readonly AnyDocument[] =>
  sold.flatMap(({ product, plan, version }): readonly AnyDocument[] => [product, plan, version]);

const customer = (
  id: string,
  plan: string,
  changes: Parameters<typeof sampleSubscription>[1] = {},
  quantity = '1',
): readonly AnyDocument[] => [
  sampleCustomer({ id }),
  sampleSubscription([item([term(plan, '2025-05-01', { quantity })])], { id: `sub_${id}`, customerId: id, ...changes }),
];

const may = runOf('2025-05-01', '2025-06-01');
const company = (...documents: readonly AnyDocument[]): Promise<Store> =>
  storeWith([sampleEntity(), ukVat(), ...catalog(basic, books, euro, steps, metered), ...customer('cus_fine', 'basic'), ...documents]);

/** What a run left out, and whom it billed. */
const outcome = async (store: Store) => {
  const { exceptions, documents } = await ran(store, may);
  return {
    left: exceptions.map(({ customerId, subscriptionId, code }) => [customerId, subscriptionId, code]),
    billed: documents.map(({ customerId, totals }) => [customerId, totals.netMinor]),
  };
};

const put = async (store: Store, document: AnyDocument): Promise<void> => {
  const before = await store.get(document.kind, document.id);
  const rev = (before?.rev ?? 0) + 1;
  await store.commit({
    command: { id: `cmd_${document.id}_${rev}`, kind: 'test.put', at: may.at, by: may.by, body: { id: document.id, rev } },
    writes: [{ basedOn: before?.rev ?? null, document: { ...document, rev } }],
  });
};

const fine = ['cus_fine', 3000];

describe('what a run leaves out', () => {
  it('[CUR-02] [OR-20] a customer whose document has no exchange rate; once there is one, it is billed at it', async () => {
    const store = await company(...customer('cus_eu', 'euro', { currency: 'EUR' }));
    expect(await outcome(store)).toEqual({ left: [['cus_eu', '', 'exchange-rate.missing']], billed: [fine] });
    expect((await store.list('billing-run'))[0]?.exceptions).toEqual([
      { customerId: 'cus_eu', subscriptionId: '', code: 'exchange-rate.missing', facts: { from: 'EUR', to: 'GBP', on: '2025-05-01' } },
    ]);
    const rates: ExchangeRateTable = {
      id: 'rates',
      kind: 'rate-table',
      rev: 1,
      entityId: 'ent_uk',
      rates: [{ from: 'EUR', to: 'GBP', on: '2025-04-30', rate: '0.85', source: 'ECB' }],
    };
    await put(store, rates);
    expect(await outcome(store)).toEqual({ left: [], billed: [['cus_eu', 5000]] });
    const [invoice] = await store.list('invoice', { customerIds: ['cus_eu'] });
    expect(invoice?.entityCurrencyTax).toEqual({
      currency: 'GBP',
      rate: '0.85',
      rateOn: '2025-04-30',
      source: 'ECB',
      netMinor: 4250,
      taxMinor: 850,
      grossMinor: 5100,
    });
  });

  it('[CUR-02] such a customer is left out whole, so that nobody gets half of what belongs together', async () => {
    const euros = sampleSubscription([item([term('euro', '2025-05-20')])], { id: 'sub_eu', customerId: 'cus_both', currency: 'EUR' });
    const store = await company(...customer('cus_both', 'basic'), euros);
    expect(await outcome(store)).toEqual({ left: [['cus_both', '', 'exchange-rate.missing']], billed: [fine] });
  });

  it('[TAX-04] a document for which no tax rate is known', async () => {
    const store = await company(...customer('cus_reader', 'books'));
    expect(await outcome(store)).toEqual({ left: [['cus_reader', '', 'tax.rate-missing']], billed: [fine] });
    await put(store, { ...ukVat('0'), id: 'tax_books', taxClass: 'books' });
    expect(await outcome(store)).toEqual({ left: [], billed: [['cus_reader', 1200]] });
  });

  it("[OR-4] [G-STEP-5] a subscription whose quantity is not sold, whole; the customer's others are billed", async () => {
    const [buyer, big] = customer('cus_big', 'steps', {}, '11');
    if (buyer === undefined || big?.kind !== 'subscription') throw new Error('a customer with a subscription');
    const other = sampleSubscription([item([term('basic', '2025-05-01')])], { id: 'sub_other', customerId: 'cus_big' });
    const store = await company(buyer, big, other);
    expect(await outcome(store)).toEqual({
      left: [['cus_big', 'sub_cus_big', 'rating.no-step-for-quantity']],
      billed: [['cus_big', 3000], fine],
    });
    await put(store, { ...big, items: [item([term('steps', '2025-05-01', { quantity: '10' })])] });
    expect(await outcome(store)).toEqual({ left: [], billed: [['cus_big', 2000]] });
  });

  it('[SUB-13] a subscription that was not brought forward, since its bill would be wrong', async () => {
    const waiting = [
      { state: { kind: 'active', since: '2025-05-01', cancelsOn: '2025-05-20' } },
      { state: { kind: 'trial', since: '2025-05-01', endsAt: '2025-05-15T00:00:00.000Z', endsOn: '2025-05-15' } },
      { state: { kind: 'pending', startsOn: '2025-05-02', awaits: 'start' } },
      { state: { kind: 'paused', since: '2025-05-02', resumesOn: '2025-05-30', frozen: false } },
      { planned: [{ id: 'chg', on: '2025-05-31', requestedAt: may.at, migrationId: '', change: { kind: 'resume', anchor: 'keep' } }] },
    ] as const;
    const store = await company(...waiting.flatMap((changes, index) => customer(`cus_${index}`, 'basic', changes)));
    expect(await outcome(store)).toEqual({
      left: waiting.map((_, index) => [`cus_${index}`, `sub_cus_${index}`, 'subscription.behind']),
      billed: [fine],
    });
    const later = await ran(store, runOf('2025-05-01', '2025-05-02'));
    // Before those days nothing is behind, and what falls due is billed: not the trial, and not what has not begun.
    expect([later.exceptions, later.documents.map(({ customerId }) => customerId)]).toEqual([[], ['cus_0', 'cus_1', 'cus_3', 'cus_4']]);
  });

  it('[CAT-15] [USG-02] a price or a metric that the catalog does not have', async () => {
    const aprilToo = { items: [item([term('metered', '2025-04-15')])] };
    const store = await company(
      ...customer('cus_a', 'nowhere'),
      ...customer('cus_b', 'metered', aprilToo),
      sampleCustomer({ id: 'cus_c' }),
      sampleSubscription([item([term('basic', '2025-05-01', { variantId: 'usd' })])], { id: 'sub_cus_c', customerId: 'cus_c' }),
    );
    expect(await outcome(store)).toEqual({
      left: [
        ['cus_a', 'sub_cus_a', 'catalog.version-missing'],
        ['cus_b', 'sub_cus_b', 'usage.metric-missing'],
        ['cus_c', 'sub_cus_c', 'catalog.variant-missing'],
      ],
      billed: [fine],
    });
    await put(store, countMetric('calls'));
    expect((await outcome(store)).left.map(([id]) => id)).toEqual(['cus_a', 'cus_c']);
  });

  it('[NUM-05] everyone of an entity whose series was closed', async () => {
    const store = await company();
    await ran(store, runOf('2025-05-01', '2025-05-02'));
    const [series] = await store.list('number-series');
    if (series === undefined) throw new Error('a series was opened');
    await put(store, { ...series, state: 'closed' });
    const again = await ran(store, runOf('2025-05-01', '2025-07-01'));
    expect([again.documents, again.exceptions.map(({ code }) => code)]).toEqual([[], ['series.closed']]);
    const elsewhere = await ran(store, runOf('2025-05-01', '2025-07-01', { by: { user: 'bob', station: 'B2' } }));
    expect(elsewhere.documents.map(({ number }) => number)).toEqual(['INV-B2-2025-000001']);
  });

  it('[INV-11] [NUM-01] a closed series holds up nobody whose documents wait for their grace anyway', async () => {
    const entity = sampleEntity({ invoices: { ...sampleEntity().invoices, graceHours: 24 }, policies: withPolicies({}) });
    const store = await storeWith([entity, ukVat(), ...catalog(basic), ...customer('cus_fine', 'basic')]);
    const plan = await ran(store, may);
    expect(plan.documents.map(({ number, state }) => [number, state])).toEqual([[null, { kind: 'pending', finaliseFrom: '2025-05-02' }]]);
    expect(await store.list('number-series')).toEqual([]);
    expect((await ran(store, may)).documents).toEqual([]);
  });

  it('[OR-4] the same trouble in several periods is said once', async () => {
    const store = await company(...customer('cus_big', 'steps', {}, '11'));
    expect((await ran(store, runOf('2025-05-01', '2025-12-01'))).exceptions).toHaveLength(1);
  });
});

describe('seats and steps', () => {
  it('[OR-4] a step without a limit sells any quantity', async () => {
    const open = soldPlan('open', [
      variantOf([
        component(
          'team',
          {
            kind: 'stair-step',
            steps: [
              { upTo: '10', price: '20' },
              { upTo: null, price: '35' },
            ],
          },
          { quantity: { kind: 'subscription' } },
        ),
        seats('1'),
      ]),
    ]);
    const store = await company(...catalog(open), ...customer('cus_big', 'open', {}, '11'));
    expect((await outcome(store)).billed).toEqual([['cus_big', 4600], fine]);
  });
});
