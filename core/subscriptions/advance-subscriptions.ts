import { type Static, Type } from 'typebox';
import type { PlanVersion } from '../catalog/types.ts';
import { type Command, revised, type Write } from '../kernel/command.ts';
import { done } from '../kernel/outcome.ts';
import { listOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { advancedSubscription } from './advancing.ts';
import { versionIdsOf, type Versions } from './occasion.ts';
import { type FactsProblem, gatherVersions } from './subscription-facts.ts';
import type { Subscription } from './types.ts';

export const advanceSubscriptionsSchema = strictObject({
  /** One command takes at most so many: larger work is cut into several (design, idea 4). */
  subscriptionIds: Type.Immutable(Type.Array(idSchema, { minItems: 1, maxItems: 200 })),
  /** OR-28: those whose customers the host knows to have no payment method on file. Payments by transfer (CF-11) need none. */
  withoutPaymentMethod: Type.Optional(listOf(idSchema, 200)),
});

export type AdvanceSubscriptions = Command<'subscription.advance', Static<typeof advanceSubscriptionsSchema>>;

export type AdvanceFacts = { readonly subscriptions: readonly Subscription[]; readonly versions: Versions };

const problemOf = (subscriptionId: string, subscription: Subscription | undefined, versions: Versions): FactsProblem | null => {
  if (subscription === undefined) return { code: 'subscription.missing', subscriptionId };
  const versionId = versionIdsOf(subscription).find((id) => !versions.has(id));
  return versionId === undefined ? null : { code: 'catalog.version-missing', subscriptionId, versionId };
};

/**
 * OFF-06: what time alone does, for a batch: starts, trial ends, changes whose day has come, pauses that run out, cancels, contract ends, renewals, and the
 * entitlements that follow. Again at the same moment it writes nothing.
 */
export const advanceSubscriptions: UseCase<
  AdvanceSubscriptions,
  AdvanceFacts,
  FactsProblem,
  Reads<{ subscription: Subscription; 'plan-version': PlanVersion }>
> = {
  kind: 'subscription.advance',
  shape: advanceSubscriptionsSchema,

  gather: async (command, source) => {
    const subscriptions = await source.list('subscription', { ids: command.body.subscriptionIds });
    const versions = await gatherVersions(source, [...new Set(subscriptions.flatMap(versionIdsOf))].sort());
    return { subscriptions, versions };
  },

  plan: (command, { subscriptions, versions }) => {
    const { subscriptionIds, withoutPaymentMethod = [] } = command.body;
    const byId = new Map(subscriptions.map((subscription) => [subscription.id, subscription]));
    const problems: FactsProblem[] = [];
    const writes: Write<Subscription>[] = [];
    for (const id of new Set(subscriptionIds)) {
      const before = byId.get(id);
      const problem = problemOf(id, before, versions);
      if (problem !== null) problems.push(problem);
      if (problem !== null || before === undefined) continue;
      const payment = withoutPaymentMethod.includes(id) ? 'cannot-be-charged' : 'can-be-charged';
      const after = advancedSubscription(before, { command, versions }, payment);
      if (after !== before) writes.push(revised<Subscription>(before, after));
    }
    return problems.length > 0 ? { ok: false, problems } : done({ command, writes });
  },
};
