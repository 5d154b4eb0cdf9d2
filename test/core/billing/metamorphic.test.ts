import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PriceModel } from '../../../core/catalog/price-model.ts';
import type { PriceComponent } from '../../../core/catalog/types.ts';
import { discountsAlone, discountsOf } from '../../../core/billing/discounts.ts';
import type { SubscriptionView } from '../../../core/billing/subscription-view.ts';
import type { Redemption } from '../../../core/offers/types.ts';
import type { Term } from '../../../core/subscriptions/types.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import {
  bill,
  component,
  countMetric,
  fixedPrice,
  item,
  perUnit,
  sampleSubscription,
  seats,
  type SoldPlan,
  soldPlan,
  stretch,
  term,
  used,
  variantOf,
  withPolicies,
  type World,
  worldOf,
} from '../../support/billing-world.ts';

/** Changes of the world whose effect on the bill is known without knowing the bill. */

const begins = '2025-01-31';
const ends = '2025-08-01';
const netMinor = ({ record }: World): number =>
  [...record.invoices, ...record.creditNotes].reduce((sum, { totals }) => sum + totals.netMinor, 0);

/** Prices in whole pounds, so that ten times a price is ten times its amount, also where a part of it is rounded. */
const pounds = fc.integer({ min: 0, max: 400 });

type Prices = { readonly base: number; readonly seat: number; readonly call: number; readonly edge: number };
const prices: fc.Arbitrary<Prices> = fc.record({
  base: pounds,
  seat: pounds,
  call: fc.integer({ min: 1, max: 9 }),
  edge: fc.integer({ min: 1, max: 40 }),
});

const scaled = (minor: number, times: number): string => ((minor * times) / 100).toString();

const componentsOf = ({ base, seat, call, edge }: Prices, times: number): readonly PriceComponent[] => {
  const bands: PriceModel = {
    kind: 'graduated',
    bands: [
      { upTo: String(edge), unitPrice: scaled(call * 100, times), flat: '0' },
      { upTo: null, unitPrice: scaled(call * 50, times), flat: scaled(500, times) },
    ],
  };
  return [
    component('base', fixedPrice(scaled(base * 100, times))),
    seats(scaled(seat * 100, times)),
    component('calls', bands, { quantity: { kind: 'usage', metricId: 'calls' } }),
  ];
};

const planOf = (id: string, own: Prices, times = 1): SoldPlan =>
  soldPlan(id, [variantOf(componentsOf(own, times), { minimumCommitment: scaled(20_000, times), setupFee: scaled(1500, times) })], {
    kind: 'hybrid',
    graceDays: 0,
  });

type Change = { readonly day: number; readonly plan: 'a' | 'b'; readonly quantity: number };
const changes = fc.array(fc.record({ day: fc.integer({ min: 1, max: 150 }), plan: fc.constantFrom('a', 'b'), quantity: fc.nat(9) }), {
  maxLength: 4,
});

const termsOf = (all: readonly Change[]): readonly Term[] => {
  const steps = [
    { day: 0, plan: 'a', quantity: 2 },
    ...new Map([...all].sort((a, b) => a.day - b.day).map((change) => [change.day, change])).values(),
  ];
  return steps.map(({ day, plan, quantity }, index) => {
    const next = steps[index + 1];
    return term(plan, daysAfter(begins, day), {
      quantity: String(quantity),
      until: next === undefined ? null : daysAfter(begins, next.day),
    });
  });
};

const usage = (customerId: string, subscriptionId = '') =>
  ['2025-02-10', '2025-03-03', '2025-06-20'].map((on, index) =>
    used('calls', on, String(17 * (index + 1)), { id: `evt_${subscriptionId}${index}`, customerId, subscriptionId }),
  );

