import { type Static, Type } from 'typebox';
import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { unusedPartOf } from './cancel-edits.ts';
import type { EffectProblem } from './effective.ts';
import { effectFor, type ItemProblem, liveItem, placed } from './place-change.ts';
import type { ChangeConflict } from './planned.ts';
import { prorationSchema, whenSchema } from './schema.ts';
import {
  gatherSubscription,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';

export const detachAddOnSchema = strictObject({
  subscriptionId: idSchema,
  itemId: idSchema,
  /** Default: now. `period-end` is the add-on's own. */
  when: Type.Optional(whenSchema),
  /** Default: prorate. `none` keeps what was charged. */
  proration: Type.Optional(prorationSchema),
});

export type DetachAddOn = Command<'subscription.detach-add-on', Static<typeof detachAddOnSchema>>;

/** The base plan is what the add-ons hang on: it is cancelled with the subscription. */
export type DetachAddOnProblem =
  | ReadyProblem
  | ItemProblem
  | EffectProblem
  | ChangeConflict
  | { readonly code: 'item.is-base'; readonly itemId: string };

/** CAT-29: an add-on leaves the subscription; what was charged for the rest of its period is given back unless it was charged once. */
export const detachAddOn: UseCase<DetachAddOn, SubscriptionFacts, DetachAddOnProblem, Reads<SubscriptionReads>> = {
  kind: 'subscription.detach-add-on',
  shape: detachAddOnSchema,
  gather: (command, source) => gatherSubscription(source, command.body.subscriptionId),

  plan: (command, facts) => {
    const { subscriptionId, itemId, when = { kind: 'now' }, proration = 'prorate' } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'detach-add-on');
    if (!ready.ok) return ready;
    const live = liveItem(ready.value.subscription, itemId);
    if (!live.ok) return live;
    const { item } = live.value;
    if (item.type === 'base') return refuse({ code: 'item.is-base', itemId });
    const effect = effectFor(command, ready.value, item, when);
    if (!effect.ok) return effect;
    const unusedPart = unusedPartOf(ready.value, item, proration === 'none' ? 'kept' : 'credited');
    const after = placed(command, ready.value, { change: { kind: 'add-on-detach', itemId, unusedPart }, effect: effect.value });
    return after.ok ? done(subscriptionChange(command, ready.value, after.value)) : after;
  },
};
