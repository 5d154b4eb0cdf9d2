import { describe, expect, it } from 'vitest';
import type { Redemption } from '../../../core/offers/types.ts';
import type { Policies } from '../../../core/organization/policies.ts';
import type { Subscription, Term } from '../../../core/subscriptions/types.ts';
import {
  bill,
  change,
  component,
  fixedPrice,
  item,
  linesOf,
  netMinor,
  sampleCustomer,
  sampleEntity,
  sampleSubscription,
  seats,
  soldPlan,
  stretch,
  term,
  variantOf,
  withPolicies,
  worldOf,
  yearly,
} from '../../support/billing-world.ts';

const basic = soldPlan('basic', [variantOf([component('base', fixedPrice('30'))])]);
const better = soldPlan('better', [variantOf([component('base', fixedPrice('60'))])]);
const redemption = (value: Redemption['value'], changes: Partial<Redemption> = {}): Redemption => ({
  id: 'red_1',
  offerId: 'off_1',
  name: 'Offer',
  code: 'CODE',
  value,
  duration: { kind: 'lifetime' },
  scope: { kind: 'any' },
  stackable: true,
  appliesToUsage: false,
  startsOn: '2025-01-01',
  endsOn: null,
  sequence: 1,
  ...changes,
});
const one = (terms: readonly Term[], changes: Partial<Subscription> = {}) =>
  sampleSubscription([item(terms, { cadence: [stretch('2025-04-01')] })], changes);

