import { createHashHistory, createRootRoute, createRoute, createRouter, Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { CrashPage } from './crash-page.tsx';
import { features } from './features.ts';
import { Frame } from './frame.tsx';
import { MissingPage } from './missing-page.tsx';
import { PageOf } from './page-of.tsx';

const root = createRootRoute({
  component: () => (
    <Frame>
      <Suspense fallback={null}>
        <Outlet />
      </Suspense>
    </Frame>
  ),
  notFoundComponent: MissingPage,
  errorComponent: ({ error }) => <CrashPage error={error} />,
});

const routes = features.flatMap((feature) =>
  feature.routes.map((route) =>
    createRoute({
      getParentRoute: () => root,
      path: route.path,
      component: () => <PageOf feature={feature} route={route} />,
    }),
  ),
);

/** Search parameters are plain text: an address stays readable, and nothing in it is taken for JSON. */
const parseSearch = (text: string): Record<string, string> => Object.fromEntries(new URLSearchParams(text));
const stringifySearch = (search: Record<string, unknown>): string => {
  const entries = Object.entries(search).filter((entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '');
  const text = new URLSearchParams(entries).toString();
  return text === '' ? '' : `?${text}`;
};

export const makeRouter = () =>
  createRouter({
    routeTree: root.addChildren(routes),
    history: createHashHistory(),
    parseSearch,
    stringifySearch,
    defaultPreload: false,
    defaultErrorComponent: ({ error }) => <CrashPage error={error} />,
  });
