import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileSource } from '../../../../sync/headless/file-source.ts';
import type { ImportSource } from '../../../../sync/headless/import/import-source.ts';
import { catalogSteps } from '../../../../sync/headless/import/catalog.ts';
import { customerSteps } from '../../../../sync/headless/import/customers.ts';
import { entitySteps } from '../../../../sync/headless/import/entities.ts';
import { importFile, type ImportOptions, type ImportSummary } from '../../../../sync/headless/import/import-file.ts';
import { offerSteps } from '../../../../sync/headless/import/offers.ts';
import type { ImportProblem } from '../../../../sync/headless/import/problems.ts';
import type { Entry, Steps } from '../../../../sync/headless/import/step.ts';
import { subscriptionSteps } from '../../../../sync/headless/import/subscriptions.ts';
import { taxRateSteps } from '../../../../sync/headless/import/tax-rates.ts';
import { memoryStore } from '../../../../sync/local/memory/store.ts';
import type { Store } from '../../../../sync/local/store.ts';

export const demoFolder = path.join(import.meta.dirname, '..', '..', '..', '..', 'assets', 'demo');
export const by: Entry['by'] = { user: 'usr_1', station: 'A7' };
export const opening: Entry = { at: '2025-01-01T05:00:00.000Z', by };

export const customersCsv = `customer,company,person,email,city,country,tax_number,signed_up
C-1,Ashdown Foods Ltd,,a@ashdown.example,Leeds,GB,GB521099169,2024-03-01
C-2,,Hélène Moreau,h@mail.example,Lyon,FR,,2024-04-01
`;

export const subscriptionsCsv = `subscription,customer,plan,cycle,quantity,start,add_ons
S-1,C-1,team,monthly,5,2025-01-01,
S-2,C-1,api,monthly,1,2025-01-01,
S-3,C-1,assistant,monthly,1,2025-01-01,
`;

/** What an import of some text under a name comes to. */
export type Taken = ImportSummary & { readonly problems: readonly ImportProblem[]; readonly written: number };

export type Company = {
  readonly store: Store;
  /** Imports text as a file of that name; how many commands the store gained is counted, not believed. */
  readonly take: (
    store: Store,
    name: string,
    content: string | Uint8Array,
    steps: (file: ImportSource) => Steps,
    options?: Partial<ImportOptions>,
  ) => Promise<Taken>;
  readonly close: () => Promise<void>;
};

/** A small company with the demo's entities, catalog and offers, two customers and three subscriptions. */
export const smallCompany = async (): Promise<Company> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-import-'));
  const store = memoryStore();
  const options: ImportOptions = { dryRun: false, skipBadRows: false, report: () => undefined };

  const take: Company['take'] = async (into, name, content, steps, given = {}) => {
    const place = path.join(folder, name);
    await writeFile(place, content);
    const file = fileSource(place);
    const problems: ImportProblem[] = [];
    const before = await commandsIn(into);
    const summary = await importFile(into, file, steps(file), { ...options, report: (problem) => problems.push(problem), ...given });
    return { ...summary, problems, written: (await commandsIn(into)) - before };
  };

  const ready = async (file: ImportSource, steps: Steps): Promise<void> => {
    const problems: ImportProblem[] = [];
    const { outcome } = await importFile(store, file, steps, { ...options, report: (problem) => problems.push(problem) });
    if (outcome !== 'imported') throw new Error(`${file.name}: ${JSON.stringify(problems[0])}`);
  };
  for (const [name, steps] of [
    ['entities.json', entitySteps],
    ['tax-rates.csv', taxRateSteps],
    ['catalog.json', catalogSteps],
    ['offers.json', offerSteps],
  ] as const) {
    const file = fileSource(path.join(demoFolder, name));
    await ready(file, steps(file, opening));
  }
  await take(store, 'customers.csv', customersCsv, (file) => customerSteps(file, opening));
  await take(store, 'subscriptions.csv', subscriptionsCsv, (file) => subscriptionSteps(file, opening));
  return { store, take, close: () => rm(folder, { recursive: true, force: true }) };
};

const commandsIn = async (store: Store): Promise<number> => {
  let last = 0;
  for await (const { sequence } of store.journal()) last = sequence;
  return last;
};
