import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { filtersOf, filtersText, type ListState, sortOf, sortText } from './list-state.ts';

/** The list's state out of the page's address, and how to change it there. */
export const useListState = (): readonly [ListState, (state: ListState) => void] => {
  const search: Readonly<Record<string, string | undefined>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const { q = '', f = '', s = '' } = search;
  const state = useMemo<ListState>(() => ({ text: q, filters: filtersOf(f), sort: sortOf(s) }), [q, f, s]);
  const set = useCallback(
    ({ text, filters, sort }: ListState) => {
      const next = { q: text, f: filtersText(filters), s: sortText(sort) };
      void navigate({ to: '.', search: (before: Record<string, unknown>) => ({ ...before, ...next }), replace: true });
    },
    [navigate],
  );
  return [state, set];
};
