import { type Command, revised, type StoredDocument } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { MissingEntity } from './edit-entity.ts';
import { idSchema } from './schema.ts';
import type { EntityId, OperatingEntity } from './types.ts';

export type ArchiveEntity = Command<'entity.archive', { readonly entityId: EntityId }>;

export type ArchiveEntityProblem =
  | MissingEntity
  | { readonly code: 'entity.archived'; readonly entityId: EntityId }
  /** Another entity has to take over first (`entity.make-fallback`). */
  | { readonly code: 'entity.is-fallback'; readonly entityId: EntityId }
  | { readonly code: 'entity.has-subscriptions'; readonly entityId: EntityId; readonly subscriptions: number };

/** As much of a subscription as this rule asks for; the whole of it lies in a higher domain. */
type Billed = StoredDocument & { readonly entityId: EntityId; readonly state: { readonly kind: string } };

type Facts = { readonly entity: OperatingEntity | null; readonly running: number };

/** OPE-01: an archived entity bills nobody and takes no new subscription; its documents, numbers and reports stay. */
export const archiveEntity: UseCase<
  ArchiveEntity,
  Facts,
  ArchiveEntityProblem,
  Reads<{ entity: OperatingEntity; subscription: Billed }>
> = {
  kind: 'entity.archive',
  shape: strictObject({ entityId: idSchema }),

  gather: async (command, source) => {
    const { entityId } = command.body;
    const subscriptions = await source.list('subscription');
    return {
      entity: await source.get('entity', entityId),
      running: subscriptions.filter((subscription) => subscription.entityId === entityId && subscription.state.kind !== 'cancelled').length,
    };
  },

  plan: (command, { entity, running }) => {
    const { entityId } = command.body;
    if (entity === null) return refuse({ code: 'entity.missing', entityId });
    if (entity.state === 'archived') return refuse({ code: 'entity.archived', entityId });
    if (entity.isFallback) return refuse({ code: 'entity.is-fallback', entityId });
    if (running > 0) return refuse({ code: 'entity.has-subscriptions', entityId, subscriptions: running });
    return done({ command, writes: [revised(entity, { ...entity, state: 'archived' })] });
  },
};
