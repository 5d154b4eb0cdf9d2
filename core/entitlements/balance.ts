import { type DecimalText, decimalText, Exact, exact } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { logged, moved } from './grant-state.ts';
import type { Allotment, Grant, GrantEvent } from './types.ts';

const none = new Exact(0);

export const isLive = (allotment: Allotment, at: Instant): boolean => allotment.expiresAt === null || at < allotment.expiresAt;

/** Units of an allotment that were not used; never negative. */
export const leftIn = (allotment: Allotment): Exact => Exact.max(none, exact(allotment.granted).minus(allotment.used));

/** A counter that ends somewhere: only these can be exhausted, carried over or exceeded. */
const isCounted = (grant: Grant): boolean => grant.definition.counting === 'consumable' && grant.limit !== null;

/** Limit and use of one grant at a moment. For a counted grant both come from its live allotments, for a limit from the level plus live top-ups. */
export type Balance = { readonly limit: Exact; readonly used: Exact };

const sumOf = (allotments: readonly Allotment[], of: (allotment: Allotment) => DecimalText): Exact =>
  allotments.reduce((sum, allotment) => sum.plus(of(allotment)), none);

export const balanceOf = (grant: Grant, at: Instant): Balance => {
  const live = grant.allotments.filter((allotment) => isLive(allotment, at));
  const granted = sumOf(live, (allotment) => allotment.granted);
  if (grant.definition.counting === 'limit') return { limit: granted.plus(grant.limit ?? '0'), used: exact(grant.inUse) };
  return { limit: granted, used: sumOf(live, (allotment) => allotment.used) };
};

/** ENT-18: limit less use, never below zero. */
export const remainingOf = (balance: Balance): Exact => Exact.max(none, balance.limit.minus(balance.used));

/** ENT-29: use above the limit, zero if none. */
export const overLimitOf = (balance: Balance): Exact => Exact.max(none, balance.used.minus(balance.limit));

/** ENT-22: units used beyond what a grant gave in the running period: what an overage price bills. */
export const overage = (grant: Grant, at: Instant): DecimalText =>
  isCounted(grant) ? decimalText(overLimitOf(balanceOf(grant, at))) : '0';

/** Nothing left on a counter. */
export const isEmpty = (grant: Grant, at: Instant): boolean => isCounted(grant) && remainingOf(balanceOf(grant, at)).isZero();

/**
 * The state that the balance asks for. A blocked counter at zero is exhausted (ENT-06); one that may go on (`warn`, `overage`) stays active, since
 * active means usable. More balance makes an exhausted grant active again, under the event that brought it.
 */
export const settled = (grant: Grant, at: Instant, refilledBy: GrantEvent['kind']): Grant => {
  const empty = isEmpty(grant, at);
  if (grant.state.kind === 'active' && empty && grant.definition.atLimit === 'block') {
    return moved(grant, { kind: 'exhausted', since: at }, at, 'consumed-to-zero');
  }
  if (grant.state.kind === 'exhausted' && (!empty || grant.definition.atLimit !== 'block')) {
    return moved(grant, { kind: 'active' }, at, refilledBy);
  }
  return grant;
};

/** ENT-23: the percentages of `alertsAt` that use has just reached, ascending. */
export const crossed = (alertsAt: readonly number[], before: Balance, after: Balance): readonly number[] => {
  if (after.limit.isZero()) return [];
  const reaches = (balance: Balance, percent: number): boolean => balance.used.times(100).gte(balance.limit.times(percent));
  return alertsAt.filter((percent) => reaches(after, percent) && (before.limit.isZero() || !reaches(before, percent)));
};

export const withAlerts = (grant: Grant, at: Instant, percentages: readonly number[]): Grant =>
  percentages.reduce((current, percent) => logged(current, at, 'threshold', { percent: String(percent) }), grant);
