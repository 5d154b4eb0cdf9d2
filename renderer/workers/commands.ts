import type { Change, Command, StoredDocument } from '../../core/kernel/command.ts';
import { done, type Outcome } from '../../core/kernel/outcome.ts';
import type { Source } from '../../core/sources.ts';
import type { Subscription } from '../../core/subscriptions/types.ts';
import { dateIn } from '../../core/time/zone.ts';
import { previewThrough } from '../../core/views/subscription-strip.ts';
import type { PlainDate } from '../../core/time/plain-date.ts';
import { type AnyProblem, useCaseOf } from '../../core/use-cases.ts';
import type { Access } from '../../core/permissions.ts';
import { storeProblemOf } from '../../sync/local/rxdb/faults.ts';
import { overlay } from '../../sync/local/overlay.ts';
import { planned, runCommand } from '../../sync/local/run-command.ts';
import type { Store } from '../../sync/local/store.ts';
import { OutOfScope, roleProblem, scopedStore } from './access.ts';
import { billedAhead } from './billing-ahead.ts';
import type { ChangeAhead, DoorProblem, Executed, FollowUp, Previewed, Refusal, Stamp } from './store-api.ts';
import { changedDocuments } from './watched-store.ts';

const failed = (problem: DoorProblem): Outcome<never, Refusal> => ({ ok: false, problems: [problem] });

const commandOf = (kind: string, body: unknown, stamp: Stamp): Command => ({ id: stamp.id, kind, at: stamp.at, by: stamp.by, body });

/** ROL-05: whoever is signed in gives what the role allows, here as on the server. `null`: nobody is, since the store is bound to no server. */
export const execute = async (
  store: Store,
  kind: string,
  body: unknown,
  stamp: Stamp,
  access: Access | null = null,
): Promise<Outcome<Executed, Refusal>> => {
  const useCase = useCaseOf(kind);
  if (useCase === null) return failed({ code: 'store.failed', reason: `no use case ${kind}` });
  const forbidden = roleProblem(kind, access);
  if (forbidden !== null) return failed(forbidden);
  try {
    const ran = await runCommand(scopedStore(store, access), useCase, commandOf(kind, body, stamp));
    if (!ran.ok) return ran as Outcome<never, Refusal>;
    const ids = ran.value.kind === 'committed' ? changedDocuments(ran.value.change.writes.map(({ document }) => document)) : [];
    return done({ kind: ran.value.kind, commandId: stamp.id, ids });
  } catch (error) {
    return failed(error instanceof OutOfScope ? error.problem : storeProblemOf(error));
  }
};

const plannedChange = async (source: Source, kind: string, body: unknown, stamp: Stamp): Promise<Outcome<Change, Refusal>> => {
  const useCase = useCaseOf(kind);
  if (useCase === null) return failed({ code: 'store.failed', reason: `no use case ${kind}` });
  return (await planned(source, useCase, commandOf(kind, body, stamp))) as Outcome<Change, AnyProblem>;
};

export const preview = async (store: Store, kind: string, body: unknown, stamp: Stamp): Promise<Outcome<Previewed, Refusal>> => {
  const change = await plannedChange(store, kind, body, stamp);
  return change.ok ? done({ writes: change.value.writes }) : change;
};

const customerOf = (document: StoredDocument & { readonly customerId?: string }): string =>
  document.customerId ?? (document.kind === 'customer' ? document.id : '');

/** The body with `$subscription` put in, wherever it stands as a value. */
const bodyAbout = (body: unknown, subscriptionId: string): unknown => {
  if (body === '$subscription') return subscriptionId;
  if (Array.isArray(body)) return body.map((each) => bodyAbout(each, subscriptionId));
  if (typeof body !== 'object' || body === null) return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, bodyAbout(value, subscriptionId)]));
};

/** The subscription that a change is about. One that goes on as a new one writes both; the living one is what comes of it. */
const writtenSubscription = (writes: Change['writes']): Subscription | null => {
  const written = writes.flatMap(({ document }) => (document.kind === 'subscription' ? [document as unknown as Subscription] : []));
  return written.find(({ state }) => state.kind !== 'cancelled') ?? written[0] ?? null;
};

/**
 * SUB-14: the change laid over the store, with those that follow it, then everything billed that is due up to a day, for the customers that it touches.
 * Nothing is written.
 */
export const previewBilling = async (
  store: Store,
  kind: string,
  body: unknown,
  stamp: Stamp,
  through: PlainDate | null,
  followUps: readonly FollowUp[] = [],
): Promise<Outcome<ChangeAhead, Refusal>> => {
  const change = await plannedChange(store, kind, body, stamp);
  if (!change.ok) return change;
  const { writes } = change.value;
  const customerIds = [...new Set(writes.map(({ document }) => customerOf(document)).filter((id) => id !== ''))];
  const subscription = writtenSubscription(writes);
  let source = await overlay(store, change.value);
  for (const [at, next] of followUps.entries()) {
    const followed = await plannedChange(source, next.kind, bodyAbout(next.body, subscription?.id ?? ''), {
      ...stamp,
      id: `${stamp.id}${at}`,
    });
    if (!followed.ok) return followed;
    source = await overlay(source, followed.value);
  }
  const until =
    through ?? (subscription === null ? stamp.at.slice(0, 10) : previewThrough(subscription, dateIn(stamp.at, subscription.zone)));
  return done({ ...(await billedAhead(source, customerIds, stamp, until)), subscription });
};
