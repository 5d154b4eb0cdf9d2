import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { CountryCode, EntityId, OperatingEntity } from './types.ts';

export type EntitySelectionProblem =
  | { readonly code: 'entity.missing'; readonly entityId: EntityId }
  | { readonly code: 'entity.archived'; readonly entityId: EntityId }
  | { readonly code: 'entity.none-for-country'; readonly country: CountryCode };

/**
 * OPE-05: who bills a customer: the entity that the customer names, else the one that serves its country, else the fallback. The answer is fixed on the
 * subscription when it is made; a customer that moves keeps its entity there.
 */
export const entityFor = (
  customer: { readonly entityId: EntityId | null; readonly country: CountryCode },
  entities: readonly OperatingEntity[],
): Outcome<OperatingEntity, EntitySelectionProblem> => {
  if (customer.entityId !== null) {
    const named = entities.find((entity) => entity.id === customer.entityId);
    if (named === undefined) return refuse({ code: 'entity.missing', entityId: customer.entityId });
    return named.state === 'active' ? done(named) : refuse({ code: 'entity.archived', entityId: named.id });
  }
  const active = entities.filter((entity) => entity.state === 'active');
  const found = active.find((entity) => entity.servesCountries.includes(customer.country)) ?? active.find((entity) => entity.isFallback);
  return found === undefined ? refuse({ code: 'entity.none-for-country', country: customer.country }) : done(found);
};
