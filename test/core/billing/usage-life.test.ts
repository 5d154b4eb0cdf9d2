import { describe, expect, it } from 'vitest';
import type { PriceComponent } from '../../../core/catalog/types.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import type { Redemption } from '../../../core/offers/types.ts';
import type { Order } from '../../../core/orders/types.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { recomputed } from '../../../core/rating/recomputed.ts';
import {
  bill,
  type Billed,
  change,
  component,
  countMetric,
  fixedPrice,
  item,
  linesOf,
  netMinor,
  perUnit,
  sampleEntity,
  sampleSubscription,
  soldPlan,
  term,
  used,
  variantOf,
  withPolicies,
  type World,
  worldOf,
} from '../../support/billing-world.ts';

const metered = (id: string, price: string, changes: Partial<PriceComponent> = {}): PriceComponent =>
  component(id, perUnit(price), { quantity: { kind: 'usage', metricId: id }, ...changes });
const calls = metered('calls', '1');
const onlyUsage = { kind: 'usage', graceDays: 0 } as const;
const metrics = [countMetric('calls'), countMetric('bytes')];

const redemption = (value: Redemption['value'], changes: Partial<Redemption> = {}): Redemption => ({
  id: 'red_1',
  offerId: 'off_1',
  name: 'Offer',
  code: 'CODE',
  value,
  duration: { kind: 'lifetime' },
  scope: { kind: 'any' },
  stackable: true,
  appliesToUsage: true,
  startsOn: '2025-01-01',
  endsOn: null,
  sequence: 1,
  ...changes,
});

const report = (world: World, ...events: World['record']['usage']): void => {
  const usage = [...world.record.usage, ...events].sort((a, b) => (a.at < b.at ? -1 : 1));
  world.record = { ...world.record, usage };
};

const explained = (billed: Billed): void => {
  for (const line of billed.documents.flatMap((document) => document.lines)) {
    expect(recomputed(line.working)).toEqual({
      listMinor: line.listMinor,
      discountMinor: line.discountMinor,
      chargedMinor: line.chargedMinor,
    });
  }
};

