import type { EntitlementDefinition, FeatureId } from '../catalog/types.ts';
import type { Id } from '../kernel/flavor.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';

/** Units that may be used. Carried-over units go first, then the one that expires soonest (ENT-24). */
export type Allotment = {
  readonly id: string;
  readonly source: 'allowance' | 'carried-over' | 'top-up' | 'trial';
  readonly granted: DecimalText;
  readonly used: DecimalText;
  readonly grantedAt: Instant;
  /** Usable strictly before (OR-26); `null` for never. */
  readonly expiresAt: Instant | null;
};

/** ENT-16. What each state knows stands with it. */
export type GrantState =
  | { readonly kind: 'pending'; readonly startsAt: Instant }
  | { readonly kind: 'active' }
  | { readonly kind: 'exhausted'; readonly since: Instant }
  | { readonly kind: 'expired'; readonly at: Instant }
  | { readonly kind: 'suspended'; readonly since: Instant; readonly reason: 'pause' | 'dunning' }
  | { readonly kind: 'revoked'; readonly at: Instant; readonly reason: string };

/** ENT-16, WHK-03: every change is logged; a screen and a webhook read the same entry. */
export type GrantEvent = {
  readonly at: Instant;
  readonly kind: 'provisioned' | 'renewed' | 'consumed-to-zero' | 'threshold' | 'extended' | 'expired' | 'suspended' | 'resumed' | 'revoked' | 'adjusted' | 'changed';
  /** New expiry, threshold percentage, reason and the like, as text. */
  readonly detail: string;
};

/** ENT-02: an instance on a subscription, made from the plan's definition (kept whole, as it was when granted). */
export type Grant = {
  readonly id: Id<'grant'>;
  readonly itemId: string;
  readonly featureId: FeatureId;
  readonly definition: EntitlementDefinition;
  /** `null` is unlimited or plain access. */
  readonly limit: DecimalText | null;
  /** For `counting: 'limit'`: what is in use now, such as seats taken. */
  readonly inUse: DecimalText;
  readonly allotments: readonly Allotment[];
  readonly state: GrantState;
  /** ENT-19 */
  readonly resetsAt: Instant | null;
  /** A change that waits for the next period (ENT-29); `null` for none. */
  readonly nextLimit: { readonly limit: DecimalText | null; readonly at: Instant; readonly revoke: boolean } | null;
  /** Idempotency keys of consumptions already counted (ENT-24), oldest dropped after 1,000. */
  readonly consumed: readonly { readonly key: string; readonly quantity: DecimalText; readonly at: Instant }[];
  readonly log: readonly GrantEvent[];
};

/** ENT-17: the answer to a check. `remaining` is `null` where unlimited (ENT-18). */
export type EntitlementAnswer = {
  readonly entitled: boolean;
  readonly unlimited: boolean;
  readonly limit: DecimalText | null;
  readonly currentUsage: DecimalText;
  readonly remaining: DecimalText | null;
  /** ENT-29: by how much use is above the limit, `0` if not. */
  readonly overLimit: DecimalText;
  readonly resetsAt: Instant | null;
};
