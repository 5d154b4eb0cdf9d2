import { mayGive } from '../../../core/permissions.ts';
import type { CommandKind } from '../../../core/use-cases.ts';
import { useProblemText } from '../problems.tsx';
import { useAccess } from './sync-news.ts';

/** ROL-05: why a command may not be given, in a sentence; `null` where it may, or where nobody signs in. */
export const useRoleReason = (): ((kind: CommandKind | undefined) => string | null) => {
  const role = useAccess()?.role;
  const problem = useProblemText();
  return (kind) => (kind === undefined || role === undefined || mayGive(role, kind) ? null : problem({ code: 'access.role' }));
};
