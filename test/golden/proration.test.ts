import { describe, expect, it } from 'vitest';
import type { Interval } from '../../core/time/cadence.ts';
import {
  bill,
  change,
  component,
  fixedPrice,
  item,
  linesOf,
  monthly,
  netMinor,
  sampleSubscription,
  seats,
  soldPlan,
  stretch,
  term,
  variantOf,
  worldOf,
  yearly,
} from '../support/billing-world.ts';

type Switch = {
  readonly before: string;
  readonly after: string;
  readonly start: string;
  readonly end: string;
  readonly on: string;
  readonly interval?: Interval;
};

/** Bills a period at the old price, changes the plan inside it, and bills again. */
const changed = ({ before, after, start, end, on, interval = monthly }: Switch) => {
  const old = soldPlan('old', [variantOf([component('base', fixedPrice(before))], { cycle: { name: 'cycle', interval } })]);
  const next = soldPlan('new', [variantOf([component('base', fixedPrice(after))], { cycle: { name: 'cycle', interval } })]);
  const cadence = [stretch(start, { interval })];
  const world = worldOf([old, next], { subscriptions: [sampleSubscription([item([term('old', start)], { cadence })])] });
  const first = bill(world, start, on > start ? on : end);
  change(world, (subscription) => ({
    ...subscription,
    items: [
      item(
        [term('old', start, { until: on }), term('new', on)].filter((entry) => entry.until !== entry.from),
        { cadence },
      ),
    ],
  }));
  return { first, second: bill(world, on, end), third: bill(world, on, end) };
};

