import { exact, isDecimalText } from '../money/exact.ts';
import { isInstant } from '../time/instant.ts';
import { type NumberProblem, numberProblems } from './price-text.ts';
import type { EntitlementDefinition, Feature } from './types.ts';

/** What makes an entitlement definition senseless. `path` is a JSON pointer (RFC 6901) into the version. */
export type EntitlementProblem =
  | NumberProblem
  | { readonly code: 'entitlement.id-taken'; readonly path: string; readonly entitlementId: string }
  /** CAT-07: features are declared on the product first. */
  | { readonly code: 'entitlement.feature-unknown'; readonly path: string; readonly featureId: string }
  | { readonly code: 'entitlement.feature-taken'; readonly path: string; readonly featureId: string }
  /** CAT-08, CAT-09: a binary feature is on or off; a quantified one has a number or is unlimited. */
  | {
      readonly code: 'entitlement.grant-does-not-fit';
      readonly path: string;
      readonly feature: Feature['type'];
      readonly grant: EntitlementDefinition['grant']['kind'];
    }
  /** A facet that needs a number, a counter or an end which this definition does not have. */
  | {
      readonly code: 'entitlement.facet-does-not-fit';
      readonly path: string;
      readonly needs: 'limit' | 'consumable' | 'renewal' | 'expiry';
    }
  | { readonly code: 'entitlement.days'; readonly path: string; readonly found: number }
  | { readonly code: 'entitlement.alerts'; readonly path: string; readonly found: readonly number[] }
  | { readonly code: 'entitlement.instant'; readonly path: string; readonly found: string }
  | { readonly code: 'entitlement.trial-above-full'; readonly path: string; readonly trial: string; readonly full: string };

const mostDays = 3_660;

const daysProblems = (days: number, path: string, least: number): readonly EntitlementProblem[] =>
  Number.isInteger(days) && days >= least && days <= mostDays ? [] : [{ code: 'entitlement.days', path, found: days }];

const misfit = (
  wrong: boolean,
  path: string,
  needs: Extract<EntitlementProblem, { code: 'entitlement.facet-does-not-fit' }>['needs'],
): readonly EntitlementProblem[] => (wrong ? [{ code: 'entitlement.facet-does-not-fit', path, needs }] : []);

const expiryProblems = ({ expiry }: EntitlementDefinition, path: string): readonly EntitlementProblem[] => {
  if (expiry.kind === 'fixed')
    return isInstant(expiry.at) ? [] : [{ code: 'entitlement.instant', path: `${path}/at`, found: String(expiry.at) }];
  return expiry.kind === 'relative' ? daysProblems(expiry.days, `${path}/days`, 1) : [];
};

/** What is carried over needs something counted, and a next allocation to be added to (ENT-11). */
const carryOverProblems = ({ carryOver, counting, expiry }: EntitlementDefinition, path: string): readonly EntitlementProblem[] => {
  if (carryOver === null) return [];
  const renewed = expiry.kind === 'period-end' || (expiry.kind === 'relative' && expiry.from === 'renewal');
  const { cap } = carryOver;
  return [
    ...misfit(counting !== 'consumable', path, 'consumable'),
    ...misfit(!renewed, path, 'renewal'),
    ...(cap.kind === 'units' ? numberProblems(cap.quantity, `${path}/cap/quantity`) : []),
    ...(cap.kind === 'allowances' ? numberProblems(cap.times, `${path}/cap/times`) : []),
  ];
};

const alertProblems = ({ alertsAt }: EntitlementDefinition, path: string): readonly EntitlementProblem[] => {
  const sound = alertsAt.every(
    (percent, index) => Number.isInteger(percent) && percent >= 1 && percent <= 100 && percent > (alertsAt[index - 1] ?? 0),
  );
  return sound ? [] : [{ code: 'entitlement.alerts', path, found: alertsAt }];
};

const trialProblems = ({ grant, trialQuantity }: EntitlementDefinition, path: string): readonly EntitlementProblem[] => {
  if (trialQuantity === null || grant.kind === 'access') return [];
  const wrong = numberProblems(trialQuantity, path);
  if (wrong.length > 0 || grant.kind !== 'limit' || !isDecimalText(grant.quantity)) return wrong;
  return exact(trialQuantity).greaterThan(exact(grant.quantity))
    ? [{ code: 'entitlement.trial-above-full', path, trial: trialQuantity, full: grant.quantity }]
    : [];
};

const definitionProblems = (definition: EntitlementDefinition, feature: Feature, path: string): readonly EntitlementProblem[] => {
  const { grant, counting, onCancel } = definition;
  const hasLimit = grant.kind === 'limit';
  return [
    ...((feature.type === 'binary') === (grant.kind === 'access')
      ? []
      : [{ code: 'entitlement.grant-does-not-fit', path: `${path}/grant`, feature: feature.type, grant: grant.kind } as const]),
    ...(grant.kind === 'limit' ? numberProblems(grant.quantity, `${path}/grant/quantity`) : []),
    // Access has nothing to count, and a number that nobody counts limits nothing (CAT-10: what is unlimited may still be counted).
    ...misfit((grant.kind === 'access' && counting !== 'none') || (hasLimit && counting === 'none'), `${path}/counting`, 'limit'),
    ...misfit(definition.perUnit && !hasLimit, `${path}/perUnit`, 'limit'),
    ...expiryProblems(definition, `${path}/expiry`),
    ...carryOverProblems(definition, `${path}/carryOver`),
    ...misfit(definition.carryOver !== null && !hasLimit, `${path}/carryOver`, 'limit'),
    ...(definition.autoExtendDays === null ? [] : daysProblems(definition.autoExtendDays, `${path}/autoExtendDays`, 1)),
    ...misfit(definition.autoExtendDays !== null && definition.expiry.kind === 'never', `${path}/autoExtendDays`, 'expiry'),
    ...alertProblems(definition, `${path}/alertsAt`),
    ...misfit(definition.alertsAt.length > 0 && !hasLimit, `${path}/alertsAt`, 'limit'),
    ...trialProblems(definition, `${path}/trialQuantity`),
    ...(onCancel.kind === 'later' ? daysProblems(onCancel.days, `${path}/onCancel/days`, 0) : []),
  ];
};

/** CAT-07 to CAT-10, ENT-05 to ENT-15, ENT-23, ENT-27, ENT-30: everything that keeps the definitions from being published. */
export const entitlementProblems = (
  definitions: readonly EntitlementDefinition[],
  features: readonly Feature[],
): readonly EntitlementProblem[] => {
  const problems: EntitlementProblem[] = [];
  const ids = new Set<string>();
  const taken = new Set<string>();
  for (const [index, definition] of definitions.entries()) {
    const path = `/entitlements/${index}`;
    if (ids.has(definition.id)) problems.push({ code: 'entitlement.id-taken', path, entitlementId: definition.id });
    ids.add(definition.id);
    if (taken.has(definition.featureId)) problems.push({ code: 'entitlement.feature-taken', path, featureId: definition.featureId });
    taken.add(definition.featureId);
    const feature = features.find((entry) => entry.id === definition.featureId);
    if (feature === undefined) problems.push({ code: 'entitlement.feature-unknown', path, featureId: definition.featureId });
    else problems.push(...definitionProblems(definition, feature, path));
  }
  return problems;
};
