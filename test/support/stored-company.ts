import type { AnyDocument } from '../../core/collections.ts';
import type { Customer } from '../../core/customers/types.ts';
import type { Invoice } from '../../core/invoicing/types.ts';
import type { Change, Command, StoredDocument } from '../../core/kernel/command.ts';
import type { Digests } from '../../core/kernel/digest.ts';
import { planBillingRun, type RunPlan } from '../../core/invoicing/run-plan.ts';
import type { Source } from '../../core/sources.ts';
import type { Subscription } from '../../core/subscriptions/types.ts';
import type { UsageEvent } from '../../core/usage/types.ts';
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
} from './billing-world.ts';

const calls = component(
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
);

const plan = soldPlan(
  'pro',
  [
    variantOf([
      component('platform', fixedPrice('499.00'), { timing: 'arrears' }),
      { ...seats('29.90'), timing: 'arrears' },
      calls,
      component('support', fixedPrice('79.00'), { timing: 'arrears' }),
    ]),
  ],
  { kind: 'hybrid', graceDays: 0 },
);

/** What a company needs before its first customer. */
export const companyBooks = (): readonly AnyDocument[] => [
  sampleEntity(),
  ukVat(),
  plan.product,
  plan.plan,
  plan.version,
  countMetric('calls'),
];

const padded = (index: number): string => String(index).padStart(6, '0');

export const customerAt = (index: number): Customer =>
  sampleCustomer({
    id: `cus_${padded(index)}`,
    name: `Customer ${index}`,
    externalId: `crm-${index}`,
    email: `billing${index}@customer.example`,
  });

/** Its first bill has four lines: two fixed ones and seats, each for a part of the period, and the usage of a closed period. */
export const subscriptionAt = (index: number): Subscription =>
  sampleSubscription(
    [
      item([term('pro', '2025-01-15', { quantity: String(3 + (index % 40)) })], {
        cadence: [stretch('2025-01-15', { anchor: '2025-02-01' })],
      }),
    ],
    {
      id: `sub_${padded(index)}`,
      customerId: `cus_${padded(index)}`,
    },
  );

export const usageAt = (index: number): UsageEvent =>
  used('calls', '2025-01-20', String(4000 + (index % 5000)), {
    id: `evt_${padded(index)}`,
    customerId: `cus_${padded(index)}`,
    idempotencyKey: `key-${index}`,
  });

const by = { user: 'usr_1', station: 'A7' };
const at = '2025-02-01T09:00:00.000Z';

/** New documents as one command. */
export const entering = (id: string, documents: readonly StoredDocument[]): Change => {
  const command: Command = { id, kind: 'test.enter', at, by, body: { documents: documents.length } };
  return { command, writes: documents.map((document) => ({ basedOn: document.rev === 1 ? null : document.rev - 1, document })) };
};

/** The billing of January 2025 for everybody in the source, planned and not committed. */
export const januaryRun = async (source: Source, digestsOf?: Digests): Promise<RunPlan> => {
  const request = {
    period: { start: '2025-02-01', end: '2025-02-02' },
    entityIds: [sampleEntity().id],
    customerIds: null,
    at,
    by,
    issuer: 'station',
  } as const;
  const run = await planBillingRun(source, request, undefined, digestsOf);
  if (run === null) throw new Error('nobody cancelled the run');
  return run;
};

const days = 365;
const dayAt = (index: number): string => new Date(Date.UTC(2024, 0, 1 + (index % days))).toISOString().slice(0, 10);

/** The same invoice again, as another one: what a list of a hundred thousand is made of. */
export const invoiceLike = (sample: Invoice, index: number): Invoice => {
  const customer = customerAt(index % 5000);
  const issuedOn = dayAt(index * 7);
  const shift = (index % 977) * 100;
  return {
    ...sample,
    id: `inv_${((index * 2654435761) % 4294967296).toString(16).padStart(8, '0')}${padded(index)}`,
    number: `INV-A7-2025-${padded(index)}`,
    customerId: customer.id,
    buyer: { ...sample.buyer, name: customer.name },
    issuedOn,
    totals: { ...sample.totals, netMinor: sample.totals.netMinor + shift, grossMinor: sample.totals.grossMinor + shift },
  };
};
