import type { DecimalText } from '../money/exact.ts';
import type { Metric } from '../usage/types.ts';
import { type CombinationProblem, missingParts, wrongPairs } from './billing-combinations.ts';
import { cycleIdOf } from './cycle.ts';
import { type EntitlementProblem, entitlementProblems } from './entitlement-problems.ts';
import { isLess, type NumberProblem, numberProblems } from './price-text.ts';
import type { BillingModel, PlanVersion, Product, Segment } from './types.ts';
import { type VariantProblem, variantProblems } from './variant-problems.ts';
import { isBeyondCentury } from '../time/cadence.ts';
import type { PlainDate } from '../time/plain-date.ts';

/** What keeps a version from being published. `path` is a JSON pointer (RFC 6901) into it. */
export type VersionProblem =
  | VariantProblem
  | CombinationProblem
  | EntitlementProblem
  | NumberProblem
  | { readonly code: 'quantity.maximum-below-minimum'; readonly path: string; readonly minimum: DecimalText; readonly maximum: DecimalText }
  | { readonly code: 'term.periods'; readonly path: string; readonly found: number }
  /** With the longest of the cycles: more than a hundred years. */
  | { readonly code: 'term.too-long'; readonly path: string; readonly periods: number; readonly interval: string }
  | { readonly code: 'term.not-for-billing'; readonly path: string; readonly billing: BillingModel['kind'] }
  | { readonly code: 'trial.days'; readonly path: string; readonly found: number }
  | { readonly code: 'trial.not-for-billing'; readonly path: string; readonly billing: BillingModel['kind'] }
  | { readonly code: 'billing.grace-days'; readonly path: string; readonly found: number }
  | { readonly code: 'instalment.count'; readonly path: string; readonly found: number }
  | { readonly code: 'instalment.too-long'; readonly path: string; readonly count: number; readonly interval: string }
  /** Shares are parts per million and sum to 1,000,000. */
  | { readonly code: 'instalment.parts'; readonly path: string; readonly count: number; readonly parts: readonly number[] };

/** What a version is judged by. */
export type VersionFacts = {
  readonly product: Product;
  readonly segments: readonly Segment[];
  readonly metrics: readonly Metric[];
  readonly on: PlainDate;
};

const between = (value: number, least: number, most: number): boolean => Number.isInteger(value) && value >= least && value <= most;

const billingProblems = (billing: BillingModel): readonly VersionProblem[] => {
  if (billing.kind === 'usage' || billing.kind === 'hybrid') {
    return between(billing.graceDays, 0, 60) ? [] : [{ code: 'billing.grace-days', path: '/billing/graceDays', found: billing.graceDays }];
  }
  if (billing.kind !== 'instalment') return [];
  const { count, parts } = billing;
  if (!between(count, 1, 600)) return [{ code: 'instalment.count', path: '/billing/count', found: count }];
  if (isBeyondCentury(billing.interval, count))
    return [{ code: 'instalment.too-long', path: '/billing/count', count, interval: cycleIdOf(billing.interval) }];
  const sound =
    parts.length === 0 ||
    (parts.length === count && parts.every((part) => between(part, 0, 1_000_000)) && parts.reduce((a, b) => a + b, 0) === 1_000_000);
  return sound ? [] : [{ code: 'instalment.parts', path: '/billing/parts', count, parts }];
};

/** A subscription that renews: everything but what is sold once, split or given away. */
const renews = (billing: BillingModel): boolean => billing.kind !== 'free' && billing.kind !== 'one-off' && billing.kind !== 'instalment';

const termProblems = ({ term, variants }: PlanVersion): readonly VersionProblem[] => {
  if (term === null) return [];
  const { periods } = term;
  const path = '/term/periods';
  if (!between(periods, 1, 1_200)) return [{ code: 'term.periods', path, found: periods }];
  const longest = variants.find(({ cycle }) => isBeyondCentury(cycle.interval, periods));
  return longest === undefined ? [] : [{ code: 'term.too-long', path, periods, interval: cycleIdOf(longest.cycle.interval) }];
};

const settingProblems = ({ billing, trial, term, quantity }: PlanVersion): readonly VersionProblem[] => [
  ...numberProblems(quantity.minimum, '/quantity/minimum'),
  ...numberProblems(quantity.maximum, '/quantity/maximum'),
  ...(quantity.maximum !== null && isLess(quantity.maximum, quantity.minimum)
    ? [{ code: 'quantity.maximum-below-minimum', path: '/quantity', minimum: quantity.minimum, maximum: quantity.maximum } as const]
    : []),
  ...(term !== null && !renews(billing) ? [{ code: 'term.not-for-billing', path: '/term', billing: billing.kind } as const] : []),
  ...(trial !== null && !between(trial.days, 1, 731) ? [{ code: 'trial.days', path: '/trial/days', found: trial.days } as const] : []),
  ...(trial !== null && !renews(billing) ? [{ code: 'trial.not-for-billing', path: '/trial', billing: billing.kind } as const] : []),
];

/** PRC-12, BIL-13, CAT-14 to CAT-16, CAT-07 to CAT-10: everything that keeps a version from being published; empty for a sound one. */
export const versionProblems = (version: PlanVersion, facts: VersionFacts): readonly VersionProblem[] => [
  ...billingProblems(version.billing),
  ...variantProblems(version.variants, {
    segmentCodes: new Set(facts.segments.filter((segment) => segment.state === 'active').map((segment) => segment.code)),
    metricIds: new Set(facts.metrics.filter((metric) => metric.state === 'active').map((metric) => metric.id)),
    on: facts.on,
  }),
  ...wrongPairs(version.billing, version.variants),
  ...missingParts(version.billing, version.variants),
  ...entitlementProblems(version.entitlements, facts.product.features),
  ...settingProblems(version),
  ...termProblems(version),
];