const lived = (plans: readonly SoldPlan[], terms: readonly Term[], extra: Parameters<typeof sampleSubscription>[1] = {}): World =>
  worldOf(
    plans,
    { subscriptions: [sampleSubscription([item(terms, { cadence: [stretch(begins)] })], extra)], usage: usage('cus_1') },
    { metrics: [countMetric('calls')] },
  );

/** The boundaries of runs, as days after the start. */
const billedAt = (world: World, boundaries: readonly number[]): number => {
  let from = begins;
  for (const day of [...boundaries].sort((a, b) => a - b)) {
    const before = daysAfter(begins, day);
    if (before > from) bill(world, from, before);
    if (before > from) from = before;
  }
  bill(world, from, ends);
  return netMinor(world);
};

describe('the bill when the world changes in a known way', () => {
  it('[PRC-13] ten times every price is ten times the net of everything that is billed whole', () => {
    fc.assert(
      fc.property(prices, prices, (a, b) => {
        const whole = termsOf([{ day: 28, plan: 'b', quantity: 5 }]);
        const [one, ten] = [1, 10].map((times) => billedAt(lived([planOf('a', a, times), planOf('b', b, times)], whole), []));
        expect(ten).toBe((one ?? 0) * 10);
      }),
      { numRuns: 150 },
    );
  });

  it('[SUB-28] also where parts are rounded, to within half a penny a part', () => {
    fc.assert(
      fc.property(prices, prices, changes, (a, b, all) => {
        const worlds = [1, 10].map((times) => lived([planOf('a', a, times), planOf('b', b, times)], termsOf(all)));
        const [one = 0, ten = 0] = worlds.map((world) => billedAt(world, []));
        const parts = worlds.flatMap(({ record }) => record.invoices.flatMap(({ lines }) => lines)).length;
        expect(Math.abs(ten - one * 10)).toBeLessThanOrEqual(parts * 5);
      }),
      { numRuns: 150 },
    );
  });

  it('[CAT-18] an add-on that costs nothing changes no total', () => {
    fc.assert(
      fc.property(prices, prices, changes, fc.nat(100), (a, b, all, day) => {
        const nothing = soldPlan('nothing', [variantOf([component('base', fixedPrice('0'))])]);
        const plain = lived([planOf('a', a), planOf('b', b), nothing], termsOf(all));
        const from = daysAfter(begins, day);
        const withAddOn = lived([planOf('a', a), planOf('b', b), nothing], termsOf(all));
        withAddOn.record = {
          ...withAddOn.record,
          subscriptions: withAddOn.record.subscriptions.map((subscription) => ({
            ...subscription,
            items: [...subscription.items, item([term('nothing', from)], { id: 'nothing', type: 'add-on', cadence: [stretch(from)] })],
          })),
        };
        expect(billedAt(withAddOn, [])).toBe(billedAt(plain, []));
      }),
      { numRuns: 150 },
    );
  });

  it('[SUB-16] one customer with two subscriptions owes what two customers with one each owe', () => {
    fc.assert(
      fc.property(prices, prices, changes, changes, (a, b, first, second) => {
        const plans = [planOf('a', a), planOf('b', b)];
        const sub = (id: string, customerId: string, all: readonly Change[]) =>
          sampleSubscription([item(termsOf(all), { cadence: [stretch(begins)] })], { id, customerId });
        const events = [...usage('cus_1', 'sub_1'), ...usage('cus_1', 'sub_2')].sort((x, y) => (x.at < y.at ? -1 : 1));
        const together = worldOf(
          plans,
          { subscriptions: [sub('sub_1', 'cus_1', first), sub('sub_2', 'cus_1', second)], usage: events },
          { metrics: [countMetric('calls')] },
        );
        const apart = [sub('sub_1', 'cus_1', first), sub('sub_2', 'cus_2', second)].map((subscription) =>
          worldOf(
            plans,
            { subscriptions: [subscription], usage: usage(subscription.customerId, subscription.id) },
            { metrics: [countMetric('calls')] },
          ),
        );
        expect(billedAt(together, [])).toBe(apart.reduce((sum, world) => sum + billedAt(world, []), 0));
      }),
      { numRuns: 150 },
    );
  });

  it('[BEY-02] where the boundaries of runs lie does not change what the year comes to', () => {
    fc.assert(
      fc.property(prices, prices, changes, fc.array(fc.integer({ min: 1, max: 170 }), { maxLength: 6 }), (a, b, all, boundaries) => {
        const plans = [planOf('a', a), planOf('b', b)];
        expect(billedAt(lived(plans, termsOf(all)), boundaries)).toBe(billedAt(lived(plans, termsOf(all)), []));
      }),
      { numRuns: 150 },
    );
  });

  it('[SUB-26] an upgrade that is taken back on the same day costs nothing', () => {
    fc.assert(
      fc.property(prices, prices, fc.integer({ min: 1, max: 150 }), (a, b, day) => {
        const plans = [planOf('a', a), planOf('b', b)];
        const world = lived(plans, termsOf([]));
        const on = daysAfter(begins, day);
        bill(world, begins, daysAfter(on, 1));
        const terms = (all: readonly Change[]) =>
          (world.record = { ...world.record, subscriptions: [sampleSubscription([item(termsOf(all), { cadence: [stretch(begins)] })])] });
        terms([{ day, plan: 'b', quantity: 7 }]);
        bill(world, on, daysAfter(on, 1));
        terms([]);
        bill(world, on, ends);
        expect(netMinor(world)).toBe(billedAt(lived(plans, termsOf([])), []));
      }),
      { numRuns: 150 },
    );
  });
});

