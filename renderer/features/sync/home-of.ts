import type { Role } from '../../../core/permissions.ts';
import type { Session } from '../../state/session.ts';

/** Which home comes first for a role; anybody may choose another one. */
export const homeOf = (role: Role): Session['role'] => (role === 'sales' ? 'sales' : role === 'administrator' ? 'admin' : 'finance');
