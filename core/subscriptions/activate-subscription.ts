import type { Static } from 'typebox';
import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { dateIn } from '../time/zone.ts';
import {
  gatherSubscription,
  occasionOf,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { transitionRefused } from './transitions.ts';
import { withStart } from './trial-edits.ts';

export const activateSubscriptionSchema = strictObject({ subscriptionId: idSchema });

export type ActivateSubscription = Command<'subscription.activate', Static<typeof activateSubscriptionSchema>>;

export type ActivateSubscriptionProblem =
  | ReadyProblem
  /** It waits for its day, not for money. */
  | { readonly code: 'subscription.awaits-start'; readonly startsOn: PlainDate };

/** Spec 5.1: the first payment was made, so service begins. Where its day is still ahead, it waits for that as any other. */
export const activateSubscription: UseCase<
  ActivateSubscription,
  SubscriptionFacts,
  ActivateSubscriptionProblem,
  Reads<SubscriptionReads>
> = {
  kind: 'subscription.activate',
  shape: activateSubscriptionSchema,
  gather: (command, source) => gatherSubscription(source, command.body.subscriptionId),

  plan: (command, facts) => {
    const ready = readyFor(facts, command.body.subscriptionId, command, 'activate');
    if (!ready.ok) return ready;
    const { subscription } = ready.value;
    const { state, zone } = subscription;
    if (state.kind !== 'pending') return refuse(transitionRefused(subscription, 'activate'));
    if (state.awaits === 'start') return refuse({ code: 'subscription.awaits-start', startsOn: state.startsOn });
    const today = dateIn(command.at, zone);
    if (state.startsOn > today) {
      return done(subscriptionChange(command, ready.value, { ...subscription, state: { ...state, awaits: 'start' } }));
    }
    const occasion = occasionOf(command, ready.value, { on: today, second: 0, moment: command.at });
    return done(subscriptionChange(command, ready.value, withStart(subscription, occasion, null)));
  },
};
