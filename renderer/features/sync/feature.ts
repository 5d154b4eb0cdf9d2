import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'sync',
  routes: [
    { path: '/sync', title: 'title', page: lazyPage(() => import('./sync-page.tsx')) },
    { path: '/sync/inbox', title: 'inbox', page: lazyPage(() => import('./inbox-page.tsx')) },
    { path: '/sync/inbox/$id', title: 'item', page: lazyPage(() => import('./inbox-item-page.tsx')) },
    { path: '/connect', title: 'connect', page: lazyPage(() => import('./connect-page.tsx')) },
    { path: '/sign-in', title: 'signIn', page: lazyPage(() => import('./sign-in-page.tsx')) },
    { path: '/account', title: 'account', page: lazyPage(() => import('./account-page.tsx')) },
  ],
  nav: [{ section: 'settings', order: 9, label: 'title', path: '/sync', icon: 'exchange' }],
  actions: [
    { id: 'open-sync-inbox', label: 'open', icon: 'exchange', to: '/sync/inbox' },
    { id: 'open-account', label: 'account_open', icon: 'people', to: '/account' },
  ],
};
