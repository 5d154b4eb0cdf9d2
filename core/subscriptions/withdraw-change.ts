import type { Static } from 'typebox';
import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { planGrants } from './lifecycle-grants.ts';
import { withoutPlanned } from './planned.ts';
import {
  gatherSubscription,
  occasionOf,
  type Ready,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { itemById, openTerm } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';
import type { PlannedChange, Subscription } from './types.ts';

export const withdrawChangeSchema = strictObject({ subscriptionId: idSchema, changeId: idSchema });

export type WithdrawChange = Command<'subscription.withdraw-change', Static<typeof withdrawChangeSchema>>;

export type WithdrawChangeProblem =
  | ReadyProblem
  /** It was never planned, was withdrawn already, or has taken place. */
  | { readonly code: 'subscription.change-missing'; readonly subscriptionId: string; readonly changeId: string }
  /** CF-6: the end of a trial that asks is taken away by confirming it. */
  | { readonly code: 'subscription.trial-asks'; readonly changeId: string };

/** What rose or fell ahead of the change goes back to the plan in force (CF-7). */
const withGrantsBack = (subscription: Subscription, { change }: PlannedChange, command: Command, ready: Ready): Subscription => {
  if (change.kind !== 'plan' || change.entitlementsFrom !== 'now') return subscription;
  const item = itemById(subscription, change.itemId);
  const term = item === null ? null : openTerm(item);
  if (item === null || term === null) return subscription;
  const occasion = occasionOf(command, ready, { on: term.from, second: 0, moment: command.at });
  return { ...subscription, grants: planGrants(subscription, item, { term, direction: 'sidegrade', startsPeriod: false }, occasion) };
};

/** OFR-22: the discount that was to soften a migration goes with it, before it ever applied. */
const withoutSoftening = (subscription: Subscription, { migrationId, on }: PlannedChange): Subscription => {
  if (migrationId === '') return subscription;
  const given = subscription.history
    .filter(({ kind, facts }) => kind === 'offer-redeemed' && facts['softens'] === migrationId)
    .map(({ facts }) => facts['redemptionId']);
  return { ...subscription, redemptions: subscription.redemptions.filter(({ id, startsOn }) => !(given.includes(id) && startsOn >= on)) };
};

/** SUB-13, OFR-23: a planned change is taken back before it lands. */
export const withdrawChange: UseCase<WithdrawChange, SubscriptionFacts, WithdrawChangeProblem, Reads<SubscriptionReads>> = {
  kind: 'subscription.withdraw-change',
  shape: withdrawChangeSchema,
  gather: (command, source) => gatherSubscription(source, command.body.subscriptionId),

  plan: (command, facts) => {
    const { subscriptionId, changeId } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'withdraw-change');
    if (!ready.ok) return ready;
    const { subscription } = ready.value;
    const planned = subscription.planned.find(({ id }) => id === changeId);
    if (planned === undefined) return refuse({ code: 'subscription.change-missing', subscriptionId, changeId });
    if (planned.change.kind === 'cancel' && planned.change.reason === 'trial_ended')
      return refuse({ code: 'subscription.trial-asks', changeId });
    const rest = withoutSoftening(withGrantsBack(withoutPlanned(subscription, changeId), planned, command, ready.value), planned);
    const entry = transition('change-withdrawn', planned.on, command, {
      changeId,
      change: planned.change.kind,
      migrationId: planned.migrationId,
    });
    return done(subscriptionChange(command, ready.value, withHistory(rest, entry)));
  },
};
