import * as fc from 'fast-check';
import type { Band, PriceModel } from '../../core/catalog/price-model.ts';
import type { BillingModel, PriceComponent, PriceVariant } from '../../core/catalog/types.ts';
import type { Currency } from '../../core/money/currency.ts';
import { defaultPolicies, type Policies } from '../../core/organization/policies.ts';
import type { Interval } from '../../core/time/cadence.ts';
import type { Aggregation } from '../../core/usage/types.ts';
import { component, type SoldPlan, soldPlan, variantOf } from './billing-world.ts';

/** Plans, prices and policies of every kind, by chance: what random worlds sell. */
const cents = fc.integer({ min: 0, max: 30_000 }).map((value) => (value / 100).toString());
const tiny = fc.integer({ min: 1, max: 99_999 }).map((value) => `0.${String(value).padStart(5, '0')}`);
const price = fc.oneof({ weight: 3, arbitrary: cents }, { weight: 1, arbitrary: tiny });

const bands = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 0, maxLength: 2 }),
    fc.array(fc.tuple(price, price, fc.boolean()), { minLength: 3, maxLength: 3 }),
  )
  .map(([edges, prices]): readonly Band[] =>
    [...edges.sort((a, b) => a - b).map(String), null].map((upTo, index) => {
      const [unitPrice = '1', flat = '0', hasFlat = false] = prices[index] ?? [];
      return { upTo, unitPrice, flat: hasFlat ? flat : '0' };
    }),
  );

/** Every way of pricing a quantity. */
const anyModel: fc.Arbitrary<PriceModel> = fc.oneof(
  price.map((amount): PriceModel => ({ kind: 'fixed', amount })),
  price.map((unitPrice): PriceModel => ({ kind: 'per-unit', unitPrice })),
  bands.map((all): PriceModel => ({ kind: 'volume', bands: all })),
  bands.map((all): PriceModel => ({ kind: 'graduated', bands: all })),
  bands.map((all): PriceModel => ({ kind: 'stair-step', steps: all.map(({ upTo, unitPrice }) => ({ upTo, price: unitPrice })) })),
  fc.tuple(price, price, fc.constantFrom('unit-price' as const, 'total' as const)).map(
    ([peak, off, yields]): PriceModel => ({
      kind: 'dynamic',
      yields,
      rules: [
        {
          id: 'peak',
          version: 1,
          name: 'Peak',
          when: [
            { kind: 'weekday', oneOf: [1, 2, 3] },
            { kind: 'segment', oneOf: ['vip', 'new'] },
          ],
          price: peak,
        },
      ],
      fallback: { id: 'off', version: 1, name: 'Off', when: [], price: off },
    }),
  ),
  fc
    .tuple(fc.integer({ min: 1, max: 9 }), price)
    .map(([size, amount]): PriceModel => ({ kind: 'package', size: String(size), price: amount })),
  fc.tuple(fc.integer({ min: 0, max: 2500 }), price, fc.boolean()).map(
    ([percent, amount, held]): PriceModel => ({
      kind: 'percentage',
      percent: (percent / 100).toString(),
      perEvent: amount,
      minimumPerEvent: held ? '1' : null,
      maximumPerEvent: held ? '400' : null,
    }),
  ),
);

export const aggregations: readonly Aggregation[] = [
  { kind: 'sum' },
  { kind: 'sum' },
  { kind: 'count' },
  { kind: 'max' },
  { kind: 'last', continuous: true },
  { kind: 'percentile', percent: '95' },
  { kind: 'unique' },
  { kind: 'time-weighted', each: 'level', continuous: true },
];

const timing = fc.constantFrom('advance' as const, 'arrears' as const);
const seatsOrOne = fc.constantFrom({ kind: 'one' } as const, { kind: 'subscription' } as const);

const recurringComponent = (id: string): fc.Arbitrary<PriceComponent> =>
  fc
    .record({ model: anyModel, quantity: seatsOrOne, timing })
    .map((made) => component(id, made.model, { quantity: made.quantity, timing: made.timing }));

const usageComponent = (id: string): fc.Arbitrary<PriceComponent> =>
  fc.record({ model: anyModel, included: fc.constantFrom('0', '0', '7', '12.5') }).map(({ model, included }) =>
    component(id, model.kind === 'fixed' ? { kind: 'per-unit', unitPrice: model.amount } : model, {
      quantity: { kind: 'usage', metricId: id },
      included,
    }),
  );

const billingModels: readonly BillingModel[] = [
  { kind: 'recurring' },
  { kind: 'recurring' },
  { kind: 'hybrid', graceDays: 0 },
  { kind: 'hybrid', graceDays: 2 },
  { kind: 'usage', graceDays: 0 },
  { kind: 'pay-as-you-go', trigger: 'event', paymentMethodRequired: false },
  { kind: 'pay-as-you-go', trigger: 'daily', paymentMethodRequired: false },
  { kind: 'pay-as-you-go', trigger: 'threshold', paymentMethodRequired: false },
  { kind: 'prepaid', unit: 'money', atZero: 'overage' },
  { kind: 'prepaid', unit: 'money', atZero: 'block' },
  { kind: 'prepaid', unit: 'units', atZero: 'overage' },
  { kind: 'prepaid', unit: 'units', atZero: 'block' },
  { kind: 'instalment', count: 3, interval: { unit: 'month', count: 1 }, parts: [] },
];