describe('recurring charges', () => {
  it('[BIL-02] in advance they fall due with the period, in arrears after it', () => {
    const plan = soldPlan('plan', [
      variantOf([component('ahead', fixedPrice('10')), component('after', fixedPrice('7'), { timing: 'arrears' })]),
    ]);
    const world = worldOf([plan], { subscriptions: [one([term('plan', '2025-04-01')])] });
    expect(linesOf(bill(world, '2025-04-01', '2025-05-01'))).toEqual(['plan: ahead 2025-04-01..2025-05-01 1000']);
    expect(linesOf(bill(world, '2025-05-01', '2025-06-01'))).toEqual([
      'plan: after 2025-04-01..2025-05-01 700',
      'plan: ahead 2025-05-01..2025-06-01 1000',
    ]);
  });

  it('[INV-10] [CAT-21] charges of a day share an invoice, save those that want one of their own', () => {
    const addOn = soldPlan('extra', [variantOf([component('extra', fixedPrice('5'))])]);
    const items = (invoicing: 'consolidated' | 'separate') => [
      item([term('basic', '2025-04-01')]),
      item([term('extra', '2025-04-01')], { id: 'extra', type: 'add-on', invoicing }),
    ];
    const billed = (invoicing: 'consolidated' | 'separate') =>
      bill(worldOf([basic, addOn], { subscriptions: [sampleSubscription(items(invoicing))] }), '2025-04-01', '2025-05-01').documents.map(
        (document) => document.totals.netMinor,
      );
    expect(billed('consolidated')).toEqual([3500]);
    expect([...billed('separate')].sort((a, b) => b - a)).toEqual([3000, 500]);
  });

  it('[INV-10] several subscriptions of a customer share an invoice, unless the customer wants one each', () => {
    const subscriptions = ['sub_1', 'sub_2'].map((id) => one([term('basic', '2025-04-01')], { id }));
    const count = (invoicing: 'consolidated' | 'per-subscription') =>
      bill(worldOf([basic], { subscriptions, customer: sampleCustomer({ invoicing }) }), '2025-04-01', '2025-05-01').documents.length;
    expect([count('consolidated'), count('per-subscription')]).toEqual([1, 2]);
  });

  it('[CAT-20] an add-on with a cycle of its own is billed on its own days', () => {
    const addOn = soldPlan('extra', [variantOf([component('extra', fixedPrice('120'))], { cycle: { name: 'yearly', interval: yearly } })]);
    const subscription = sampleSubscription([
      item([term('basic', '2025-04-01')]),
      item([term('extra', '2025-04-15')], { id: 'extra', type: 'add-on', cadence: [stretch('2025-04-15', { interval: yearly })] }),
    ]);
    const world = worldOf([basic, addOn], { subscriptions: [subscription] });
    expect(bill(world, '2025-04-01', '2025-07-01').documents.map((document) => [document.issuedOn, document.totals.netMinor])).toEqual([
      ['2025-04-01', 3000],
      ['2025-04-15', 12000],
      ['2025-05-01', 3000],
      ['2025-06-01', 3000],
    ]);
  });

  it('[SUB-20] a stub is prorated, free or full', () => {
    const first = (stub: 'prorated' | 'free' | 'full') =>
      netMinor(
        bill(
          worldOf([basic], {
            subscriptions: [
              sampleSubscription([
                item([term('basic', '2025-04-16')], { cadence: [stretch('2025-04-16', { anchor: '2025-05-01', stub })] }),
              ]),
            ],
          }),
          '2025-04-01',
          '2025-05-01',
        ),
      );
    expect([first('prorated'), first('free'), first('full')]).toEqual([1500, 0, 3000]);
  });

  it('[SUB-27] a cycle change closes the period at the change and starts a new one', () => {
    const annual = soldPlan('annual', [variantOf([component('base', fixedPrice('300'))], { cycle: { name: 'yearly', interval: yearly } })]);
    const world = worldOf([basic, annual], { subscriptions: [one([term('basic', '2025-04-01')])] });
    bill(world, '2025-04-01', '2025-04-11');
    change(world, (subscription) => ({
      ...subscription,
      items: [
        item([term('basic', '2025-04-01', { until: '2025-04-11' }), term('annual', '2025-04-11')], {
          cadence: [stretch('2025-04-01', { until: '2025-04-11' }), stretch('2025-04-11', { interval: yearly })],
        }),
      ],
    }));
    expect(linesOf(bill(world, '2025-04-11', '2025-05-11'))).toEqual([
      'basic: base 2025-04-11..2025-05-01 -2000',
      'annual: base 2025-04-11..2026-04-11 30000',
    ]);
  });

  it('[G-PAU-1] [OR-11] a frozen pause gives the paid days back: no invoice in between, and the next one 30 days later', () => {
    const plan = soldPlan('plan', [variantOf([component('base', fixedPrice('30'))])]);
    const world = worldOf([plan], {
      subscriptions: [sampleSubscription([item([term('plan', '2025-06-01')], { cadence: [stretch('2025-06-01')] })])],
    });
    bill(world, '2025-06-01', '2025-06-10');
    change(world, (subscription) => ({
      ...subscription,
      pauses: [{ from: '2025-06-10', until: '2025-07-10', frozen: true, entitlements: 'suspend' }],
      items: [
        item([term('plan', '2025-06-01')], {
          cadence: [
            stretch('2025-06-01', {
              until: '2025-07-31',
              frozen: [{ from: '2025-06-10', until: '2025-07-10', periodStart: '2025-06-01' }],
            }),
            stretch('2025-07-31'),
          ],
        }),
      ],
    }));
    expect(bill(world, '2025-06-10', '2025-09-01').documents.map((document) => [document.issuedOn, document.totals.netMinor])).toEqual([
      ['2025-07-31', 3000],
      ['2025-08-31', 3000],
    ]);
  });

  it('[OR-11] a pause that keeps the anchor gives nothing back, bills nothing while it lasts, and the rest of the period when it ends', () => {
    const world = worldOf([basic], { subscriptions: [one([term('basic', '2025-04-01')])] });
    bill(world, '2025-04-01', '2025-04-10');
    change(world, (subscription) => ({
      ...subscription,
      pauses: [{ from: '2025-04-10', until: '2025-06-16', frozen: false, entitlements: 'suspend' }],
    }));
    expect(bill(world, '2025-04-10', '2025-08-01').documents.map((document) => [document.issuedOn, document.totals.netMinor])).toEqual([
      ['2025-06-16', 1500],
      ['2025-07-01', 3000],
    ]);
  });

  it.each([
    ['unused-part', 'credited', -1500],
    ['whole-charge', 'whole-credited', -3000],
    ['none', 'kept', 0],
  ] as const)('[POL-04] what is credited of the old charge: %s', (_policy, unusedPart, credited) => {
    const world = worldOf([basic, better], { subscriptions: [one([term('basic', '2025-04-01')])] });
    bill(world, '2025-04-01', '2025-04-16');
    change(world, () => one([term('basic', '2025-04-01', { until: '2025-04-16', unusedPart }), term('better', '2025-04-16')]));
    const lines = bill(world, '2025-04-16', '2025-05-01').documents.flatMap((document) => document.lines);
    expect(lines.filter((line) => line.credits !== null).reduce((sum, line) => sum + line.chargedMinor, 0)).toBe(credited);
    expect(lines.filter((line) => line.credits === null).map((line) => line.chargedMinor)).toEqual([3000]);
  });

  it.each([
    ['actual-days', '2025-05-17', 2903],
    ['thirty-day-month', '2025-05-17', 2800],
    ['seconds', '2025-05-17', 2903],
  ] as const)('[POL-02] the rest of May counted by %s', (prorationBasis, on, charged) => {
    const policies: Policies = withPolicies({ prorationBasis });
    const subscription = sampleSubscription(
      [item([term('basic', '2025-05-01', { until: on }), term('better', on)], { cadence: [stretch('2025-05-01')] })],
      { policies },
    );
    const lines = bill(worldOf([basic, better], { subscriptions: [subscription] }), '2025-05-01', '2025-06-01').documents.flatMap(
      (document) => document.lines,
    );
    expect(lines.find((line) => line.title === 'better: base')?.chargedMinor).toBe(charged);
  });

  it('[POL-02] by the second, a change at noon splits the day', () => {
    const policies = withPolicies({ prorationBasis: 'seconds' });
    const subscription = one(
      [term('basic', '2025-04-01', { until: '2025-04-16', untilSecond: 43_200 }), term('better', '2025-04-16', { fromSecond: 43_200 })],
      { policies },
    );
    const lines = bill(worldOf([basic, better], { subscriptions: [subscription] }), '2025-04-01', '2025-05-01').documents.flatMap(
      (document) => document.lines.map((line) => line.chargedMinor),
    );
    expect(lines).toEqual([1550, 2900]);
  });

  it.each([
    ['new-plan', [1500, 3000]],
    ['old-plan', [1600, 2800]],
  ] as const)('[POL-03] the day of a change counts for the %s', (changeDay, amounts) => {
    const subscription = one([term('basic', '2025-04-01', { until: '2025-04-16' }), term('better', '2025-04-16')], {
      policies: withPolicies({ changeDay }),
    });
    expect(
      bill(worldOf([basic, better], { subscriptions: [subscription] }), '2025-04-01', '2025-05-01').documents.flatMap((document) =>
        document.lines.map((line) => line.chargedMinor),
      ),
    ).toEqual(amounts);
  });

  it.each([
    ['prorated', 4000],
    ['highest', 5000],
    ['value-at-end', 2000],
  ] as const)('[POL-10] seats that go 3, 5, 2 in thirds of a month, counted %s', (seatChanges, expected) => {
    const plan = soldPlan('plan', [variantOf([seats('10')])]);
    const subscription = one(
      [
        term('plan', '2025-04-01', { quantity: '3', until: '2025-04-11' }),
        term('plan', '2025-04-11', { quantity: '5', until: '2025-04-26' }),
        term('plan', '2025-04-26', { quantity: '2' }),
      ],
      { policies: withPolicies({ seatChanges }) },
    );
    const total = netMinor(bill(worldOf([plan], { subscriptions: [subscription] }), '2025-04-01', '2025-05-01'));
    expect(total).toBe(seatChanges === 'prorated' ? 1000 + 2500 + 333 : expected);
  });

  it.each([
    ['promotional-only', [0, 2], [0]],
    ['issued', [0, 2], [0, 2]],
    ['suppressed', [], []],
  ] as const)('[POL-12] zero documents: %s', (zeroInvoices, promoted, zeroSeats) => {
    const policies = withPolicies({ zeroInvoices });
    const entity = sampleEntity({ policies });
    const plan = soldPlan('plan', [variantOf([seats('10')])]);
    const free = worldOf(
      [basic],
      {
        subscriptions: [
          one([term('basic', '2025-04-01')], {
            policies,
            redemptions: [redemption({ kind: 'percentage', percent: '100' }, { startsOn: '2025-04-01' })],
          }),
        ],
      },
      { entity },
    );
    const empty = worldOf([plan], { subscriptions: [one([term('plan', '2025-04-01', { quantity: '0' })], { policies })] }, { entity });
    expect(bill(free, '2025-04-01', '2025-05-01').documents.length > 0).toBe(promoted.length > 0);
    expect(bill(empty, '2025-04-01', '2025-05-01').documents.length > 0).toBe(zeroSeats.length > 1);
    expect(bill(free, '2025-04-01', '2025-05-01').documents).toEqual([]);
  });
});

