import type { FeatureId } from '../catalog/types.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { byText } from '../kernel/order.ts';
import { type DecimalText, decimalText, Exact, exact } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { type Balance, balanceOf, crossed, isEmpty, isLive, leftIn, remainingOf, settled, withAlerts } from './balance.ts';
import { isUsable, keptEntries, logged } from './grant-state.ts';
import type { Allotment, Grant } from './types.ts';

/** ENT-24. `quantity` is above zero; `key` makes a second try harmless. */
export type Consumption = { readonly key: string; readonly quantity: DecimalText; readonly at: Instant };

export type ConsumptionProblem =
  /** No grant of the feature is usable now; `states` are those that there are. */
  | { readonly code: 'entitlement.not-usable'; readonly featureId: FeatureId; readonly states: readonly string[] }
  | { readonly code: 'entitlement.not-consumable'; readonly featureId: FeatureId }
  | { readonly code: 'entitlement.quantity-invalid'; readonly quantity: string }
  | {
      readonly code: 'entitlement.limit-reached';
      readonly featureId: FeatureId;
      readonly requested: DecimalText;
      readonly remaining: DecimalText;
    }
  /** The key was used before for another quantity. */
  | { readonly code: 'entitlement.key-reused'; readonly key: string; readonly counted: DecimalText };

/** Sums limits and use of the grants of one feature in one subscription family (OR-8). */
export const familyBalance = (grants: readonly Grant[], at: Instant): Balance => {
  const balances = grants.map((grant) => ({ grant, ...balanceOf(grant, at) }));
  const counted = balances.filter(({ grant }) => grant.definition.counting !== 'limit');
  const seats = balances.filter(({ grant }) => grant.definition.counting === 'limit');
  return {
    limit: balances.reduce((sum, { limit }) => sum.plus(limit), new Exact(0)),
    used: Exact.max(new Exact(0), ...seats.map(({ used }) => used)).plus(counted.reduce((sum, { used }) => sum.plus(used), new Exact(0))),
  };
};

const alreadyCounted = (grants: readonly Grant[], key: string): Exact | null => {
  const parts = grants.flatMap((grant) => grant.consumed.filter((entry) => entry.key === key));
  return parts.length === 0 ? null : parts.reduce((sum, part) => sum.plus(part.quantity), new Exact(0));
};

const never = '9999-12-31T23:59:59.999Z';
const rankOf: Readonly<Record<Allotment['source'], number>> = { 'carried-over': 0, trial: 1, allowance: 1, 'top-up': 2 };

type Place = { readonly grantId: string; readonly allotment: Allotment; readonly endsAt: Instant };

/** The moment at which unused units of an allotment go: its own end, the grant's, or for an allowance the reset that replaces it. */
const endOf = (grant: Grant, allotment: Allotment): Instant => {
  const ends = [allotment.expiresAt, grant.expiresAt, allotment.source === 'top-up' ? null : grant.resetsAt];
  return ends.reduce<Instant>((soonest, end) => (end !== null && end < soonest ? end : soonest), never);
};

/** ENT-24: carried-over units first, then what ends soonest; at the same end the allowance before a top-up. */
const inOrder = (grants: readonly Grant[], at: Instant): readonly Place[] =>
  grants
    .flatMap((grant) =>
      grant.allotments
        .filter((allotment) => isLive(allotment, at))
        .map((allotment) => ({ grantId: grant.id, allotment, endsAt: endOf(grant, allotment) })),
    )
    .sort((a, b) => {
      const carried = Number(b.allotment.source === 'carried-over') - Number(a.allotment.source === 'carried-over');
      return (
        carried ||
        byText(a.endsAt, b.endsAt) ||
        rankOf[a.allotment.source] - rankOf[b.allotment.source] ||
        byText(a.allotment.id, b.allotment.id)
      );
    });

const isBase = (allotment: Allotment): boolean => allotment.source === 'allowance' || allotment.source === 'trial';

/**
 * How many units each allotment gives, by allotment id. What no allotment has left goes to the base allowance of the first grant that may go beyond
 * its limit, so that use above the limit stands where it is billed.
 */
const drawn = (usable: readonly Grant[], quantity: Exact, at: Instant): ReadonlyMap<string, Exact> => {
  const draws = new Map<string, Exact>();
  const unlimited = usable.find((grant) => grant.limit === null);
  let rest = quantity;
  if (unlimited === undefined) {
    let available = remainingOf(familyBalance(usable, at));
    for (const { allotment } of inOrder(usable, at)) {
      const part = Exact.min(rest, available, leftIn(allotment));
      if (part.lte(0)) continue;
      draws.set(allotment.id, part);
      rest = rest.minus(part);
      available = available.minus(part);
    }
  }
  if (rest.isZero()) return draws;
  const beyond = unlimited ?? usable.find((grant) => grant.definition.atLimit !== 'block');
  const base = beyond?.allotments.find(isBase);
  if (base !== undefined) draws.set(base.id, rest.plus(draws.get(base.id) ?? 0));
  return draws;
};

const withDraws = (grant: Grant, draws: ReadonlyMap<string, Exact>, { key, at }: Consumption): Grant => {
  const parts = grant.allotments.map((allotment) => draws.get(allotment.id) ?? null);
  const total = parts.reduce<Exact>((sum, part) => (part === null ? sum : sum.plus(part)), new Exact(0));
  if (total.isZero()) return grant;
  const wasEmpty = isEmpty(grant, at);
  const used: Grant = {
    ...grant,
    allotments: grant.allotments.map((allotment, index) => {
      const part = parts[index] ?? null;
      return part === null ? allotment : { ...allotment, used: decimalText(part.plus(allotment.used)) };
    }),
    consumed: [...grant.consumed, { key, quantity: decimalText(total), at }].slice(-keptEntries),
  };
  if (grant.definition.atLimit !== 'block' && !wasEmpty && isEmpty(used, at)) return logged(used, at, 'consumed-to-zero');
  return settled(used, at, 'adjusted');
};

