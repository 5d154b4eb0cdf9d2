import { type Static, Type } from 'typebox';
import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { countedDateSchema } from '../time/schema.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { booksProblem, effectOf, type EffectProblem } from './effective.ts';
import { usualAnchor } from './pause-edits.ts';
import { placed } from './place-change.ts';
import type { ChangeConflict } from './planned.ts';
import { anchorChoice } from './schema.ts';
import {
  gatherSubscription,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { baseItem } from './timeline.ts';
import { transitionRefused } from './transitions.ts';

export const resumeSubscriptionSchema = strictObject({
  subscriptionId: idSchema,
  /** Default: now. */
  when: Type.Optional(
    Type.Union([strictObject({ kind: Type.Literal('now') }), strictObject({ kind: Type.Literal('on'), date: countedDateSchema })]),
  ),
  /** OR-11; default: a frozen period moves the billing dates, any other pause leaves them (see usualAnchor). */
  anchor: Type.Optional(anchorChoice),
});

export type ResumeSubscription = Command<'subscription.resume', Static<typeof resumeSubscriptionSchema>>;

export type ResumeSubscriptionProblem =
  | ReadyProblem
  | EffectProblem
  | ChangeConflict
  /** A fixed pause runs out before the wanted day. */
  | { readonly code: 'subscription.resumes-before'; readonly on: PlainDate; readonly resumesOn: PlainDate };

/** SUB-09, OR-11: service and billing go on, today or on a day; the billing dates stay or move. */
export const resumeSubscription: UseCase<ResumeSubscription, SubscriptionFacts, ResumeSubscriptionProblem, Reads<SubscriptionReads>> = {
  kind: 'subscription.resume',
  shape: resumeSubscriptionSchema,
  gather: (command, source) => gatherSubscription(source, command.body.subscriptionId),

  plan: (command, facts) => {
    const { subscriptionId, when = { kind: 'now' }, anchor } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'resume');
    if (!ready.ok) return ready;
    const { subscription, entity } = ready.value;
    const { state } = subscription;
    if (state.kind !== 'paused') return refuse(transitionRefused(subscription, 'resume'));
    const effect = effectOf(subscription, baseItem(subscription), when, command.at);
    if (effect === null) return refuse({ code: 'subscription.no-period-then', on: state.since });
    const { on } = effect;
    const locked = booksProblem(entity, on);
    if (locked !== null) return refuse(locked);
    if (on < state.since) return refuse({ code: 'subscription.later-change', on, laterOn: state.since, kind: 'paused' });
    if (state.resumesOn !== null && on > state.resumesOn)
      return refuse({ code: 'subscription.resumes-before', on, resumesOn: state.resumesOn });
    const change = { kind: 'resume', anchor: anchor ?? usualAnchor(subscription, state) } as const;
    const after = placed(command, ready.value, { change, effect });
    return after.ok ? done(subscriptionChange(command, ready.value, after.value)) : after;
  },
};
