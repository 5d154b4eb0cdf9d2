import type { EntitlementDefinition, FeatureId } from '../catalog/types.ts';
import type { Id } from '../kernel/flavor.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';

/** Units that may be used. Carried-over units go first, then the one that expires soonest (ENT-24). */
export type Allotment = {
  readonly id: string;
  readonly source: 'allowance' | 'carried-over' | 'top-up' | 'trial';
  readonly granted: DecimalText;
  /** Above `granted` where a soft limit let more be used, or where a downgrade lowered `granted` (ENT-22, ENT-29). */
  readonly used: DecimalText;
  readonly grantedAt: Instant;
  /** The units' own end, beside the grant's: usable strictly before (OR-26); `null` for as long as the grant. */
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
  readonly kind:
    | 'provisioned'
    | 'started'
    | 'renewed'
    | 'consumed-to-zero'
    | 'threshold'
    | 'extended'
    | 'lapsed'
    | 'expired'
    | 'suspended'
    | 'resumed'
    | 'revoked'
    | 'adjusted'
    | 'changed'
    | 'change-planned'
    | 'converted';
  /** What a screen needs to say it in words: new expiry, threshold percentage, units carried and lost, reasons. */
  readonly facts: Readonly<Record<string, string>>;
};

/** What waits for its moment: a lower level (ENT-29) or the end after a cancel (ENT-27). */
export type PlannedGrantChange = {
  readonly at: Instant;
  readonly change:
    | { readonly kind: 'replace'; readonly definition: EntitlementDefinition; readonly limit: DecimalText | null }
    | { readonly kind: 'revoke'; readonly reason: 'plan-changed' | 'cancelled' | 'detached' };
};

/** ENT-02: an instance on a subscription, made from the plan's definition (kept whole, as it was when granted). */
export type Grant = {
  readonly id: Id<'grant'>;
  /** The subscription item whose plan grants it; empty for a manual grant (ENT-25). */
  readonly itemId: string;
  readonly featureId: FeatureId;
  readonly definition: EntitlementDefinition;
  /** The base allowance of a period, or the limit that a current use is held to. `null` is unlimited or plain access. */
  readonly limit: DecimalText | null;
  /** For `counting: 'limit'`: what the whole subscription family uses now, such as seats taken. Every grant of the feature holds the same number. */
  readonly inUse: DecimalText;
  readonly allotments: readonly Allotment[];
  readonly state: GrantState;
  /** ENT-07: usable strictly before (OR-26); `null` for no end. */
  readonly expiresAt: Instant | null;
  /** ENT-19: the next renewal that was not applied yet; `null` where none is ahead. */
  readonly resetsAt: Instant | null;
  readonly next: PlannedGrantChange | null;
  /** Idempotency keys of consumptions already counted (ENT-24), oldest dropped after 1,000. */
  readonly consumed: readonly { readonly key: string; readonly quantity: DecimalText; readonly at: Instant }[];
  /** Oldest dropped after 1,000; the journal of commands keeps everything. */
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
