import { useMemo } from 'react';
import type { Plan, PlanVersion } from '../../../../core/catalog/types.ts';
import { useDocuments } from '../../../app/hooks.ts';

/** A plan's versions, the newest first; a draft that was given up is not among them. `undefined` while they are read. */
export const useVersions = (plan: Plan | null): readonly PlanVersion[] | undefined => {
  const ids = useMemo(
    () => Array.from({ length: Math.max(plan?.currentVersion ?? 0, plan?.draftVersion ?? 0) }, (_, at) => `${plan?.id ?? ''}@${at + 1}`),
    [plan],
  );
  const { value } = useDocuments('plan-version', { ids });
  return useMemo(() => value?.toSorted((a, b) => b.version - a.version), [value]);
};
