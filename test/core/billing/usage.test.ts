import { describe, expect, it } from 'vitest';
import type { PriceModel } from '../../../core/catalog/price-model.ts';
import type { Order } from '../../../core/orders/types.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import {
  bill,
  component,
  countMetric,
  fixedPrice,
  item,
  linesOf,
  netMinor,
  perUnit,
  sampleSubscription,
  soldPlan,
  term,
  used,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';

const tableB: PriceModel = {
  kind: 'graduated',
  bands: [
    { upTo: '100', unitPrice: '1.00', flat: '0' },
    { upTo: '500', unitPrice: '0.80', flat: '0' },
    { upTo: null, unitPrice: '0.60', flat: '0' },
  ],
};

const calls = (price: PriceModel, included = '0') =>
  component('calls', price, { quantity: { kind: 'usage', metricId: 'calls' }, included });

const usageWorld = (
  components: Parameters<typeof variantOf>[0],
  amounts: readonly (readonly [string, string])[],
  variant: Parameters<typeof variantOf>[1] = {},
  billing: Parameters<typeof soldPlan>[2] = { kind: 'hybrid', graceDays: 0 },
) =>
  worldOf(
    [soldPlan('plan', [variantOf(components, variant)], billing)],
    {
      subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])],
      usage: amounts.map(([on, amount]) => used('calls', on, amount)),
    },
    { metrics: [countMetric('calls')] },
  );

const usageTotal = (world: ReturnType<typeof usageWorld>): number => {
  bill(world, '2025-01-01', '2025-02-01');
  return bill(world, '2025-02-01', '2025-02-02')
    .documents.flatMap((document) => document.lines)
    .filter((line) => line.nature !== 'recurring')
    .reduce((sum, line) => sum + line.chargedMinor, 0);
};

