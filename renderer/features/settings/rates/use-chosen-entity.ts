import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { useDocuments } from '../../../app/hooks.ts';
import { useSession } from '../../../state/session.ts';

/** The entity that is worked for; where all of them are, the fallback. */
export const useChosenEntity = (): OperatingEntity | null => {
  const entityId = useSession((session) => session.entityId);
  const entities = useDocuments('entity').value ?? [];
  return entities.find(({ id }) => id === entityId) ?? entities.find(({ isFallback }) => isFallback) ?? entities[0] ?? null;
};
