import { Decimal } from 'decimal.js';
import { issued } from '../../core/invoicing/issue.ts';
import { NumberDesk } from '../../core/invoicing/number-desk.ts';
import { accountOf, customerDrafts } from '../../core/invoicing/run-drafts.ts';
import type { CustomerRecord } from '../../core/invoicing/run-facts.ts';
import type { Redemption } from '../../core/offers/types.ts';
import { exchangeRates } from '../../core/organization/exchange-rates.ts';
import {
  component,
  countMetric,
  fixedPrice,
  item,
  sampleCustomer,
  sampleSubscription,
  seats,
  soldPlan,
  stretch,
  term,
  used,
  variantOf,
  type World,
  worldOf,
} from '../support/billing-world.ts';
import { cpuOf, type Measured, median, rounded } from './measure.ts';

const discount: Redemption = {
  id: 'red_1',
  offerId: 'off_1',
  name: 'Welcome',
  code: 'WELCOME',
  value: { kind: 'percentage', percent: '10' },
  duration: { kind: 'lifetime' },
  scope: { kind: 'any' },
  stackable: true,
  appliesToUsage: true,
  startsOn: '2025-01-01',
  endsOn: null,
  sequence: 1,
};

const plan = soldPlan(
  'pro',
  [
    variantOf([
      component('platform', fixedPrice('499.00'), { timing: 'arrears' }),
      { ...seats('29.90'), timing: 'arrears' },
      component(
        'calls',
        {
          kind: 'graduated',
          bands: [
            { upTo: '1000', unitPrice: '0.05', flat: '0' },
            { upTo: '5000', unitPrice: '0.04', flat: '0' },
            { upTo: null, unitPrice: '0.03', flat: '0' },
          ],
        },
        { quantity: { kind: 'usage', metricId: 'calls' } },
      ),
      component('support', fixedPrice('79.00'), { timing: 'arrears' }),
    ]),
  ],
  { kind: 'hybrid', graceDays: 0 },
);

const cadence = [stretch('2025-01-15', { anchor: '2025-02-01' })];

/** A customer whose first bill has four lines: two fixed charges and seats, each for a part of the period, and the graduated use of the closed period; 10 % off, 20 % tax. */
const recordOf = (index: number): CustomerRecord => ({
  customer: sampleCustomer({ id: `cus_${index}` }),
  subscriptions: [
    sampleSubscription([item([term('pro', '2025-01-15', { quantity: String(3 + (index % 40)) })], { cadence })], {
      id: `sub_${index}`,
      customerId: `cus_${index}`,
      redemptions: [discount],
    }),
  ],
  orders: [],
  adjustments: [],
  usage: [used('calls', '2025-01-20', String(4000 + (index % 5000)), { customerId: `cus_${index}` })],
  invoices: [],
  creditNotes: [],
  payments: [],
  refunds: [],
  promotionalCredits: [],
});

/** Bare decimal.js: multiply, round, add. */
const bareOperations = (count: number): void => {
  const price = new Decimal('29.90');
  let sum = new Decimal(0);
  for (let index = 0; index < count; index += 1) sum = sum.plus(price.times(index).toDecimalPlaces(2));
  if (sum.isNegative()) throw new Error('a sum of positive amounts is positive');
};

/** From facts to numbered documents; answers how many lines they have. */
const finished = (world: World, records: readonly CustomerRecord[]): number => {
  const numbers = new NumberDesk([], 'A7', 'station');
  const rates = exchangeRates([]);
  let lines = 0;
  for (const record of records) {
    for (const draft of customerDrafts(world.shared, record, world.entity, { start: '2025-02-01', end: '2025-02-02' }).drafts) {
      const document = issued(draft, { numbers, rates, account: accountOf(record, world.entity.id), runId: 'run' });
      if (!document.ok) throw new Error('every draft is issued');
      lines += document.value.lines.length;
    }
  }
  return lines;
};

const rounds = 15;
const operationsPerRound = 200_000;
const invoicesPerRound = 4_000;
const linesPerInvoice = 4;

/**
 * The time of one finished invoice of four lines in memory, in bare decimal operations of this machine at this moment. Rounds of both alternate, so that
 * a machine that speeds up or slows down does both alike; the median counts.
 */
export const invoices = async (): Promise<Measured> => {
  const world = worldOf([plan], {}, { metrics: [countMetric('calls')] });
  const records = Array.from({ length: invoicesPerRound }, (_, index) => recordOf(index));
  const lines = finished(world, records);
  if (lines !== invoicesPerRound * linesPerInvoice) throw new Error(`an invoice has four lines, these have ${lines / invoicesPerRound}`);
  const bare: number[] = [];
  const made: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bare.push((await cpuOf(() => bareOperations(operationsPerRound))) / operationsPerRound);
    made.push((await cpuOf(() => finished(world, records))) / invoicesPerRound);
  }
  const ratio = median(made.map((each, round) => each / (bare[round] ?? Number.NaN)));
  return {
    ratio: rounded(ratio, 1),
    bound: 80,
    figures: {
      bareOperationsPerSecond: Math.round(1000 / median(bare)),
      invoicesPerSecond: Math.round(1000 / median(made)),
      invoiceUs: rounded(median(made) * 1000, 1),
    },
  };
};
