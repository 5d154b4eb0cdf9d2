import type { AdmissionProblem } from '../../../core/conflicts/admission-problems.ts';
import type { Command } from '../../../core/kernel/command.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { idSchema } from '../../../core/organization/schema.ts';
import type { Access } from '../../../core/permissions.ts';
import { everybody } from '../store/entity-column.ts';
import type { State, Writing } from '../store/state.ts';

const outside = (entityIds: readonly string[], { entityIds: own }: Access): readonly AdmissionProblem[] => {
  const scope = new Set([everybody, ...(own ?? entityIds)]);
  return [...new Set(entityIds)].filter((entityId) => !scope.has(entityId)).map((entityId) => ({ code: 'access.entity', entityId }));
};

/** Whoever bills a customer loses sight of them where they go to another entity: it is their matter as well. */
const billersOfMoved = async (state: State, writings: readonly Writing[]): Promise<readonly string[]> => {
  const customerIds = writings.flatMap(({ document, before }) =>
    document.kind === 'customer' && before?.kind === 'customer' && document.entityId !== before.entityId ? [document.id] : [],
  );
  if (customerIds.length === 0) return [];
  const where = { customerIds };
  const billed = [await state.list('subscription', where), await state.list('order', where), await state.list('invoice', where)];
  return billed.flat().map(({ entityId }) => entityId);
};

/** ROL-06: whatever a command writes lies in the author's entities, before and after. */
export const scopeProblems = async (state: State, writings: readonly Writing[], access: Access): Promise<readonly AdmissionProblem[]> => {
  if (access.entityIds === null) return [];
  const places = await state.entitiesOf(writings.flatMap(({ document, before }) => (before === null ? [document] : [document, before])));
  return outside([...places.flat(), ...(await billersOfMoved(state, writings))], access);
};

/** Whatever may be an id, wherever it stands in a body. */
const idsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return shaped(idSchema, value).ok ? [value] : [];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(idsIn) : [];
};

/**
 * ROL-06: nobody names a document of another entity. What comes of it would tell of it: an invoice copies its customer, and a refusal has facts (what is left of an
 * invoice, how many subscriptions an entity has). A billing run only bills what somebody's own entities are owed, also by a customer that has gone to another one.
 */
export const namedOutside = async (state: State, { kind, body }: Command, access: Access): Promise<readonly AdmissionProblem[]> =>
  access.entityIds === null || kind === 'billing.run' ? [] : outside(await state.entitiesNamed([...new Set(idsIn(body))]), access);
