import type { PlanVersion } from '../catalog/types.ts';
import { type Change, type Command, created, revised, type Write } from '../kernel/command.ts';
import { must } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Reads } from '../kernel/use-case.ts';
import type { EntityId, OperatingEntity } from '../organization/types.ts';
import { advancedSubscription } from './advancing.ts';
import { notBeforeGrants } from './lifecycle-grants.ts';
import { type Occasion, versionIdsOf, type Versions } from './occasion.ts';
import { mayDo, type SubscriptionAction, type SubscriptionMissing, type TransitionRefused, transitionRefused } from './transitions.ts';
import type { Subscription, SubscriptionId } from './types.ts';

/** What every use case of one subscription reads. */
export type SubscriptionReads = { subscription: Subscription; entity: OperatingEntity; 'plan-version': PlanVersion };

export type SubscriptionFacts = {
  readonly subscription: Subscription | null;
  readonly entity: OperatingEntity | null;
  readonly versions: Versions;
};

export const gatherVersions = async (source: Reads<{ 'plan-version': PlanVersion }>, ids: readonly string[]): Promise<Versions> => {
  const found = await Promise.all(ids.map((id) => source.get('plan-version', id)));
  return new Map(found.flatMap((version) => (version === null ? [] : [[version.id, version] as const])));
};

export const gatherSubscription = async (source: Reads<SubscriptionReads>, subscriptionId: SubscriptionId): Promise<SubscriptionFacts> => {
  const subscription = await source.get('subscription', subscriptionId);
  if (subscription === null) return { subscription, entity: null, versions: new Map() };
  const [entity, versions] = await Promise.all([
    source.get('entity', subscription.entityId),
    gatherVersions(source, versionIdsOf(subscription)),
  ]);
  return { subscription, entity, versions };
};

export type FactsProblem =
  | SubscriptionMissing
  | { readonly code: 'entity.missing'; readonly entityId: EntityId }
  /** A subscription speaks of a plan version that this store does not have (yet). */
  | { readonly code: 'catalog.version-missing'; readonly subscriptionId: SubscriptionId; readonly versionId: string };

export type ReadyProblem = FactsProblem | TransitionRefused;

/** A subscription brought up to the command's moment, with what it takes to edit it. */
export type Ready = {
  /** As it is stored: what the write is based on. */
  readonly stored: Subscription;
  readonly subscription: Subscription;
  readonly entity: OperatingEntity;
  readonly versions: Versions;
};

/**
 * The subscription as it is at the command's moment, whether or not the nightly advance has run: time comes before people. Refused where facts are missing
 * or where spec 5.1 has no such transition.
 */
export const readyFor = (
  facts: SubscriptionFacts,
  subscriptionId: SubscriptionId,
  command: Command,
  action: SubscriptionAction | null,
): Outcome<Ready, ReadyProblem> => {
  const { subscription: stored, entity, versions } = facts;
  if (stored === null) return refuse({ code: 'subscription.missing', subscriptionId });
  if (entity === null) return refuse({ code: 'entity.missing', entityId: stored.entityId });
  const missing = versionIdsOf(stored).find((id) => !versions.has(id));
  if (missing !== undefined) return refuse({ code: 'catalog.version-missing', subscriptionId, versionId: missing });
  const subscription = advancedSubscription(stored, { command, versions }, 'unknown');
  if (action !== null && !mayDo(subscription, action)) return refuse(transitionRefused(subscription, action));
  return done({ stored, subscription, entity, versions });
};

/** The occasion of an edit that a command makes. One command may edit many subscriptions, so both name the cause. */
export const occasionOf = (
  command: Command,
  ready: Pick<Ready, 'subscription' | 'versions'>,
  effect: Pick<Occasion, 'on' | 'second' | 'moment'>,
): Occasion => ({
  on: effect.on,
  second: effect.second,
  moment: notBeforeGrants(ready.subscription, effect.moment),
  cause: `${ready.subscription.id}/${command.id}`,
  command,
  versions: ready.versions,
});

/** The write of an edited subscription; what fell due with the edit (a change that had waited for a resume, say) is done with it. */
export const subscriptionWrite = (
  command: Command,
  before: Subscription | null,
  after: Subscription,
  versions: Versions,
): Write<Subscription> => {
  const settled = advancedSubscription(after, { command, versions }, 'unknown');
  return before === null ? created<Subscription>(settled) : revised<Subscription>(before, settled);
};

export const subscriptionChange = <C extends Command>(command: C, ready: Ready, after: Subscription): Change<C> => ({
  command,
  writes: [subscriptionWrite(command, ready.stored, after, ready.versions)],
});

/** The subscription that a change would store: what a preview shows and bills (SUB-14). */
export const plannedSubscription = (change: Change): Subscription =>
  must(
    change.writes.find((write) => write.document.kind === 'subscription')?.document as Subscription | undefined,
    'a change of a subscription writes it',
  );
