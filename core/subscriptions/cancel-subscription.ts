import { type Static, Type } from 'typebox';
import { choice } from '../catalog/version-schema.ts';
import type { Command } from '../kernel/command.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { daysAfter, earlier, type PlainDate } from '../time/plain-date.ts';
import { dateIn } from '../time/zone.ts';
import { unusedPartOf, withCancel } from './cancel-edits.ts';
import { booksProblem, type Effect, type EffectProblem, effectOf, type When } from './effective.ts';
import type { ChangeOf } from './item-edits.ts';
import { servicePeriodAt } from './periods.ts';
import { effectFor, placed } from './place-change.ts';
import type { ChangeConflict } from './planned.ts';
import { noteSchema, reasonSchema, whenSchema } from './schema.ts';
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
import { baseItem, liveItems } from './timeline.ts';
import { transitionRefused } from './transitions.ts';
import type { Subscription, SubscriptionItem, Term } from './types.ts';

export const cancelSubscriptionSchema = strictObject({
  subscriptionId: idSchema,
  /** SUB-10; default: the period's end, on trial the trial's. What is pending or paused ends at once (OR-30). */
  when: Type.Optional(whenSchema),
  /** SUB-11 */
  reason: reasonSchema,
  note: Type.Optional(noteSchema),
  /** CXL-12: what becomes of charges for time that is not served any more; default: prorated. */
  credit: Type.Optional(choice('none', 'prorated', 'full')),
});

export type CancelSubscription = Command<'subscription.cancel', Static<typeof cancelSubscriptionSchema>>;

export type CancelSubscriptionProblem =
  | ReadyProblem
  | EffectProblem
  | ChangeConflict
  /** OR-30: a pause that kept its billing dates gave up what it interrupted, and nothing was charged since. */
  | { readonly code: 'subscription.nothing-to-credit'; readonly since: PlainDate };

const unusedParts = { none: 'kept', prorated: 'credited', full: 'whole-credited' } as const satisfies Record<string, Term['unusedPart']>;

/** Spec 5.1 knows no scheduled cancel of what is pending or paused: it ends now, or on a day that has passed. */
const wantedWhen = (subscription: Subscription, when: When | undefined, today: PlainDate): When | null => {
  const { state } = subscription;
  if (state.kind === 'active' || state.kind === 'trial') return when ?? { kind: 'period-end' };
  if (when === undefined) return { kind: 'now' };
  return when.kind === 'period-end' || (when.kind === 'on' && when.date > today) ? null : when;
};

const cancelEffect = (command: CancelSubscription, ready: Ready, when: When): Outcome<Effect, EffectProblem> => {
  const { subscription, entity } = ready;
  const { state } = subscription;
  const base = baseItem(subscription);
  const effect = effectOf(subscription, base, when, command.at);
  if (effect === null) return refuse({ code: 'subscription.no-period-then', on: subscription.startsOn });
  if (state.kind === 'pending' || state.kind === 'trial') {
    const locked = booksProblem(entity, effect.on);
    // A trial that is over but was not decided yet ends where it ended.
    const on = state.kind === 'trial' ? earlier(effect.on, state.endsOn) : effect.on;
    return locked === null ? done({ ...effect, on, second: 0 }) : refuse(locked);
  }
  for (const item of liveItems(subscription)) {
    const possible = effectFor(command, ready, item, when.kind === 'period-end' ? { kind: 'on', date: effect.on } : when);
    if (!possible.ok) return possible;
  }
  return done(effect);
};

/**
 * A charge that is kept needs its period to have begun: on the very first day of a period, which was charged that morning, the item is served that one day.
 */
const endOf = (ready: Ready, change: ChangeOf<'cancel'>, on: PlainDate, item: SubscriptionItem): PlainDate => {
  const isKept = unusedPartOf(ready, item, change.unusedPart) === 'kept' && ready.subscription.state.kind === 'active';
  return isKept && servicePeriodAt(item, on)?.period.start === on ? daysAfter(on, 1) : on;
};

/** SUB-10, SUB-11, CXL-12, CAT-29, OR-30: the subscription ends with all its items, at its period's end, at once or on a day, with its reason. */
export const cancelSubscription: UseCase<CancelSubscription, SubscriptionFacts, CancelSubscriptionProblem, Reads<SubscriptionReads>> = {
  kind: 'subscription.cancel',
  shape: cancelSubscriptionSchema,
  gather: (command, source) => gatherSubscription(source, command.body.subscriptionId),

  plan: (command, facts) => {
    const { subscriptionId, when, reason, note = '', credit } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'cancel');
    if (!ready.ok) return ready;
    const { subscription } = ready.value;
    const { state } = subscription;
    const wanted = wantedWhen(subscription, when, dateIn(command.at, subscription.zone));
    if (wanted === null) return refuse(transitionRefused(subscription, 'cancel'));
    const gaveUp = state.kind === 'paused' && !state.frozen;
    if (gaveUp && credit !== undefined && credit !== 'none') return refuse({ code: 'subscription.nothing-to-credit', since: state.since });
    const effect = cancelEffect(command, ready.value, wanted);
    if (!effect.ok) return effect;
    const change = { kind: 'cancel', reason, note, unusedPart: unusedParts[credit ?? (gaveUp ? 'none' : 'prorated')] } as const;
    if (effect.value.isPlanned) {
      const after = placed(command, ready.value, { change, effect: effect.value });
      return after.ok ? done(subscriptionChange(command, ready.value, after.value)) : after;
    }
    const occasion = occasionOf(command, ready.value, effect.value);
    const after = withCancel(subscription, change, occasion, (item) => endOf(ready.value, change, effect.value.on, item));
    return done(subscriptionChange(command, ready.value, after));
  },
};
