import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../core/collections.ts';
import type { IssuedDocument } from '../../../core/invoicing/lines.ts';
import { dueMinor } from '../../../core/invoicing/status.ts';
import type { Invoice } from '../../../core/invoicing/types.ts';
import { voidInvoice, type VoidInvoice } from '../../../core/invoicing/void-invoice.ts';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import type { PromotionalCredit } from '../../../core/offers/types.ts';
import {
  component,
  countMetric,
  fixedPrice,
  item,
  perUnit,
  sampleCustomer,
  sampleSubscription,
  soldPlan,
  term,
  used,
  variantOf,
} from '../../support/billing-world.ts';
import { expectCreditsWithin } from '../../support/explained.ts';
import { companyOf, manyBuyers, planned, ran, runOf, storeWith } from '../../support/run-company.ts';
import { Books, subscribed } from './books.ts';

const dear = soldPlan('dear', [variantOf([component('fee', fixedPrice('90.00'))])]);
const dearCatalog: readonly AnyDocument[] = [dear.product, dear.plan, dear.version];

const first = (documents: readonly IssuedDocument[]): Invoice => {
  const [document] = documents;
  if (document?.kind !== 'invoice') throw new Error('an invoice was made');
  return document;
};

const voided = (books: Books, invoiceId: string) =>
  books.wrote<VoidInvoice, unknown, ProblemLike>(voidInvoice, { invoiceId, reason: 'Wrong address' });

/** The subscription on the dear plan until a day, on the basic one from then on. */
const downgraded = (on: string): AnyDocument => ({
  ...sampleSubscription([item([term('dear', '2026-11-01', { until: on }), term('basic', on)])]),
  rev: 2,
});