describe('use that changes after it was billed', () => {
  it('[BEY-03] [USG-10] falling and rising again under a discount, every line recomputes', () => {
    const plan = soldPlan('plan', [variantOf([calls])], onlyUsage);
    const redemptions = [redemption({ kind: 'percentage', percent: '10' })];
    const world = worldOf(
      [plan],
      {
        subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])], { redemptions })],
        usage: [used('calls', '2025-01-10', '100')],
      },
      { metrics },
    );
    const steps = [0, -50, 10, 45].map((amount, index) => {
      if (amount !== 0) report(world, used('calls', '2025-01-12', String(amount)));
      return bill(world, `2025-02-0${index + 1}`, `2025-02-0${index + 2}`);
    });
    for (const step of steps) explained(step);
    expect(steps.map(netMinor)).toEqual([9000, -4500, 900, 4050]);
  });

  it('[USG-10] [INV-19] a correction takes back what was billed last, and only beyond that what was billed before', () => {
    const plan = soldPlan('plan', [variantOf([calls])], onlyUsage);
    const world = worldOf(
      [plan],
      { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])], usage: [used('calls', '2025-01-10', '100')] },
      { metrics },
    );
    const [first, second, third] = [0, 30, -50].map((amount, index) => {
      if (amount !== 0) report(world, used('calls', '2025-01-12', String(amount)));
      return bill(world, `2025-02-0${index + 1}`, `2025-02-0${index + 2}`).documents.flatMap((document) => document.lines);
    });
    expect(third?.map(({ chargedMinor, credits }) => [chargedMinor, credits?.lineId])).toEqual([
      [-3000, second?.[0]?.id],
      [-2000, first?.[0]?.id],
    ]);
  });

  it('[BIL-05] a correction of use that was never billed is part of the first bill', () => {
    const plan = soldPlan('plan', [variantOf([calls])], { kind: 'pay-as-you-go', trigger: 'daily', paymentMethodRequired: false });
    const usage = [used('calls', '2025-01-10', '100'), used('calls', '2025-01-20', '-30')];
    const world = worldOf([plan], { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])], usage }, { metrics });
    expect(netMinor(bill(world, '2025-01-01', '2025-02-02'))).toBe(7000);
    expect(bill(world, '2025-02-01', '2025-02-02').documents).toEqual([]);
  });

  it('[BIL-05] a measure that does not add up is charged when the period closes', () => {
    const plan = soldPlan('plan', [variantOf([calls])], { kind: 'pay-as-you-go', trigger: 'event', paymentMethodRequired: false });
    const usage = [used('calls', '2025-01-10', '3'), used('calls', '2025-01-12', '9'), used('calls', '2025-01-20', '4')];
    const world = worldOf(
      [plan],
      { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])], usage },
      { metrics: [countMetric('calls', { aggregation: { kind: 'max' } })] },
    );
    expect(bill(world, '2025-01-01', '2025-02-01').documents).toEqual([]);
    expect(netMinor(bill(world, '2025-02-01', '2025-02-02'))).toBe(900);
  });

  it('[POL-12] [G-PU-3] a period without use stands on a document where zero documents are issued', () => {
    const policies = withPolicies({ zeroInvoices: 'issued' });
    const plan = soldPlan('plan', [variantOf([calls])], onlyUsage);
    const world = worldOf(
      [plan],
      { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])], { policies })] },
      { metrics, entity: sampleEntity({ policies }) },
    );
    expect(linesOf(bill(world, '2025-02-01', '2025-02-02'))).toEqual(['plan: calls 2025-01-01..2025-02-01 0']);
    expect(bill(world, '2025-02-01', '2025-02-02').documents).toEqual([]);
  });
});

describe('whose use it is', () => {
  const plan = soldPlan('plan', [variantOf([calls])], onlyUsage);
  const de = sampleEntity({ id: 'ent_de', code: 'DE', isFallback: false });
  const both = [
    sampleSubscription([item([term('plan', '2025-01-01')])], { id: 'sub_a' }),
    sampleSubscription([item([term('plan', '2025-01-01')])], { id: 'sub_b', entityId: 'ent_de' }),
  ];

  it('[USG-08] of two entities that price it, only one bills it', () => {
    const world = worldOf([plan], { subscriptions: both, usage: [used('calls', '2025-01-10', '100')] }, { metrics });
    const elsewhere: World = {
      ...world,
      entity: de,
      shared: {
        ...world.shared,
        entities: new Map([
          ['ent_uk', world.entity],
          ['ent_de', de],
        ]),
      },
    };
    expect([netMinor(bill(world, '2025-02-01', '2025-02-02')), netMinor(bill(elsewhere, '2025-02-01', '2025-02-02'))]).toEqual([10_000, 0]);
  });

  it('[USG-08] [SUB-13] use of a subscription that is left out is not billed on another one', () => {
    const late = both.map((subscription) => ({ ...subscription, entityId: 'ent_uk' }));
    const [first, second] = late;
    if (first === undefined || second === undefined) throw new Error('there are two');
    const behind = { ...first, state: { kind: 'active', since: '2025-01-01', cancelsOn: '2025-01-31' } } as const;
    const world = worldOf([plan], { subscriptions: [behind, second], usage: [used('calls', '2025-01-10', '100')] }, { metrics });
    const billed = bill(world, '2025-02-01', '2025-02-02');
    expect([billed.documents.length, billed.exceptions.map(({ code }) => code)]).toEqual([0, ['subscription.behind']]);
  });

  it('[USG-03] an event that names its subscription belongs to it', () => {
    const subscriptions = both.map((subscription) => ({ ...subscription, entityId: 'ent_uk' }));
    const world = worldOf(
      [plan],
      { subscriptions, usage: [used('calls', '2025-01-10', '100', { subscriptionId: 'sub_b' }), used('calls', '2025-01-11', '7')] },
      { metrics },
    );
    const lines = bill(world, '2025-02-01', '2025-02-02').documents.flatMap((document) => document.lines);
    expect(lines.map((line) => [line.source.kind === 'subscription' ? line.source.subscriptionId : '', line.chargedMinor])).toEqual([
      ['sub_a', 700],
      ['sub_b', 10_000],
    ]);
  });

  it('[USG-10] an event that another one supersedes is billed as the other says', () => {
    const first = used('calls', '2025-01-10', '100');
    const world = worldOf([plan], { subscriptions: both.slice(0, 1), usage: [first] }, { metrics });
    bill(world, '2025-02-01', '2025-02-02');
    report(world, used('calls', '2025-01-10', '40', { supersedes: first.id }));
    expect(netMinor(bill(world, '2025-02-10', '2025-02-11'))).toBe(-6000);
    expect(bill(world, '2025-02-10', '2025-02-11').documents).toEqual([]);
  });
});

