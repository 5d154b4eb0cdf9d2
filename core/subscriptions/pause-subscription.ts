import { type Static, Type } from 'typebox';
import { choice, orNull } from '../catalog/version-schema.ts';
import type { Command } from '../kernel/command.ts';
import { done } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { EffectProblem } from './effective.ts';
import { effectFor, placed } from './place-change.ts';
import type { ChangeConflict } from './planned.ts';
import { anchorChoice, pauseEntitlementsSchema, whenSchema } from './schema.ts';
import {
  gatherSubscription,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { baseItem, liveItems } from './timeline.ts';

export const pauseSubscriptionSchema = strictObject({
  subscriptionId: idSchema,
  /** OR-11; default: at the end of the base plan's period. */
  when: Type.Optional(whenSchema),
  /** SUB-09: it resumes by itself after so many days; `null` (default) waits for a request. */
  days: Type.Optional(orNull(Type.Integer({ minimum: 1, maximum: 3660 }))),
  /** OR-11; default: paid days that it interrupts are given back by moving the next billing date. `keep-anchor` gives nothing back. */
  billing: Type.Optional(choice('freeze', 'keep-anchor')),
  /** ENT-26; default: as each entitlement's definition says. */
  entitlements: Type.Optional(pauseEntitlementsSchema),
  /** What the end of a fixed pause does to the billing dates; default: what is usual (see usualAnchor). */
  resumeAnchor: Type.Optional(anchorChoice),
});

export type PauseSubscription = Command<'subscription.pause', Static<typeof pauseSubscriptionSchema>>;

export type PauseSubscriptionProblem = ReadyProblem | EffectProblem | ChangeConflict;

/** SUB-09, OR-11, ENT-26, CAT-29: billing stops, for a number of days or until somebody asks; every add-on pauses with its base. */
export const pauseSubscription: UseCase<PauseSubscription, SubscriptionFacts, PauseSubscriptionProblem, Reads<SubscriptionReads>> = {
  kind: 'subscription.pause',
  shape: pauseSubscriptionSchema,
  gather: (command, source) => gatherSubscription(source, command.body.subscriptionId),

  plan: (command, facts) => {
    const {
      subscriptionId,
      when = { kind: 'period-end' },
      days = null,
      billing = 'freeze',
      entitlements = 'by-definition',
      resumeAnchor = null,
    } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'pause');
    if (!ready.ok) return ready;
    const effect = effectFor(command, ready.value, baseItem(ready.value.subscription), when);
    if (!effect.ok) return effect;
    for (const item of liveItems(ready.value.subscription)) {
      const possible = effectFor(command, ready.value, item, { kind: 'on', date: effect.value.on });
      if (!possible.ok) return possible;
    }
    const after = placed(command, ready.value, {
      change: { kind: 'pause', days, frozen: billing === 'freeze', entitlements, resumeAnchor },
      effect: effect.value,
    });
    return after.ok ? done(subscriptionChange(command, ready.value, after.value)) : after;
  },
};
