import * as fc from 'fast-check';
import type { Currency } from '../../core/money/currency.ts';
import type { Rounding } from '../../core/money/rounding.ts';
import type { Redemption } from '../../core/offers/types.ts';
import type { Policies } from '../../core/organization/policies.ts';
import type { Pause, Subscription, SubscriptionItem, Term } from '../../core/subscriptions/types.ts';
import type { Interval } from '../../core/time/cadence.ts';
import { daysAfter, type PlainDate } from '../../core/time/plain-date.ts';
import type { Aggregation, Metric, UsageEvent } from '../../core/usage/types.ts';
import {
  countMetric,
  item,
  sampleCustomer,
  sampleEntity,
  sampleSubscription,
  stretch,
  term,
  ukVat,
  used,
  type World,
  worldOf,
} from './billing-world.ts';
import { aggregations, intervals, planOf, type PlanParts, planParts, policiesArb } from './random-plans.ts';

/**
 * Worlds of one customer with everything that billing knows: each pricing model, each billing model, discounts, stubs, pauses, seats, minimums, wallets,
 * corrections and late events. `factsAt` shows what was known of the subscription on a day, so that a world can be billed day by day or at once.
 */

export const lifeStart: PlainDate = '2025-01-31';
/** Days after `lifeStart` in which things happen. */
export const lifeDays = 100;

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
