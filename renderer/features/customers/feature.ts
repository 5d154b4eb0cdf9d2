import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'customers',
  routes: [
    { path: '/customers', title: 'title', page: lazyPage(() => import('./customers-page.tsx')) },
    { path: '/customers/import', title: 'import.title', page: lazyPage(() => import('./import-page.tsx')) },
    { path: '/customers/$id', title: 'record', page: lazyPage(() => import('./customer-page.tsx')) },
  ],
  nav: [{ section: 'customers', order: 1, label: 'title', path: '/customers', icon: 'people', goKey: 'c' }],
  actions: [
    { id: 'new-customer', gives: 'customer.create', label: 'new', icon: 'plus', to: '/customers?new=1', creates: true },
    { id: 'import-customers', gives: 'customer.create', label: 'import.title', icon: 'upload', to: '/customers/import' },
  ],
  records: { customer: '/customers/$id' },
};