const monthly: Interval = { unit: 'month', count: 1 };
export const intervals: readonly Interval[] = [monthly, monthly, { unit: 'week', count: 2 }];

export type PlanParts = {
  readonly billing: BillingModel;
  readonly base: PriceComponent;
  readonly more: PriceComponent;
  readonly calls: PriceComponent;
  readonly bytes: PriceComponent;
  readonly extras: {
    readonly minimum: boolean;
    readonly maximum: boolean;
    readonly floor: boolean;
    readonly setupFee: boolean;
    readonly ramp: boolean;
    readonly two: boolean;
  };
};

const componentsOf = ({ billing, base, more, calls, bytes, extras }: PlanParts): readonly PriceComponent[] => {
  const recurring = extras.two ? [base, more] : [base];
  const usage = extras.two ? [calls, bytes] : [calls];
  switch (billing.kind) {
    case 'instalment':
      return [component('base', { kind: 'per-unit', unitPrice: '99.99' }, { quantity: { kind: 'subscription' } })];
    case 'usage':
    case 'pay-as-you-go':
      return usage;
    case 'recurring':
      return recurring;
    default:
      return [...recurring, ...usage];
  }
};

export const planOf = (
  id: string,
  parts: PlanParts,
  shared: { readonly currency: Currency; readonly taxInclusive: boolean; readonly interval: Interval },
): SoldPlan => {
  const { billing, extras } = parts;
  const components = componentsOf(parts);
  const bills = billing.kind === 'recurring' || billing.kind === 'usage' || billing.kind === 'hybrid';
  const changes: Partial<PriceVariant> = {
    currency: shared.currency,
    taxInclusive: shared.taxInclusive,
    cycle: { name: 'cycle', interval: shared.interval },
    minimumCommitment: bills && extras.minimum ? '80' : null,
    maximumSpend: bills && extras.maximum ? '600' : null,
    combination: bills && extras.floor ? { kind: 'floor', amount: '40', componentIds: [components[0]?.id ?? ''] } : { kind: 'sum' },
    setupFee: extras.setupFee ? '25' : null,
    ramp:
      extras.ramp && components[0]?.price.kind === 'fixed'
        ? {
            componentId: components[0].id,
            steps: [
              { from: { kind: 'period', index: 0 }, price: '5' },
              { from: { kind: 'period', index: 2 }, price: '9.5' },
            ],
          }
        : null,
    chargeThreshold: billing.kind === 'pay-as-you-go' && billing.trigger === 'threshold' ? '50' : null,
    packs:
      billing.kind === 'prepaid'
        ? [{ id: 'pack', name: 'Pack', price: '18', credit: '20', expiresAfter: { unit: 'month', count: 2 } }]
        : [],
  };
  return soldPlan(id, [variantOf(components, changes)], billing);
};

export const planParts: fc.Arbitrary<PlanParts> = fc.record({
  billing: fc.constantFrom(...billingModels),
  base: recurringComponent('base'),
  more: recurringComponent('more'),
  calls: usageComponent('calls'),
  bytes: usageComponent('bytes'),
  extras: fc.record({
    minimum: fc.boolean(),
    maximum: fc.boolean(),
    floor: fc.boolean(),
    setupFee: fc.boolean(),
    ramp: fc.boolean(),
    two: fc.boolean(),
  }),
});

export const policiesArb: fc.Arbitrary<Policies> = fc.record({
  zeroUsage: fc.record({ stairStep: fc.constantFrom('due', 'not-due'), graduatedFlat: fc.constantFrom('due', 'not-due') }),
  prorationBasis: fc.constantFrom('actual-days', 'actual-days', 'thirty-day-month', 'seconds'),
  changeDay: fc.constantFrom('new-plan', 'old-plan'),
  upgradeCredit: fc.constant(defaultPolicies.upgradeCredit),
  discountOrder: fc.constantFrom('staged', 'as-applied', 'best-single'),
  taxRounding: fc.constantFrom('line', 'rate', 'document'),
  roundingMode: fc.constantFrom('half-away-from-zero', 'half-even', 'half-up'),
  spareUnit: fc.constantFrom('largest-remainder', 'first', 'last', 'largest-part'),
  graduatedFlat: fc.constantFrom('added', 'last-only'),
  seatChanges: fc.constantFrom('prorated', 'prorated', 'highest', 'value-at-end'),
  recognitionGrain: fc.constant(defaultPolicies.recognitionGrain),
  zeroInvoices: fc.constantFrom('promotional-only', 'issued', 'suppressed'),
});
