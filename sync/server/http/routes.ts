import { administrationRoutes } from './administration-routes.ts';
import { oidcRoutes } from './oidc-routes.ts';
import { operationRoutes } from './operation-routes.ts';
import { peopleRoutes } from './people-routes.ts';
import type { Route } from './route.ts';
import { syncRoutes } from './sync-routes.ts';

/** THE list of routes. */
export const routes: readonly Route[] = [...syncRoutes, ...peopleRoutes, ...oidcRoutes, ...administrationRoutes, ...operationRoutes];
