import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'audit',
  routes: [{ path: '/audit', title: 'title', page: lazyPage(() => import('./audit-page.tsx')) }],
  nav: [{ section: 'audit', order: 1, label: 'title', path: '/audit', icon: 'history', goKey: 'a' }],
  actions: [{ id: 'open-audit', label: 'open', icon: 'history', to: '/audit' }],
};
