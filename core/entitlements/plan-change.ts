import type { EntitlementDefinition } from '../catalog/types.ts';
import { canonical } from '../kernel/canonical.ts';
import { type DecimalText, decimalText, Exact } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { balanceOf, overLimitOf, settled } from './balance.ts';
import { expiryOf, isRenewable } from './expiry.ts';
import { logged, revoked } from './grant-state.ts';
import { allowanceOf, levelOf, type ProvisionContext, provisioned } from './provision.ts';
import { canRenew, renewed } from './renewal.ts';
import type { Grant } from './types.ts';

/** What is known when an item's plan or quantity changes. `at` is also the start of what is new; instants as in `ProvisionContext`. */
export type PlanChangeContext = Omit<ProvisionContext, 'startsAt'> & {
  /** ENT-03: features of the old plan that the new one lacks are revoked, or stay beside the new ones. */
  readonly mode: 'replace' | 'supplement';
  /** Whether the change begins a billing period at `at` (a cycle switch): then counters are reset as by a renewal. */
  readonly startsPeriod: boolean;
};

const sameText = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

type Level = { readonly definition: EntitlementDefinition; readonly limit: DecimalText | null };

const isAt = (grant: Grant, level: Level): boolean => grant.limit === level.limit && sameText(grant.definition, level.definition);

const expiryAfter = (grant: Grant, definition: EntitlementDefinition, context: PlanChangeContext): Instant | null => {
  if (sameText(grant.definition.expiry, definition.expiry) && definition.expiry.kind !== 'period-end') return grant.expiresAt;
  return expiryOf(definition, { startedAt: context.at, renewedAt: context.at, periodEnd: context.periodEnd });
};

/** The grant at another level. What was used stays used (ENT-29), what was carried or bought stays there. */
export const releveled = (grant: Grant, definition: EntitlementDefinition, limit: DecimalText | null, at: Instant): Grant => {
  const base = grant.allotments.find((allotment) => allotment.source === 'allowance' || allotment.source === 'trial');
  const others = grant.allotments.filter((allotment) => allotment !== base);
  const kept =
    definition.counting === 'consumable' && base !== undefined
      ? [{ ...base, granted: limit ?? '0' }]
      : allowanceOf(grant.id, definition, limit, 'allowance', at);
  const changed: Grant = { ...grant, definition, featureId: definition.featureId, limit, allotments: [...kept, ...others], next: null };
  const over = overLimitOf(balanceOf(changed, at));
  const facts = { from: grant.limit ?? '', to: limit ?? '', ...(limit === null || over.isZero() ? {} : { overLimit: decimalText(over) }) };
  return settled(logged(changed, at, 'changed', facts), at, 'changed');
};

const changedNow = (grant: Grant, level: Level, context: PlanChangeContext): Grant => {
  const expiresAt = expiryAfter(grant, level.definition, context);
  const timed: Grant =
    grant.expiresAt === expiresAt && grant.resetsAt === context.periodEnd && grant.next === null
      ? grant
      : { ...grant, expiresAt, resetsAt: context.periodEnd, next: null };
  if (context.startsPeriod) {
    // What is carried over is what was left of the old allowance; the rule and the new allowance are the new level's (OR-7).
    const next = isAt(grant, level)
      ? timed
      : logged({ ...timed, ...level }, context.at, 'changed', { from: grant.limit ?? '', to: level.limit ?? '' });
    if (canRenew(next, context.at)) return renewed(next, context.at, context.periodEnd);
  }
  return isAt(grant, level) ? timed : releveled(timed, level.definition, level.limit, context.at);
};

/** Grants of the item that a plan change may still touch. A suspended one is changed where it stands. */
const isOpen = (grant: Grant, itemId: string): boolean =>
  grant.itemId === itemId && grant.state.kind !== 'revoked' && grant.state.kind !== 'expired';

export const levelsOf = (definitions: readonly EntitlementDefinition[], context: PlanChangeContext): ReadonlyMap<string, Level> =>
  new Map(
    definitions.flatMap((definition) => {
      const level = levelOf(definition, context.quantity, context.trial);
      return level.given ? [[definition.featureId, { definition, limit: level.limit }] as const] : [];
    }),
  );

/**
 * A feature that comes back in the period in which a plan change took it away goes on where it was: to and fro between two plans is no way to a
 * second allowance.
 */
const asBefore = (grant: Grant, grants: readonly Grant[]): Grant => {
  const before = grants.findLast(({ itemId, featureId }) => itemId === grant.itemId && featureId === grant.featureId);
  if (before?.state.kind !== 'revoked' || before.state.reason !== 'plan-changed' || before.resetsAt !== grant.resetsAt) return grant;
  const counted = before.allotments.filter(({ source }) => source !== 'top-up');
  const used = decimalText(counted.reduce((sum, allotment) => sum.plus(allotment.used), new Exact(0)));
  return { ...grant, inUse: before.inUse, allotments: grant.allotments.map((allotment) => ({ ...allotment, used })) };
};