describe('golden cases: proration', () => {
  it('[G-PRO-1] 50 to 100 with 15 of 30 days left gives -25.00 and +50.00', () => {
    const { second, third } = changed({ before: '50', after: '100', start: '2025-04-01', end: '2025-05-01', on: '2025-04-16' });
    expect(linesOf(second)).toEqual(['old: base 2025-04-16..2025-05-01 -2500', 'new: base 2025-04-16..2025-05-01 5000']);
    expect(netMinor(second)).toBe(2500);
    expect(third.documents).toEqual([]);
  });

  it('[G-PRO-2] 10 to 20 at exact mid-period gives -5 and +10', () => {
    const { second } = changed({ before: '10', after: '20', start: '2025-04-01', end: '2025-05-01', on: '2025-04-16' });
    expect(second.documents[0]?.lines.map((line) => line.chargedMinor)).toEqual([-500, 1000]);
  });

  it('[G-PRO-3] 15 to 30 on 5 April leaves 26 of 30 days: -13.00 and +26.00', () => {
    const { second } = changed({ before: '15', after: '30', start: '2025-04-01', end: '2025-05-01', on: '2025-04-05' });
    expect(second.documents[0]?.lines.map((line) => line.chargedMinor)).toEqual([-1300, 2600]);
    expect(second.documents[0]?.kind).toBe('invoice');
  });

  it('[G-PRO-4] 30 to 15 credits 26.00 and charges 13.00: a credit note of 13.00', () => {
    const { second } = changed({ before: '30', after: '15', start: '2025-04-01', end: '2025-05-01', on: '2025-04-05' });
    expect(second.documents[0]?.lines.map((line) => line.chargedMinor)).toEqual([-2600, 1300]);
    expect(second.documents[0]?.kind).toBe('credit-note');
    expect(netMinor(second)).toBe(-1300);
  });

  it('[G-PRO-5] 60 to 30 on 21 April credits 20.00 and charges 10.00', () => {
    const { second } = changed({ before: '60', after: '30', start: '2025-04-01', end: '2025-05-01', on: '2025-04-21' });
    expect(second.documents[0]?.lines.map((line) => line.chargedMinor)).toEqual([-2000, 1000]);
  });

  it('[G-PRO-6] 49 to 99 with 15 of 31 days left: -23.71 and +47.90, never the rounded daily rate', () => {
    const { second } = changed({ before: '49', after: '99', start: '2025-05-01', end: '2025-06-01', on: '2025-05-17' });
    expect(second.documents[0]?.lines.map((line) => line.chargedMinor)).toEqual([-2371, 4790]);
    expect(netMinor(second)).toBe(2419);
  });

  it('[G-PRO-7] in February 2024 a change on the 15th leaves 15 of 29 days: -51.72 and +103.45', () => {
    const { second } = changed({ before: '100', after: '200', start: '2024-02-01', end: '2024-03-01', on: '2024-02-15' });
    expect(second.documents[0]?.lines.map((line) => line.chargedMinor)).toEqual([-5172, 10345]);
  });

  it('[G-PRO-8] in February 2025 it leaves 14 of 28 days: net 50.00', () => {
    expect(netMinor(changed({ before: '100', after: '200', start: '2025-02-01', end: '2025-03-01', on: '2025-02-15' }).second)).toBe(5000);
  });

  it('[G-PRO-9] a yearly plan changed on 1 April leaves 275 of 365 days: -904.11 and +1,808.22', () => {
    const { second } = changed({
      before: '1200',
      after: '2400',
      start: '2025-01-01',
      end: '2026-01-01',
      on: '2025-04-01',
      interval: yearly,
    });
    expect(second.documents[0]?.lines.map((line) => line.chargedMinor)).toEqual([-90411, 180822]);
  });

  it('[G-PRO-10] a stub of 17 of 31 days of 310 is 170.00', () => {
    const plan = soldPlan('plan', [variantOf([component('base', fixedPrice('310'))])]);
    const cadence = [stretch('2025-01-15', { anchor: '2025-02-01' })];
    const world = worldOf([plan], { subscriptions: [sampleSubscription([item([term('plan', '2025-01-15')], { cadence })])] });
    expect(linesOf(bill(world, '2025-01-01', '2025-02-01'))).toEqual(['plan: base 2025-01-15..2025-02-01 17000']);
    expect(linesOf(bill(world, '2025-02-01', '2025-03-01'))).toEqual(['plan: base 2025-02-01..2025-03-01 31000']);
  });

  it('[G-PRO-11] 3 to 5 seats at 10 with 10 of 30 days left is 6.67', () => {
    const plan = soldPlan('plan', [variantOf([seats('10')])]);
    const cadence = [stretch('2025-04-01')];
    const world = worldOf([plan], {
      subscriptions: [sampleSubscription([item([term('plan', '2025-04-01', { quantity: '3' })], { cadence })])],
    });
    bill(world, '2025-04-01', '2025-04-21');
    change(world, (subscription) => ({
      ...subscription,
      items: [
        item([term('plan', '2025-04-01', { quantity: '3', until: '2025-04-21' }), term('plan', '2025-04-21', { quantity: '5' })], {
          cadence,
        }),
      ],
    }));
    expect(netMinor(bill(world, '2025-04-21', '2025-05-01'))).toBe(667);
  });

  it('[G-PRO-12] cancelling 90 in June on the 20th with a prorated credit gives 33.00 back', () => {
    const plan = soldPlan('plan', [variantOf([component('base', fixedPrice('90'))])]);
    const cadence = [stretch('2025-06-01')];
    const world = worldOf([plan], { subscriptions: [sampleSubscription([item([term('plan', '2025-06-01')], { cadence })])] });
    bill(world, '2025-06-01', '2025-06-20');
    change(world, (subscription) => ({
      ...subscription,
      state: { kind: 'cancelled', on: '2025-06-20', reason: 'customer_request', note: '' },
      items: [item([term('plan', '2025-06-01', { until: '2025-06-20' })], { cadence: [stretch('2025-06-01', { until: '2025-06-20' })] })],
    }));
    const second = bill(world, '2025-06-20', '2025-07-01');
    expect(second.documents.map((document) => [document.kind, document.totals.netMinor])).toEqual([['credit-note', -3300]]);
    expect(bill(world, '2025-07-01', '2025-09-01').documents).toEqual([]);
  });

  it('[G-PRO-13] a scheduled downgrade gives no credit, and the new price from the next period', () => {
    const { second } = changed({ before: '100', after: '40', start: '2025-04-01', end: '2025-06-01', on: '2025-05-01' });
    expect(linesOf(second)).toEqual(['new: base 2025-05-01..2025-06-01 4000']);
  });

  it('[G-PRO-14] a change on the first instant of the period credits all and charges all', () => {
    const old = soldPlan('old', [variantOf([component('base', fixedPrice('50'))])]);
    const next = soldPlan('new', [variantOf([component('base', fixedPrice('80'))])]);
    const cadence = [stretch('2025-04-01')];
    const world = worldOf([old, next], { subscriptions: [sampleSubscription([item([term('old', '2025-04-01')], { cadence })])] });
    bill(world, '2025-04-01', '2025-06-01');
    change(world, (subscription) => ({
      ...subscription,
      items: [item([term('old', '2025-04-01', { until: '2025-05-01' }), term('new', '2025-05-01')], { cadence })],
    }));
    expect(linesOf(bill(world, '2025-05-01', '2025-06-01'))).toEqual([
      'old: base 2025-05-01..2025-06-01 -5000',
      'new: base 2025-05-01..2025-06-01 8000',
    ]);
  });
});
