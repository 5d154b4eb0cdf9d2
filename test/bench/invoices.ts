import { customerDrafts } from '../../core/invoicing/run-drafts.ts';
import { NumberDesk } from '../../core/invoicing/number-desk.ts';
import { accountOf } from '../../core/invoicing/run-drafts.ts';
import { issued } from '../../core/invoicing/issue.ts';
import { exchangeRates } from '../../core/organization/exchange-rates.ts';
import { Decimal } from 'decimal.js';
import type { CustomerRecord } from '../../core/invoicing/run-facts.ts';
import type { Redemption } from '../../core/offers/types.ts';
import type { Subscription } from '../../core/subscriptions/types.ts';
import { component, countMetric, fixedPrice, item, sampleCustomer, sampleSubscription, seats, soldPlan, stretch, term, used, variantOf, worldOf } from '../support/billing-world.ts';

const discount: Redemption = {
  id: 'red_1', offerId: 'off_1', name: 'Welcome', code: 'WELCOME', value: { kind: 'percentage', percent: '10' }, duration: { kind: 'lifetime' }, scope: { kind: 'any' },
  stackable: true, appliesToUsage: true, startsOn: '2025-01-01', endsOn: null, sequence: 1,
};

const plan = soldPlan(
  'pro',
  [
    variantOf([
      component('platform', fixedPrice('499.00'), { timing: 'arrears' }),
      { ...seats('29.90'), timing: 'arrears' },
      component('calls', { kind: 'graduated', bands: [{ upTo: '1000', unitPrice: '0.05', flat: '0' }, { upTo: '5000', unitPrice: '0.04', flat: '0' }, { upTo: null, unitPrice: '0.03', flat: '0' }] }, { quantity: { kind: 'usage', metricId: 'calls' } }),
      component('support', fixedPrice('79.00'), { timing: 'arrears' }),
    ]),
  ],
  { kind: 'hybrid', graceDays: 0 },
);

const cadence = [stretch('2025-01-15', { anchor: '2025-02-01' })];

/** A customer whose first bill has four lines: two fixed ones and seats, each for a part of the period, and the usage of a closed period. */
const subscriptionOf = (index: number): Subscription =>
  sampleSubscription([item([term('pro', '2025-01-15', { quantity: String(3 + (index % 40)) })], { cadence })], { id: `sub_${index}`, customerId: `cus_${index}`, redemptions: [discount] });

const recordOf = (index: number): CustomerRecord => ({
  customer: sampleCustomer({ id: `cus_${index}` }),
  subscriptions: [subscriptionOf(index)],
  orders: [], adjustments: [], usage: [used('calls', '2025-01-20', String(4000 + (index % 5000)), { customerId: `cus_${index}` })],
  invoices: [], creditNotes: [], payments: [], refunds: [], promotionalCredits: [],
});

/** Bare decimal.js: multiply, round, add. Operations a second. */
const bareRate = (rounds: number): number => {
  const price = new Decimal('29.90');
  let sum = new Decimal(0);
  const started = performance.now();
  for (let index = 0; index < rounds; index += 1) sum = sum.plus(price.times(index).toDecimalPlaces(2));
  const seconds = (performance.now() - started) / 1000;
  if (sum.isNegative()) throw new Error('unreachable');
  return rounds / seconds;
};

/** Finished invoices of four lines a second, in memory, from facts to numbered document. */
const invoiceRate = (count: number): number => {
  const world = worldOf([plan], {}, { metrics: [countMetric('calls')] });
  const records = Array.from({ length: count }, (_, index) => recordOf(index));
  const numbers = new NumberDesk([], 'A7', 'station');
  const rates = exchangeRates([]);
  let lines = 0;
  const started = performance.now();
  for (const record of records) {
    for (const draft of customerDrafts(world.shared, record, world.entity, { start: '2025-02-01', end: '2025-02-02' }).drafts) {
      const document = issued(draft, { numbers, rates, account: accountOf(record, world.entity.id), runId: 'run' });
      if (document.ok) lines += document.value.lines.length;
    }
  }
  const seconds = (performance.now() - started) / 1000;
  console.log('lines per invoice', lines / count);
  return count / seconds;
};

console.log(invoiceRate(2000));
const b = bareRate(2e5), r = invoiceRate(100000);
console.log('bare', b, 'inv', r, 'ops per invoice', b / r, 'us', 1e6 / r);