/** The changed grants with those of features that none of them stands for. */
const completed = (
  changed: readonly Grant[],
  levels: ReadonlyMap<string, Level>,
  context: PlanChangeContext,
  startsAt: Instant,
): readonly Grant[] => {
  const stands = (grant: Grant, level: Level): boolean =>
    isOpen(grant, context.itemId) || (grant.itemId === context.itemId && grant.state.kind === 'expired' && isAt(grant, level));
  const added = [...levels].flatMap(([featureId, level]) =>
    changed.some((grant) => grant.featureId === featureId && stands(grant, level)) ? [] : [level.definition],
  );
  const fresh = provisioned(added, { ...context, startsAt });
  if (startsAt > context.at || context.startsPeriod) return [...changed, ...fresh];
  return [...changed, ...fresh.map((grant) => settled(asBefore(grant, changed), context.at, 'changed'))];
};

/**
 * ENT-28, OR-12: the item's grants by another plan's definitions, at once, whatever the invoice timing: call it at the request (or, where the
 * subscription waits for the price change, when the change lands). Also takes back a change that was withdrawn: give the definitions in force.
 */
export const upgraded = (
  grants: readonly Grant[],
  definitions: readonly EntitlementDefinition[],
  context: PlanChangeContext,
): readonly Grant[] => {
  const levels = levelsOf(definitions, context);
  const changed = grants.map((grant) => {
    if (grant.itemId !== context.itemId) return grant;
    const level = levels.get(grant.featureId);
    if (grant.state.kind === 'expired') {
      // One that a renewal would bring back at the old level makes room for the new plan's.
      const stays = level === undefined ? context.mode === 'supplement' : isAt(grant, level);
      return stays || !isRenewable(grant.definition) ? grant : revoked(grant, context.at, 'plan-changed');
    }
    if (!isOpen(grant, context.itemId)) return grant;
    if (level !== undefined) return changedNow(grant, level, context);
    return context.mode === 'replace' ? revoked(grant, context.at, 'plan-changed') : grant;
  });
  return completed(changed, levels, context, context.at);
};

const reduced = (grant: Grant, level: Level | undefined, context: PlanChangeContext): Grant => {
  const { at, periodEnd } = context;
  if (grant.state.kind === 'expired') {
    if (level === undefined) return isRenewable(grant.definition) ? revoked(grant, at, 'plan-changed') : grant;
    return { ...grant, ...level };
  }
  if (level !== undefined && isAt(grant, level)) return grant.next === null ? grant : { ...grant, next: null };
  if (grant.definition.onDowngrade === 'now' || periodEnd === null) {
    return level === undefined ? revoked(grant, at, 'plan-changed') : changedNow(grant, level, context);
  }
  const change = level === undefined ? ({ kind: 'revoke', reason: 'plan-changed' } as const) : ({ kind: 'replace', ...level } as const);
  const to = level === undefined ? 'revoked' : (level.limit ?? '');
  return logged({ ...grant, next: { at: periodEnd, change } }, at, 'change-planned', { at: periodEnd, to });
};

/**
 * ENT-29, OR-9: the item's grants by a lower plan's definitions. Each grant follows the `onDowngrade` of the definition that it was made from: reduced at
 * once, or at the end of the running period. What the new plan adds starts at `newFrom`: when the plan change lands.
 */
export const downgraded = (
  grants: readonly Grant[],
  definitions: readonly EntitlementDefinition[],
  context: PlanChangeContext & { readonly newFrom: Instant },
): readonly Grant[] => {
  const levels = levelsOf(definitions, context);
  const changed = grants.map((grant) => {
    if (grant.itemId !== context.itemId || grant.state.kind === 'revoked') return grant;
    const level = levels.get(grant.featureId);
    return level === undefined && context.mode === 'supplement' ? grant : reduced(grant, level, context);
  });
  return completed(changed, levels, context, context.newFrom);
};

/**
 * Grants that count per unit follow the item's quantity: up at once, down by `onDowngrade`. `definitions` are those of the plan in force. One that has
 * expired takes the new quantity along to its next renewal.
 */
export const quantityChanged = (
  grants: readonly Grant[],
  definitions: readonly EntitlementDefinition[],
  context: PlanChangeContext,
  isDecrease: boolean,
): readonly Grant[] => {
  const levels = levelsOf(
    definitions.filter((definition) => definition.perUnit),
    context,
  );
  return grants.map((grant) => {
    const level = levels.get(grant.featureId);
    if (level === undefined || grant.itemId !== context.itemId || grant.state.kind === 'revoked') return grant;
    if (grant.state.kind === 'expired') return isAt(grant, level) ? grant : { ...grant, ...level };
    return isDecrease ? reduced(grant, level, context) : changedNow(grant, level, { ...context, startsPeriod: false });
  });
};
