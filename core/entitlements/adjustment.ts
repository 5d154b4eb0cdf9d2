import type { EntitlementDefinition } from '../catalog/types.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { type DecimalText, exact } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { settled } from './balance.ts';
import { logged, mayMove, moved, revoked } from './grant-state.ts';
import { provisioned } from './provision.ts';
import type { Grant } from './types.ts';

/** ENT-25: always with a reason. Who did it stands in the journal. */
export type Adjustment =
  /** A feature beside the plan: it belongs to no item and renews with the base item's periods. */
  | { readonly kind: 'grant'; readonly definition: EntitlementDefinition; readonly reason: string }
  /** More units, or a higher limit, until `expiresAt`; a renewal leaves them alone. */
  | {
      readonly kind: 'top-up';
      readonly grantId: string;
      readonly quantity: DecimalText;
      readonly expiresAt: Instant | null;
      readonly reason: string;
    }
  | { readonly kind: 'revoke'; readonly grantId: string; readonly reason: string };

export type AdjustmentContext = {
  readonly cause: string;
  readonly at: Instant;
  /** The end of the base item's running period, `null` for none. */
  readonly periodEnd: Instant | null;
  /** Why and by which rule the subscription's grants are suspended now, `null` where they are not. */
  readonly held:
    | { readonly reason: 'dunning' }
    | { readonly reason: 'pause'; readonly rule: 'suspend' | 'retain' | 'by-definition' }
    | null;
};

export type AdjustmentProblem =
  | { readonly code: 'entitlement.missing'; readonly grantId: string }
  /** Spec 4.3 has no way from this state (ENT-16). */
  | { readonly code: 'entitlement.state'; readonly grantId: string; readonly state: string }
  /** Plain access and unlimited use have nothing to top up. */
  | { readonly code: 'entitlement.not-counted'; readonly grantId: string }
  | { readonly code: 'entitlement.quantity-invalid'; readonly quantity: string }
  | { readonly code: 'entitlement.expiry-past'; readonly expiresAt: Instant };

/** A grant that an adjustment has just made usable, while those around it are suspended, is suspended with them. */
const heldBack = (grant: Grant, { at, held }: AdjustmentContext): Grant => {
  if (held === null || grant.state.kind !== 'active') return grant;
  const rule = held.reason === 'dunning' ? 'suspend' : held.rule === 'by-definition' ? grant.definition.onPause : held.rule;
  if (rule === 'retain') return grant;
  return moved(grant, { kind: 'suspended', since: at, reason: held.reason }, at, 'suspended', { reason: held.reason });
};

const toppedUp = (
  grant: Grant,
  adjustment: Extract<Adjustment, { kind: 'top-up' }>,
  context: AdjustmentContext,
): Outcome<Grant, AdjustmentProblem> => {
  const { quantity, expiresAt, reason } = adjustment;
  const { at, cause } = context;
  const state = grant.state.kind;
  if (state === 'expired' || state === 'revoked') return refuse({ code: 'entitlement.state', grantId: grant.id, state });
  if (grant.limit === null || grant.definition.counting === 'none') return refuse({ code: 'entitlement.not-counted', grantId: grant.id });
  if (exact(quantity).lte(0)) return refuse({ code: 'entitlement.quantity-invalid', quantity });
  if (expiresAt !== null && expiresAt <= at) return refuse({ code: 'entitlement.expiry-past', expiresAt });
  const topUp = { id: `${grant.id}/top-up/${cause}`, source: 'top-up', granted: quantity, used: '0', grantedAt: at, expiresAt } as const;
  const more = logged({ ...grant, allotments: [...grant.allotments, topUp] }, at, 'adjusted', {
    quantity,
    reason,
    expiresAt: expiresAt ?? '',
  });
  return done(heldBack(settled(more, at, 'adjusted'), context));
};

/** ENT-25: the grants of a subscription after an authorised person's adjustment. */
export const adjusted = (
  grants: readonly Grant[],
  adjustment: Adjustment,
  context: AdjustmentContext,
): Outcome<readonly Grant[], AdjustmentProblem> => {
  const { at, cause, periodEnd } = context;
  if (adjustment.kind === 'grant') {
    const manual = provisioned([adjustment.definition], { cause, itemId: '', quantity: '1', at, startsAt: at, periodEnd, trial: null });
    return done([...grants, ...manual.map((grant) => heldBack(logged(grant, at, 'adjusted', { reason: adjustment.reason }), context))]);
  }
  const { grantId, reason } = adjustment;
  const grant = grants.find((candidate) => candidate.id === grantId);
  if (grant === undefined) return refuse({ code: 'entitlement.missing', grantId });
  if (adjustment.kind === 'revoke' && !mayMove(grant.state.kind, 'revoked'))
    return refuse({ code: 'entitlement.state', grantId, state: grant.state.kind });
  const after = adjustment.kind === 'revoke' ? done(revoked(grant, at, reason)) : toppedUp(grant, adjustment, context);
  if (!after.ok) return after;
  return done(grants.map((candidate) => (candidate === grant ? after.value : candidate)));
};
