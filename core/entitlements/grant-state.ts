import { invariant } from '../kernel/invariant.ts';
import type { Instant } from '../time/instant.ts';
import type { Grant, GrantEvent, GrantState } from './types.ts';

type StateName = GrantState['kind'];

/** ENT-16: spec 4.3's table, its "enters from" and "leaves to" taken together. What is not here is refused. */
const leavesTo: Readonly<Record<StateName, readonly StateName[]>> = {
  pending: ['active', 'revoked'],
  active: ['exhausted', 'expired', 'suspended', 'revoked'],
  exhausted: ['active', 'expired', 'revoked'],
  expired: ['active', 'revoked'],
  suspended: ['active', 'revoked'],
  revoked: [],
};

export const mayMove = (from: StateName, to: StateName): boolean => leavesTo[from].includes(to);

/** How many log entries and consumption keys a grant keeps: they live inside the subscription's document. */
export const keptEntries = 1_000;

export const logged = (grant: Grant, at: Instant, kind: GrantEvent['kind'], facts: GrantEvent['facts'] = {}): Grant => ({
  ...grant,
  log: [...grant.log, { at, kind, facts }].slice(-keptEntries),
});

/**
 * The grant in another state, with the change logged.
 * @throws InvariantBroken on a move that spec 4.3 does not have: whoever asks for one by a user's wish checks `mayMove` first.
 */
export const moved = (grant: Grant, state: GrantState, at: Instant, kind: GrantEvent['kind'], facts: GrantEvent['facts'] = {}): Grant => {
  invariant(mayMove(grant.state.kind, state.kind), `a grant moves from ${grant.state.kind} to ${state.kind}`);
  return logged({ ...grant, state }, at, kind, facts);
};

/** Removed by a plan change, a cancel or a person. What was revoked stays so. */
export const revoked = (grant: Grant, at: Instant, reason: string): Grant =>
  grant.state.kind === 'revoked' ? grant : moved({ ...grant, next: null }, { kind: 'revoked', at, reason }, at, 'revoked', { reason });

/** Its end is set: the subscription or the item was cancelled. A feature that a downgrade takes away later is not ending in this sense. */
export const isEnding = (grant: Grant): boolean =>
  grant.state.kind === 'revoked' || (grant.next?.change.kind === 'revoke' && grant.next.change.reason !== 'plan-changed');

/** Usable now: in a usable state and strictly before its expiry (OR-26). */
export const isUsable = (grant: Grant, at: Instant): boolean =>
  (grant.state.kind === 'active' || grant.state.kind === 'exhausted') && (grant.expiresAt === null || at < grant.expiresAt);
