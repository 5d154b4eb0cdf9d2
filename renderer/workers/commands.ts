import { planBillingRun } from '../../core/invoicing/run-plan.ts';
import type { Change, Command, StoredDocument } from '../../core/kernel/command.ts';
import { done, type Outcome } from '../../core/kernel/outcome.ts';
import { daysAfter, type PlainDate } from '../../core/time/plain-date.ts';
import { type AnyProblem, useCaseOf } from '../../core/use-cases.ts';
import { overlay } from '../../sync/local/overlay.ts';
import { planned, runCommand } from '../../sync/local/run-command.ts';
import type { Store } from '../../sync/local/store.ts';
import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import type { DoorProblem, Executed, Previewed, Refusal, Stamp } from './store-api.ts';
import { changedDocuments } from './watched-store.ts';

const failed = (problem: DoorProblem): Outcome<never, Refusal> => ({ ok: false, problems: [problem] });

/** What the database could not do, as data: a full disk is the user's to mend, anything else is named for a report. */
export const storeProblem = (error: unknown): DoorProblem => {
  const name = error instanceof Error ? error.name : '';
  const text = error instanceof Error ? error.message : String(error);
  if (name === 'QuotaExceededError' || /quota|disk.*full|no space/i.test(text)) return { code: 'store.full' };
  return { code: 'store.failed', reason: `${name}: ${text}`.slice(0, 500) };
};

const commandOf = (kind: string, body: unknown, stamp: Stamp): Command => ({ id: stamp.id, kind, at: stamp.at, by: stamp.by, body });

export const execute = async (store: Store, kind: string, body: unknown, stamp: Stamp): Promise<Outcome<Executed, Refusal>> => {
  const useCase = useCaseOf(kind);
  if (useCase === null) return failed({ code: 'store.failed', reason: `no use case ${kind}` });
  try {
    const ran = await runCommand(store, useCase, commandOf(kind, body, stamp));
    if (!ran.ok) return ran as Outcome<never, Refusal>;
    const ids = ran.value.kind === 'committed' ? changedDocuments(ran.value.change.writes.map(({ document }) => document)) : [];
    return done({ kind: ran.value.kind, commandId: stamp.id, ids });
  } catch (error) {
    return failed(storeProblem(error));
  }
};

const plannedChange = async (store: Store, kind: string, body: unknown, stamp: Stamp): Promise<Outcome<Change, Refusal>> => {
  const useCase = useCaseOf(kind);
  if (useCase === null) return failed({ code: 'store.failed', reason: `no use case ${kind}` });
  return (await planned(store, useCase, commandOf(kind, body, stamp))) as Outcome<Change, AnyProblem>;
};

export const preview = async (store: Store, kind: string, body: unknown, stamp: Stamp): Promise<Outcome<Previewed, Refusal>> => {
  const change = await plannedChange(store, kind, body, stamp);
  return change.ok ? done({ writes: change.value.writes }) : change;
};

const customerOf = (document: StoredDocument & { readonly customerId?: string }): string => document.customerId ?? (document.kind === 'customer' ? document.id : '');

/** SUB-14: the change laid over the store, then everything billed that is due up to a day, for the customers that it touches. Nothing is written. */
export const previewBilling = async (
  store: Store,
  kind: string,
  body: unknown,
  stamp: Stamp,
  through: PlainDate,
): Promise<Outcome<{ readonly documents: readonly IssuedDocument[] }, Refusal>> => {
  const change = await plannedChange(store, kind, body, stamp);
  if (!change.ok) return change;
  const customerIds = [...new Set(change.value.writes.map(({ document }) => customerOf(document)).filter((id) => id !== ''))];
  const source = await overlay(store, change.value);
  const entityIds = (await source.list('entity')).map(({ id }) => id);
  const run = await planBillingRun(source, {
    period: { start: stamp.at.slice(0, 10), end: daysAfter(through, 1) },
    entityIds,
    customerIds,
    at: stamp.at,
    by: stamp.by,
    issuer: 'station',
  });
  return done({ documents: run?.documents ?? [] });
};
