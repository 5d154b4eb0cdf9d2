import type { EntitlementDefinition } from '../catalog/types.ts';
import { decimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { daysLater, isRenewable } from './expiry.ts';
import { logged, revoked } from './grant-state.ts';
import { type ProvisionContext, provisioned } from './provision.ts';
import { carriedOver } from './renewal.ts';
import type { Grant } from './types.ts';

/** The grant keeps working until `endsAt`, without another renewal. A period-aligned one would run out with its period, so it waits for the end too. */
const endingAt = (grant: Grant, at: Instant, endsAt: Instant, reason: 'cancelled' | 'detached'): Grant => {
  const expiresAt = grant.definition.expiry.kind === 'period-end' ? null : grant.expiresAt;
  const resetsAt = grant.resetsAt !== null && grant.resetsAt < endsAt ? null : grant.resetsAt;
  const change = { kind: 'revoke', reason } as const;
  return logged({ ...grant, expiresAt, resetsAt, next: { at: endsAt, change } }, at, 'change-planned', {
    at: endsAt,
    to: 'revoked',
    reason,
  });
};

/**
 * ENT-27: a cancel (or the end of an item) takes effect at `at`: each grant is revoked now, at the end of the running period, or days later, as its definition says.
 * What never started, was suspended (OR-30), or has no period to wait for ends now; what has
 * expired for good is left.
 */
export const endedGrant = (grant: Grant, at: Instant, reason: 'cancelled' | 'detached'): Grant => {
  if (grant.state.kind === 'revoked') return grant;
  if (grant.state.kind === 'expired') return isRenewable(grant.definition) ? revoked(grant, at, reason) : grant;
  if (grant.state.kind === 'pending' || grant.state.kind === 'suspended') return revoked(grant, at, reason);
  const rule = grant.definition.onCancel;
  switch (rule.kind) {
    case 'now':
      return revoked(grant, at, reason);
    case 'period-end':
      return grant.resetsAt === null || grant.resetsAt <= at ? revoked(grant, at, reason) : endingAt(grant, at, grant.resetsAt, reason);
    case 'later':
      return rule.days === 0 ? revoked(grant, at, reason) : endingAt(grant, at, daysLater(at, rule.days), reason);
  }
};

/** ENT-27: the whole subscription is cancelled. */
export const cancelled = (grants: readonly Grant[], at: Instant): readonly Grant[] =>
  grants.map((grant) => endedGrant(grant, at, 'cancelled'));

/** ENT-03: one item (an add-on) is detached. */
export const detached = (grants: readonly Grant[], itemId: string, at: Instant): readonly Grant[] =>
  grants.map((grant) => (grant.itemId === itemId ? endedGrant(grant, at, 'detached') : grant));

/**
 * ENT-31: a cancelled subscription lives again: a new allocation for the item from the plan, under ids of its own. The old carry-over is not restored unless
 * asked for; then it obeys the definition's cap.
 */
export const reactivated = (
  grants: readonly Grant[],
  definitions: readonly EntitlementDefinition[],
  context: ProvisionContext & { readonly restoresCarryOver: boolean },
): readonly Grant[] => {
  const { at, itemId } = context;
  const old = grants.map((grant) => (grant.itemId === itemId ? revoked(grant, at, 'reactivated') : grant));
  const fresh = provisioned(definitions, context);
  if (!context.restoresCarryOver) return [...old, ...fresh];
  return [...old, ...fresh.map((grant) => withOldBalance(grant, old, at))];
};

const withOldBalance = (grant: Grant, old: readonly Grant[], at: Instant): Grant => {
  const before = old.findLast((candidate) => candidate.itemId === grant.itemId && candidate.featureId === grant.featureId);
  if (before === undefined || grant.limit === null || grant.definition.counting !== 'consumable') return grant;
  const { carried } = carriedOver(before.allotments, grant.definition, grant.limit);
  if (carried.isZero()) return grant;
  const expiresAt = grant.definition.carryOver?.once === true ? grant.resetsAt : null;
  const over = {
    id: `${grant.id}/carried-over/${at}`,
    source: 'carried-over',
    granted: decimalText(carried),
    used: '0',
    grantedAt: at,
    expiresAt,
  } as const;
  return { ...grant, allotments: [over, ...grant.allotments] };
};
