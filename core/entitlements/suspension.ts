import type { Instant } from '../time/instant.ts';
import { epochMs, msAfter } from '../time/zone.ts';
import { expiryOf } from './expiry.ts';
import { moved } from './grant-state.ts';
import { canRenew, renewed } from './renewal.ts';
import type { Grant, GrantState } from './types.ts';

type Reason = Extract<GrantState, { kind: 'suspended' }>['reason'];

/** A service period as instants, half-open. */
export type ServiceSpan = { readonly start: Instant; readonly end: Instant };

/**
 * A grant that keeps working through a pause. No period runs, so one that is aligned to periods waits without an end until the resume.
 */
const retained = (grant: Grant): Grant =>
  grant.definition.expiry.kind === 'period-end' && (grant.state.kind === 'active' || grant.state.kind === 'exhausted')
    ? { ...grant, expiresAt: null }
    : grant;

/**
 * Frozen: balances stand still and nothing renews. An exhausted grant has nothing to freeze and stays exhausted (spec 4.3 lets only an active one
 * be suspended); it only loses its next reset, so that it cannot come back before the resume.
 */
const frozen = (grant: Grant, at: Instant, reason: Reason): Grant => {
  if (grant.state.kind === 'active') return moved(grant, { kind: 'suspended', since: at, reason }, at, 'suspended', { reason });
  return grant.state.kind === 'exhausted' ? { ...grant, resetsAt: null } : grant;
};

/** ENT-26: a pause that takes effect at `at`. `choice` is the pause's own; `by-definition` follows each definition's `onPause`. */
export const paused = (grants: readonly Grant[], at: Instant, choice: 'suspend' | 'retain' | 'by-definition'): readonly Grant[] =>
  grants.map((grant) => {
    const rule = choice === 'by-definition' ? grant.definition.onPause : choice;
    return rule === 'suspend' ? frozen(grant, at, 'pause') : retained(grant);
  });

/** ENT-32: kept during retries; a dunning plan may call this after its N days. */
export const suspendedForDunning = (grants: readonly Grant[], at: Instant): readonly Grant[] =>
  grants.map((grant) => frozen(grant, at, 'dunning'));

/** The expiry after a suspension: a relative clock that stops is moved by its length, a period-aligned one follows the running period. */
const resumedExpiry = (grant: Grant, since: Instant, at: Instant, periodEnd: Instant | null): Instant | null => {
  const { expiry } = grant.definition;
  if (expiry.kind === 'period-end') return expiryOf(grant.definition, { startedAt: at, renewedAt: at, periodEnd });
  if (expiry.kind !== 'relative' || !expiry.stopsWhileSuspended || grant.expiresAt === null) return grant.expiresAt;
  return msAfter(grant.expiresAt, epochMs(at) - epochMs(since));
};

/** Whether a period began since the grant last had its allowance: then the resume is also a renewal. */
const missedReset = (grant: Grant, span: ServiceSpan): boolean => {
  if (grant.resetsAt !== null) return grant.resetsAt <= span.start;
  return grant.state.kind === 'exhausted' && grant.state.since < span.start;
};

const resumedGrant = (grant: Grant, at: Instant, reason: Reason, span: ServiceSpan | null): Grant => {
  if (grant.state.kind === 'revoked' || grant.state.kind === 'pending') return grant;
  if (grant.state.kind === 'suspended' && grant.state.reason !== reason) return grant;
  const since = grant.state.kind === 'suspended' ? grant.state.since : at;
  const periodEnd = span?.end ?? null;
  const expiresAt = resumedExpiry(grant, since, at, periodEnd);
  const awake: Grant = {
    ...(grant.state.kind === 'suspended' ? moved(grant, { kind: 'active' }, at, 'resumed', { reason }) : grant),
    expiresAt,
  };
  if (span !== null && missedReset(grant, span) && canRenew(awake, at)) return renewed(awake, at, periodEnd);
  return grant.state.kind === 'expired' ? grant : { ...awake, resetsAt: periodEnd };
};

/**
 * ENT-26: service goes on at `at`. `spanOf` names the service period of an item that holds `at`, after the resume (`''` asks for the base item): one
 * that began during the pause gives a new allowance, one that the pause only interrupted (OR-11) goes on with the old balance and its later end.
 * Only what was suspended for the same reason comes back.
 */
export const resumed = (
  grants: readonly Grant[],
  at: Instant,
  reason: Reason,
  spanOf: (itemId: string) => ServiceSpan | null,
): readonly Grant[] => grants.map((grant) => resumedGrant(grant, at, reason, spanOf(grant.itemId)));
