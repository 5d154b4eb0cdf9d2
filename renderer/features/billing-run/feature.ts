import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'billing-run',
  routes: [
    { path: '/runs', title: 'title', page: lazyPage(() => import('./runs-page.tsx')) },
    { path: '/runs/new', title: 'new', page: lazyPage(() => import('./run-page.tsx')) },
    { path: '/runs/$id', title: 'record', page: lazyPage(() => import('./past-run-page.tsx')) },
  ],
  nav: [{ section: 'billing', order: 1, label: 'title', path: '/runs', icon: 'run', goKey: 'r' }],
  actions: [{ id: 'new-run', gives: 'billing.run', label: 'new', icon: 'run', to: '/runs/new', creates: true }],
  records: { 'billing-run': '/runs/$id' },
};
