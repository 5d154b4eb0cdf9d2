import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../core/collections.ts';
import type { NumberingMode, OperatingEntity } from '../../../core/organization/types.ts';
import { byText } from '../../../core/kernel/order.ts';
import { numberIn } from '../../../core/organization/numbering.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import {
  item,
  sampleCustomer,
  sampleEntity,
  sampleSubscription,
  soldPlan,
  component,
  fixedPrice,
  term,
  ukVat,
  variantOf,
} from '../../support/billing-world.ts';
import { ran, runOf, storeWith } from '../../support/run-company.ts';
import type { Store } from '../../../sync/local/store.ts';

const plan = soldPlan('basic', [variantOf([component('base', fixedPrice('30'))])]);
const dear = soldPlan('dear', [variantOf([component('base', fixedPrice('90'))])]);

const entityOf = (id: string, code: string, yearly: boolean, mode: NumberingMode = 'station-series'): OperatingEntity =>
  sampleEntity({
    id,
    code,
    isFallback: code === 'UK',
    numbering: {
      invoice: { mode, prefix: `INV${code}`, yearly, digits: 4 },
      'credit-note': { mode, prefix: `CN${code}`, yearly, digits: 4 },
    },
  });

const startOf = (index: number): string => daysAfter('2024-10-20', (index * 7) % 50);

/** Customers of two entities. */
const company = (count: number): readonly AnyDocument[] => [
  entityOf('ent_uk', 'UK', true),
  entityOf('ent_de', 'DE', false),
  ukVat(),
  ...[plan, dear].flatMap(({ product, plan: sold, version }): readonly AnyDocument[] => [product, sold, version]),
  ...Array.from({ length: count }, (_, index): readonly AnyDocument[] => {
    const subscription = sampleSubscription([item([term('dear', startOf(index))])], {
      id: `sub_${index}`,
      customerId: `cus_${index}`,
      entityId: index % 3 === 0 ? 'ent_de' : 'ent_uk',
    });
    return [sampleCustomer({ id: `cus_${index}` }), subscription];
  }).flat(),
];

/** From a day on the customers pay for the cheaper plan: what was billed for later is credited. */
const downgraded = async (store: Store, on: string): Promise<void> => {
  const writes = (await store.list('subscription')).flatMap((subscription) => {
    const from = subscription.startsOn;
    if (from >= on) return [];
    const document = { ...subscription, rev: subscription.rev + 1, items: [item([term('dear', from, { until: on }), term('basic', on)])] };
    return [{ basedOn: subscription.rev, document }];
  });
  await store.commit({
    command: { id: `cmd_${on}`, kind: 'test.downgrade', at: `${on}T00:00:00.000Z`, by: { user: 'ada', station: 'A7' }, body: on },
    writes,
  });
};

/** Every series with its documents in the order of their numbers: gapless from 1, days never backwards, and in the series' own year. */
const expectSeriesInOrder = async (store: Store): Promise<number> => {
  const documents = [...(await store.list('invoice')), ...(await store.list('credit-note'))];
  for (const series of await store.list('number-series')) {
    const own = documents
      .filter(({ seriesId }) => seriesId === series.id)
      .map(({ number, issuedOn, kind }) => ({ number: numberIn(series, number ?? ''), issuedOn, kind }))
      .sort((a, b) => (a.number ?? 0) - (b.number ?? 0));
    expect(own.map(({ number }) => number)).toEqual(own.map((_, index) => index + 1));
    expect(own.map(({ issuedOn }) => issuedOn)).toEqual(own.map(({ issuedOn }) => issuedOn).sort(byText));
    expect(
      own.every(({ issuedOn, kind }) => kind === series.documentType && (series.year === null || issuedOn.startsWith(String(series.year)))),
    ).toBe(true);
    expect([series.next, series.lastIssuedOn]).toEqual([own.length + 1, own.at(-1)?.issuedOn]);
  }
  expect(documents.every(({ number, state }) => (number === null) === (state.kind === 'pending'))).toBe(true);
  return documents.length;
};

describe('legal numbers of billing runs', () => {
  it('[NUM-01] [NUM-03] [NUM-04] gapless, and never backwards in a series, over runs of any months, entities and stations in any order', async () => {
    let documents = 0;
    const step = fc.record({
      from: fc.integer({ min: 0, max: 170 }),
      days: fc.integer({ min: 1, max: 60 }),
      entityIds: fc.constantFrom(['ent_uk'], ['ent_de'], ['ent_uk', 'ent_de']),
      station: fc.constantFrom('A7', 'B2'),
      downgrades: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
        const store = await storeWith(company(9));
        for (const { from, days, entityIds, station, downgrades } of steps) {
          const start = daysAfter('2024-10-20', from);
          if (downgrades) await downgraded(store, start);
          await ran(store, runOf(start, daysAfter(start, days), { entityIds, by: { user: 'ada', station } }));
        }
        documents += await expectSeriesInOrder(store);
      }),
      { numRuns: 60 },
    );
    expect(documents).toBeGreaterThan(1000);
  });

  it('[NUM-03] a run over new year takes its numbers from a series for each year, over many parts', async () => {
    const store = await storeWith(company(60));
    const entityIds = ['ent_uk', 'ent_de'];
    const made = await ran(store, runOf('2024-10-20', '2025-03-01', { entityIds }));
    expect(made.changes.length).toBeGreaterThan(2);
    await downgraded(store, '2024-12-30');
    const credited = await ran(store, runOf('2024-12-20', '2025-03-01', { entityIds }));
    expect(new Set(credited.documents.map(({ kind }) => kind))).toEqual(new Set(['credit-note']));
    expect(await expectSeriesInOrder(store)).toBe(made.documents.length + credited.documents.length);
    const prefixes = (await store.list('number-series')).map(({ prefix }) => prefix).sort(byText);
    expect(prefixes).toEqual(['CNDE-A7-', 'CNUK-A7-2024-', 'CNUK-A7-2025-', 'INVDE-A7-', 'INVUK-A7-2024-', 'INVUK-A7-2025-']);
  });

  it('[NUM-03] what is billed late gets the day of the last document of its series, and falls due from there', async () => {
    const store = await storeWith(company(3));
    await ran(store, runOf('2024-11-20', '2024-11-30', { customerIds: ['cus_1'] }));
    const late = await ran(store, runOf('2024-10-20', '2024-11-12', { customerIds: ['cus_2'] }));
    const [first] = late.documents;
    expect([first?.issuedOn, first?.kind === 'invoice' ? first.dueOn : '']).toEqual(['2024-11-27', '2024-12-27']);
  });

  it('[NUM-02] in a central series only the server gives numbers; at a station the document stands without', async () => {
    const central = [entityOf('ent_uk', 'UK', true, 'central-series'), ...company(4).filter(({ id }) => id !== 'ent_uk')];
    const request = runOf('2024-11-01', '2024-12-01');
    const station = await storeWith(central);
    expect((await ran(station, request)).documents.map(({ number, state }) => [number, state.kind])).toContainEqual([null, 'posted']);
    const server = await storeWith(central);
    const numbers = (await ran(server, { ...request, issuer: 'server' })).documents.map(({ number }) => number ?? '');
    expect(numbers.sort(byText)).toEqual(numbers.map((_, index) => `INVUK-2024-000${index + 1}`));
  });
});
