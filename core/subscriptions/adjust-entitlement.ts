import { type EntitlementProblem, entitlementProblems } from '../catalog/entitlement-problems.ts';
import type { Product } from '../catalog/types.ts';
import { adjusted, type AdjustmentContext, type AdjustmentProblem } from '../entitlements/adjustment.ts';
import { type AdjustEntitlementBody, adjustEntitlementSchema } from '../entitlements/schema.ts';
import type { Grant } from '../entitlements/types.ts';
import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { Instant } from '../time/instant.ts';
import { dateIn } from '../time/zone.ts';
import { serviceSpan } from './entitlement-timeline.ts';
import { type FamilyFacts, gatherFamily, grantsAt, grantWrites, type SubscriptionMissing } from './family-grants.ts';
import type { Subscription } from './types.ts';

export type AdjustEntitlement = Command<'entitlement.adjust', AdjustEntitlementBody>;

export type AdjustEntitlementProblem =
  | SubscriptionMissing
  | AdjustmentProblem
  | EntitlementProblem
  /** Nothing is given to a subscription that has ended. */
  | { readonly code: 'subscription.cancelled'; readonly subscriptionId: string };

type Facts = FamilyFacts & { readonly products: readonly Product[] };

const heldBy = ({ state, pauses }: Subscription, grants: readonly Grant[]): AdjustmentContext['held'] => {
  if (state.kind === 'paused') return { reason: 'pause', rule: pauses.at(-1)?.entitlements ?? 'by-definition' };
  const isDunning = grants.some((grant) => grant.state.kind === 'suspended' && grant.state.reason === 'dunning');
  return isDunning ? { reason: 'dunning' } : null;
};

const periodEnd = (subscription: Subscription, at: Instant): Instant | null =>
  subscription.state.kind === 'trial' && at < subscription.state.endsAt
    ? subscription.state.endsAt
    : (serviceSpan(subscription, '', dateIn(at, subscription.zone))?.end ?? null);

/** ENT-25: an authorised person grants, tops up or revokes, with a reason. */
export const adjustEntitlement: UseCase<
  AdjustEntitlement,
  Facts,
  AdjustEntitlementProblem,
  Reads<{ subscription: Subscription; product: Product }>
> = {
  kind: 'entitlement.adjust',
  shape: adjustEntitlementSchema,

  gather: async (command, source) => ({
    ...(await gatherFamily(command, source)),
    products: command.body.adjustment.kind === 'grant' ? await source.list('product') : [],
  }),

  plan: (command, { subscription, products }) => {
    const { subscriptionId, adjustment } = command.body;
    if (subscription === null) return refuse({ code: 'subscription.missing', subscriptionId });
    if (adjustment.kind !== 'revoke' && subscription.state.kind === 'cancelled')
      return refuse({ code: 'subscription.cancelled', subscriptionId });
    if (adjustment.kind === 'grant') {
      const problems = entitlementProblems(
        [adjustment.definition],
        products.flatMap(({ features }) => features),
      );
      if (problems.length > 0) return { ok: false, problems };
    }
    const { at } = command;
    const grants = grantsAt(subscription, at);
    const after = adjusted(grants, adjustment, {
      cause: command.id,
      at,
      periodEnd: periodEnd(subscription, at),
      held: heldBy(subscription, grants),
    });
    return after.ok ? done({ command, writes: grantWrites(subscription, after.value) }) : after;
  },
};
