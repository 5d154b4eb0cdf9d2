import { describe, expect, it } from 'vitest';
import type { PriceModel } from '../../../core/catalog/price-model.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import type { Order } from '../../../core/orders/types.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import {
  bill,
  change,
  component,
  countMetric,
  fixedPrice,
  item,
  netMinor,
  perUnit,
  sampleCustomer,
  sampleSubscription,
  seats,
  soldPlan,
  stretch,
  term,
  used,
  variantOf,
  withPolicies,
  type World,
  worldOf,
} from '../../support/billing-world.ts';

/** What was billed stays so, whatever is learned or settled later; what was voided is billed again. */

const bySegment: PriceModel = {
  kind: 'dynamic',
  yields: 'unit-price',
  rules: [{ id: 'vip', version: 1, name: 'VIP', when: [{ kind: 'segment', oneOf: ['vip'] }], price: '1' }],
  fallback: { id: 'others', version: 1, name: 'Others', when: [], price: '3' },
};

const nets = (world: World, from: string, before: string): readonly number[] =>
  bill(world, from, before).documents.map((document) => document.totals.netMinor);

const voidAll = (world: World): void => {
  const invoices = world.record.invoices.map((invoice) => ({
    ...invoice,
    rev: invoice.rev + 1,
    state: { kind: 'void', on: invoice.issuedOn, reason: 'Wrong address' } as const,
  }));
  world.record = { ...world.record, invoices };
};

const withSegments = (world: World, segments: readonly string[]): void => {
  world.record = { ...world.record, customer: sampleCustomer({ segments }) };
};

describe('an earlier month, run again', () => {
  it('[POL-10] [BEY-02] counts the seats of its end also where they come after the days of the run', () => {
    const plan = soldPlan('plan', [variantOf([seats('10')])]);
    const policies = withPolicies({ seatChanges: 'value-at-end' });
    const subscription = sampleSubscription(
      [
        item([term('plan', '2025-04-01', { quantity: '3', until: '2025-04-11' }), term('plan', '2025-04-11', { quantity: '5' })], {
          cadence: [stretch('2025-04-01')],
        }),
      ],
      { policies },
    );
    const world = worldOf([plan], { subscriptions: [subscription] });
    expect(netMinor(bill(world, '2025-04-01', '2025-05-01'))).toBe(5000);
    expect(bill(world, '2025-04-01', '2025-04-05').documents).toEqual([]);
  });
});

describe('[PRC-16] a customer who moves to another segment', () => {
  const plan = soldPlan(
    'plan',
    [
      variantOf([
        component('seats', bySegment, { quantity: { kind: 'subscription' } }),
        component('calls', bySegment, { quantity: { kind: 'usage', metricId: 'calls' } }),
      ]),
    ],
    { kind: 'hybrid', graceDays: 0 },
  );
  const calls = (on: string, quantity: string) => used('calls', on, quantity, { id: `evt_${on}` });
  const made = () => {
    const world = worldOf(
      [plan],
      {
        customer: sampleCustomer({ segments: ['vip'] }),
        subscriptions: [sampleSubscription([item([term('plan', '2025-04-01', { quantity: '10' })])])],
        usage: [calls('2025-04-05', '7')],
      },
      { metrics: [countMetric('calls')] },
    );
    expect(nets(world, '2025-04-01', '2025-04-02')).toEqual([1000]);
    return world;
  };

  it('keeps the price of what was billed, also for use that arrives late', () => {
    const world = made();
    expect(nets(world, '2025-05-01', '2025-05-02')).toEqual([1700]);
    withSegments(world, []);
    world.record = { ...world.record, usage: [...world.record.usage, calls('2025-04-20', '2')] };
    expect(nets(world, '2025-05-02', '2025-05-03')).toEqual([200]);
    expect(nets(world, '2025-06-01', '2025-06-02')).toEqual([3000]);
  });

  it('gets back at the old price and pays at the new one what changes inside the period', () => {
    const world = made();
    withSegments(world, []);
    change(world, () =>
      sampleSubscription([
        item([term('plan', '2025-04-01', { quantity: '10', until: '2025-04-16' }), term('plan', '2025-04-16', { quantity: '20' })]),
      ]),
    );
    expect(nets(world, '2025-04-16', '2025-04-17')).toEqual([-500 + 3000]);
  });

  it('pays the new price for what was voided', () => {
    const world = made();
    voidAll(world);
    withSegments(world, []);
    expect(nets(world, '2025-04-02', '2025-04-03')).toEqual([3000]);
  });
});

describe('[INV-13] a void invoice', () => {
  it('is billed again in full, whatever stood on it', () => {
    const plan = soldPlan(
      'plan',
      [
        variantOf(
          [component('base', fixedPrice('30')), component('calls', perUnit('1'), { quantity: { kind: 'usage', metricId: 'calls' } })],
          {
            setupFee: '100',
            minimumCharge: '40',
          },
        ),
      ],
      { kind: 'hybrid', graceDays: 0 },
    );
    const order: Order = {
      id: 'ord_1',
      kind: 'order',
      rev: 1,
      customerId: 'cus_1',
      entityId: 'ent_uk',
      currency: 'GBP',
      placedOn: '2025-05-01',
      policies: defaultPolicies,
      rounding: halfAwayFromZero,
      netTermsDays: null,
      note: '',
      lines: [
        {
          id: 'l1',
          item: { kind: 'manual', description: 'Workshop', unitPrice: '7', taxClass: 'standard', taxInclusive: false, productId: null },
          quantity: '1',
          trigger: { kind: 'order' },
          cancelled: null,
        },
      ],
      state: { kind: 'placed' },
    };
    const world = worldOf(
      [plan],
      {
        subscriptions: [sampleSubscription([item([term('plan', '2025-04-01')])])],
        orders: [order],
        usage: [used('calls', '2025-04-05', '4')],
      },
      { metrics: [countMetric('calls')] },
    );
    const slotsOf = (billed: ReturnType<typeof bill>) =>
      billed.documents.flatMap(({ lines }) => lines.map(({ slot, chargedMinor }) => `${slot} ${chargedMinor}`)).sort();
    const first = [...slotsOf(bill(world, '2025-04-01', '2025-04-02')), ...slotsOf(bill(world, '2025-05-01', '2025-05-02'))].sort();
    expect(first.length).toBeGreaterThan(4);
    voidAll(world);
    const again = bill(world, '2025-05-02', '2025-05-03');
    expect(slotsOf(again)).toEqual(first);
    expect(bill(world, '2025-05-02', '2025-05-03').documents).toEqual([]);
  });
});
