import { invariant } from '../kernel/invariant.ts';
import { decimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { isLive, leftIn, settled } from './balance.ts';
import { endedGrant } from './ending.ts';
import { isEnding, logged, revoked } from './grant-state.ts';
import { releveled } from './plan-change.ts';
import { started } from './provision.ts';
import { canRenew, expired, extended, extendsAt, renewed } from './renewal.ts';
import type { ServiceSpan } from './suspension.ts';
import type { Grant } from './types.ts';

/** What time alone does to the grants of one item. */
export type Timeline = {
  /** The item's service periods, ascending, at least from the one that holds its last renewal up to the moment asked for. Paused time is in none of them. */
  readonly periods: readonly ServiceSpan[];
  /** ENT-14: spans in which the subscription is neither active nor on trial; `until: null` for open. */
  readonly inactive: readonly { readonly from: Instant; readonly until: Instant | null }[];
  /** The first moment after the subscription's (or item's) end; `null` where no end is set. */
  readonly endsAt: Instant | null;
};

type Due = { readonly at: Instant; readonly apply: (grant: Grant, logAt: Instant) => Grant };

const isActiveAt = (timeline: Timeline, at: Instant): boolean =>
  (timeline.endsAt === null || at < timeline.endsAt) &&
  !timeline.inactive.some(({ from, until }) => from <= at && (until === null || at < until));

/** The next renewal: where the period after the last one begins, or, after time without service, where service goes on. */
const renewalOf = (grant: Grant, timeline: Timeline): Due | null => {
  const { resetsAt } = grant;
  if (resetsAt === null) return null;
  const span = timeline.periods.find((candidate) => candidate.end > resetsAt);
  if (span === undefined) return null;
  const at = span.start > resetsAt ? span.start : resetsAt;
  if (timeline.endsAt !== null && at >= timeline.endsAt) return null;
  if (!canRenew(grant, at)) return null;
  return { at, apply: (current, logAt) => renewed(current, logAt, span.end) };
};

const lapseOf = (grant: Grant): Due | null => {
  const ends = grant.allotments.flatMap((allotment) => (allotment.expiresAt === null ? [] : [allotment.expiresAt]));
  const at = ends.sort()[0];
  if (at === undefined) return null;
  const apply = (current: Grant, logAt: Instant): Grant => {
    const gone = current.allotments.filter((allotment) => !isLive(allotment, at));
    const kept: Grant = { ...current, allotments: current.allotments.filter((allotment) => isLive(allotment, at)) };
    const lost = gone.map((allotment) => leftIn(allotment)).reduce((a, b) => a.plus(b));
    const sources = gone.map((allotment) => allotment.source).join(' ');
    return settled(logged(kept, logAt, 'lapsed', { sources, lost: decimalText(lost) }), logAt, 'changed');
  };
  return { at, apply };
};

const expiryDue = (grant: Grant, timeline: Timeline): Due | null => {
  const at = grant.expiresAt;
  if (at === null) return null;
  return {
    at,
    apply: (current, logAt) => (isActiveAt(timeline, at) && extendsAt(current, at) ? extended(current, logAt) : expired(current, logAt)),
  };
};

const endDue = (grant: Grant, timeline: Timeline): Due | null => {
  if (timeline.endsAt === null || isEnding(grant) || grant.state.kind === 'expired') return null;
  return { at: timeline.endsAt, apply: (current, logAt) => endedGrant(current, logAt, 'cancelled') };
};

const plannedDue = (grant: Grant, timeline: Timeline): Due | null => {
  const next = grant.next;
  if (next === null) return null;
  const { at, change } = next;
  if (change.kind === 'revoke') return { at, apply: (current, logAt) => revoked(current, logAt, change.reason) };
  // Where a renewal falls on the same moment it takes the change in, and allots by the new level.
  if (grant.state.kind === 'expired' || grant.state.kind === 'suspended' || renewalOf(grant, timeline)?.at === at) return null;
  return { at, apply: (current, logAt) => releveled(current, change.definition, change.limit, logAt) };
};

/** What may happen to the grant by itself, in the order that counts at one moment: an end before a renewal, a renewal before an expiry. */
const duesOf = (grant: Grant, timeline: Timeline): readonly (Due | null)[] => {
  switch (grant.state.kind) {
    case 'revoked':
      return [];
    case 'pending':
      return [endDue(grant, timeline), plannedDue(grant, timeline), { at: grant.state.startsAt, apply: started }];
    case 'suspended':
      return [endDue(grant, timeline), grant.next?.change.kind === 'revoke' ? plannedDue(grant, timeline) : null];
    case 'expired':
      return [plannedDue(grant, timeline), renewalOf(grant, timeline)];
    case 'active':
    case 'exhausted':
      return [endDue(grant, timeline), plannedDue(grant, timeline), renewalOf(grant, timeline), lapseOf(grant), expiryDue(grant, timeline)];
  }
};

const maxSteps = 100_000;

const advancedGrant = (grant: Grant, until: Instant, timeline: Timeline): Grant => {
  let current = grant;
  for (let step = 0; step < maxSteps; step += 1) {
    let first: Due | null = null;
    for (const due of duesOf(current, timeline)) if (due !== null && due.at <= until && (first === null || due.at < first.at)) first = due;
    if (first === null) return current;
    // What came due during a suspension is logged when it ends, so that the log never runs backwards.
    const last = current.log.at(-1)?.at ?? first.at;
    current = first.apply(current, last > first.at ? last : first.at);
  }
  invariant(false, 'a grant comes to rest');
};

/**
 * OFF-06: every change that time alone makes, up to and including `until`, each at its own moment: starts, renewals with carry-over, automatic extensions,
 * expiries, planned changes, the end of the subscription. Doing it in one go or in many gives the same. `timelineOf('')` is asked for manual grants: give the base item's.
 */
export const advanced = (grants: readonly Grant[], until: Instant, timelineOf: (itemId: string) => Timeline): readonly Grant[] =>
  grants.map((grant) => advancedGrant(grant, until, timelineOf(grant.itemId)));
