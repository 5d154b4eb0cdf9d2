import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { MissingEntity } from './edit-entity.ts';
import { idSchema } from './schema.ts';
import type { EntityId, OperatingEntity } from './types.ts';

export type MakeFallback = Command<'entity.make-fallback', { readonly entityId: EntityId }>;

export type MakeFallbackProblem = MissingEntity | { readonly code: 'entity.archived'; readonly entityId: EntityId };

type Facts = { readonly entities: readonly OperatingEntity[] };

/** OPE-05: the entity takes over from the one that had the flag, in one change, so that there is always exactly one. */
export const makeFallback: UseCase<MakeFallback, Facts, MakeFallbackProblem, Reads<{ entity: OperatingEntity }>> = {
  kind: 'entity.make-fallback',
  shape: strictObject({ entityId: idSchema }),

  gather: async (_command, source) => ({ entities: await source.list('entity') }),

  plan: (command, { entities }) => {
    const { entityId } = command.body;
    const next = entities.find((entity) => entity.id === entityId);
    if (next === undefined) return refuse({ code: 'entity.missing', entityId });
    if (next.state === 'archived') return refuse({ code: 'entity.archived', entityId });
    const changed = entities.filter((entity) => entity.isFallback !== (entity.id === entityId));
    return done({ command, writes: changed.map((entity) => revised(entity, { ...entity, isFallback: entity.id === entityId })) });
  },
};