describe('the short way to a discount', () => {
  it('[OR-13] of percentages alone gives what the long way gives', () => {
    const percentage = fc.record({ percent: fc.integer({ min: 0, max: 10_000 }), stackable: fc.constant(true), usage: fc.boolean() });
    fc.assert(
      fc.property(
        fc.array(percentage, { maxLength: 4 }),
        fc.nat(1_000_000),
        fc.constantFrom('recurring' as const, 'usage' as const),
        fc.constantFrom('staged' as const, 'as-applied' as const),
        fc.constantFrom(1, 5),
        (all, fullMinor, nature, discountOrder, increment) => {
          const redemptions = all.map(
            ({ percent, stackable, usage: appliesToUsage }, index): Redemption => ({
              id: `red_${index}`,
              offerId: 'off',
              name: 'Offer',
              code: '',
              value: { kind: 'percentage', percent: (percent / 100).toString() },
              duration: { kind: 'lifetime' },
              scope: { kind: 'any' },
              stackable,
              appliesToUsage,
              startsOn: begins,
              endsOn: null,
              sequence: index % 2,
            }),
          );
          const subscription = sampleSubscription([item([term('a', begins)])], {
            redemptions,
            policies: withPolicies({ discountOrder }),
            rounding: { mode: 'half-even', increment },
          });
          const view = { subscription } as SubscriptionView;
          const charge = { key: 'k', productId: 'p', planId: 'a', nature, fullMinor } as const;
          expect(discountsAlone(view, charge, redemptions)).toEqual(discountsOf(view, [charge]).get('k'));
        },
      ),
      { numRuns: 1000 },
    );
  });
});

describe('a price per unit', () => {
  it('[PRC-02] doubles with its quantity', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 40 }), (price, quantity) => {
        const plan = soldPlan('a', [variantOf([component('seats', perUnit(String(price)), { quantity: { kind: 'subscription' } })])]);
        const [one, two] = [quantity, quantity * 2].map((count) =>
          billedAt(
            worldOf([plan], {
              subscriptions: [sampleSubscription([item([term('a', begins, { quantity: String(count) })], { cadence: [stretch(begins)] })])],
            }),
            [],
          ),
        );
        expect(two).toBe((one ?? 0) * 2);
      }),
      { numRuns: 100 },
    );
  });
});