describe('a price that changes inside a period', () => {
  const months = (terms: Parameters<typeof item>[0]) => [sampleSubscription([item(terms)])];

  it('[USG-14] [SUB-17] a negotiated price holds for use from its day on', () => {
    const plan = soldPlan('plan', [variantOf([calls])], onlyUsage);
    const terms = [
      term('plan', '2025-01-01', { until: '2025-01-16' }),
      term('plan', '2025-01-16', { negotiated: [{ componentId: 'calls', price: '0.5' }] }),
    ];
    const world = worldOf(
      [plan],
      { subscriptions: months(terms), usage: [used('calls', '2025-01-15', '10'), used('calls', '2025-01-16', '10')] },
      { metrics },
    );
    expect(
      bill(world, '2025-02-01', '2025-02-02')
        .documents.flatMap((document) => document.lines.map((line) => line.chargedMinor))
        .sort((a, b) => b - a),
    ).toEqual([1000, 500]);
  });

  it.each([
    ['max', { kind: 'max' }, 900 / 2 + 2700 / 2],
    ['last', { kind: 'last', continuous: true }, 400 / 2 + 2700 / 2],
    ['unique', { kind: 'unique' }, 300 / 2 + 300 / 2],
  ] as const)(
    '[USG-14] a measure that does not add up (%s) costs each price for its share of the period, once in all',
    (_name, aggregation, expected) => {
      const cheap = soldPlan('cheap', [variantOf([metered('calls', '1')])], onlyUsage);
      const dear = soldPlan('dear', [variantOf([metered('calls', '3')])], onlyUsage);
      const terms = [term('cheap', '2025-04-01', { until: '2025-04-16' }), term('dear', '2025-04-16')];
      const usage = [
        used('calls', '2025-04-02', '3'),
        used('calls', '2025-04-03', '9'),
        used('calls', '2025-04-10', '4'),
        used('calls', '2025-04-20', '9'),
      ];
      const world = worldOf([cheap, dear], { subscriptions: months(terms), usage }, { metrics: [countMetric('calls', { aggregation })] });
      const billed = bill(world, '2025-05-01', '2025-05-02');
      explained(billed);
      expect(netMinor(billed)).toBe(expected);
    },
  );

  it('[USG-14] included units of a measure that does not add up are not cut, since its amount is', () => {
    const cheap = soldPlan('cheap', [variantOf([metered('calls', '1', { included: '4' })])], onlyUsage);
    const dear = soldPlan('dear', [variantOf([metered('calls', '1', { included: '4' })])], onlyUsage);
    const terms = [term('cheap', '2025-04-01', { until: '2025-04-16' }), term('dear', '2025-04-16')];
    const usage = [used('calls', '2025-04-02', '10'), used('calls', '2025-04-20', '10')];
    const world = worldOf(
      [cheap, dear],
      { subscriptions: months(terms), usage },
      { metrics: [countMetric('calls', { aggregation: { kind: 'max' } })] },
    );
    expect(netMinor(bill(world, '2025-05-01', '2025-05-02'))).toBe(600);
  });
});

