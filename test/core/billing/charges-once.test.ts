import { describe, expect, it } from 'vitest';
import {
  bill,
  change,
  component,
  fixedPrice,
  item,
  netMinor,
  sampleSubscription,
  soldPlan,
  stretch,
  term,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';

describe('charges that arise once', () => {
  it('[BIL-03] instalments split the total; the spare pennies go on the last, and it stops', () => {
    const plan = soldPlan('plan', [variantOf([], { instalmentTotal: '100' })], {
      kind: 'instalment',
      count: 3,
      interval: { unit: 'month', count: 1 },
      parts: [],
    });
    const world = worldOf([plan], { subscriptions: [sampleSubscription([item([term('plan', '2025-01-31')])])] });
    const billed = bill(world, '2025-01-01', '2026-01-01');
    expect(billed.documents.map((document) => [document.issuedOn, document.totals.netMinor])).toEqual([
      ['2025-01-31', 3333],
      ['2025-02-28', 3333],
      ['2025-03-31', 3334],
    ]);
  });

  it('[BIL-03] [OR-29] instalments stay due after a cancellation, and all at once when accelerated', () => {
    const plan = soldPlan('plan', [variantOf([], { instalmentTotal: '90' })], {
      kind: 'instalment',
      count: 3,
      interval: { unit: 'month', count: 1 },
      parts: [500_000, 250_000, 250_000],
    });
    const world = worldOf([plan], { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])] });
    bill(world, '2025-01-01', '2025-02-01');
    change(world, (subscription) => ({
      ...subscription,
      items: [item([term('plan', '2025-01-01', { until: '2025-01-20' })], { acceleratedOn: '2025-02-01' })],
    }));
    expect(bill(world, '2025-02-01', '2025-03-01').documents.map((document) => [document.issuedOn, document.totals.netMinor])).toEqual([
      ['2025-02-01', 4500],
    ]);
  });

  it('[BIL-14] a setup fee stands on the first invoice only, never prorated', () => {
    const plan = soldPlan('plan', [variantOf([component('base', fixedPrice('31'))], { setupFee: '99' })]);
    const world = worldOf([plan], {
      subscriptions: [
        sampleSubscription([item([term('plan', '2025-01-15')], { cadence: [stretch('2025-01-15', { anchor: '2025-02-01' })] })]),
      ],
    });
    expect(
      bill(world, '2025-01-01', '2025-02-01').documents.flatMap((document) => document.lines.map((line) => line.chargedMinor)),
    ).toEqual([9900, 1700]);
    expect(netMinor(bill(world, '2025-02-01', '2025-03-01'))).toBe(3100);
  });

  it('[BIL-08] a free plan makes no invoice', () => {
    const world = worldOf([soldPlan('plan', [variantOf([])], { kind: 'free' })], {
      subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])],
    });
    expect(bill(world, '2025-01-01', '2026-01-01').documents).toEqual([]);
  });
});
