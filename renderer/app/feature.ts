import { type ComponentType, lazy, type LazyExoticComponent } from 'react';
import type { DocumentKind } from '../../core/collections.ts';
import type { Access } from '../../core/permissions.ts';
import type { CommandKind } from '../../core/use-cases.ts';
import type { IconName } from '../ui/icon.tsx';

/** Where an entry stands in the rail, from top to bottom. */
export const sections = ['home', 'customers', 'subscriptions', 'usage', 'billing', 'catalog', 'settings', 'audit'] as const;
export type Section = (typeof sections)[number];

/** `/customers/$id`: what follows a dollar sign is a parameter (`usePathParam('id')`). */
export type FeatureRoute = {
  readonly path: string;
  /** Message key of the page's name, for the window's title, the breadcrumb and the list of recent places. */
  readonly title: string;
  readonly page: LazyExoticComponent<ComponentType>;
};

const pages: (() => Promise<unknown>)[] = [];

/** A page that is fetched when it is first shown: `lazyPage(() => import('./customers-page.tsx'))`. Its file exports `Page`. */
export const lazyPage = (load: () => Promise<{ readonly Page: ComponentType }>): LazyExoticComponent<ComponentType> => {
  pages.push(load);
  return lazy(async () => ({ default: (await load()).Page }));
};

/** Fetches every page one after the other: a window that came from a server must work when the server is out of reach. */
export const fetchAllPages = async (): Promise<void> => {
  for (const load of pages) await load().catch(() => undefined);
};

export type NavEntry = {
  readonly section: Section;
  /** Within its section, ascending. */
  readonly order: number;
  readonly label: string;
  readonly path: string;
  readonly icon: IconName;
  /** `G` and then this letter goes there. Letters are taken by: h home, c customers, s subscriptions, u usage, r runs, i invoices, n credit notes, p catalog, o offers, t settings, a audit. */
  readonly goKey?: string;
  /** Where it is not for everybody: whether it stands there for whoever works here; `null` where nobody signs in. */
  readonly isFor?: (access: Access | null) => boolean;
};

/** Something that can be done from anywhere, through the palette. */
export type PaletteAction = {
  readonly id: string;
  readonly label: string;
  readonly icon?: IconName;
  /** A path to open, or something to do. */
  readonly to?: string;
  readonly run?: () => void;
  /** Offered by `C` as something that can be created. */
  readonly creates?: boolean;
  /** The command that it gives in the end: whoever may not give it sees it greyed, with the reason (ROL-05). */
  readonly gives?: CommandKind;
  /** As with an entry of the rail. */
  readonly isFor?: NavEntry['isFor'];
};

/**
 * One area of work. A folder `renderer/features/<id>/` with a `feature.ts` that exports `feature` is all that it takes: routes, rail, palette and texts
 * (`assets/locales/<language>/<id>.json`, under the namespace of that name) are found by themselves.
 */
export type Feature = {
  /** The folder's name, and the namespace of its messages. Labels and titles are keys in it. */
  readonly id: string;
  readonly routes: readonly FeatureRoute[];
  readonly nav?: readonly NavEntry[];
  readonly actions?: readonly PaletteAction[];
  /** How a record of a kind is opened from anywhere: `{ customer: '/customers/$id' }`. */
  readonly records?: Partial<Readonly<Record<DocumentKind, string>>>;
};
