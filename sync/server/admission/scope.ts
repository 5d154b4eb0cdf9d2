import type { AdmissionProblem } from '../../../core/conflicts/admission-problems.ts';
import type { Access } from '../../../core/permissions.ts';
import type { State, Writing } from '../store/state.ts';
import { everybody } from '../store/tables.ts';

/** ROL-06: whatever a command writes lies in the author's entities, before and after. */
export const scopeProblems = async (state: State, writings: readonly Writing[], access: Access): Promise<readonly AdmissionProblem[]> => {
  if (access.entityIds === null) return [];
  const scope = new Set([everybody, ...access.entityIds]);
  const places = await state.entitiesOf(writings.flatMap(({ document, before }) => (before === null ? [document] : [document, before])));
  const outside = [...new Set(places.flat())].filter((entityId) => !scope.has(entityId));
  return outside.map((entityId) => ({ code: 'access.entity', entityId }));
};
