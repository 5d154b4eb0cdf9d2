import { answerAt, type Family } from '../entitlements/check.ts';
import { isUsable } from '../entitlements/grant-state.ts';
import type { EntitlementAnswer, GrantState } from '../entitlements/types.ts';
import { timelinesOf } from '../subscriptions/entitlement-timeline.ts';
import type { Subscription } from '../subscriptions/types.ts';
import type { Instant } from '../time/instant.ts';

/** One feature as a customer may use it: the answer to a check at a moment (ENT-17), and when it ends by itself. */
export type EntitlementStanding = {
  readonly featureId: string;
  readonly answer: EntitlementAnswer;
  /** Plain access: there is nothing to count. */
  readonly isAccess: boolean;
  /** The state of the grant that says most; what is usable goes before what is not. */
  readonly state: GrantState['kind'];
  readonly expiresAt: Instant | null;
};

const familyOf = (subscription: Subscription, at: Instant): Family => ({
  grants: subscription.grants,
  timelineOf: timelinesOf(subscription, at),
});

/** ENT-17 to ENT-21: every feature that these subscriptions ever granted, with the answer to a check for one unit at a moment. By feature id. */
export const entitlementStandings = (subscriptions: readonly Subscription[], at: Instant): readonly EntitlementStanding[] => {
  const families = subscriptions.map((subscription) => familyOf(subscription, at));
  const grants = subscriptions.flatMap((subscription) => subscription.grants);
  const ids = [...new Set(grants.map(({ featureId }) => featureId))].sort();
  return ids.map((featureId): EntitlementStanding => {
    const mine = grants.filter((grant) => grant.featureId === featureId);
    const leading = mine.find((grant) => isUsable(grant, at)) ?? mine.at(-1);
    return {
      featureId,
      answer: answerAt(families, featureId, '0', at),
      isAccess: mine.every(({ definition }) => definition.grant.kind === 'access'),
      state: leading?.state.kind ?? 'expired',
      expiresAt: leading?.expiresAt ?? null,
    };
  });
};

/** A feature before a change, right after it, and on a later day. `null`: it is not granted then. */
export type EntitlementChange = {
  readonly featureId: string;
  readonly before: EntitlementStanding | null;
  readonly after: EntitlementStanding | null;
  readonly later: EntitlementStanding | null;
  readonly isChanged: boolean;
};

const sameStanding = (a: EntitlementStanding | null, b: EntitlementStanding | null): boolean => {
  const said = (standing: EntitlementStanding | null): string =>
    standing === null || !standing.answer.entitled ? 'none' : `${standing.answer.unlimited}|${standing.answer.limit}|${standing.isAccess}`;
  return said(a) === said(b);
};

/** What a change does to features, those that it touches first. */
export const entitlementChanges = (
  before: readonly EntitlementStanding[],
  after: readonly EntitlementStanding[],
  then: readonly EntitlementStanding[],
): readonly EntitlementChange[] => {
  const ids = [...new Set([...before, ...after, ...then].map(({ featureId }) => featureId))].sort();
  const find = (standings: readonly EntitlementStanding[], id: string): EntitlementStanding | null =>
    standings.find(({ featureId }) => featureId === id) ?? null;
  const changes = ids.map((featureId): EntitlementChange => {
    const [first, second, third] = [find(before, featureId), find(after, featureId), find(then, featureId)];
    return {
      featureId,
      before: first,
      after: second,
      later: third,
      isChanged: !sameStanding(first, second) || !sameStanding(first, third),
    };
  });
  return [...changes.filter(({ isChanged }) => isChanged), ...changes.filter(({ isChanged }) => !isChanged)];
};
