import { type Access, isAllowed, type Role, roles } from '../../../../core/permissions.ts';
import type { PersonView } from '../../../app/sync/administration-door.ts';

type Touched = Pick<PersonView, 'id' | 'role' | 'entityIds'>;

/** Why somebody may not change somebody else, as the server will judge it (ROL-01, ROL-06); `null` where they may. */
export type Hindrance = 'role' | 'administrator' | 'scope';

const covers = (scope: readonly string[] | null, entityIds: readonly string[] | null): boolean =>
  scope === null || (entityIds !== null && entityIds.every((id) => scope.includes(id)));

export const mayManage = (access: Access | null): boolean => access !== null && isAllowed(access.role, { area: 'people', level: 'edit' });

export const hindranceOf = (access: Access | null, person: Touched): Hindrance | null => {
  if (access === null || !mayManage(access)) return 'role';
  if (access.role !== 'administrator' && person.role === 'administrator') return 'administrator';
  return covers(access.entityIds, person.entityIds) ? null : 'scope';
};

/** The roles that somebody may give: nobody gives more than they have. */
export const rolesToGive = (access: Access | null): readonly Role[] =>
  roles.filter((role) => access?.role === 'administrator' || role !== 'administrator');
