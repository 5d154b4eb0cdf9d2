import { consumed, type ConsumptionProblem } from '../entitlements/consumption.ts';
import { type ConsumeEntitlementBody, consumeEntitlementSchema } from '../entitlements/schema.ts';
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

export type ConsumeEntitlement = Command<'entitlement.consume', ConsumeEntitlementBody>;

export type ConsumeEntitlementProblem = SubscriptionMissing | ConsumptionProblem;

/** ENT-06, ENT-24: takes units of a feature from one subscription, all or none. The same key and quantity again changes nothing. */
export const consumeEntitlement: UseCase<ConsumeEntitlement, FamilyFacts, ConsumeEntitlementProblem, SubscriptionSource> = {
  kind: 'entitlement.consume',
  shape: consumeEntitlementSchema,
  gather: gatherFamily,

  plan: (command, { subscription }) => {
    const { subscriptionId, featureId, quantity, key } = command.body;
    if (subscription === null) return refuse({ code: 'subscription.missing', subscriptionId });
    const after = consumed(grantsAt(subscription, command.at), featureId, { key, quantity, at: command.at });
    return after.ok ? done({ command, writes: grantWrites(subscription, after.value) }) : after;
  },
};
