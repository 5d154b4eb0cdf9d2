import * as fc from 'fast-check';
import type { Band, PriceModel } from '../../core/catalog/price-model.ts';
import type { BillingModel, PriceComponent, PriceVariant } from '../../core/catalog/types.ts';
import type { Currency } from '../../core/money/currency.ts';
import type { Rounding } from '../../core/money/rounding.ts';
import type { Redemption } from '../../core/offers/types.ts';
import { defaultPolicies, type Policies } from '../../core/organization/policies.ts';
import type { Pause, Subscription, SubscriptionItem, Term } from '../../core/subscriptions/types.ts';
import type { Interval } from '../../core/time/cadence.ts';
import { daysAfter, type PlainDate } from '../../core/time/plain-date.ts';
import type { Aggregation, Metric, UsageEvent } from '../../core/usage/types.ts';
import {
  component,
  countMetric,
  item,
  sampleCustomer,
  sampleEntity,
  sampleSubscription,
  type SoldPlan,
  soldPlan,
  stretch,
  term,
  ukVat,
  used,
  variantOf,
  type World,
  worldOf,
} from './billing-world.ts';

/**
 * Worlds of one customer with everything that billing knows: each pricing model, each billing model, discounts, stubs, pauses, seats, minimums, wallets,
 * corrections and late events. `factsAt` shows what was known of the subscription on a day, so that a world can be billed day by day or at once.
 */

export const lifeStart: PlainDate = '2025-01-31';
/** Days after `lifeStart` in which things happen. */
export const lifeDays = 100;

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

