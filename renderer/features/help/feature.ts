import { type Feature, lazyPage } from '../../app/feature.ts';

/** A24: keys, terms, and what is new. It has no place in the rail; the palette, the sheet of keys and the settings lead there. */
export const feature: Feature = {
  id: 'help',
  routes: [{ path: '/help', title: 'title', page: lazyPage(() => import('./help-page.tsx')) }],
  actions: [
    { id: 'help', label: 'title', icon: 'info', to: '/help' },
    { id: 'news', label: 'tabs.news', icon: 'info', to: '/help?tab=news' },
  ],
};