describe("what becomes of a run's documents, and the next run", () => {
  it('[INV-13] [INV-06] a void invoice keeps its number; the next run bills the same again under new lines and a new number', async () => {
    const books = new Books({}, subscribed());
    const invoice = first(await books.bills('2026-11-01', '2026-11-30'));
    await voided(books, invoice.id);
    const again = first(await books.bills('2026-11-01', '2026-11-30'));
    expect([again.totals, again.lines[0]?.slot]).toEqual([invoice.totals, invoice.lines[0]?.slot]);
    expect([invoice.lines[0]?.id.at(-1), again.lines[0]?.id.at(-1)]).toEqual(['0', '1']);
    expect(again.id).not.toBe(invoice.id);
    expect([invoice.number, again.number]).toEqual(['INV-A7-2026-000001', 'INV-A7-2026-000002']);
    await voided(books, again.id);
    expect(first(await books.bills('2026-11-01', '2026-11-30')).lines[0]?.id.at(-1)).toBe('2');
    expect(await books.bills('2026-11-01', '2026-11-30')).toEqual([]);
  });

  it('[INV-16] what was credited by hand is not billed again', async () => {
    const books = new Books({}, subscribed());
    const invoice = first(await books.bills('2026-11-01', '2026-11-30'));
    await books.credited(invoice.id);
    expect(await books.bills('2026-11-01', '2026-11-30')).toEqual([]);
  });

  it('[INV-19] a later credit of a run takes no more than a credit by hand left of the line', async () => {
    const books = new Books({}, [...subscribed(), ...dearCatalog, sampleSubscription([item([term('dear', '2026-11-01')])])]);
    const invoice = first(await books.bills('2026-11-01', '2026-11-02'));
    await books.credited(invoice.id, { credit: { kind: 'amount', grossMinor: 9_600 }, reason: 'goodwill' });
    books.keep(downgraded('2026-11-16'));
    const documents = await books.bills('2026-11-16', '2026-11-17');
    // 45.00 would be due back, of which 10.00 are left.
    expect(documents.flatMap(({ lines }) => lines.map(({ chargedMinor, taxMinor }) => [chargedMinor, taxMinor]))).toEqual([
      [-1000, -200],
      [1500, 300],
    ]);
    expectCreditsWithin([...books.all('invoice'), ...books.all('credit-note')]);
    expect(await books.bills('2026-11-16', '2026-11-17')).toEqual([]);
  });

  it('[INV-19] nor do two credits of one run, on two of its documents', async () => {
    const books = new Books({}, [...subscribed(), ...dearCatalog, sampleSubscription([item([term('dear', '2026-11-01')])])]);
    const invoice = first(await books.bills('2026-11-01', '2026-11-02'));
    await books.credited(invoice.id, { credit: { kind: 'amount', grossMinor: 8_400 }, reason: 'goodwill' });
    const today = books.day;
    const terms = [
      term('dear', '2026-11-01', { until: '2026-11-11' }),
      term('basic', '2026-11-11', { until: '2026-11-16' }),
      term('dear', '2026-11-16', { until: '2026-11-21' }),
      term('basic', '2026-11-21'),
    ];
    books.keep({ ...sampleSubscription([item(terms)]), rev: 2 });
    const documents = await books.bills('2026-11-11', '2026-11-30');
    // 15.00 and 30.00 would be due back; 20.00 are left. NUM-03: no credit note is dated before the one by hand.
    expect(documents.map(({ issuedOn, lines }) => [issuedOn, lines.map(({ chargedMinor }) => chargedMinor)])).toEqual([
      [today, [-1500, 500]],
      ['2026-11-21', [-500, 1000]],
    ]);
    expectCreditsWithin([...books.all('invoice'), ...books.all('credit-note')]);
  });

  it('[INV-21] [G-INV-7] money that an older invoice used up in part pays only with its rest', async () => {
    const books = new Books({}, subscribed());
    const invoice = first(await books.bills('2026-11-01', '2026-11-02'));
    await books.pays(5_000, { allocations: [{ invoiceId: invoice.id, amountMinor: 3_600 }] });
    books.day = '2026-12-02';
    const december = first(await books.bills('2026-12-01', '2026-12-02'));
    expect([december.settlements.map(({ kind, amountMinor }) => [kind, amountMinor]), dueMinor(december)]).toEqual([
      [['payment', 1400]],
      2200,
    ]);
    books.day = '2027-01-02';
    expect(first(await books.bills('2027-01-01', '2027-01-02')).settlements).toEqual([]);
  });

  it('[OR-18] a credit of a run reduces the open invoice first', async () => {
    const books = new Books({}, [...subscribed(), ...dearCatalog, sampleSubscription([item([term('dear', '2026-11-01')])])]);
    const invoice = first(await books.bills('2026-11-01', '2026-11-02'));
    books.keep(downgraded('2026-11-16'));
    const [note] = await books.bills('2026-11-16', '2026-11-17');
    expect([note?.kind, note?.totals.grossMinor]).toEqual(['credit-note', -3600]);
    expect(dueMinor(books.one('invoice', invoice.id))).toBe(10_800 - 3600);
  });

  it('[INV-21] one of a paid invoice stays as balance, and pays the next invoice of the same run', async () => {
    const books = new Books({}, [...subscribed(), ...dearCatalog, sampleSubscription([item([term('dear', '2026-11-01')])])]);
    const invoice = first(await books.bills('2026-11-01', '2026-11-02'));
    await books.pays(10_800, { allocations: [{ invoiceId: invoice.id, amountMinor: 10_800 }] });
    books.keep(downgraded('2026-11-16'));
    books.day = '2026-12-02';
    const documents = await books.bills('2026-11-16', '2026-12-02');
    expect(documents.map(({ kind, issuedOn, totals }) => [kind, issuedOn, totals.grossMinor])).toEqual([
      ['credit-note', '2026-11-16', -3600],
      ['invoice', '2026-12-01', 3600],
    ]);
    const december = documents[1];
    expect(
      december?.kind === 'invoice' ? [dueMinor(december), december.settlements.map(({ kind, amountMinor }) => [kind, amountMinor])] : [],
    ).toEqual([0, [['credit-note', 3600]]]);
  });

  it('[OFR-25] [OR-17] promotional credit pays invoice after invoice of a run, over its parts, until it is used up', async () => {
    const credit: PromotionalCredit = {
      id: 'pc_1',
      kind: 'promotional-credit',
      rev: 1,
      customerId: 'cus_0001',
      entityId: 'ent_uk',
      currency: 'GBP',
      amountMinor: 20_000,
      reason: 'Welcome',
      grantedOn: '2025-03-01',
      expiresOn: null,
      state: { kind: 'granted' },
    };
    const store = await storeWith([...companyOf(), ...manyBuyers(60), credit]);
    const plan = await ran(store, runOf('2025-03-01', '2025-07-01'));
    expect(plan.changes.length).toBeGreaterThan(1);
    const paid = (await store.list('invoice')).flatMap(({ customerId, settlements }) =>
      settlements.map(({ kind, amountMinor }) => [customerId, kind, amountMinor]),
    );
    expect(paid.every(([customerId, kind]) => customerId === 'cus_0001' && kind === 'promotional-credit')).toBe(true);
    expect(paid.reduce((sum, entry) => sum + Number(entry[2]), 0)).toBe(20_000);
    expect(paid.length).toBeGreaterThan(1);
  });

  it('[USG-10] usage that arrives late, after a change of plan, is billed at the plan of its time', async () => {
    const cheap = soldPlan('cheap', [variantOf([component('calls', perUnit('1'), { quantity: { kind: 'usage', metricId: 'calls' } })])], {
      kind: 'usage',
      graceDays: 0,
    });
    const steep = soldPlan('steep', [variantOf([component('calls', perUnit('3'), { quantity: { kind: 'usage', metricId: 'calls' } })])], {
      kind: 'usage',
      graceDays: 0,
    });
    const catalog = [cheap, steep].flatMap(({ product, plan, version }): readonly AnyDocument[] => [product, plan, version]);
    const subscription = sampleSubscription([item([term('cheap', '2026-09-01', { until: '2026-10-01' }), term('steep', '2026-10-01')])]);
    const books = new Books({}, [...catalog, countMetric('calls'), subscription, used('calls', '2026-09-10', '10', { id: 'evt_1' })]);
    expect((await books.bills('2026-10-01', '2026-10-02')).map(({ totals }) => totals.netMinor)).toEqual([1000]);
    books.keep(used('calls', '2026-09-30', '5', { id: 'evt_2' }), used('calls', '2026-10-10', '7', { id: 'evt_3' }));
    const [november] = await books.bills('2026-11-01', '2026-11-02');
    expect(november?.lines.map(({ chargedMinor, priorPeriod, period }) => [chargedMinor, priorPeriod, period?.start])).toEqual([
      [500, true, '2026-09-01'],
      [2100, false, '2026-10-01'],
    ]);
  });

  it('[BEY-02] the preview says what the commit does: nothing is written while planning', async () => {
    const store = await storeWith([...companyOf(), ...manyBuyers(5), sampleCustomer()]);
    const preview = await planned(store, runOf('2025-05-01', '2025-06-01'));
    expect([await store.list('invoice'), await store.list('billing-run')]).toEqual([[], []]);
    const made = await ran(store, runOf('2025-05-01', '2025-06-01'));
    expect(made).toEqual(preview);
  });
});
