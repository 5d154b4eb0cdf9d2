import type { AddOnProblem } from '../catalog/may-buy.ts';
import { addOnLinkOf } from '../catalog/may-buy.ts';
import type { Command } from '../kernel/command.ts';
import { sameData } from '../kernel/edit.ts';
import { must } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { unusedPartOf } from './cancel-edits.ts';
import { type Direction, directionOf } from './direction.ts';
import type { Effect, EffectProblem } from './effective.ts';
import type { ChangeOf } from './item-edits.ts';
import type { Move, MoveFacts, MoveProblem, Target } from './move-target.ts';
import { targetOf } from './move-target.ts';
import { variantOf, versionOf, type Versions } from './occasion.ts';
import { effectFor, type LiveItem, placed } from './place-change.ts';
import type { ChangeConflict } from './planned.ts';
import type { Ready } from './subscription-facts.ts';
import { lastStretch, lastTerm, liveItems } from './timeline.ts';
import type { OpenTerm, Subscription, SubscriptionItem, Term } from './types.ts';

/** What a move came to: for previews, and for the report of a migration. */
export type Moved = {
  readonly subscription: Subscription;
  readonly change: ChangeOf<'plan'>;
  readonly effect: Effect;
  readonly versions: Versions;
};

/** POL-04: an upgrade gives back the unused part of what was charged, or all of it, or nothing; a downgrade always the unused part. */
const unusedPartFor = (ready: Ready, direction: Direction, move: Move): Term['unusedPart'] => {
  if (move.proration === 'none') return 'kept';
  if (direction === 'downgrade') return 'credited';
  const { upgradeCredit } = ready.subscription.policies;
  return upgradeCredit === 'unused-part' ? 'credited' : upgradeCredit === 'whole-charge' ? 'whole-credited' : 'kept';
};

const isSame = (before: Term, after: OpenTerm): boolean =>
  before.planId === after.planId &&
  before.planVersion === after.planVersion &&
  before.variantId === after.variantId &&
  before.quantity === after.quantity &&
  sameData(before.negotiated, after.negotiated) &&
  sameData(before.ramps, after.ramps);

const changeOf = (
  ready: Ready,
  { item, term }: LiveItem,
  target: Target,
  facts: MoveFacts,
  move: Move,
  effect: Effect,
): Outcome<ChangeOf<'plan'>, MoveProblem> => {
  const { subscription, versions } = ready;
  const { sold } = target;
  const open: OpenTerm = move.proration === 'none' ? { ...target.term, firstPart: 'free' } : target.term;
  if (isSame(term, open)) return refuse({ code: 'subscription.nothing-to-change' });
  const prices = must(facts.prices, 'a target was found for a customer');
  const direction = directionOf(
    { subscription, item, on: effect.on, facts: prices },
    { sold: { version: versionOf(versions, term), variant: variantOf(versions, term) }, term },
    { sold, term: { ...open, until: null, untilSecond: 0 } },
  );
  if (!direction.ok) return direction;
  const { interval } = sold.variant.cycle;
  const follows = move.entitlements ?? (direction.value === 'downgrade' ? 'with-change' : 'now');
  return done({
    kind: 'plan',
    direction: direction.value,
    itemId: item.id,
    productId: sold.product.id,
    term: open,
    unusedPart: unusedPartFor(ready, direction.value, move),
    interval: sameData(interval, lastStretch(item).interval) ? null : interval,
    entitlementsFrom: effect.isPlanned && follows === 'now' ? 'now' : 'change',
  });
};

/** CAT-19: live add-ons that do not go with the base plan that the subscription moves to. */
const unlinked = (subscription: Subscription, item: SubscriptionItem, { sold }: Target): readonly SubscriptionItem[] =>
  item.type === 'base'
    ? liveItems(subscription).filter((entry) => entry.type === 'add-on' && addOnLinkOf(sold.plan, lastTerm(entry).planId) === null)
    : [];

/** SUB-05 to SUB-08, SUB-27: the item on its new plan from the wanted point on. One rule for plan changes and for migrations (OFR-22). */
export const moved = (
  command: Command,
  ready: Ready,
  live: LiveItem,
  facts: MoveFacts,
  move: Move,
): Outcome<Moved, MoveProblem | EffectProblem | ChangeConflict | AddOnProblem> => {
  const effect = effectFor(command, ready, live.item, move.when);
  if (!effect.ok) return effect;
  const target = targetOf(ready, live, facts, move, effect.value);
  if (!target.ok) return target;
  const leaving = unlinked(ready.subscription, live.item, target.value);
  if (leaving.length > 0 && move.unlinkedAddOns !== 'detach') {
    return {
      ok: false,
      problems: leaving.map((item) => ({
        code: 'add-on.not-linked',
        planId: target.value.sold.plan.id,
        addOnPlanId: lastTerm(item).planId,
      })),
    };
  }
  const change = changeOf(ready, live, target.value, facts, move, effect.value);
  if (!change.ok) return change;
  // The new version is not among those that the subscription spoke of before.
  const { version } = target.value.sold;
  let current: Ready = { ...ready, versions: new Map([...ready.versions, [version.id, version]]) };
  for (const item of leaving) {
    const possible = effectFor(command, current, item, { kind: 'on', date: effect.value.on });
    if (!possible.ok) return possible;
    const unusedPart = unusedPartOf(current, item, move.proration === 'none' ? 'kept' : 'credited');
    const detached = placed(command, current, {
      change: { kind: 'add-on-detach', itemId: item.id, unusedPart },
      effect: effect.value,
      label: item.id,
      migrationId: move.migrationId,
    });
    if (!detached.ok) return detached;
    current = { ...current, subscription: detached.value };
  }
  const after = placed(command, current, { change: change.value, effect: effect.value, migrationId: move.migrationId });
  return after.ok ? done({ subscription: after.value, change: change.value, effect: effect.value, versions: current.versions }) : after;
};
