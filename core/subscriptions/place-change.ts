import type { Command } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { type Effect, type EffectProblem, effectOf, effectProblem, type When } from './effective.ts';
import { changed } from './landing.ts';
import { earlyDowngradeGrants, planGrants } from './lifecycle-grants.ts';
import { type ChangeConflict, clashOf, withPlanned } from './planned.ts';
import { occasionOf, type Ready } from './subscription-facts.ts';
import { itemById, openTerm } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';
import type { PlannedChange, Subscription, SubscriptionId, SubscriptionItem, Term, TimelineChange } from './types.ts';

export type ItemProblem = { readonly code: 'item.missing'; readonly subscriptionId: SubscriptionId; readonly itemId: string };

export type LiveItem = { readonly item: SubscriptionItem; readonly term: Term };

/** The named item with what it consists of now. */
export const liveItem = (subscription: Subscription, itemId: string): Outcome<LiveItem, ItemProblem> => {
  const item = itemById(subscription, itemId);
  const term = item === null ? null : openTerm(item);
  return item === null || term === null ? refuse({ code: 'item.missing', subscriptionId: subscription.id, itemId }) : done({ item, term });
};

/** When a change of the item takes effect, or why it cannot then (SUB-29). */
export const effectFor = (
  command: Command,
  { subscription, entity }: Ready,
  item: SubscriptionItem,
  when: When,
): Outcome<Effect, EffectProblem> => {
  const effect = effectOf(subscription, item, when, command.at);
  if (effect === null) return refuse({ code: 'subscription.no-period-then', on: when.kind === 'on' ? when.date : command.at.slice(0, 10) });
  const problem = effectProblem(subscription, item, effect, entity, command.at);
  return problem === null ? done(effect) : refuse(problem);
};

/** CF-7, OR-12: entitlements that follow the request and not the day of a scheduled plan change. */
const withEarlyGrants = (subscription: Subscription, change: TimelineChange, command: Command, ready: Ready): Subscription => {
  if (change.kind !== 'plan' || change.entitlementsFrom !== 'now') return subscription;
  const item = itemById(subscription, change.itemId);
  if (item === null) return subscription;
  const today = occasionOf(command, ready, { on: change.term.from, second: 0, moment: command.at });
  const { direction, term } = change;
  const grants =
    direction === 'downgrade'
      ? earlyDowngradeGrants(subscription, item, term, today)
      : planGrants(subscription, item, { term, direction, startsPeriod: false }, today);
  return { ...subscription, grants };
};

export type Placement = {
  readonly change: TimelineChange;
  readonly effect: Effect;
  /** Several changes of one command on one subscription are told apart by it. */
  readonly label?: string;
  readonly migrationId?: string;
};

/** SUB-05, SUB-06, SUB-10: the change made at once, or planned for its day; refused beside a planned change that excludes it. */
export const placed = (
  command: Command,
  ready: Ready,
  { change, effect, label = '', migrationId = '' }: Placement,
): Outcome<Subscription, ChangeConflict> => {
  const { subscription } = ready;
  const replaces = change.kind === 'cancel' && !effect.isPlanned;
  const clash = replaces ? null : clashOf(subscription, change, effect.on);
  if (clash !== null) return refuse(clash);
  if (!effect.isPlanned) return done(changed(subscription, change, occasionOf(command, ready, effect), migrationId));
  const id = derivedId('chg', command.id, subscription.id, label);
  const planned: PlannedChange = { id, on: effect.on, requestedAt: command.at, migrationId, change };
  const entry = transition(change.kind === 'cancel' ? 'cancel-scheduled' : 'change-scheduled', effect.on, command, {
    changeId: id,
    change: change.kind,
    ...('itemId' in change ? { itemId: change.itemId } : {}),
    ...(change.kind === 'plan' ? { planTo: change.term.planId, direction: change.direction } : {}),
    ...(change.kind === 'cancel' ? { reason: change.reason, note: change.note } : {}),
    ...(change.kind === 'quantity' ? { quantityTo: change.quantity } : {}),
    migrationId,
  });
  return done(withHistory(withPlanned(withEarlyGrants(subscription, change, command, ready), planned), entry));
};
