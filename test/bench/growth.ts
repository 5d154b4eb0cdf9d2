import type { BillingSource, CustomerRecord } from '../../core/invoicing/run-facts.ts';
import { planBillingRun } from '../../core/invoicing/run-plan.ts';
import type { Where } from '../../core/kernel/use-case.ts';
import {
  component,
  countMetric,
  fixedPrice,
  item,
  sampleCustomer,
  sampleEntity,
  sampleSubscription,
  seats,
  soldPlan,
  stretch,
  term,
  ukVat,
  used,
  variantOf,
} from '../support/billing-world.ts';
import { cpuOf, type Measured, median, rounded } from './measure.ts';

const plan = soldPlan(
  'pro',
  [
    variantOf([
      component('platform', fixedPrice('49.00')),
      seats('9.90'),
      component('calls', { kind: 'per-unit', unitPrice: '0.02' }, { quantity: { kind: 'usage', metricId: 'calls' }, included: '1000' }),
    ]),
  ],
  { kind: 'hybrid', graceDays: 0 },
);
const cadence = [stretch('2025-01-01')];
const idOf = (index: number): string => `cus_${String(index).padStart(7, '0')}`;
const entity = sampleEntity();

/** What the run reads of one customer, made when it is asked for: the size of the world costs no memory, only the run does. */
const recordOf = (id: string): Pick<CustomerRecord, 'customer' | 'subscriptions' | 'usage'> => {
  const index = Number(id.slice(4));
  const subscription = sampleSubscription([item([term('pro', '2025-01-01', { quantity: String(1 + (index % 60)) })], { cadence })], {
    id: id.replace('cus', 'sub'),
    customerId: id,
  });
  return {
    customer: sampleCustomer({ id }),
    subscriptions: [subscription],
    usage: [used('calls', '2025-01-20', String(index % 9000), { customerId: id, id: `evt_${id}` })],
  };
};

/** A source of `count` customers with one subscription each. */
const sourceOf = (count: number): BillingSource => {
  const shared: Readonly<Record<string, readonly unknown[]>> = {
    entity: [entity],
    'tax-rate': [ukVat()],
    product: [plan.product],
    plan: [plan.plan],
    'plan-version': [plan.version],
    metric: [countMetric('calls')],
  };
  const of: Readonly<Record<string, (id: string) => readonly unknown[]>> = {
    customer: (id) => [recordOf(id).customer],
    subscription: (id) => recordOf(id).subscriptions,
    'usage-event': (id) => recordOf(id).usage,
  };
  const list = (kind: string, where?: Where): readonly unknown[] => {
    const ids = where?.ids ?? where?.customerIds;
    if (ids !== undefined) return ids.flatMap((id) => of[kind]?.(id) ?? []);
    return kind === 'customer' ? Array.from({ length: count }, (_, index) => recordOf(idOf(index)).customer) : (shared[kind] ?? []);
  };
  return { get: async () => null, list: async (kind, where) => list(kind, where) as never };
};

const period = { start: '2025-02-01', end: '2025-02-02' } as const;

const billed = async (count: number): Promise<void> => {
  const run = await planBillingRun(sourceOf(count), {
    period,
    entityIds: [entity.id],
    customerIds: null,
    at: '2025-02-01T06:00:00.000Z',
    by: { user: 'usr_1', station: 'A7' },
    issuer: 'station',
  });
  if (run?.documents.length !== count)
    throw new Error(`every subscription gets its invoice, ${run?.documents.length ?? 0} of ${count} did`);
};

const few = 10_000;
const many = 100_000;
const rounds = 3;

/** How much longer a subscription takes in a billing run of 100,000 than in one of 10,000: 1 is linear. */
export const growth = async (): Promise<Measured> => {
  await billed(few);
  const ratios: number[] = [];
  const small: number[] = [];
  const large: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = await cpuOf(() => billed(few));
    const whole = await cpuOf(() => billed(many));
    const after = await cpuOf(() => billed(few));
    small.push((before + after) / 2 / few);
    large.push(whole / many);
    ratios.push(whole / many / ((before + after) / 2 / few));
  }
  return {
    ratio: rounded(median(ratios)),
    bound: 1.15,
    figures: {
      smallRunUsPerSubscription: rounded(median(small) * 1000, 1),
      largeRunUsPerSubscription: rounded(median(large) * 1000, 1),
      peakMemoryMb: Math.round(process.memoryUsage().rss / 1_048_576),
    },
  };
};
