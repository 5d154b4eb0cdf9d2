import type { AdmissionProblem } from '../../../core/conflicts/admission-problems.ts';
import type { Command } from '../../../core/kernel/command.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { idSchema } from '../../../core/organization/schema.ts';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { type Access, needOf } from '../../../core/permissions.ts';
import type { CommandKind } from '../../../core/use-cases.ts';
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

/** Whose documents are named that are not the author's. Whom they bill they may name, but in what is done to the customer itself. */
const namedBy = (state: State, ids: readonly string[], kind: string, billing: readonly string[]): Promise<readonly string[]> =>
  state.entitiesNamed(ids, needOf[kind as CommandKind].area === 'customers' ? [] : billing);

/**
 * ROL-06: nobody names a document of another entity. What comes of it would tell of it: an invoice copies its customer, and a refusal has facts (what is left of an
 * invoice, how many subscriptions an entity has). A billing run only bills what somebody's own entities are owed, also by a customer that has gone to another one.
 */
export const namedOutside = async (state: State, { kind, body }: Command, access: Access): Promise<readonly AdmissionProblem[]> =>
  access.entityIds === null || kind === 'billing.run'
    ? []
    : outside(await namedBy(state, [...new Set(idsIn(body))], kind, access.entityIds), access);

/**
 * ROL-06: a refusal as its author may read it: that a key is taken is said, by whom only to those who may see them. Its facts name no document that the author
 * did not name and does not see.
 */
export const toldTo = async (state: State, problems: readonly ProblemLike[], { entityIds }: Access): Promise<readonly ProblemLike[]> => {
  if (entityIds === null) return problems;
  const isHidden = async (id: string): Promise<boolean> =>
    outside(await state.entitiesNamed([id], entityIds), { role: 'auditor', entityIds }).length > 0;
  const told: ProblemLike[] = [];
  for (const problem of problems) {
    const facts: [string, unknown][] = [];
    for (const [name, value] of Object.entries(problem)) {
      const ids = name === 'code' ? [] : idsIn(value);
      const hidden = await Promise.all(ids.map(isHidden));
      if (!hidden.includes(true)) facts.push([name, value]);
    }
    told.push(Object.fromEntries(facts) as ProblemLike);
  }
  return told;
};
