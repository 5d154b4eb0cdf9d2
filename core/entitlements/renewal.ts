import type { EntitlementDefinition } from '../catalog/types.ts';
import { type DecimalText, decimalText, Exact, exact } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { isEmpty, leftIn, overage } from './balance.ts';
import { daysLater, expiryOf, isRenewable } from './expiry.ts';
import { isEnding, logged, moved } from './grant-state.ts';
import { allowanceOf } from './provision.ts';
import type { Allotment, Grant } from './types.ts';

/** OR-7: the most that may be carried, `null` for no cap. */
const capOf = (carryOver: NonNullable<EntitlementDefinition['carryOver']>, limit: DecimalText): Exact | null => {
  switch (carryOver.cap.kind) {
    case 'none':
      return null;
    case 'units':
      return exact(carryOver.cap.quantity);
    case 'allowances':
      return exact(limit).times(carryOver.cap.times);
  }
};

const isBase = (allotment: Allotment): boolean => allotment.source === 'allowance' || allotment.source === 'trial';

/**
 * ENT-11, ENT-12, OR-7: what passes into the next period: the balance left, with what was carried before, up to the cap. The cap limits what is
 * carried, not the new total. Units that carry once stay behind; top-ups keep their own life and are neither carried nor lost. The rule and the
 * allowance are those in force from the renewal on.
 */
export const carriedOver = (
  allotments: readonly Allotment[],
  definition: EntitlementDefinition,
  limit: DecimalText,
): { readonly carried: Exact; readonly lost: Exact } => {
  const rule = definition.carryOver;
  const left = (counts: (allotment: Allotment) => boolean): Exact =>
    allotments.filter(counts).reduce((sum, allotment) => sum.plus(leftIn(allotment)), new Exact(0));
  const all = left((allotment) => allotment.source !== 'top-up');
  if (rule === null) return { carried: new Exact(0), lost: all };
  const eligible = rule.once ? left(isBase) : all;
  const cap = capOf(rule, limit);
  const carried = cap === null ? eligible : Exact.min(eligible, cap);
  return { carried, lost: all.minus(carried) };
};

const nextAllotments = (
  grant: Grant,
  at: Instant,
  periodEnd: Instant | null,
): { readonly allotments: readonly Allotment[]; readonly facts: Readonly<Record<string, string>> } => {
  // A top-up that ends at this very moment lapses by itself, with its own entry in the log.
  const topUps = grant.allotments.filter(({ source }) => source === 'top-up');
  const allowance = allowanceOf(grant.id, grant.definition, grant.limit, 'allowance', at);
  if (grant.definition.counting !== 'consumable' || grant.limit === null) return { allotments: [...allowance, ...topUps], facts: {} };
  const open = topUps.filter((allotment) => !leftIn(allotment).isZero());
  const { carried, lost } = carriedOver(grant.allotments, grant.definition, grant.limit);
  const facts = { carried: decimalText(carried), lost: decimalText(lost), overage: overage(grant, at) };
  if (carried.isZero()) return { allotments: [...allowance, ...open], facts };
  const expiresAt = grant.definition.carryOver?.once === true ? periodEnd : null;
  const over: Allotment = {
    id: `${grant.id}/carried-over/${at}`,
    source: 'carried-over',
    granted: facts.carried,
    used: '0',
    grantedAt: at,
    expiresAt,
  };
  return { allotments: [over, ...allowance, ...open], facts };
};

/** A planned change that has come due, taken in: the renewal then allots by the new level. */
const withDueChange = (grant: Grant, at: Instant): Grant => {
  const next = grant.next;
  if (next === null || next.at > at || next.change.kind !== 'replace') return grant;
  return { ...grant, definition: next.change.definition, limit: next.change.limit, next: null };
};

/** Whether a new period gives this grant a new allowance at `at`. */
export const canRenew = (grant: Grant, at: Instant): boolean => {
  switch (grant.state.kind) {
    case 'active':
    case 'exhausted':
      return grant.expiresAt === null || at < grant.expiresAt || isRenewable(grant.definition);
    case 'expired':
      return isRenewable(grant.definition);
    case 'pending':
    case 'suspended':
    case 'revoked':
      return false;
  }
};

/**
 * ENT-03, ENT-11, ENT-19: a new billing period begins at `at`: the counter is reset, what may be carried over is, and clocks that count from the
 * renewal start again. An expired grant comes back where its definition renews. Call it with `canRenew` only.
 */
export const renewed = (before: Grant, at: Instant, periodEnd: Instant | null): Grant => {
  const grant = withDueChange(before, at);
  const { allotments, facts } = nextAllotments(grant, at, periodEnd);
  const expiresAt = isRenewable(grant.definition)
    ? expiryOf(grant.definition, { startedAt: at, renewedAt: at, periodEnd })
    : grant.expiresAt;
  const next: Grant = { ...grant, allotments, expiresAt, resetsAt: periodEnd };
  if (next.state.kind === 'active') return logged(next, at, 'renewed', facts);
  return moved(next, { kind: 'active' }, at, 'renewed', facts);
};

/** ENT-13, ENT-14, G-ENT-13: whether an expiry that has come moves on. Whoever calls it knows that the subscription is active or on trial. */
export const extendsAt = (grant: Grant, expiresAt: Instant): boolean =>
  grant.definition.autoExtendDays !== null && grant.state.kind === 'active' && !isEnding(grant) && !isEmpty(grant, expiresAt);

/** ENT-13: one whole step, logged at the expiry that it passes, so that the record shows no gap. After downtime call it until the expiry lies ahead (ENT-14). */
export const extended = (grant: Grant, at: Instant): Grant => {
  const days = grant.definition.autoExtendDays ?? 0;
  const expiresAt = grant.expiresAt === null ? null : daysLater(grant.expiresAt, days);
  return logged({ ...grant, expiresAt }, at, 'extended', { expiresAt: expiresAt ?? '' });
};

/** What is left of the allotment is gone; what was used stays on record. */
const forfeited = (allotment: Allotment): Allotment => ({
  ...allotment,
  granted: decimalText(exact(allotment.granted).minus(leftIn(allotment))),
});

/**
 * ENT-07: past its expiry. What is left is lost, unless a renewal can come that finds it again: carry-over keeps a period's balance for it, and top-ups
 * have a life of their own.
 */
export const expired = (grant: Grant, at: Instant): Grant => {
  const returns = isRenewable(grant.definition);
  const keeps = ({ source }: Allotment): boolean => returns && (source === 'top-up' || grant.definition.carryOver !== null);
  const lost = grant.allotments.reduce((sum, allotment) => (keeps(allotment) ? sum : sum.plus(leftIn(allotment))), new Exact(0));
  const allotments = grant.allotments.map((allotment) => (keeps(allotment) ? allotment : forfeited(allotment)));
  return moved({ ...grant, allotments }, { kind: 'expired', at }, at, 'expired', { lost: decimalText(lost) });
};
