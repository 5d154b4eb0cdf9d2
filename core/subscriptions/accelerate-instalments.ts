import { type Static, Type } from 'typebox';
import { choice } from '../catalog/version-schema.ts';
import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { countedDateSchema } from '../time/schema.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { dateIn } from '../time/zone.ts';
import { booksProblem, type EffectProblem } from './effective.ts';
import { versionOf } from './occasion.ts';
import type { ItemProblem } from './place-change.ts';
import {
  gatherSubscription,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { baseItemId, itemById, lastTerm, withItem } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';

export const accelerateInstalmentsSchema = strictObject({
  subscriptionId: idSchema,
  /** Default: the base plan. */
  itemId: Type.Optional(idSchema),
  /** Default: today. */
  on: Type.Optional(countedDateSchema),
  reason: choice('early-settlement', 'default'),
});

export type AccelerateInstalments = Command<'subscription.accelerate', Static<typeof accelerateInstalmentsSchema>>;

export type AccelerateInstalmentsProblem =
  | ReadyProblem
  | ItemProblem
  | EffectProblem
  | { readonly code: 'plan.not-in-instalments'; readonly planId: string }
  | { readonly code: 'subscription.accelerated-already'; readonly on: PlainDate };

/** BIL-03, OR-29: every remaining instalment falls due on a day, since the customer settles early or has stopped to pay; also after a cancel. */
export const accelerateInstalments: UseCase<
  AccelerateInstalments,
  SubscriptionFacts,
  AccelerateInstalmentsProblem,
  Reads<SubscriptionReads>
> = {
  kind: 'subscription.accelerate',
  shape: accelerateInstalmentsSchema,
  gather: (command, source) => gatherSubscription(source, command.body.subscriptionId),

  plan: (command, facts) => {
    const { subscriptionId, itemId = baseItemId, reason } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'accelerate');
    if (!ready.ok) return ready;
    const { subscription, entity, versions } = ready.value;
    const item = itemById(subscription, itemId);
    if (item === null) return refuse({ code: 'item.missing', subscriptionId, itemId });
    const term = lastTerm(item);
    if (versionOf(versions, term).billing.kind !== 'instalment') return refuse({ code: 'plan.not-in-instalments', planId: term.planId });
    if (item.acceleratedOn !== null) return refuse({ code: 'subscription.accelerated-already', on: item.acceleratedOn });
    const on = command.body.on ?? dateIn(command.at, subscription.zone);
    const locked = booksProblem(entity, on);
    if (locked !== null) return refuse(locked);
    const entry = transition('instalments-accelerated', on, command, { itemId, reason });
    return done(subscriptionChange(command, ready.value, withHistory(withItem(subscription, { ...item, acceleratedOn: on }), entry)));
  },
};
