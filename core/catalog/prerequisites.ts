import type { EntityId, OperatingEntity } from '../organization/types.ts';

/** CAT-28: what must be set up before catalog work. */
export type PrerequisiteProblem =
  | { readonly code: 'catalog.no-entity' }
  /** The entity computes tax itself and has no registration to compute it for. */
  | { readonly code: 'catalog.tax-not-set'; readonly entityId: EntityId; readonly entityCode: string };

export const catalogPrerequisites = (entities: readonly OperatingEntity[]): readonly PrerequisiteProblem[] => {
  const active = entities.filter((entity) => entity.state === 'active');
  if (active.length === 0) return [{ code: 'catalog.no-entity' }];
  return active
    .filter((entity) => entity.taxTreatment === 'native' && entity.taxRegistrations.length === 0)
    .map((entity) => ({ code: 'catalog.tax-not-set', entityId: entity.id, entityCode: entity.code }));
};
