import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { plainDateSchema } from '../time/schema.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { MissingEntity } from './edit-entity.ts';
import { dayOf } from './entity-day.ts';
import { idSchema } from './schema.ts';
import type { EntityId, OperatingEntity } from './types.ts';

export type LockBooks = Command<'entity.lock-books', { readonly entityId: EntityId; readonly before: PlainDate }>;

export type LockBooksProblem =
  | MissingEntity
  /** The lock only moves forward. */
  | { readonly code: 'books.locked-further'; readonly lockedBefore: PlainDate }
  /** A lock in the future would stop today's work. */
  | { readonly code: 'books.lock-in-future'; readonly before: PlainDate; readonly today: PlainDate };

type Facts = { readonly entity: OperatingEntity | null };

/** SUB-29: from now on nothing is made or changed with an effective date before `before`. */
export const lockBooks: UseCase<LockBooks, Facts, LockBooksProblem, Reads<{ entity: OperatingEntity }>> = {
  kind: 'entity.lock-books',
  shape: strictObject({ entityId: idSchema, before: plainDateSchema }),

  gather: async (command, source) => ({ entity: await source.get('entity', command.body.entityId) }),

  plan: (command, { entity }) => {
    const { entityId, before } = command.body;
    if (entity === null) return refuse({ code: 'entity.missing', entityId });
    const lockedBefore = entity.booksLockedBefore;
    if (lockedBefore !== null && before < lockedBefore) return refuse({ code: 'books.locked-further', lockedBefore });
    const today = dayOf(entity.zone, command.at);
    if (before > today) return refuse({ code: 'books.lock-in-future', before, today });
    return done({ command, writes: [revised(entity, { ...entity, booksLockedBefore: before })] });
  },
};
