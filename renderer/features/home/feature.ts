import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'home',
  routes: [
    { path: '/', title: 'title', page: lazyPage(() => import('./home-page.tsx')) },
    { path: '/import', title: 'import.title', page: lazyPage(() => import('./import-page.tsx')) },
    { path: '/set-up', title: 'guide.title', page: lazyPage(() => import('./set-up-page.tsx')) },
  ],
  nav: [{ section: 'home', order: 1, label: 'title', path: '/', icon: 'home', goKey: 'h' }],
  actions: [
    { id: 'set-up', label: 'guide.open', icon: 'flag', to: '/set-up' },
    { id: 'import', label: 'import.title', icon: 'upload', to: '/import' },
  ],
};