/** Units of the feature that a consumption may draw on now; hard limits refuse what is above, soft ones let it pass (ENT-22). */
const consumable = (grants: readonly Grant[], featureId: FeatureId, at: Instant): Outcome<readonly Grant[], ConsumptionProblem> => {
  const family = grants.filter((grant) => grant.featureId === featureId);
  const usable = family.filter((grant) => isUsable(grant, at));
  if (usable.length === 0) return refuse({ code: 'entitlement.not-usable', featureId, states: family.map((grant) => grant.state.kind) });
  const counters = usable.filter((grant) => grant.definition.counting === 'consumable');
  return counters.length === 0 ? refuse({ code: 'entitlement.not-consumable', featureId }) : done(counters);
};

/**
 * ENT-06, ENT-22, ENT-24: takes units of one feature from the grants of one subscription: all of them or none. The same key and quantity again
 * changes nothing. Bring the grants up to `at` first (`advanced`).
 */
export const consumed = (
  grants: readonly Grant[],
  featureId: FeatureId,
  consumption: Consumption,
): Outcome<readonly Grant[], ConsumptionProblem> => {
  const { key, at } = consumption;
  const quantity = exact(consumption.quantity);
  if (quantity.lte(0)) return refuse({ code: 'entitlement.quantity-invalid', quantity: consumption.quantity });
  const counted = alreadyCounted(
    grants.filter((grant) => grant.featureId === featureId),
    key,
  );
  if (counted !== null) {
    return counted.eq(quantity) ? done(grants) : refuse({ code: 'entitlement.key-reused', key, counted: decimalText(counted) });
  }
  const counters = consumable(grants, featureId, at);
  if (!counters.ok) return counters;
  const usable = counters.value;
  const before = familyBalance(usable, at);
  const goesOn = usable.some((grant) => grant.limit === null || grant.definition.atLimit !== 'block');
  if (!goesOn && quantity.gt(remainingOf(before))) {
    return refuse({
      code: 'entitlement.limit-reached',
      featureId,
      requested: consumption.quantity,
      remaining: decimalText(remainingOf(before)),
    });
  }
  const draws = drawn(usable, quantity, at);
  const after = grants.map((grant) => withDraws(grant, draws, consumption));
  return done(alerted(after, usable, before, at));
};

/** ENT-23: logs on the family's first usable grant what its new use has reached. Percentages are of the family's limit. */
const alerted = (grants: readonly Grant[], usable: readonly Grant[], before: Balance, at: Instant): readonly Grant[] => {
  if (!usable.every((grant) => grant.limit !== null)) return grants;
  const ids = new Set(usable.map((grant) => grant.id));
  const after = familyBalance(
    grants.filter((grant) => ids.has(grant.id)),
    at,
  );
  const levels = [...new Set(usable.flatMap((grant) => grant.definition.alertsAt))].sort((a, b) => a - b);
  const reached = crossed(levels, before, after);
  const first = usable[0]?.id;
  return reached.length === 0 ? grants : grants.map((grant) => (grant.id === first ? withAlerts(grant, at, reached) : grant));
};

export type InUseProblem =
  | { readonly code: 'entitlement.not-usable'; readonly featureId: FeatureId; readonly states: readonly string[] }
  | { readonly code: 'entitlement.not-limited'; readonly featureId: FeatureId }
  | { readonly code: 'entitlement.quantity-invalid'; readonly quantity: string }
  | {
      readonly code: 'entitlement.limit-reached';
      readonly featureId: FeatureId;
      readonly requested: DecimalText;
      readonly remaining: DecimalText;
    };

/**
 * What is in use now of a limit such as seats, in the whole family (ENT-22). A hard limit refuses to go further above it, but never refuses a lower number
 * than before: a downgrade may have left the use above the limit (ENT-29).
 */
export const inUseSet = (
  grants: readonly Grant[],
  featureId: FeatureId,
  inUse: DecimalText,
  at: Instant,
): Outcome<readonly Grant[], InUseProblem> => {
  const family = grants.filter((grant) => grant.featureId === featureId);
  const usable = family.filter((grant) => isUsable(grant, at));
  const limits = usable.filter((grant) => grant.definition.counting === 'limit');
  const wanted = exact(inUse);
  if (wanted.lt(0)) return refuse({ code: 'entitlement.quantity-invalid', quantity: inUse });
  if (usable.length === 0) return refuse({ code: 'entitlement.not-usable', featureId, states: family.map((grant) => grant.state.kind) });
  if (limits.length === 0) return refuse({ code: 'entitlement.not-limited', featureId });
  const before = familyBalance(limits, at);
  const open = limits.some((grant) => grant.limit === null || grant.definition.atLimit !== 'block');
  if (!open && wanted.gt(before.limit) && wanted.gt(before.used)) {
    return refuse({ code: 'entitlement.limit-reached', featureId, requested: inUse, remaining: decimalText(remainingOf(before)) });
  }
  const ids = new Set(
    family.filter((grant) => grant.definition.counting === 'limit' && grant.state.kind !== 'revoked').map((grant) => grant.id),
  );
  const after = grants.map((grant) => (ids.has(grant.id) && grant.inUse !== inUse ? { ...grant, inUse } : grant));
  return done(alerted(after, limits, before, at));
};
