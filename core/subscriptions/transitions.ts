import type { Command } from '../kernel/command.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { Subscription, SubscriptionId, SubscriptionState, Transition } from './types.ts';

/** What a person (or dunning) may ask of a subscription. What time does by itself stands in advancing.ts. */
export type SubscriptionAction =
  | 'activate'
  | 'confirm-trial'
  | 'change-plan'
  | 'change-quantity'
  | 'attach-add-on'
  | 'detach-add-on'
  | 'negotiate-price'
  | 'accelerate'
  | 'pause'
  | 'resume'
  | 'cancel'
  | 'withdraw-change'
  | 'reactivate';

/**
 * Spec 5.1, by the state from which each action may start. Two cells are ours: a pending subscription may be cancelled (one entered by mistake could
 * otherwise never be got rid of; nothing was provisioned or charged), and a price may be agreed while the trial still runs.
 */
const allowedActions: Readonly<Record<SubscriptionState['kind'], readonly SubscriptionAction[]>> = {
  pending: ['activate', 'cancel'],
  trial: ['confirm-trial', 'negotiate-price', 'cancel', 'withdraw-change'],
  active: [
    'change-plan',
    'change-quantity',
    'attach-add-on',
    'detach-add-on',
    'negotiate-price',
    'accelerate',
    'pause',
    'cancel',
    'withdraw-change',
  ],
  paused: ['resume', 'accelerate', 'cancel', 'withdraw-change'],
  cancelled: ['reactivate', 'accelerate'],
};

export type SubscriptionMissing = { readonly code: 'subscription.missing'; readonly subscriptionId: SubscriptionId };

/** Anything that is not in the table of spec 5.1. */
export type TransitionRefused = {
  readonly code: 'subscription.transition-refused';
  readonly subscriptionId: SubscriptionId;
  readonly found: SubscriptionState['kind'];
  readonly wanted: SubscriptionAction;
};

export const transitionRefused = (subscription: Subscription, wanted: SubscriptionAction): TransitionRefused => ({
  code: 'subscription.transition-refused',
  subscriptionId: subscription.id,
  found: subscription.state.kind,
  wanted,
});

export const mayDo = (subscription: Subscription, wanted: SubscriptionAction): boolean =>
  allowedActions[subscription.state.kind].includes(wanted);

/** One line of the timeline (SUB-15). Empty facts are left out. */
export const transition = (
  kind: Transition['kind'],
  on: PlainDate,
  command: Pick<Command, 'id' | 'at' | 'by'>,
  facts: Readonly<Record<string, string>> = {},
): Transition => ({
  kind,
  on,
  at: command.at,
  by: command.by,
  commandId: command.id,
  facts: Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== '')),
});

export const withHistory = (subscription: Subscription, ...entries: readonly Transition[]): Subscription => ({
  ...subscription,
  history: [...subscription.history, ...entries],
});
