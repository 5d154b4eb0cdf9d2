import { describe, expect, it } from 'vitest';
import { variantSchema } from '../../../core/catalog/version-schema.ts';
import type { BillingModel } from '../../../core/catalog/types.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import type { Interval } from '../../../core/time/cadence.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import type { Order } from '../../../core/orders/types.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { eventsFor } from '../../../core/usage/trace.ts';
import {
  bill,
  component,
  countMetric,
  fixedPrice,
  item,
  linesOf,
  monthly,
  perUnit,
  sampleSubscription,
  soldPlan,
  stretch,
  term,
  used,
  variantOf,
  worldOf,
  yearly,
} from '../../support/billing-world.ts';

const calls = component('calls', perUnit('0.10'), { quantity: { kind: 'usage', metricId: 'calls' }, timing: 'arrears' });
const metric = countMetric('calls');

const order: Order = {
  id: 'ord_1',
  kind: 'order',
  rev: 1,
  customerId: 'cus_1',
  entityId: 'ent_uk',
  currency: 'GBP',
  placedOn: '2025-02-01',
  lines: [
    {
      id: '1',
      item: { kind: 'manual', description: 'Workshop', unitPrice: '80', taxClass: 'standard', taxInclusive: false, productId: null },
      quantity: '1',
      trigger: { kind: 'order' },
      cancelled: null,
    },
  ],
  policies: defaultPolicies,
  rounding: halfAwayFromZero,
  netTermsDays: null,
  note: '',
  state: { kind: 'placed' },
};

describe('what an invoice points to', () => {
  it('[BIL-09] a subscription for what recurs, an order for what is sold once, and use for what was used, with its records', () => {
    const usage = [used('calls', '2025-01-10', '30'), used('calls', '2025-01-20', '40')];
    const plan = soldPlan('plan', [variantOf([component('fee', fixedPrice('10')), calls])], { kind: 'hybrid', graceDays: 0 });
    const subscriptions = [sampleSubscription([item([term('plan', '2025-01-01')])])];
    const world = worldOf([plan], { subscriptions, orders: [order], usage }, { metrics: [metric] });
    bill(world, '2025-01-01', '2025-01-02');
    const lines = bill(world, '2025-02-01', '2025-02-02').documents.flatMap((document) => document.lines);
    const found = lines.map(({ nature, source, chargedMinor }) => ({ nature, source, chargedMinor }));
    expect(found).toHaveLength(3);
    expect(found).toEqual(
      expect.arrayContaining([
        {
          nature: 'recurring',
          chargedMinor: 1000,
          source: { kind: 'subscription', subscriptionId: 'sub_1', itemId: 'base', componentId: 'fee' },
        },
        {
          nature: 'usage',
          chargedMinor: 700,
          source: { kind: 'subscription', subscriptionId: 'sub_1', itemId: 'base', componentId: 'calls' },
        },
        { nature: 'manual', chargedMinor: 8000, source: { kind: 'order', orderId: 'ord_1', lineId: '1' } },
      ]),
    );
    const period = lines.find(({ nature }) => nature === 'usage')?.period;
    const window = { from: `${period?.start}T00:00:00.000Z`, until: `${period?.end}T00:00:00.000Z` };
    expect(eventsFor(metric, usage, window).map(({ id }) => id)).toEqual(usage.map(({ id }) => id));
  });
});

describe('the billing model', () => {
  const sold = (billing: BillingModel, changes: Parameters<typeof variantOf>[1]) =>
    worldOf([soldPlan('plan', [variantOf([component('fee', fixedPrice('120'))], changes)], billing)], {
      subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])],
    });

  it('[BIL-11] is the plan’s: no variant has one of its own', () => {
    const variant = variantOf([component('fee', fixedPrice('120'))]);
    expect(shaped(variantSchema, variant).ok).toBe(true);
    expect(shaped(variantSchema, { ...variant, billing: { kind: 'one-off', trigger: 'order' } }).ok).toBe(false);
  });

  it('[BIL-11] decides when a charge arises: the same price is due each month, or in parts and then no more', () => {
    const monthlyLines = linesOf(bill(sold({ kind: 'recurring' }, {}), '2025-01-01', '2025-06-01'));
    expect(monthlyLines).toHaveLength(5);
    const parts = worldOf(
      [
        soldPlan('plan', [variantOf([], { instalmentTotal: '120' })], {
          kind: 'instalment',
          count: 3,
          interval: { unit: 'month', count: 1 },
          parts: [],
        }),
      ],
      { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])] },
    );
    const amounts = bill(parts, '2025-01-01', '2025-06-01').documents.flatMap(({ lines }) => lines.map(({ chargedMinor }) => chargedMinor));
    expect(amounts).toEqual([4000, 4000, 4000]);
  });

  it('[BIL-11] is shared by all variants: each cycle of a plan for use is billed after it closed', () => {
    const yearlyCycle = { id: 'yearly', cycle: { name: 'yearly', interval: yearly } };
    const plan = soldPlan('plan', [variantOf([calls]), variantOf([calls], yearlyCycle)], { kind: 'usage', graceDays: 0 });
    const of = (variantId: string, interval: Interval) =>
      worldOf(
        [plan],
        {
          subscriptions: [
            sampleSubscription([item([term('plan', '2025-01-01', { variantId })], { cadence: [stretch('2025-01-01', { interval })] })]),
          ],
          usage: [used('calls', '2025-01-10', '30')],
        },
        { metrics: [metric] },
      );
    expect(linesOf(bill(of('gbp', monthly), '2025-01-01', '2025-02-02'))).toEqual(['plan: calls 2025-01-01..2025-02-01 300']);
    expect(linesOf(bill(of('yearly', yearly), '2025-01-01', '2025-02-02'))).toEqual([]);
    expect(linesOf(bill(of('yearly', yearly), '2025-02-02', '2026-01-02'))).toEqual(['plan: calls 2025-01-01..2026-01-01 300']);
  });
});
