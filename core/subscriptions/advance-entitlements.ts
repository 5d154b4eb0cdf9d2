import { type AdvanceEntitlementsBody, advanceEntitlementsSchema } from '../entitlements/schema.ts';
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

export type AdvanceEntitlements = Command<'entitlement.advance', AdvanceEntitlementsBody>;

/** OFF-06: brings the grants of one subscription up to the command's moment: renewals, carry-over, extensions, expiries. Again at the same moment it does nothing. */
export const advanceEntitlements: UseCase<AdvanceEntitlements, FamilyFacts, SubscriptionMissing, SubscriptionSource> = {
  kind: 'entitlement.advance',
  shape: advanceEntitlementsSchema,
  gather: gatherFamily,

  plan: (command, { subscription }) => {
    const { subscriptionId } = command.body;
    if (subscription === null) return refuse({ code: 'subscription.missing', subscriptionId });
    return done({ command, writes: grantWrites(subscription, grantsAt(subscription, command.at)) });
  },
};