describe('hybrid and usage plans, billed', () => {
  it('[G-HYB-1] 500 base with 50,000 calls included and 0.01 beyond: 80,000 calls cost 800.00 in all', () => {
    const world = usageWorld([component('base', fixedPrice('500')), calls(perUnit('0.01'), '50000')], [['2025-01-10', '80000']]);
    expect(netMinor(bill(world, '2025-01-01', '2025-02-01'))).toBe(50_000);
    const february = bill(world, '2025-02-01', '2025-02-02');
    expect(linesOf(february)).toEqual(['plan: calls 2025-01-01..2025-02-01 30000', 'plan: base 2025-02-01..2025-03-01 50000']);
    expect(february.documents).toHaveLength(1);
  });

  it.each([
    ['50000', 0],
    ['50001', 1],
    ['0', 0],
  ])('[G-HYB-2] %s calls cost %i pence beyond the base', (amount, expected) => {
    expect(usageTotal(usageWorld([component('base', fixedPrice('500')), calls(perUnit('0.01'), '50000')], [['2025-01-10', amount]]))).toBe(
      expected,
    );
  });

  it('[G-HYB-3] 200 platform and 12 seats at 15 cost 380.00', () => {
    const plan = soldPlan('plan', [
      variantOf([component('platform', fixedPrice('200')), component('seats', perUnit('15'), { quantity: { kind: 'subscription' } })]),
    ]);
    const world = worldOf([plan], { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01', { quantity: '12' })])])] });
    expect(netMinor(bill(world, '2025-01-01', '2025-02-01'))).toBe(38_000);
  });

  it.each([
    ['100', 15_000],
    ['600', 48_000],
  ])('[G-HYB-4] [OR-5] a floor of 150 under graduated use of %s gives %i', (amount, expected) => {
    expect(
      usageTotal(
        usageWorld([calls(tableB)], [['2025-01-10', amount]], { combination: { kind: 'floor', amount: '150', componentIds: ['calls'] } }),
      ),
    ).toBe(expected);
  });

  it('[G-USE-3] [PRC-07] [BIL-04] events of 250 and 350 are billed as 600 after the period closed', () => {
    const world = usageWorld(
      [calls(tableB)],
      [
        ['2025-01-10', '250'],
        ['2025-01-20', '350'],
      ],
      {},
      { kind: 'usage', graceDays: 0 },
    );
    expect(bill(world, '2025-01-01', '2025-02-01').documents).toEqual([]);
    expect(netMinor(bill(world, '2025-02-01', '2025-03-01'))).toBe(48_000);
    expect(bill(world, '2025-02-01', '2025-03-01').documents).toEqual([]);
  });

  it('[USG-10] [OR-22] a late event is billed as prior period, once', () => {
    const world = usageWorld([calls(tableB)], [['2025-01-10', '250']], {}, { kind: 'usage', graceDays: 0 });
    bill(world, '2025-02-01', '2025-03-01');
    world.record = { ...world.record, usage: [...world.record.usage, used('calls', '2025-01-30', '350')] };
    const march = bill(world, '2025-03-01', '2025-04-01');
    expect(march.documents[0]?.lines.map((line) => [line.chargedMinor, line.priorPeriod])).toEqual([[48_000 - 22_000, true]]);
    expect(bill(world, '2025-03-01', '2025-04-01').documents).toEqual([]);
  });

  it('[USG-10] a correction that takes use away is credited at the line that billed it', () => {
    const world = usageWorld([calls(perUnit('1'))], [['2025-01-10', '250']], {}, { kind: 'usage', graceDays: 0 });
    const first = bill(world, '2025-02-01', '2025-03-01');
    world.record = { ...world.record, usage: [...world.record.usage, used('calls', '2025-01-11', '-50')] };
    const march = bill(world, '2025-03-01', '2025-04-01');
    expect(march.documents.map((document) => [document.kind, document.totals.netMinor, document.totals.taxMinor])).toEqual([
      ['credit-note', -5000, -1000],
    ]);
    expect(march.documents[0]?.lines[0]?.credits?.documentId).toBe(first.documents[0]?.id);
  });

  it('[USG-10] days of grace move the day on which usage falls due', () => {
    const world = usageWorld([calls(perUnit('1'))], [['2025-01-10', '10']], {}, { kind: 'usage', graceDays: 3 });
    expect(bill(world, '2025-02-01', '2025-02-04').documents).toEqual([]);
    expect(bill(world, '2025-02-01', '2025-02-05').documents[0]?.issuedOn).toBe('2025-02-04');
  });

  it('[BIL-14] a minimum commitment is topped up on a line of its own, a maximum caps the period', () => {
    expect(usageTotal(usageWorld([calls(perUnit('1'))], [['2025-01-10', '30']], { minimumCommitment: '100' }))).toBe(10_000);
    expect(usageTotal(usageWorld([calls(perUnit('1'))], [['2025-01-10', '130']], { minimumCommitment: '100' }))).toBe(13_000);
    expect(usageTotal(usageWorld([calls(perUnit('1'))], [['2025-01-10', '900']], { maximumSpend: '500' }))).toBe(50_000);
  });

  it('[USG-14] [SUB-25] use is priced by the plan in force at its time, and never prorated', () => {
    const cheap = soldPlan('cheap', [variantOf([calls(perUnit('1'))])], { kind: 'usage', graceDays: 0 });
    const dear = soldPlan('dear', [variantOf([calls(perUnit('3'))])], { kind: 'usage', graceDays: 0 });
    const world = worldOf(
      [cheap, dear],
      {
        subscriptions: [sampleSubscription([item([term('cheap', '2025-01-01', { until: '2025-01-16' }), term('dear', '2025-01-16')])])],
        usage: [used('calls', '2025-01-15', '10'), used('calls', '2025-01-16', '10')],
      },
      { metrics: [countMetric('calls')] },
    );
    expect(linesOf(bill(world, '2025-02-01', '2025-02-02'))).toEqual([
      'cheap: calls 2025-01-01..2025-01-16 1000',
      'dear: calls 2025-01-16..2025-02-01 3000',
    ]);
  });

  it('[G-DYN-1] [PRC-06] peak and off-peak kilowatt hours are priced by the hour of each event', () => {
    const energy: PriceModel = {
      kind: 'dynamic',
      yields: 'unit-price',
      rules: [
        {
          id: 'peak',
          version: 1,
          name: 'Peak',
          when: [
            { kind: 'weekday', oneOf: [1, 2, 3, 4, 5] },
            { kind: 'hours', from: '07:00', until: '19:00' },
          ],
          price: '0.30',
        },
      ],
      fallback: { id: 'off', version: 1, name: 'Off-peak', when: [], price: '0.10' },
    };
    const world = usageWorld(
      [calls(energy)],
      [
        ['2025-01-14T18:00:00.000Z', '10'],
        ['2025-01-14T19:00:00.000Z', '10'],
      ],
    );
    expect(usageTotal(world)).toBe(400);
    expect(world.record.invoices[0]?.lines[0]?.working.price?.shares.map((share) => share.rule?.id)).toEqual(['peak', 'off']);
  });
});

describe('pay-as-you-go', () => {
  const payg = (trigger: 'event' | 'daily' | 'threshold', variant = {}) =>
    usageWorld(
      [calls(perUnit('1'))],
      [
        ['2025-01-10T08:00:00.000Z', '10'],
        ['2025-01-10T09:00:00.000Z', '20'],
        ['2025-01-12', '30'],
        ['2025-01-20', '5'],
      ],
      variant,
      { kind: 'pay-as-you-go', trigger, paymentMethodRequired: false },
    );

  it('[BIL-05] per event, each consumption is charged on its day', () => {
    expect(linesOf(bill(payg('event'), '2025-01-01', '2025-02-02')).map((line) => line.split(' ').at(-1))).toEqual([
      '1000',
      '2000',
      '3000',
      '500',
    ]);
  });

  it('[BIL-05] per day, a day is charged as one', () => {
    const billed = bill(payg('daily'), '2025-01-01', '2025-02-02');
    expect(billed.documents.map((document) => [document.issuedOn, document.totals.netMinor])).toEqual([
      ['2025-01-10', 3000],
      ['2025-01-12', 3000],
      ['2025-01-20', 500],
    ]);
  });

  it('[BIL-05] at a threshold, what is left is charged at the close of the period, and billing week by week gives the same', () => {
    const amounts = (documents: ReturnType<typeof bill>['documents']) =>
      documents.map((document) => [document.issuedOn, document.totals.netMinor]);
    const expected = [
      ['2025-01-12', 6000],
      ['2025-02-01', 500],
    ];
    expect(amounts(bill(payg('threshold', { chargeThreshold: '50' }), '2025-01-01', '2025-02-02').documents)).toEqual(expected);
    const weekly = payg('threshold', { chargeThreshold: '50' });
    const days = ['2025-01-01', '2025-01-08', '2025-01-15', '2025-01-22', '2025-01-29', '2025-02-05'];
    expect(days.slice(1).flatMap((day, index) => amounts(bill(weekly, days[index] ?? '', day).documents))).toEqual(expected);
  });
});

describe('pre-paid credit', () => {
  const pack = { id: 'p100', name: '100', price: '90', credit: '100', expiresAfter: null };
  const order = (id: string, on: string, packId = 'p100'): Order => ({
    id,
    kind: 'order',
    rev: 1,
    customerId: 'cus_1',
    entityId: 'ent_uk',
    currency: 'GBP',
    placedOn: on,
    policies: defaultPolicies,
    rounding: halfAwayFromZero,
    netTermsDays: null,
    note: '',
    lines: [
      {
        id: 'l1',
        item: { kind: 'pack', planId: 'plan', planVersion: 1, variantId: 'gbp', packId, subscriptionId: 'sub_1' },
        quantity: '1',
        trigger: { kind: 'order' },
        cancelled: null,
      },
    ],
    state: { kind: 'placed' },
  });
  const prepaid = (
    unit: 'money' | 'units',
    atZero: 'block' | 'overage',
    orders: readonly Order[],
    amounts: readonly (readonly [string, string])[],
    topUp: Parameters<typeof sampleSubscription>[1] = {},
  ) =>
    worldOf(
      [
        soldPlan(
          'plan',
          [variantOf([calls(perUnit('1'))], { packs: [pack, { ...pack, id: 'short', expiresAfter: { unit: 'month', count: 1 } }] })],
          { kind: 'prepaid', unit, atZero },
        ),
      ],
      {
        subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])], topUp)],
        orders,
        usage: amounts.map(([on, amount]) => used('calls', on, amount)),
      },
      { metrics: [countMetric('calls')] },
    );

  it('[BIL-06] a pack is billed when it is bought; consumption draws it down, and the rest is invoiced', () => {
    const world = prepaid(
      'money',
      'overage',
      [order('ord_1', '2025-01-02')],
      [
        ['2025-01-10', '60'],
        ['2025-02-10', '70'],
      ],
    );
    expect(linesOf(bill(world, '2025-01-01', '2025-02-01'))).toEqual(['plan: 100 2025-01-02.. 9000']);
    expect(
      bill(world, '2025-02-01', '2025-03-01').documents.map((document) => [
        document.lines.map((line) => line.chargedMinor),
        document.totals.grossMinor,
      ]),
    ).toEqual([[[6000, -6000], 0]]);
    expect(
      bill(world, '2025-03-01', '2025-04-01').documents.map((document) => [
        document.lines.map((line) => line.chargedMinor),
        document.totals.netMinor,
      ]),
    ).toEqual([[[7000, -4000], 3000]]);
    expect(bill(world, '2025-03-01', '2025-04-01').documents).toEqual([]);
  });

  it('[BIL-06] where use beyond the balance is blocked, nothing beyond it is charged', () => {
    const world = prepaid('money', 'block', [order('ord_1', '2025-01-02')], [['2025-01-10', '160']]);
    bill(world, '2025-01-01', '2025-02-01');
    expect(netMinor(bill(world, '2025-02-01', '2025-03-01'))).toBe(0);
  });

  it('[BIL-06] units in the balance are free units of the charge', () => {
    const world = prepaid('units', 'overage', [order('ord_1', '2025-01-02')], [['2025-01-10', '160']]);
    bill(world, '2025-01-01', '2025-02-01');
    expect(netMinor(bill(world, '2025-02-01', '2025-03-01'))).toBe(6000);
  });

  it('[BIL-06] the pack that expires soonest is drawn first, and an expired one no longer', () => {
    const world = prepaid(
      'money',
      'overage',
      [order('ord_1', '2025-01-02'), order('ord_2', '2025-01-03', 'short')],
      [
        ['2025-01-10', '60'],
        ['2025-02-10', '70'],
      ],
    );
    bill(world, '2025-01-01', '2025-02-01');
    const slots = bill(world, '2025-02-01', '2025-03-01')
      .documents.flatMap((document) => document.lines)
      .filter((line) => line.nature === 'draw-down')
      .map((line) => line.slot.split('>')[1]);
    expect(slots).toEqual(['ord_2/l1']);
    expect(
      bill(world, '2025-03-01', '2025-04-01').documents.flatMap((document) => document.lines.map((line) => line.chargedMinor)),
    ).toEqual([7000, -7000]);
  });

  it('[BIL-06] the balance tops itself up below the threshold, within the monthly cap', () => {
    const world = prepaid('money', 'overage', [order('ord_1', '2025-01-02')], [['2025-01-10', '90']], {
      topUp: { packId: 'p100', below: '150', monthlyCap: 1 },
    });
    bill(world, '2025-01-01', '2025-02-01');
    const february = bill(world, '2025-02-01', '2025-03-01');
    expect(
      february.documents
        .flatMap((document) => document.lines)
        .filter((line) => line.nature === 'credit-pack')
        .map((line) => line.chargedMinor),
    ).toEqual([9000]);
    expect(bill(world, '2025-02-01', '2025-03-01').documents).toEqual([]);
  });
});
