import type { AnyDocument, DocumentKind } from '../../core/collections.ts';
import { runBilling, type RunBilling } from '../../core/invoicing/run-billing.ts';
import { planBillingRun, type RunPlan, type RunRequest } from '../../core/invoicing/run-plan.ts';
import type { RunWatcher } from '../../core/invoicing/run-pricing.ts';
import { canonical } from '../../core/kernel/canonical.ts';
import type { Change, StoredDocument } from '../../core/kernel/command.ts';
import { must } from '../../core/kernel/invariant.ts';
import { shaped } from '../../core/kernel/shape.ts';
import type { Redemption } from '../../core/offers/types.ts';
import type { OperatingEntity } from '../../core/organization/types.ts';
import type { Source } from '../../core/sources.ts';
import { daysAfter } from '../../core/time/plain-date.ts';
import type { TSchema } from 'typebox';
import { memoryCommands } from '../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../sync/local/memory/documents.ts';
import { type Store, storeOver } from '../../sync/local/store.ts';
import {
  component,
  countMetric,
  fixedPrice,
  item,
  perUnit,
  sampleCustomer,
  sampleEntity,
  sampleSubscription,
  seats,
  soldPlan,
  term,
  ukVat,
  used,
  variantOf,
} from './billing-world.ts';

/** A company in a store of its own, for whole billing runs: many customers of several kinds, all of whom owe something in May 2025. */

const documentKinds: readonly DocumentKind[] = ['invoice', 'credit-note', 'number-series', 'billing-run'];

const plans = [
  soldPlan('basic', [variantOf([component('base', fixedPrice('30'))])]),
  soldPlan('team', [variantOf([component('platform', fixedPrice('99.99')), seats('12.49')])]),
  soldPlan(
    'meter',
    [
      variantOf([
        component('base', fixedPrice('10')),
        component('calls', perUnit('0.013'), { quantity: { kind: 'usage', metricId: 'calls' } }),
      ]),
    ],
    {
      kind: 'hybrid',
      graceDays: 0,
    },
  ),
];

const tenPercent: Redemption = {
  id: 'red_1',
  offerId: 'off_1',
  name: 'Welcome',
  code: '',
  value: { kind: 'percentage', percent: '10' },
  duration: { kind: 'periods', count: 2 },
  scope: { kind: 'any' },
  stackable: true,
  appliesToUsage: true,
  startsOn: '2025-03-01',
  endsOn: null,
  sequence: 1,
};

/** The catalog, the entity and its tax. */
export const companyOf = (entity: Partial<OperatingEntity> = {}): readonly AnyDocument[] => [
  sampleEntity(entity),
  ukVat(),
  countMetric('calls'),
  ...plans.flatMap(({ product, plan, version }): readonly AnyDocument[] => [product, plan, version]),
];

/** One customer with a subscription that began in March or April: on basic, on seats that change in May, or metered; every third with a discount. */
const buyer = (index: number): readonly AnyDocument[] => {
  const id = `cus_${String(index).padStart(4, '0')}`;
  const plan = ['basic', 'team', 'meter'][index % 3] ?? 'basic';
  const from = daysAfter('2025-03-01', index % 40);
  const changesOn = daysAfter('2025-05-01', index % 28);
  const terms =
    plan === 'team'
      ? [
          term(plan, from, { quantity: String(2 + (index % 7)), until: changesOn }),
          term(plan, changesOn, { quantity: String(1 + (index % 5)) }),
        ]
      : [term(plan, from)];
  const subscription = sampleSubscription([item(terms)], {
    id: `sub_${String(index).padStart(4, '0')}`,
    customerId: id,
    redemptions: index % 3 === 0 ? [tenPercent] : [],
  });
  const usage = plan === 'meter' ? [used('calls', daysAfter(from, 3), String(1000 + index), { id: `evt_${index}`, customerId: id })] : [];
  return [sampleCustomer({ id, name: `Customer ${index}` }), subscription, ...usage];
};

export const manyBuyers = (count: number): readonly AnyDocument[] => Array.from({ length: count }, (_, index) => buyer(index)).flat();

export const storeWith = async (documents: readonly StoredDocument[]): Promise<Store> => {
  const table = memoryDocuments();
  await table.put(documents);
  return storeOver(table, memoryCommands());
};

export const runOf = (start: string, end: string, changes: Partial<RunRequest> = {}): RunRequest => ({
  period: { start, end },
  entityIds: ['ent_uk'],
  customerIds: null,
  at: `${end}T06:00:00.000Z`,
  by: { user: 'ada', station: 'A7' },
  issuer: 'station',
  ...changes,
});

/** Plans a run that nobody cancels. Each command's body has the shape that the server checks. */
export const planned = async (source: Source, request: RunRequest, watcher?: RunWatcher): Promise<RunPlan> => {
  const plan = must(await planBillingRun(source, request, watcher), 'nobody cancelled the run');
  for (const { command } of plan.changes) {
    const found = shaped(runBilling.shape as TSchema, command.body);
    if (!found.ok) throw new Error(JSON.stringify(found.problems));
  }
  return plan;
};

export const commitAll = async (store: Store, changes: readonly Change[]): Promise<void> => {
  for (const change of changes) await store.commit(change);
};

/** Plans and commits. */
export const ran = async (store: Store, request: RunRequest): Promise<RunPlan> => {
  const plan = await planned(store, request);
  await commitAll(store, plan.changes);
  return plan;
};

/** Everything that runs write, as one text: equal texts are equal books. */
export const booksOf = async (store: Store): Promise<string> => {
  const kinds = await Promise.all(documentKinds.map((kind) => store.list(kind)));
  return canonical(kinds);
};

/** The same documents, each list the other way round: what a store with another order would answer. */
export const turned = (source: Source): Source => ({
  get: source.get,
  list: async (kind, where) => (await source.list(kind, where)).toReversed(),
});

/** A part planned as the server does: read again, planned again. */
export const plannedAgain = async (source: Source, command: RunBilling) =>
  runBilling.plan(command, await runBilling.gather(command, source));
