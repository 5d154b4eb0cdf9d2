import type { EntitlementDefinition } from '../catalog/types.ts';
import { settled } from './balance.ts';
import { expiryOf } from './expiry.ts';
import { logged, moved, revoked } from './grant-state.ts';
import { levelsOf, type PlanChangeContext } from './plan-change.ts';
import { allowanceOf, provisioned } from './provision.ts';
import type { Allotment, Grant } from './types.ts';

export type ConversionContext = PlanChangeContext & {
  /** Whether what the trial consumed counts against the first period's allowance. By default it does not (ENT-30). */
  readonly keepsConsumption: boolean;
};

const isBase = (allotment: Allotment): boolean => allotment.source === 'trial' || allotment.source === 'allowance';

const convertedGrant = (grant: Grant, definitions: readonly EntitlementDefinition[], context: ConversionContext): Grant => {
  if (grant.itemId !== context.itemId || grant.state.kind === 'revoked') return grant;
  const { at, periodEnd } = context;
  const level = levelsOf(definitions, context).get(grant.featureId);
  if (level === undefined) return revoked(grant, at, 'trial-ended');
  const { definition, limit } = level;
  const used = context.keepsConsumption ? (grant.allotments.find(isBase)?.used ?? '0') : '0';
  const allowance = allowanceOf(grant.id, definition, limit, 'allowance', at).map((allotment) => ({ ...allotment, used }));
  const topUps = grant.allotments.filter((allotment) => allotment.source === 'top-up');
  const expiresAt = expiryOf(definition, { startedAt: at, renewedAt: at, periodEnd });
  const full: Grant = { ...grant, definition, limit, allotments: [...allowance, ...topUps], expiresAt, resetsAt: periodEnd, next: null };
  const facts = { from: grant.limit ?? '', to: limit ?? '' };
  const isAwake = full.state.kind === 'active' || full.state.kind === 'suspended';
  return settled(isAwake ? logged(full, at, 'converted', facts) : moved(full, { kind: 'active' }, at, 'converted', facts), at, 'converted');
};

/**
 * ENT-30: the trial becomes the real thing at `at`: restricted values rise to full, features that the trial left out are granted, and what the trial
 * consumed is forgotten. Clocks from the start count from here. Call it before `advanced` passes the trial's end.
 */
export const converted = (
  grants: readonly Grant[],
  definitions: readonly EntitlementDefinition[],
  context: ConversionContext,
): readonly Grant[] => {
  const full: ConversionContext = { ...context, trial: null };
  const held = new Set(
    grants.filter((grant) => grant.itemId === context.itemId && grant.state.kind !== 'revoked').map((grant) => grant.featureId),
  );
  const added = definitions.filter((definition) => !held.has(definition.featureId));
  return [...grants.map((grant) => convertedGrant(grant, definitions, full)), ...provisioned(added, { ...full, startsAt: context.at })];
};
