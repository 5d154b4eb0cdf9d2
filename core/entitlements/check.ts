import type { FeatureId } from '../catalog/types.ts';
import { type DecimalText, decimalText, type Exact, exact } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { advanced, type Timeline } from './advance.ts';
import { overLimitOf, remainingOf } from './balance.ts';
import { familyBalance } from './consumption.ts';
import { isUsable } from './grant-state.ts';
import type { EntitlementAnswer, Grant } from './types.ts';

const notEntitled: EntitlementAnswer = {
  entitled: false,
  unlimited: false,
  limit: '0',
  currentUsage: '0',
  remaining: '0',
  overLimit: '0',
  resetsAt: null,
};

/** The answer of one subscription: base and add-ons together (OR-8). */
const familyAnswer = (usable: readonly Grant[], requested: Exact, at: Instant, measured: DecimalText | undefined): EntitlementAnswer => {
  const counted = familyBalance(usable, at);
  const balance = measured === undefined ? counted : { limit: counted.limit, used: exact(measured) };
  const currentUsage = decimalText(balance.used);
  const resets = usable.flatMap((grant) => (grant.definition.counting === 'consumable' && grant.resetsAt !== null ? [grant.resetsAt] : []));
  const resetsAt = resets.sort()[0] ?? null;
  const unlimited = usable.some((grant) => grant.definition.grant.kind === 'unlimited' && grant.limit === null);
  const open = unlimited || usable.some((grant) => grant.limit === null);
  if (open) return { entitled: true, unlimited, limit: null, currentUsage, remaining: null, overLimit: '0', resetsAt };
  const remaining = remainingOf(balance);
  const soft = usable.some((grant) => grant.definition.atLimit !== 'block');
  return {
    entitled: soft || remaining.gte(requested),
    unlimited: false,
    limit: decimalText(balance.limit),
    currentUsage,
    remaining: decimalText(remaining),
    overLimit: decimalText(overLimitOf(balance)),
    resetsAt,
  };
};

const rank = (answer: EntitlementAnswer): number => (answer.unlimited ? 2 : answer.limit === null ? 1 : 0);

/** ENT-20: unlimited wins, else the highest limit; among equal limits the one with more left. */
const better = (a: EntitlementAnswer, b: EntitlementAnswer): EntitlementAnswer => {
  if (rank(a) !== rank(b)) return rank(a) > rank(b) ? a : b;
  const byLimit = exact(a.limit ?? '0').comparedTo(b.limit ?? '0');
  if (byLimit !== 0) return byLimit > 0 ? a : b;
  return exact(a.remaining ?? '0').gte(b.remaining ?? '0') ? a : b;
};

/**
 * ENT-17 to ENT-21: may this customer use `requested` units of the feature at `at`? Each family is the grants of one subscription, brought up to `at`. Limits
 * add up inside a family; across families the highest counts, and all figures are of that family (OR-8). What is pending, suspended, expired or
 * revoked does not count. The application, not we, shows paywalls and blocks.
 *
 * Where a metric measures the use, `measured` holds each family's quantity so far in the running period, in the order of the families; it
 * stands in place of the counter (USG-08).
 */
export const entitlement = (
  families: readonly (readonly Grant[])[],
  featureId: FeatureId,
  requested: DecimalText,
  at: Instant,
  measured: readonly DecimalText[] = [],
): EntitlementAnswer => {
  const answers = families.flatMap((grants, index) => {
    const usable = grants.filter((grant) => grant.featureId === featureId && isUsable(grant, at));
    return usable.length === 0 ? [] : [familyAnswer(usable, exact(requested), at, measured[index])];
  });
  return answers.length === 0 ? notEntitled : answers.reduce(better);
};

/** The grants of one subscription with what moves them in time. */
export type Family = { readonly grants: readonly Grant[]; readonly timelineOf: (itemId: string) => Timeline };

/** The check as of a moment, past the last change that was stored: what time alone will have done by then is taken in, nothing is written (OFF-06). */
export const answerAt = (families: readonly Family[], featureId: FeatureId, requested: DecimalText, at: Instant): EntitlementAnswer =>
  entitlement(
    families.map(({ grants, timelineOf }) => advanced(grants, at, timelineOf)),
    featureId,
    requested,
    at,
  );

/** OR-9: features of one subscription whose use stands above their limit, with the units above. A caller that wants to block such a downgrade asks this of the planned grants. */
export const overLimits = (grants: readonly Grant[], at: Instant): readonly { readonly featureId: FeatureId; readonly by: DecimalText }[] =>
  [...new Set(grants.map((grant) => grant.featureId))].flatMap((featureId) => {
    const { overLimit } = entitlement([grants], featureId, '0', at);
    return overLimit === '0' ? [] : [{ featureId, by: overLimit }];
  });