const aggregations: readonly Aggregation[] = [
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
const intervals: readonly Interval[] = [monthly, monthly, { unit: 'week', count: 2 }];

type PlanParts = {
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

const planOf = (
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

const planParts: fc.Arbitrary<PlanParts> = fc.record({
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

const policiesArb: fc.Arbitrary<Policies> = fc.record({
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

const day = fc.integer({ min: 1, max: lifeDays });

/** A change of the base item, and the day on which it is made. */
type Step = {
  readonly day: number;
  readonly second: number;
  readonly plan: number;
  readonly quantity: number;
  readonly negotiated: boolean;
  readonly unusedPart: Term['unusedPart'];
  readonly firstPart: Term['firstPart'];
};

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    day,
    second: fc.constantFrom(0, 0, 43_200),
    plan: fc.nat(2),
    quantity: fc.nat(9),
    negotiated: fc.boolean(),
    unusedPart: fc.constantFrom('credited', 'credited', 'credited', 'whole-credited', 'kept'),
    firstPart: fc.constantFrom('prorated', 'prorated', 'free'),
  }),
  { maxLength: 4 },
);

type Offered = { readonly redemption: Redemption; readonly knownOn: PlainDate };

const offers = (currency: Currency): fc.Arbitrary<readonly Offered[]> =>
  fc
    .array(
      fc.record({
        value: fc.oneof(
          fc.integer({ min: 0, max: 100 }).map((percent): Redemption['value'] => ({ kind: 'percentage', percent: String(percent) })),
          fc
            .integer({ min: 0, max: 60 })
            .map((amount): Redemption['value'] => ({ kind: 'amount', amounts: [{ currency, amount: String(amount) }] })),
          fc
            .integer({ min: 0, max: 60 })
            .map((amount): Redemption['value'] => ({ kind: 'override', prices: [{ currency, price: String(amount) }] })),
        ),
        duration: fc.constantFrom({ kind: 'once' } as const, { kind: 'periods', count: 2 } as const, { kind: 'lifetime' } as const),
        stackable: fc.boolean(),
        appliesToUsage: fc.boolean(),
        startsAfter: fc.nat(60),
        knownLate: fc.constantFrom(0, 0, 20),
      }),
      { maxLength: 2 },
    )
    .map((all) =>
      all.map(({ startsAfter, knownLate, ...offer }, index) => ({
        knownOn: daysAfter(lifeStart, startsAfter + knownLate),
        redemption: {
          id: `red_${index}`,
          offerId: `off_${index}`,
          name: `Offer ${index}`,
          code: '',
          scope: { kind: 'any' as const },
          startsOn: daysAfter(lifeStart, startsAfter),
          endsOn: null,
          sequence: index,
          ...offer,
        },
      })),
    );

const events: fc.Arbitrary<readonly UsageEvent[]> = fc
  .array(
    fc.record({
      day: fc.nat(lifeDays),
      hour: fc.nat(23),
      name: fc.constantFrom('calls', 'bytes'),
      amount: fc.integer({ min: -20, max: 400 }),
      late: fc.constantFrom(0, 0, 0, 25),
    }),
    { maxLength: 14 },
  )
  .map((all) =>
    all.map((event, index) => {
      const at = `${daysAfter(lifeStart, event.day)}T${String(event.hour).padStart(2, '0')}:00:00.000Z`;
      const receivedAt = `${daysAfter(lifeStart, event.day + event.late)}T23:59:00.000Z`;
      return used(event.name, at, (event.amount / 10).toString(), { id: `evt_${String(index).padStart(3, '0')}`, receivedAt });
    }),
  );

/** A life as it was lived, and what of it was known on a day. */
export type Life = { readonly world: World; readonly factsAt: (day: PlainDate) => World['record'] };

type Drawn = {
  readonly currency: Currency;
  readonly taxInclusive: boolean;
  readonly interval: Interval;
  readonly plans: readonly PlanParts[];
  readonly addOn: PlanParts | null;
  readonly addOnDay: number;
  readonly aggregations: readonly [Aggregation, Aggregation];
  readonly policies: Policies;
  readonly increment: number;
  readonly anchorDay: number;
  readonly stub: 'prorated' | 'free' | 'full';
  readonly steps: readonly Step[];
  readonly endsOn: number | null;
  readonly pause: { readonly from: number; readonly days: number } | null;
  readonly offers: readonly Offered[];
  readonly usage: readonly UsageEvent[];
};

const planName = (index: number): string => `plan${index}`;

/** The base item's terms as they are known on a day. */
const termsAt = (drawn: Drawn, today: PlainDate): readonly Term[] => {
  const seconds = drawn.policies.prorationBasis === 'seconds';
  const byDay = new Map(drawn.steps.map((step) => [step.day, step]));
  const first: Step = { day: 0, second: 0, plan: 0, quantity: 3, negotiated: false, unusedPart: 'credited', firstPart: 'prorated' };
  const made = [first, ...[...byDay.values()].sort((a, b) => a.day - b.day)].filter((step) => step.day < (drawn.endsOn ?? lifeDays + 1));
  const ends = drawn.endsOn === null ? null : daysAfter(lifeStart, drawn.endsOn);
  return made.flatMap((step, index) => {
    const from = daysAfter(lifeStart, step.day);
    if (from > today) return [];
    const next = made[index + 1];
    const until = next === undefined ? ends : daysAfter(lifeStart, next.day);
    const isOver = until !== null && until <= today;
    return [
      term(planName(step.plan), from, {
        fromSecond: seconds ? step.second : 0,
        until: isOver ? until : null,
        untilSecond: isOver && seconds ? (next?.second ?? 0) : 0,
        quantity: String(step.quantity),
        negotiated: step.negotiated
          ? [
              { componentId: 'base', price: '12.34' },
              { componentId: 'calls', price: '0.77' },
            ]
          : [],
        unusedPart: isOver ? (next ?? step).unusedPart : 'credited',
        firstPart: index === 0 ? 'prorated' : step.firstPart,
      }),
    ];
  });
};

const itemsAt = (drawn: Drawn, today: PlainDate): readonly SubscriptionItem[] => {
  const anchor = daysAfter(lifeStart, drawn.anchorDay);
  const base = item(termsAt(drawn, today), { cadence: [stretch(lifeStart, { anchor, interval: drawn.interval, stub: drawn.stub })] });
  const from = daysAfter(lifeStart, drawn.addOnDay);
  if (drawn.addOn === null || from > today) return [base];
  const addOn = item([term('extra', from, { quantity: '2' })], {
    id: 'extra',
    type: 'add-on',
    cadence: [stretch(from, { anchor, interval: drawn.interval, stub: 'prorated' })],
  });
  return [base, addOn];
};

const pausesAt = ({ pause }: Drawn, today: PlainDate): readonly Pause[] => {
  if (pause === null) return [];
  const from = daysAfter(lifeStart, pause.from);
  const until = daysAfter(lifeStart, pause.from + pause.days);
  return from > today ? [] : [{ from, until: until > today ? null : until, frozen: false, entitlements: 'suspend' }];
};

const subscriptionAt = (drawn: Drawn, rounding: Rounding, today: PlainDate): Subscription =>
  sampleSubscription(itemsAt(drawn, today), {
    currency: drawn.currency,
    policies: drawn.policies,
    rounding,
    pauses: pausesAt(drawn, today),
    redemptions: drawn.offers.filter(({ knownOn }) => knownOn <= today).map(({ redemption }) => redemption),
    topUp: { packId: 'pack', below: '15', monthlyCap: 2 },
  });

const metricsOf = (drawn: Drawn): readonly Metric[] => [
  countMetric('calls', { aggregation: drawn.aggregations[0] }),
  countMetric('bytes', { aggregation: drawn.aggregations[1], rounding: { direction: 'up', to: '0.5' } }),
];

const lifeFrom = (drawn: Drawn): Life => {
  const rounding: Rounding = { mode: drawn.policies.roundingMode, increment: drawn.increment };
  const entity = sampleEntity({
    currency: drawn.currency,
    policies: drawn.policies,
    rounding: [{ currency: drawn.currency, increment: drawn.increment }],
  });
  const plans = drawn.plans.map((parts, index) => planOf(planName(index), parts, drawn));
  const extra = drawn.addOn === null ? [] : [planOf('extra', drawn.addOn, drawn)];
  const customer = sampleCustomer({ segments: ['vip'] });
  const world = worldOf([...plans, ...extra], { customer }, { entity, metrics: metricsOf(drawn), rates: [ukVat('20')] });
  const usage = [...drawn.usage].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : 1));
  return {
    world,
    factsAt: (today) => ({
      ...world.record,
      invoices: world.record.invoices,
      creditNotes: world.record.creditNotes,
      subscriptions: [subscriptionAt(drawn, rounding, today)],
      usage: usage.filter(({ receivedAt }) => receivedAt.slice(0, 10) <= today),
    }),
  };
};

/** Makes the same life anew each time that it is called, so that it can be billed in more than one way. */
export const randomLife: fc.Arbitrary<() => Life> = fc
  .constantFrom<Currency>('GBP', 'JPY', 'KWD')
  .chain((currency) =>
    fc.record<Drawn>({
      currency: fc.constant(currency),
      taxInclusive: fc.boolean(),
      interval: fc.constantFrom(...intervals),
      plans: fc.array(planParts, { minLength: 3, maxLength: 3 }),
      addOn: fc.option(planParts, { nil: null }),
      addOnDay: fc.nat(70),
      aggregations: fc.tuple(fc.constantFrom(...aggregations), fc.constantFrom(...aggregations)),
      policies: policiesArb,
      increment: fc.constantFrom(1, 1, 5),
      anchorDay: fc.constantFrom(0, 0, 12),
      stub: fc.constantFrom('prorated', 'free', 'full'),
      steps,
      endsOn: fc.option(fc.integer({ min: 10, max: lifeDays }), { nil: null, freq: 3 }),
      pause: fc.option(fc.record({ from: fc.integer({ min: 1, max: 70 }), days: fc.integer({ min: 1, max: 50 }) }), { nil: null, freq: 2 }),
      offers: offers(currency),
      usage: events,
    }),
  )
  .map((drawn) => () => lifeFrom(drawn));
