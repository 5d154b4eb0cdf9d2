import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { doneUnless } from '../kernel/outcome.ts';
import { schemaFor, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { dayOf } from './entity-day.ts';
import { type EntityProblem, entityProblems } from './entity-rules.ts';
import type { EntityFields } from './new-entity.ts';
import { entityFields } from './schema.ts';
import type { EntityId, NumberSeries, OperatingEntity } from './types.ts';

export type CreateEntity = Command<'entity.create', EntityFields>;

/** OPE-05: exactly one entity bills where no other serves the country: the first one made, until another takes over. */
export type FallbackProblem =
  | { readonly code: 'entity.fallback-needed' }
  | { readonly code: 'entity.fallback-taken'; readonly by: EntityId };

export type CreateEntityProblem = EntityProblem | FallbackProblem;

type Facts = { readonly entities: readonly OperatingEntity[]; readonly series: readonly NumberSeries[] };

const fallbackProblems = (isFallback: boolean, entities: readonly OperatingEntity[]): readonly FallbackProblem[] => {
  const current = entities.find((entity) => entity.isFallback && entity.state === 'active');
  if (current === undefined) return isFallback ? [] : [{ code: 'entity.fallback-needed' }];
  return isFallback ? [{ code: 'entity.fallback-taken', by: current.id }] : [];
};

/** OPE-01, OPE-04 */
export const createEntity: UseCase<
  CreateEntity,
  Facts,
  CreateEntityProblem,
  Reads<{ entity: OperatingEntity; 'number-series': NumberSeries }>
> = {
  kind: 'entity.create',
  shape: schemaFor<EntityFields>()(strictObject(entityFields)),

  gather: async (_command, source) => ({ entities: await source.list('entity'), series: await source.list('number-series') }),

  plan: (command, { entities, series }) => {
    const entity: Omit<OperatingEntity, 'rev'> = {
      id: derivedId('ent', command.id),
      kind: 'entity',
      ...command.body,
      taxRegistrations: [],
      booksLockedBefore: null,
      state: 'active',
    };
    const context = { others: entities, series, on: dayOf(entity.zone, command.at) };
    const problems = [...entityProblems(entity, context), ...fallbackProblems(entity.isFallback, entities)];
    return doneUnless(problems, () => ({ command, writes: [created<OperatingEntity>(entity)] }));
  },
};