describe('offers on use', () => {
  it('[OFR-10] an amount off is taken once a period from all that was used, in proportion', () => {
    const plan = soldPlan('plan', [variantOf([calls, metered('bytes', '1')])], onlyUsage);
    const redemptions = [redemption({ kind: 'amount', amounts: [{ currency: 'GBP', amount: '10' }] })];
    const usage = [used('calls', '2025-01-10', '30'), used('bytes', '2025-01-10', '10')];
    const world = worldOf(
      [plan],
      { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])], { redemptions })], usage },
      { metrics },
    );
    const billed = bill(world, '2025-02-01', '2025-02-02');
    explained(billed);
    expect(billed.documents.flatMap((document) => document.lines.map((line) => [line.title, line.discountMinor]))).toEqual([
      ['plan: bytes', 250],
      ['plan: calls', 750],
    ]);
  });

  it('[OFR-10] also over the items of a subscription that close together', () => {
    const plan = soldPlan('plan', [variantOf([calls])], onlyUsage);
    const extra = soldPlan('extra', [variantOf([metered('bytes', '1')])], onlyUsage);
    const redemptions = [redemption({ kind: 'amount', amounts: [{ currency: 'GBP', amount: '10' }] })];
    const items = [item([term('plan', '2025-01-01')]), item([term('extra', '2025-01-01')], { id: 'extra', type: 'add-on' })];
    const usage = [used('calls', '2025-01-10', '30'), used('bytes', '2025-01-10', '10')];
    const world = worldOf([plan, extra], { subscriptions: [sampleSubscription(items, { redemptions })], usage }, { metrics });
    expect(netMinor(bill(world, '2025-02-01', '2025-02-02'))).toBe(3000);
  });
});

describe('pre-paid credit over a whole life', () => {
  const pack = { id: 'p100', name: '100', price: '90', credit: '100', expiresAfter: null };
  const billing = { kind: 'prepaid', unit: 'money', atZero: 'overage' } as const;
  const order = (planId: string): Order => ({
    id: 'ord_1',
    kind: 'order',
    rev: 1,
    customerId: 'cus_1',
    entityId: 'ent_uk',
    currency: 'GBP',
    placedOn: '2025-01-02',
    policies: defaultPolicies,
    rounding: halfAwayFromZero,
    netTermsDays: null,
    note: '',
    lines: [
      {
        id: 'l1',
        item: { kind: 'pack', planId, planVersion: 1, variantId: 'gbp', packId: 'p100', subscriptionId: 'sub_1' },
        quantity: '1',
        trigger: { kind: 'order' },
        cancelled: null,
      },
    ],
    state: { kind: 'placed' },
  });

  it('[BIL-06] a pack that was bought counts, also where the plan of the subscription no longer sells it', () => {
    const old = soldPlan('old', [variantOf([calls])], billing);
    const plan = soldPlan('plan', [variantOf([calls], { packs: [pack] })], billing);
    const world = worldOf(
      [old, plan],
      {
        subscriptions: [sampleSubscription([item([term('old', '2025-01-01')])])],
        orders: [order('plan')],
        usage: [used('calls', '2025-01-10', '60')],
      },
      { metrics },
    );
    expect(netMinor(bill(world, '2025-02-01', '2025-02-02'))).toBe(9000);
  });

  it('[BIL-06] a subscription that ended is not topped up any more', () => {
    const plan = soldPlan('plan', [variantOf([calls], { packs: [pack] })], billing);
    const subscription = sampleSubscription([item([term('plan', '2025-01-01', { until: '2025-01-20' })])], {
      topUp: { packId: 'p100', below: '50', monthlyCap: 3 },
      state: { kind: 'cancelled', on: '2025-01-20', reason: 'customer_request', note: '' },
    });
    const world = worldOf([plan], { subscriptions: [subscription], usage: [used('calls', '2025-01-10', '60')] }, { metrics });
    expect(linesOf(bill(world, '2025-01-20', '2025-03-01'))).toEqual(['plan: calls 2025-01-01..2025-01-20 6000']);
  });
});

