import { advanced } from '../entitlements/advance.ts';
import type { Grant } from '../entitlements/types.ts';
import { type Write, revised } from '../kernel/command.ts';
import type { Reads } from '../kernel/use-case.ts';
import type { Instant } from '../time/instant.ts';
import { timelinesOf } from './entitlement-timeline.ts';
import type { Subscription } from './types.ts';

export type SubscriptionSource = Reads<{ subscription: Subscription }>;

export type SubscriptionMissing = { readonly code: 'subscription.missing'; readonly subscriptionId: string };

export type FamilyFacts = { readonly subscription: Subscription | null };

export const gatherFamily = async (
  command: { readonly body: { readonly subscriptionId: string } },
  source: SubscriptionSource,
): Promise<FamilyFacts> => ({
  subscription: await source.get('subscription', command.body.subscriptionId),
});

/** The subscription's grants as they stand at a moment. */
export const grantsAt = (subscription: Subscription, at: Instant): readonly Grant[] =>
  advanced(subscription.grants, at, timelinesOf(subscription, at));

/** The write that replaces the grants; none where nothing changed, so that a repeated command leaves no trace. */
export const grantWrites = (before: Subscription, grants: readonly Grant[]): readonly Write<Subscription>[] => {
  const same = grants.length === before.grants.length && grants.every((grant, index) => grant === before.grants[index]);
  return same ? [] : [revised<Subscription>(before, { ...before, grants })];
};
