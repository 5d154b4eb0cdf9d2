import { useNavigate, useParams, useRouterState, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { features } from './features.ts';

/** A path with its parameters put in: `pathTo('/customers/$id', { id })`. */
const pathTo = (path: string, params: Readonly<Record<string, string>> = {}): string =>
  path.replaceAll(/\$(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''));

const recordPaths = new Map(features.flatMap(({ records = {} }) => Object.entries(records)));

/** Where a record is opened, `null` where no feature shows its kind. */
export const recordPath = (kind: string, id: string): string | null => {
  const path = recordPaths.get(kind);
  return path === undefined ? null : pathTo(path, { id });
};

/** Goes to a path of ours; what stands behind `?` is kept. */
export const useGo = (): ((path: string) => void) => {
  const navigate = useNavigate();
  return useCallback(
    (path: string) => {
      const [to = '/', query = ''] = path.split('?');
      void navigate({ to, search: Object.fromEntries(new URLSearchParams(query)) });
    },
    [navigate],
  );
};

type Texts = Readonly<Record<string, string | undefined>>;

/** A parameter of the page's path. */
export const usePathParam = (name: string): string => {
  const params: Texts = useParams({ strict: false });
  return params[name] ?? '';
};

/** One value of the page's address that is text, and how to replace it; an empty one is left out. */
export const useSearchParam = (name: string): readonly [string, (value: string) => void] => {
  const search: Texts = useSearch({ strict: false });
  const navigate = useNavigate();
  const set = useCallback(
    (next: string) => {
      void navigate({
        to: '.',
        search: (before: Record<string, unknown>) => ({ ...before, [name]: next === '' ? undefined : next }),
        replace: true,
      });
    },
    [navigate, name],
  );
  return [search[name] ?? '', set];
};

export const usePath = (): string => useRouterState({ select: ({ location }) => location.pathname });
