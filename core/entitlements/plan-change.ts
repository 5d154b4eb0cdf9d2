import type { EntitlementDefinition } from '../catalog/types.ts';
import { canonical } from '../kernel/canonical.ts';
import { type DecimalText, decimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { balanceOf, overLimitOf, settled } from './balance.ts';
import { expiryOf } from './expiry.ts';
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

const changedNow = (grant: Grant, definition: EntitlementDefinition, limit: DecimalText | null, context: PlanChangeContext): Grant => {
  const same = grant.limit === limit && sameText(grant.definition, definition);
  const timed: Grant = { ...grant, expiresAt: expiryAfter(grant, definition, context), resetsAt: context.periodEnd };
  const changed = same ? { ...timed, next: null } : releveled(timed, definition, limit, context.at);
  return context.startsPeriod && canRenew(changed, context.at) ? renewed(changed, context.at, context.periodEnd) : changed;
};

/** Grants of the item that a plan change may still touch. A suspended one is changed where it stands. */
const isOpen = (grant: Grant, itemId: string): boolean =>
  grant.itemId === itemId && grant.state.kind !== 'revoked' && grant.state.kind !== 'expired';

type Level = { readonly definition: EntitlementDefinition; readonly limit: DecimalText | null };

export const levelsOf = (definitions: readonly EntitlementDefinition[], context: PlanChangeContext): ReadonlyMap<string, Level> =>
  new Map(
    definitions.flatMap((definition) => {
      const level = levelOf(definition, context.quantity, context.trial);
      return level.given ? [[definition.featureId, { definition, limit: level.limit }] as const] : [];
    }),
  );

const missing = (
  grants: readonly Grant[],
  definitions: readonly EntitlementDefinition[],
  context: PlanChangeContext,
  startsAt: Instant,
): readonly Grant[] => {
  const held = new Set(grants.filter((grant) => isOpen(grant, context.itemId)).map((grant) => grant.featureId));
  return provisioned(
    definitions.filter((definition) => !held.has(definition.featureId)),
    { ...context, startsAt },
  );
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
    if (!isOpen(grant, context.itemId)) return grant;
    const level = levels.get(grant.featureId);
    if (level !== undefined) return changedNow(grant, level.definition, level.limit, context);
    return context.mode === 'replace' ? revoked(grant, context.at, 'plan-changed') : grant;
  });
  return [...changed, ...missing(grants, definitions, context, context.at)];
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
  const { at, periodEnd } = context;
  const changed = grants.map((grant) => {
    if (!isOpen(grant, context.itemId)) return grant;
    const level = levels.get(grant.featureId);
    if (level === undefined && context.mode === 'supplement') return grant;
    if (level !== undefined && grant.limit === level.limit && sameText(grant.definition, level.definition)) return { ...grant, next: null };
    if (grant.definition.onDowngrade === 'now' || periodEnd === null) {
      return level === undefined ? revoked(grant, at, 'plan-changed') : changedNow(grant, level.definition, level.limit, context);
    }
    const change = level === undefined ? ({ kind: 'revoke', reason: 'plan-changed' } as const) : ({ kind: 'replace', ...level } as const);
    const to = level === undefined ? 'revoked' : (level.limit ?? '');
    return logged({ ...grant, next: { at: periodEnd, change } }, at, 'change-planned', { at: periodEnd, to });
  });
  return [...changed, ...missing(grants, definitions, context, context.newFrom)];
};

/**
 * Grants that count per unit follow the item's quantity: up at once, down by `onDowngrade`. `definitions` are those of the plan in force.
 */
export const quantityChanged = (
  grants: readonly Grant[],
  definitions: readonly EntitlementDefinition[],
  context: PlanChangeContext,
  isDecrease: boolean,
): readonly Grant[] => {
  const perUnit = definitions.filter((definition) => definition.perUnit);
  const touched: PlanChangeContext = { ...context, mode: 'supplement', startsPeriod: false };
  const held = grants.filter((grant) => isOpen(grant, context.itemId)).map((grant) => grant.featureId);
  const known = perUnit.filter((definition) => held.includes(definition.featureId));
  return isDecrease ? downgraded(grants, known, { ...touched, newFrom: context.at }) : upgraded(grants, known, touched);
};