describe('minimums, maximums and floors', () => {
  it('[BIL-14] [POL-07] they look at what the lines really charge, rounded as the lines are', () => {
    const rounding = { mode: 'half-even', increment: 1 } as const;
    const plan = soldPlan('plan', [variantOf([component('base', fixedPrice('0.05')), calls], { minimumCommitment: '1' })], {
      kind: 'hybrid',
      graceDays: 0,
    });
    const better = soldPlan('better', [variantOf([component('base', fixedPrice('0.09')), calls], { minimumCommitment: '1' })], {
      kind: 'hybrid',
      graceDays: 0,
    });
    const terms = [term('plan', '2025-04-01', { until: '2025-04-16' }), term('better', '2025-04-16')];
    const world = worldOf([plan, better], { subscriptions: [sampleSubscription([item(terms)], { rounding })] }, { metrics });
    bill(world, '2025-04-01', '2025-05-01');
    const lines = [...world.record.invoices, ...bill(world, '2025-05-01', '2025-05-02').documents]
      .flatMap((document) => document.lines)
      .filter((line) => line.period?.start !== '2025-05-01');
    expect(lines.reduce((sum, line) => sum + line.chargedMinor, 0)).toBe(100);
  });

  it('[OR-5] [BIL-14] a floor tops up first, the minimum what is still missing, and the maximum takes off what is too much', () => {
    const total = (used1: string, changes: Parameters<typeof variantOf>[1]) => {
      const floor = { combination: { kind: 'floor', amount: '40', componentIds: ['calls'] } } as const;
      const plan = soldPlan('plan', [variantOf([calls, metered('bytes', '1')], { ...floor, ...changes })], onlyUsage);
      const usage = [used('calls', '2025-01-10', used1), used('bytes', '2025-01-10', '25')];
      const world = worldOf([plan], { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])], usage }, { metrics });
      const lines = bill(world, '2025-02-01', '2025-02-02').documents.flatMap((document) => document.lines);
      return lines.filter(({ nature }) => nature !== 'usage').map(({ nature, chargedMinor }) => `${nature} ${chargedMinor}`);
    };
    expect(total('10', { minimumCommitment: '100' })).toEqual(['floor 3000', 'minimum 3500']);
    expect(total('10', { minimumCommitment: '60' })).toEqual(['floor 3000']);
    expect(total('10', { maximumSpend: '50' })).toEqual(['floor 3000', 'cap -1500']);
    expect(total('70', { minimumCommitment: '100', maximumSpend: '100' })).toEqual(['minimum 500']);
  });

  it('[BIL-14] they change with the use of a period that was billed', () => {
    const plan = soldPlan('plan', [variantOf([calls], { minimumCommitment: '100' })], onlyUsage);
    const world = worldOf(
      [plan],
      { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])], usage: [used('calls', '2025-01-10', '30')] },
      { metrics },
    );
    expect(linesOf(bill(world, '2025-02-01', '2025-02-02'))).toEqual([
      'plan: calls 2025-01-01..2025-02-01 3000',
      'plan 2025-01-01..2025-02-01 7000',
    ]);
    report(world, used('calls', '2025-01-20', '50'));
    expect(bill(world, '2025-02-10', '2025-02-11').documents.map((document) => document.lines.map((line) => line.chargedMinor))).toEqual([
      [-5000, 5000],
    ]);
    change(world, (subscription) => subscription);
    expect(bill(world, '2025-02-10', '2025-02-11').documents).toEqual([]);
  });
});
