import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { useDocuments } from '../../app/hooks.ts';

/** Entities by their codes; `null`: all of them. */
export const useEntityCodes = (): ((ids: readonly string[] | null) => string) => {
  const text = useTranslations('app.entity');
  const entities = useDocuments('entity').value;
  return useMemo(() => {
    const codes = new Map<string, string>((entities ?? []).map(({ id, code }) => [id, code]));
    return (ids) => (ids === null ? text('all') : ids.map((id) => codes.get(id) ?? id).join(', '));
  }, [entities, text]);
};
