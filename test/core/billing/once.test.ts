import { describe, expect, it } from 'vitest';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import type { Redemption } from '../../../core/offers/types.ts';
import type { Order, OrderLine } from '../../../core/orders/types.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import type { Adjustment } from '../../../core/invoicing/types.ts';
import {
  bill,
  change,
  component,
  fixedPrice,
  item,
  linesOf,
  monthly,
  netMinor,
  perUnit,
  sampleSubscription,
  seats,
  soldPlan,
  term,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';

const order = (lines: readonly OrderLine[], changes: Partial<Order> = {}): Order => ({
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
  lines,
  state: { kind: 'placed' },
  ...changes,
});
const line = (orderItem: OrderLine['item'], changes: Partial<OrderLine> = {}): OrderLine => ({
  id: 'l1',
  item: orderItem,
  quantity: '1',
  trigger: { kind: 'order' },
  cancelled: null,
  ...changes,
});
const ofPlan = (planId: string): OrderLine['item'] => ({ kind: 'plan', planId, planVersion: 1, variantId: 'gbp' });
const byHand = (unitPrice: string): OrderLine['item'] => ({
  kind: 'manual',
  description: 'Workshop',
  unitPrice,
  taxClass: 'standard',
  taxInclusive: false,
  productId: null,
});

const adjustment = (amountMinor: number, changes: Partial<Adjustment> = {}): Adjustment => ({
  id: 'adj_1',
  kind: 'adjustment',
  rev: 1,
  customerId: 'cus_1',
  entityId: 'ent_uk',
  currency: 'GBP',
  amountMinor,
  taxClass: 'standard',
  reason: 'Compensation',
  on: '2025-01-10',
  state: { kind: 'open' },
  ...changes,
});

const oneOff = { kind: 'one-off', trigger: 'order' } as const;
const setup = soldPlan('setup', [variantOf([component('setup', fixedPrice('250'))])], oneOff);
const training = soldPlan('training', [variantOf([component('days', perUnit('800'))])], oneOff);

describe('orders', () => {
  it('[BIL-01] the quantity counts for a fixed price and for a price per unit alike', () => {
    const world = worldOf([setup, training], {
      orders: [order([line(ofPlan('setup'), { quantity: '2' }), line(ofPlan('training'), { id: 'l2', quantity: '3' })])],
    });
    expect(linesOf(bill(world, '2025-01-01', '2025-02-01'))).toEqual(['setup 2025-01-02.. 50000', 'training 2025-01-02.. 240000']);
  });

  it('[BIL-01] [INV-12] on the order, on a date, at a milestone; each once', () => {
    const lines = [
      line(byHand('100')),
      line(byHand('200'), { id: 'l2', trigger: { kind: 'date', on: '2025-02-10' } }),
      line(byHand('300'), { id: 'l3', trigger: { kind: 'milestone', name: 'Go-live', reachedOn: null } }),
    ];
    const world = worldOf([], { orders: [order(lines)] });
    expect(bill(world, '2025-01-01', '2025-03-01').documents.map((document) => [document.issuedOn, document.totals.netMinor])).toEqual([
      ['2025-01-02', 10_000],
      ['2025-02-10', 20_000],
    ]);
    world.record = {
      ...world.record,
      orders: [
        order(
          lines.map((entry) =>
            entry.id === 'l3' ? { ...entry, trigger: { kind: 'milestone', name: 'Go-live', reachedOn: '2025-03-05' } } : entry,
          ),
        ),
      ],
    };
    expect(
      bill(world, '2025-03-01', '2025-04-01').documents.map((document) => [
        document.issuedOn,
        document.kind === 'invoice' && document.origin,
        document.totals.netMinor,
      ]),
    ).toEqual([['2025-03-05', 'order', 30_000]]);
    expect(bill(world, '2025-03-01', '2025-04-01').documents).toEqual([]);
  });

  it('[BIL-01] cancelled after it was billed, it is credited, once', () => {
    const world = worldOf([], {
      orders: [order([line(byHand('100')), line(byHand('200'), { id: 'l2', trigger: { kind: 'date', on: '2025-02-10' } })])],
    });
    bill(world, '2025-01-01', '2025-02-01');
    world.record = {
      ...world.record,
      orders: world.record.orders.map((entry) => ({
        ...entry,
        state: { kind: 'cancelled', on: '2025-02-01', reason: 'Customer withdrew' },
      })),
    };
    expect(
      bill(world, '2025-02-01', '2025-03-01').documents.map((document) => [
        document.kind,
        document.totals.netMinor,
        document.totals.taxMinor,
      ]),
    ).toEqual([['credit-note', -10_000, -2000]]);
    expect(bill(world, '2025-02-01', '2025-03-01').documents).toEqual([]);
  });

  it('[OR-4] an amount beyond all sums is said, and the rest of the customer is billed', () => {
    const world = worldOf([training], {
      orders: [
        order([line(byHand('900000000000'), { quantity: '900000000' })]),
        order([line(ofPlan('training'), { quantity: '900000000000' })], { id: 'ord_2' }),
        order([line(byHand('1'))], { id: 'ord_3' }),
      ],
    });
    const billed = bill(world, '2025-01-01', '2025-02-01');
    expect(billed.exceptions.map(({ code, subscriptionId }) => [code, subscriptionId])).toEqual([
      ['amount.out-of-range', 'ord_1'],
      ['amount.out-of-range', 'ord_2'],
    ]);
    expect(netMinor(billed)).toBe(100);
  });
});

describe('adjustments', () => {
  it('[INV-23] below zero it is taken off; withdrawn after it was billed, it is charged again', () => {
    const world = worldOf([setup], { orders: [order([line(ofPlan('setup'))])], adjustments: [adjustment(-3000)] });
    expect(netMinor(bill(world, '2025-01-01', '2025-02-01'))).toBe(22_000);
    expect(bill(world, '2025-01-01', '2025-02-01').documents).toEqual([]);
    world.record = { ...world.record, adjustments: [adjustment(-3000, { state: { kind: 'withdrawn', on: '2025-02-01' } })] };
    const back = bill(world, '2025-02-01', '2025-03-01');
    expect(back.documents.map((document) => [document.kind, document.totals.netMinor, document.totals.taxMinor])).toEqual([
      ['invoice', 3000, 600],
    ]);
    expect(bill(world, '2025-02-01', '2025-03-01').documents).toEqual([]);
  });

  it('[INV-23] alone and below zero it is a credit note', () => {
    expect(
      bill(worldOf([], { adjustments: [adjustment(-3000)] }), '2025-01-01', '2025-02-01').documents.map((document) => [
        document.kind,
        document.totals.grossMinor,
      ]),
    ).toEqual([['credit-note', -3600]]);
  });
});

describe('instalments', () => {
  const thirds = { kind: 'instalment', count: 3, interval: monthly, parts: [] } as const;
  const sold = (variant: Parameters<typeof variantOf>[0], total: string | null = null) =>
    soldPlan('plan', [variantOf(variant, { instalmentTotal: total })], thirds);
  const amounts = (plan: ReturnType<typeof sold>, quantity = '1', redemptions: readonly Redemption[] = []) => {
    const world = worldOf([plan], {
      subscriptions: [sampleSubscription([item([term('plan', '2025-01-31', { quantity })])], { redemptions })],
    });
    return bill(world, '2025-01-01', '2026-01-01').documents.map((document) => document.totals.netMinor);
  };

  it('[BIL-03] [BIL-13] the total is what the components cost, where no total is given', () => {
    expect(amounts(sold([component('licence', fixedPrice('70')), seats('10')]), '3')).toEqual([3333, 3333, 3334]);
  });

  it('[OFR-04] [BIL-03] offers take their part off each instalment', () => {
    const off = (value: Redemption['value'], duration: Redemption['duration']): Redemption => ({
      id: 'red_1',
      offerId: 'off_1',
      name: 'Offer',
      code: '',
      value,
      duration,
      scope: { kind: 'any' },
      stackable: true,
      appliesToUsage: false,
      startsOn: '2025-01-01',
      endsOn: null,
      sequence: 1,
    });
    const half = { kind: 'percentage', percent: '50' } as const;
    expect(amounts(sold([], '90'), '1', [off(half, { kind: 'lifetime' })])).toEqual([1500, 1500, 1500]);
    expect(amounts(sold([], '90'), '1', [off(half, { kind: 'once' })])).toEqual([1500, 3000, 3000]);
    expect(
      amounts(sold([], '90'), '1', [off({ kind: 'amount', amounts: [{ currency: 'GBP', amount: '5' }] }, { kind: 'periods', count: 2 })]),
    ).toEqual([2500, 2500, 3000]);
  });

  it('[BIL-03] a later change of plan leaves the instalments of the first one as they are', () => {
    const plan = sold([], '90');
    const world = worldOf([plan, setup], { subscriptions: [sampleSubscription([item([term('plan', '2025-01-31')])])] });
    bill(world, '2025-01-31', '2025-02-01');
    change(world, () => sampleSubscription([item([term('plan', '2025-01-31', { until: '2025-02-10' }), term('setup', '2025-02-10')])]));
    expect(netMinor(bill(world, '2025-02-01', '2026-01-01'))).toBe(6000);
  });
});
