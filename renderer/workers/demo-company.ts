import { planBillingRun } from '../../core/invoicing/run-plan.ts';
import type { Actor, Change } from '../../core/kernel/command.ts';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import type { Instant } from '../../core/time/instant.ts';
import { catalogSteps } from '../../sync/headless/import/catalog.ts';
import { customerSteps } from '../../sync/headless/import/customers.ts';
import { entitySteps } from '../../sync/headless/import/entities.ts';
import { exchangeRateSteps } from '../../sync/headless/import/exchange-rates.ts';
import { importFile } from '../../sync/headless/import/import-file.ts';
import { heldSource } from '../../sync/headless/import/import-source.ts';
import { lifecycleSteps } from '../../sync/headless/import/lifecycle.ts';
import { offerSteps } from '../../sync/headless/import/offers.ts';
import { orderSteps } from '../../sync/headless/import/orders.ts';
import type { Steps } from '../../sync/headless/import/step.ts';
import { subscriptionSteps } from '../../sync/headless/import/subscriptions.ts';
import { taxRateSteps } from '../../sync/headless/import/tax-rates.ts';
import { usageSteps } from '../../sync/headless/import/usage.ts';
import { advanceChanges } from '../../sync/local/advance-all.ts';
import { memoryStore } from '../../sync/local/memory/store.ts';
import type { Store } from '../../sync/local/store.ts';
import { demoUser } from './demo-mark.ts';
import type { DemoProgress, Stamp } from './store-api.ts';

/** The company's files, each fetched when it is read. Usage of the year's first two months. */
const files = import.meta.glob<string>(
  [
    '../../assets/demo/{entities,catalog,offers}.json',
    '../../assets/demo/{tax-rates,exchange-rates,customers,subscriptions,lifecycle,orders,usage-2025-01,usage-2025-02}.csv',
  ],
  { query: '?raw', import: 'default' },
);

type Source = ReturnType<typeof heldSource>;
type Stage = { readonly file: string; readonly steps: (file: Source, by: Actor) => Steps };
type Month = { readonly days: { readonly from: string; readonly before: string }; readonly usage: string };

const openingAt: Instant = '2025-01-01T05:00:00.000Z';

const opening: readonly Stage[] = (
  [
    ['entities.json', entitySteps],
    ['tax-rates.csv', taxRateSteps],
    ['exchange-rates.csv', exchangeRateSteps],
    ['catalog.json', catalogSteps],
    ['offers.json', offerSteps],
    ['customers.csv', customerSteps],
    ['subscriptions.csv', subscriptionSteps],
  ] as const
).map(([file, steps]) => ({ file, steps: (source, by) => steps(source, { at: openingAt, by }) }));

const january: Month = { days: { from: '2025-01-01', before: '2025-02-01' }, usage: 'usage-2025-01.csv' };
const february: Month = { days: { from: '2025-02-01', before: '2025-03-01' }, usage: 'usage-2025-02.csv' };

const eventsOf = ({ days, usage }: Month): readonly Stage[] => [
  { file: 'lifecycle.csv', steps: (source, by) => lifecycleSteps(source, by, days) },
  { file: 'orders.csv', steps: (source, by) => orderSteps(source, by, days) },
  { file: usage, steps: (source, by) => usageSteps(source, { at: `${days.before}T05:40:00.000Z`, by }) },
];

const contentOf = async (name: string): Promise<string> => {
  const load = Object.entries(files).find(([file]) => file.endsWith(`/${name}`))?.[1];
  if (load === undefined) throw new Error(`the demo company has no ${name}`);
  return load();
};

const taken = async (store: Store, { file, steps }: Stage, by: Actor): Promise<readonly ProblemLike[]> => {
  const source = heldSource(file, await contentOf(file));
  const problems: ProblemLike[] = [];
  const { outcome } = await importFile(store, source, steps(source, by), {
    dryRun: false,
    skipBadRows: false,
    report: (problem) => problems.push(problem),
  });
  return outcome === 'imported' ? [] : problems;
};

const advanced = async (store: Store, { days }: Month, by: Actor): Promise<undefined> => {
  for (const change of await advanceChanges(store, { at: `${days.before}T05:30:00.000Z`, by })) await store.commit(change);
};

const billed = async (store: Store, { days }: Month, by: Actor): Promise<undefined> => {
  const entityIds = (await store.list('entity')).map(({ id }) => id);
  const period = { start: days.from, end: days.before };
  const run = await planBillingRun(store, {
    period,
    entityIds,
    customerIds: null,
    at: `${days.before}T06:00:00.000Z`,
    by,
    issuer: 'station',
  });
  for (const change of run?.changes ?? []) await store.commit(change);
};

/** What was committed to a store, as changes that another one takes in. */
async function* changesIn(store: Store): AsyncGenerator<Change> {
  for await (const { entry } of store.journal()) {
    yield {
      command: entry.command,
      writes: entry.documents.map((document) => ({ basedOn: document.rev === 1 ? null : document.rev - 1, document })),
    };
  }
}

/**
 * Fills an empty store with the demo company, through the same rules as every other import: January 2025 is billed, February has happened and is yours to
 * bill. It is made up in memory first and kept when it is whole. Answers what was wrong with the files; then nothing was kept.
 */
export const fillDemo = async (store: Store, { by }: Stamp, heard: (progress: DemoProgress) => void): Promise<readonly ProblemLike[]> => {
  const actor: Actor = { user: demoUser, station: by.station };
  const made = memoryStore();
  const stages: readonly (readonly [name: string, work: () => Promise<readonly ProblemLike[] | undefined>])[] = [
    ...opening.map((stage) => [stage.file, () => taken(made, stage, actor)] as const),
    ...eventsOf(january).map((stage) => [stage.file, () => taken(made, stage, actor)] as const),
    ['January 2025', () => advanced(made, january, actor)],
    ['January 2025', () => billed(made, january, actor)],
    ...eventsOf(february).map((stage) => [stage.file, () => taken(made, stage, actor)] as const),
    ['February 2025', () => advanced(made, february, actor)],
    ['February 2025', () => store.fill(changesIn(made)).then(() => undefined)],
  ];
  for (const [done, [file, work]] of stages.entries()) {
    heard({ file, done, of: stages.length });
    const problems = (await work()) ?? [];
    if (problems.length > 0) return problems;
  }
  return [];
};
