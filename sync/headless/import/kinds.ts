import { catalogSteps } from './catalog.ts';
import { customerSteps } from './customers.ts';
import { entitySteps } from './entities.ts';
import { exchangeRateSteps } from './exchange-rates.ts';
import type { Mapping } from './header.ts';
import { type Days, lifecycleSteps } from './lifecycle.ts';
import { offerSteps } from './offers.ts';
import { orderSteps } from './orders.ts';
import type { Entry, Steps } from './step.ts';
import { subscriptionSteps } from './subscriptions.ts';
import { taxRateSteps } from './tax-rates.ts';
import { usageSteps } from './usage.ts';

/** Every day there is: for files whose rows have days of their own. */
const always: Days = { from: '0001-01-01', before: '9999-12-31' };

/** What can be imported, by the name that a person gives. JSON files have no columns to map. */
export const importKinds = {
  entities: (file: string, entry: Entry) => entitySteps(file, entry),
  'tax-rates': taxRateSteps,
  'exchange-rates': exchangeRateSteps,
  catalog: (file: string, entry: Entry) => catalogSteps(file, entry),
  offers: (file: string, entry: Entry) => offerSteps(file, entry),
  customers: customerSteps,
  subscriptions: subscriptionSteps,
  orders: (file: string, entry: Entry, mapping?: Mapping) => orderSteps(file, entry.by, always, mapping),
  lifecycle: (file: string, entry: Entry, mapping?: Mapping) => lifecycleSteps(file, entry.by, always, mapping),
  usage: usageSteps,
} satisfies Record<string, (file: string, entry: Entry, mapping?: Mapping) => Steps>;

export type ImportKind = keyof typeof importKinds;

export const isImportKind = (name: string): name is ImportKind => Object.hasOwn(importKinds, name);
