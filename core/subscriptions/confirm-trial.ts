import { type Static, Type } from 'typebox';
import { choice } from '../catalog/version-schema.ts';
import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { earlier } from '../time/plain-date.ts';
import { dateIn } from '../time/zone.ts';
import { type ChangeConflict, conflictWith, withoutPlanned } from './planned.ts';
import {
  gatherSubscription,
  occasionOf,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { transition, transitionRefused, withHistory } from './transitions.ts';
import { withConversion, withEarlyConversion } from './trial-edits.ts';
import type { PlannedChange } from './types.ts';

export const confirmTrialSchema = strictObject({
  subscriptionId: idSchema,
  /** Whether billing begins at once (default), or when the trial ends. */
  when: Type.Optional(choice('now', 'trial-end')),
});

export type ConfirmTrial = Command<'subscription.confirm-trial', Static<typeof confirmTrialSchema>>;

export type ConfirmTrialProblem =
  | ReadyProblem
  | ChangeConflict
  /** It converts by itself: there is nothing to confirm. */
  | { readonly code: 'subscription.trial-converts'; readonly subscriptionId: string };

const isQuestion = ({ change }: PlannedChange): boolean => change.kind === 'cancel' && change.reason === 'trial_ended';

/** CF-6, spec 5.1: the customer wants the real thing. Needed where the trial asks; where it does not, it may end the trial early. */
export const confirmTrial: UseCase<ConfirmTrial, SubscriptionFacts, ConfirmTrialProblem, Reads<SubscriptionReads>> = {
  kind: 'subscription.confirm-trial',
  shape: confirmTrialSchema,
  gather: (command, source) => gatherSubscription(source, command.body.subscriptionId),

  plan: (command, facts) => {
    const { subscriptionId, when = 'now' } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'confirm-trial');
    if (!ready.ok) return ready;
    const { subscription } = ready.value;
    const { state, zone } = subscription;
    if (state.kind !== 'trial') return refuse(transitionRefused(subscription, 'confirm-trial'));
    const leaving = subscription.planned.find(({ change }) => change.kind === 'cancel' && change.reason !== 'trial_ended');
    if (leaving !== undefined) return refuse(conflictWith(leaving));
    const question = subscription.planned.find(isQuestion);
    const today = dateIn(command.at, zone);
    if (when === 'trial-end') {
      if (question === undefined) return refuse({ code: 'subscription.trial-converts', subscriptionId });
      const entry = transition('trial-confirmed', today, command, { when });
      return done(subscriptionChange(command, ready.value, withHistory(withoutPlanned(subscription, question.id), entry)));
    }
    const on = earlier(today, state.endsOn);
    const confirmed = withHistory(
      question === undefined ? subscription : withoutPlanned(subscription, question.id),
      transition('trial-confirmed', on, command, { when }),
    );
    const occasion = occasionOf(command, ready.value, { on, second: 0, moment: command.at });
    return done(
      subscriptionChange(
        command,
        ready.value,
        on < state.endsOn ? withEarlyConversion(confirmed, occasion) : withConversion(confirmed, occasion),
      ),
    );
  },
};
