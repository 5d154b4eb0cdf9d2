import path from 'node:path';
import { grandfatherPlan } from '../../../core/catalog/grandfather-plan.ts';
import { planBillingRun, type RunPlan } from '../../../core/invoicing/run-plan.ts';
import type { RunException } from '../../../core/invoicing/types.ts';
import { must } from '../../../core/kernel/invariant.ts';
import { advanceTo } from '../advance.ts';
import { fileSource } from '../file-source.ts';
import { type CatalogFile, catalogFileSchema } from '../import/catalog-file.ts';
import { readJson } from '../import/json-file.ts';
import { lifecycleSteps, momentOf } from '../import/lifecycle.ts';
import { lookup } from '../import/lookups.ts';
import { orderSteps } from '../import/orders.ts';
import { step } from '../import/step.ts';
import { usageSteps } from '../import/usage.ts';
import type { Store } from '../../local/store.ts';
import { backOffice, type Month, morningAfter, openingFiles, usageFileOf } from './company.ts';
import type { Intake } from './intake.ts';
import type { Checkpoint } from './interruption.ts';
import type { Progress } from './progress.ts';

/** What the year is told with. */
export type Year = {
  readonly store: Store;
  readonly data: string;
  readonly intake: Intake;
  readonly progress: Progress;
  readonly checkpoint: Checkpoint;
};

/** Roughly how long each piece takes, against the others; the guess of the time left rests on it. */
export const units = { month: { events: 3, usage: 12, billing: 12 }, tables: 8, proof: 10, pdf: 0.15 } as const;

/** Everything that the company brings with it. */
export const openBooks = async ({ data, intake, progress, checkpoint }: Year): Promise<void> => {
  for (const { name, units: weight, steps } of openingFiles) {
    await checkpoint();
    progress.begin(`reading ${name}`, weight);
    const file = fileSource(path.join(data, name));
    const { rows, committed, known, badRows } = await intake.take(file, steps(file));
    const skipped = badRows === 0 ? '' : `, ${badRows} rows left out`;
    progress.end(
      `${name}: ${rows === 0 ? '' : `${rows} rows, `}${committed} commands${known === 0 ? '' : `, ${known} known from before`}${skipped}`,
    );
  }
};

/** What happened in a month before its bills are written: events, orders, time and use. */
export const liveMonth = async ({ store, data, intake, progress, checkpoint }: Year, month: Month): Promise<void> => {
  progress.begin(`${month.title}: events`, units.month.events);
  await closeOldPlans(store, data, month);
  const lifecycle = fileSource(path.join(data, 'lifecycle.csv'));
  await intake.take(lifecycle, lifecycleSteps(lifecycle, backOffice, month.days));
  await checkpoint();
  const orders = fileSource(path.join(data, 'orders.csv'));
  await intake.take(orders, orderSteps(orders, backOffice, month.days));
  await checkpoint();
  progress.did(units.month.events);

  const { advanced, metered } = morningAfter(month);
  const ids = (await store.list('subscription')).map(({ id }) => id);
  const hindrances = await advanceTo(store, { at: advanced, by: backOffice }, ids);
  if (hindrances.length > 0) throw new Error(`subscriptions could not be brought forward: ${JSON.stringify(hindrances[0])}`);
  await checkpoint();

  progress.begin(`${month.title}: usage`, units.month.usage);
  const usage = fileSource(path.join(data, usageFileOf(month)));
  await intake.take(usage, usageSteps(usage, { at: metered, by: backOffice }));
  await checkpoint();
  progress.did(units.month.usage);
};

/** Plans that are no longer sold from a day of the month on (OFR-20). */
const closeOldPlans = async (store: Store, data: string, month: Month): Promise<void> => {
  const read = await readJson(fileSource(path.join(data, 'catalog.json')), catalogFileSchema);
  if ('problems' in read) return;
  const planOf = lookup(store, 'plan', ({ code }) => code);
  for (const { code, grandfathered } of (read.value as CatalogFile).plans) {
    if (grandfathered === undefined || grandfathered.on < month.days.from || grandfathered.on >= month.days.before) continue;
    const plan = await planOf(code);
    const successor = grandfathered.successor === undefined ? null : await planOf(grandfathered.successor);
    if (plan === null) continue;
    const entry = { at: momentOf(grandfathered.on), by: backOffice };
    await step(entry, grandfatherPlan, { key: code, body: { planId: plan.id, successorPlanId: successor?.id ?? null } }).run(store);
  }
};

export type MonthBilled = {
  readonly invoices: number;
  readonly creditNotes: number;
  readonly exceptions: readonly RunException[];
  /** Documents that were there already, from an earlier start. */
  readonly earlier: number;
};

/** Bills a month, unless that was done at an earlier start; what a crash left over of it is billed now. */
export const billMonth = async ({ store, progress, checkpoint }: Year, month: Month): Promise<MonthBilled> => {
  progress.begin(`${month.title}: billing`, units.month.billing);
  const runs = (await store.list('billing-run')).filter(({ period }) => period.start === month.days.from);
  const earlier = runs.flatMap(({ totals }) => totals).reduce((sum, { invoices, creditNotes }) => sum + invoices + creditNotes, 0);
  if (runs.length > 0 && runs.every(({ state }) => state.kind === 'finished')) {
    progress.did(units.month.billing);
    return { invoices: 0, creditNotes: 0, exceptions: [], earlier };
  }
  const plan = await plannedRun(store, month, checkpoint);
  for (const change of plan.changes) await store.commit(change);
  progress.did(units.month.billing);
  const invoices = plan.documents.filter(({ kind }) => kind === 'invoice').length;
  return { invoices, creditNotes: plan.documents.length - invoices, exceptions: plan.exceptions, earlier };
};

/** The run of a month, planned and not committed. */
const plannedRun = async (store: Store, month: Month, checkpoint: Checkpoint): Promise<RunPlan> => {
  const entityIds = (await store.list('entity')).map(({ id }) => id);
  const request = {
    period: { start: month.days.from, end: month.days.before },
    entityIds,
    customerIds: null,
    at: morningAfter(month).billed,
    by: backOffice,
    issuer: 'station',
  } as const;
  const plan = await planBillingRun(store, request, { priced: () => checkpoint(), isCancelled: () => false });
  return must(plan, 'a run that nobody cancels has a plan');
};

/** BEY-02: runs every month again without committing, and counts what it would have billed. Nothing, if all is well. */
export const provenNothingNew = async (
  { store, progress, checkpoint }: Year,
  months: readonly Month[],
): Promise<readonly { readonly month: Month; readonly documents: number }[]> => {
  const found: { month: Month; documents: number }[] = [];
  progress.begin('billing every month again, to see that nothing is new', units.proof * months.length);
  for (const month of months) {
    const { documents } = await plannedRun(store, month, checkpoint);
    if (documents.length > 0) found.push({ month, documents: documents.length });
    progress.did(units.proof);
  }
  return found;
};
