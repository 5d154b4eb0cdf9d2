import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Actor } from '../../../core/kernel/command.ts';
import type { Instant } from '../../../core/time/instant.ts';
import { monthsAfter } from '../../../core/time/plain-date.ts';
import { catalogSteps } from '../import/catalog.ts';
import { customerSteps } from '../import/customers.ts';
import { entitySteps } from '../import/entities.ts';
import { exchangeRateSteps } from '../import/exchange-rates.ts';
import type { Days } from '../import/lifecycle.ts';
import { offerSteps } from '../import/offers.ts';
import type { ImportSource } from '../import/import-source.ts';
import type { Steps } from '../import/step.ts';
import { subscriptionSteps } from '../import/subscriptions.ts';
import { taxRateSteps } from '../import/tax-rates.ts';

/** Who enters everything: the station that the demo company's back office works at. */
export const backOffice: Actor = { user: 'usr_back-office', station: 'A7' };

/** The year begins while it is 1 January from New York to Tokyo. */
const openingAt: Instant = '2025-01-01T05:00:00.000Z';

/** A calendar month of the demo year. */
export type Month = { readonly name: string; readonly title: string; readonly days: Days };

const titles = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

export const monthOf = (index: number): Month => {
  const from = monthsAfter('2025-01-01', index);
  return { name: from.slice(0, 7), title: `${titles[index]} 2025`, days: { from, before: monthsAfter('2025-01-01', index + 1) } };
};

/** The morning after a month, in three steps: time has passed, usage is in, billing runs. */
export const morningAfter = ({ days }: Month): { readonly advanced: Instant; readonly metered: Instant; readonly billed: Instant } => ({
  advanced: `${days.before}T05:30:00.000Z`,
  metered: `${days.before}T05:40:00.000Z`,
  billed: `${days.before}T06:00:00.000Z`,
});

/** A file of the company and how it is read. `units` is roughly how long it takes, against the others. */
export type CompanyFile = { readonly name: string; readonly units: number; readonly steps: (file: ImportSource) => Steps };

/** What must be there before the first month, in the order in which one names the other. */
export const openingFiles: readonly CompanyFile[] = (
  [
    ['entities.json', 1, entitySteps],
    ['tax-rates.csv', 1, taxRateSteps],
    ['exchange-rates.csv', 1, exchangeRateSteps],
    ['catalog.json', 3, catalogSteps],
    ['offers.json', 1, offerSteps],
    ['customers.csv', 4, customerSteps],
    ['subscriptions.csv', 6, subscriptionSteps],
  ] as const
).map(([name, units, steps]) => ({ name, units, steps: (file) => steps(file, { at: openingAt, by: backOffice }) }));

export const usageFileOf = (month: Month): string => `usage-${month.name}.csv`;

/** Files that the folder lacks; empty for a whole company. Usage is looked for in the months that are billed. */
export const missingFiles = (folder: string, months: readonly Month[]): readonly string[] =>
  [...openingFiles.map(({ name }) => name), 'orders.csv', 'lifecycle.csv', ...months.map(usageFileOf)].filter(
    (name) => !existsSync(path.join(folder, name)),
  );
