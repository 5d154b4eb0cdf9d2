import type { EntitlementDefinition, PlanVersion, PriceVariant } from '../catalog/types.ts';
import type { Command } from '../kernel/command.ts';
import { must } from '../kernel/invariant.ts';
import type { Instant } from '../time/instant.ts';
import type { Point } from './timeline.ts';
import type { Subscription, Term } from './types.ts';

/** Published plan versions by `<plan id>@<version>`. */
export type Versions = ReadonlyMap<string, PlanVersion>;

export type SoldTerm = Pick<Term, 'planId' | 'planVersion' | 'variantId'>;

const versionId = (term: Pick<Term, 'planId' | 'planVersion'>): string => `${term.planId}@${term.planVersion}`;

/** @throws InvariantBroken where the facts lack the version: whoever gathers them answers for that with a problem (see family-facts.ts). */
export const versionOf = (versions: Versions, term: SoldTerm): PlanVersion =>
  must(versions.get(versionId(term)), 'the version of a term was gathered');

export const variantOf = (versions: Versions, term: SoldTerm): PriceVariant =>
  must(
    versionOf(versions, term).variants.find((variant) => variant.id === term.variantId),
    'the variant of a term exists',
  );

export const definitionsOf = (versions: Versions, term: SoldTerm): readonly EntitlementDefinition[] =>
  versionOf(versions, term).entitlements;

/**
 * What an edit of the timeline is made with. `moment` is when entitlements follow. `cause` names what happens, not who noticed: ids made by time alone
 * come out the same whether a server advances every night or a station after a month.
 */
export type Occasion = Point & {
  readonly moment: Instant;
  readonly cause: string;
  readonly command: Pick<Command, 'id' | 'at' | 'by'>;
  readonly versions: Versions;
};

/** The plan versions that a subscription's live terms and planned changes speak of. */
export const versionIdsOf = (subscription: Subscription): readonly string[] => {
  const ids = new Set<string>();
  for (const item of subscription.items) {
    const last = item.terms.at(-1);
    if (last !== undefined) ids.add(versionId(last));
  }
  for (const { change } of subscription.planned) {
    if (change.kind === 'plan' || change.kind === 'add-on-attach') ids.add(versionId(change.term));
  }
  return [...ids].sort();
};
