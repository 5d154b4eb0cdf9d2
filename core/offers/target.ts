import type { PlanId } from '../catalog/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { Target } from './types.ts';

export type TargetFacts = {
  /** Segment codes of the customer (CAT-26). */
  readonly segments: readonly string[];
  readonly country: string;
  readonly planIds: readonly PlanId[];
  readonly signedUpOn: PlainDate;
};

export type TargetCriterion = 'segment' | 'country' | 'plan' | 'sign-up';

/** OFR-03: the criteria that do not hold. Of each list one must be met; an empty list asks nothing. */
export const missedCriteria = (target: Target, facts: TargetFacts): readonly TargetCriterion[] => {
  const missed: TargetCriterion[] = [];
  if (!meets(target.segments, facts.segments)) missed.push('segment');
  if (!meets(target.countries, [facts.country])) missed.push('country');
  if (!meets(target.planIds, facts.planIds)) missed.push('plan');
  const early = target.signedUpFrom !== null && facts.signedUpOn < target.signedUpFrom;
  const late = target.signedUpBefore !== null && facts.signedUpOn >= target.signedUpBefore;
  if (early || late) missed.push('sign-up');
  return missed;
};

const meets = (wanted: readonly string[], found: readonly string[]): boolean =>
  wanted.length === 0 || wanted.some((each) => found.includes(each));
