import { csvLine } from '../../../core/views/csv.ts';
import { catalogSteps } from './catalog.ts';
import { customerSteps, customerTable } from './customers.ts';
import { entitySteps } from './entities.ts';
import { exchangeRateSteps, exchangeRateTable } from './exchange-rates.ts';
import type { Mapping } from './header.ts';
import type { ImportSource } from './import-source.ts';
import { type Days, lifecycleSteps, lifecycleTable } from './lifecycle.ts';
import { offerSteps } from './offers.ts';
import { orderSteps, orderTable } from './orders.ts';
import type { Entry, Steps } from './step.ts';
import type { Table } from './table.ts';
import { subscriptionSteps, subscriptionTable } from './subscriptions.ts';
import { taxRateSteps, taxRateTable } from './tax-rates.ts';
import { usageSteps, usageTable } from './usage.ts';

/** Every day there is: for files whose rows have days of their own. */
const always: Days = { from: '0001-01-01', before: '9999-12-31' };

type Kind = {
  readonly steps: (file: ImportSource, entry: Entry, mapping?: Mapping) => Steps;
  /** The columns of a CSV file; JSON files have none. */
  readonly table: Table<object> | null;
};

/** What can be imported, by the name that a person gives. */
export const importKinds = {
  entities: { steps: (file, entry) => entitySteps(file, entry), table: null },
  'tax-rates': { steps: taxRateSteps, table: taxRateTable },
  'exchange-rates': { steps: exchangeRateSteps, table: exchangeRateTable },
  catalog: { steps: (file, entry) => catalogSteps(file, entry), table: null },
  offers: { steps: (file, entry) => offerSteps(file, entry), table: null },
  customers: { steps: customerSteps, table: customerTable },
  subscriptions: { steps: subscriptionSteps, table: subscriptionTable },
  orders: { steps: (file, entry, mapping) => orderSteps(file, entry.by, always, mapping), table: orderTable },
  lifecycle: { steps: (file, entry, mapping) => lifecycleSteps(file, entry.by, always, mapping), table: lifecycleTable },
  usage: { steps: usageSteps, table: usageTable },
} as const satisfies Record<string, Kind>;

export type ImportKind = keyof typeof importKinds;

export const isImportKind = (name: string): name is ImportKind => Object.hasOwn(importKinds, name);

/** The head of an empty file of the kind, for somebody to fill in; `null` for a kind that comes as JSON. */
export const templateOf = (kind: ImportKind): string | null => {
  const { table }: Kind = importKinds[kind];
  if (table === null) return null;
  return csvLine([...Object.keys(table.columns), ...(table.open === undefined ? [] : [`${table.open.prefix}name`])]);
};