describe('offers on the bill', () => {
  const year = (redemptions: readonly Redemption[], price = '100') => {
    const plan = soldPlan('plan', [variantOf([component('base', fixedPrice(price))])]);
    const world = worldOf([plan], { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])], { redemptions })] });
    return bill(world, '2025-01-01', '2025-05-01').documents.map((document) => document.totals.netMinor);
  };

  it('[G-DIS-1] 20 % off for three periods: 80, 80, 80, then 100', () => {
    expect(year([redemption({ kind: 'percentage', percent: '20' }, { duration: { kind: 'periods', count: 3 } })])).toEqual([
      8000, 8000, 8000, 10_000,
    ]);
  });

  it('[G-DIS-6] [OFR-12] 100 % for three periods of 40: 0, 0, 0, 40, and the zero invoices are issued', () => {
    expect(year([redemption({ kind: 'percentage', percent: '100' }, { duration: { kind: 'periods', count: 3 } })], '40')).toEqual([
      0, 0, 0, 4000,
    ]);
  });

  it('[OFR-10] [G-TAX-8] the discount cuts the taxable amount: 25 % off 100 at 20 % is 15.00 of tax', () => {
    const plan = soldPlan('plan', [variantOf([component('base', fixedPrice('100'))])]);
    const world = worldOf([plan], {
      subscriptions: [
        sampleSubscription([item([term('plan', '2025-01-01')])], { redemptions: [redemption({ kind: 'percentage', percent: '25' })] }),
      ],
    });
    expect(bill(world, '2025-01-01', '2025-02-01').documents[0]?.totals).toEqual({
      listMinor: 10_000,
      discountMinor: 2500,
      netMinor: 7500,
      taxMinor: 1500,
      grossMinor: 9000,
    });
  });

  it('[G-DIS-7] an amount off is taken once from all charges of the day, in proportion', () => {
    const plan = soldPlan('plan', [
      variantOf([component('a', fixedPrice('33.33')), component('b', fixedPrice('33.33')), component('c', fixedPrice('33.34'))]),
    ]);
    const world = worldOf([plan], {
      subscriptions: [
        sampleSubscription([item([term('plan', '2025-01-01')])], {
          redemptions: [redemption({ kind: 'amount', amounts: [{ currency: 'GBP', amount: '10.00' }] })],
        }),
      ],
    });
    expect(bill(world, '2025-01-01', '2025-02-01').documents[0]?.lines.map((line) => line.discountMinor)).toEqual([333, 333, 334]);
  });

  it('[SUB-25] an upgrade is prorated net of the discount', () => {
    const redemptions = [redemption({ kind: 'percentage', percent: '10' }, { startsOn: '2025-04-01' })];
    const world = worldOf([basic, better], { subscriptions: [one([term('basic', '2025-04-01')], { redemptions })] });
    bill(world, '2025-04-01', '2025-04-16');
    change(world, () => one([term('basic', '2025-04-01', { until: '2025-04-16' }), term('better', '2025-04-16')], { redemptions }));
    expect(bill(world, '2025-04-16', '2025-05-01').documents[0]?.lines.map((line) => line.chargedMinor)).toEqual([-1350, 2700]);
  });
});
