import type { EntitlementDefinition } from '../../../core/catalog/types.ts';
import { advanced, type Timeline } from '../../../core/entitlements/advance.ts';
import { entitlement } from '../../../core/entitlements/check.ts';
import { consumed } from '../../../core/entitlements/consumption.ts';
import type { PlanChangeContext } from '../../../core/entitlements/plan-change.ts';
import { type ProvisionContext, provisioned } from '../../../core/entitlements/provision.ts';
import type { EntitlementAnswer, Grant } from '../../../core/entitlements/types.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import { monthsAfter } from '../../../core/time/plain-date.ts';

/** 100 calls a month, hard, nothing carried over. */
export const calls: EntitlementDefinition = {
  id: 'calls',
  featureId: 'fea_calls',
  grant: { kind: 'limit', quantity: '100' },
  counting: 'consumable',
  perUnit: false,
  expiry: { kind: 'never' },
  carryOver: null,
  autoExtendDays: null,
  atLimit: 'block',
  alertsAt: [],
  trialQuantity: null,
  onPause: 'suspend',
  onCancel: { kind: 'period-end' },
  onDowngrade: 'now',
};

/** 25 seats, compared with what is in use. */
export const seats: EntitlementDefinition = {
  ...calls,
  id: 'seats',
  featureId: 'fea_seats',
  grant: { kind: 'limit', quantity: '25' },
  counting: 'limit',
};

/** A feature that is on. */
export const reporting: EntitlementDefinition = {
  ...calls,
  id: 'reporting',
  featureId: 'fea_reporting',
  grant: { kind: 'access' },
  counting: 'none',
};

export const quantityOf = (quantity: string): Pick<EntitlementDefinition, 'grant'> => ({ grant: { kind: 'limit', quantity } });

export const uncapped: EntitlementDefinition = { ...calls, carryOver: { cap: { kind: 'none' }, once: false } };

/** Midnight UTC of a day. */
export const day = (date: string): string => `${date}T00:00:00.000Z`;

/** Monthly periods from an anchor. */
export const months = (anchor: string, count: number): Timeline['periods'] =>
  Array.from({ length: count }, (_, index) => ({ start: day(monthsAfter(anchor, index)), end: day(monthsAfter(anchor, index + 1)) }));

export const timeline = (parts: Partial<Timeline> = {}): Timeline => ({
  periods: months('2025-01-01', 24),
  inactive: [],
  endsAt: null,
  ...parts,
});

/** A grant starts with January 2025 on the base item. */
export const context = (parts: Partial<ProvisionContext> = {}): ProvisionContext => ({
  cause: 'cmd_1',
  itemId: 'base',
  quantity: '1',
  at: day('2025-01-01'),
  startsAt: parts.at ?? day('2025-01-01'),
  periodEnd: day('2025-02-01'),
  trial: null,
  ...parts,
});

export const changeContext = (parts: Partial<PlanChangeContext> = {}): PlanChangeContext => ({
  cause: 'cmd_2',
  itemId: 'base',
  quantity: '1',
  at: day('2025-01-10'),
  periodEnd: day('2025-02-01'),
  trial: null,
  mode: 'replace',
  startsPeriod: false,
  ...parts,
});

export const grantsOf = (definitions: readonly EntitlementDefinition[], parts: Partial<ProvisionContext> = {}): readonly Grant[] =>
  provisioned(definitions, context(parts));

/** The only grant, or the one of a feature. */
export const grantOf = (grants: readonly Grant[], featureId = grants[0]?.featureId): Grant => {
  const grant = grants.findLast((candidate) => candidate.featureId === featureId);
  if (grant === undefined) throw new Error(`no grant of ${featureId}`);
  return grant;
};

/** What an outcome says, where it must say it. */
export const right = <T>(outcome: Outcome<T, ProblemLike>): T => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
};

let key = 0;
/** Consumes under a key of its own. */
export const use = (grants: readonly Grant[], quantity: string, at: string, featureId = 'fea_calls'): readonly Grant[] => {
  key += 1;
  return right(consumed(grants, featureId, { key: `key-${key}`, quantity, at }));
};

export const until = (grants: readonly Grant[], at: string, parts: Partial<Timeline> = {}): readonly Grant[] =>
  advanced(grants, at, () => timeline(parts));

export const ask = (grants: readonly Grant[], at: string, featureId = 'fea_calls', requested = '1'): EntitlementAnswer =>
  entitlement([grants], featureId, requested, at);

/** Limit, use and rest, as `limit/used/remaining`. */
export const figures = (answer: EntitlementAnswer): string => `${answer.limit}/${answer.currentUsage}/${answer.remaining}`;

export const eventsOf = (grant: Grant): readonly string[] => grant.log.map((event) => event.kind);
