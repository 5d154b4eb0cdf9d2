import { inUseSet, type InUseProblem } from '../entitlements/consumption.ts';
import { type SetEntitlementInUseBody, setEntitlementInUseSchema } from '../entitlements/schema.ts';
import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { UseCase } from '../kernel/use-case.ts';
import {
  type FamilyFacts,
  gatherFamily,
  grantsAt,
  grantWrites,
  type SubscriptionSource,
  type SubscriptionMissing,
} from './family-grants.ts';

export type SetEntitlementInUse = Command<'entitlement.set-in-use', SetEntitlementInUseBody>;

export type SetEntitlementInUseProblem = SubscriptionMissing | InUseProblem;

/** What is in use now of a limit such as seats, over the whole subscription (ENT-18, ENT-22). */
export const setEntitlementInUse: UseCase<SetEntitlementInUse, FamilyFacts, SetEntitlementInUseProblem, SubscriptionSource> = {
  kind: 'entitlement.set-in-use',
  shape: setEntitlementInUseSchema,
  gather: gatherFamily,

  plan: (command, { subscription }) => {
    const { subscriptionId, featureId, inUse } = command.body;
    if (subscription === null) return refuse({ code: 'subscription.missing', subscriptionId });
    const after = inUseSet(grantsAt(subscription, command.at), featureId, inUse, command.at);
    return after.ok ? done({ command, writes: grantWrites(subscription, after.value) }) : after;
  },
};
