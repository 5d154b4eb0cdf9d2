import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'subscriptions',
  routes: [
    { path: '/subscriptions', title: 'title', page: lazyPage(() => import('./subscriptions-page.tsx')) },
    { path: '/subscriptions/new', title: 'new', page: lazyPage(() => import('./create-page.tsx')) },
    { path: '/subscriptions/import', title: 'import.title', page: lazyPage(() => import('./import-page.tsx')) },
    { path: '/subscriptions/$id', title: 'record', page: lazyPage(() => import('./subscription-page.tsx')) },
  ],
  nav: [{ section: 'subscriptions', order: 1, label: 'title', path: '/subscriptions', icon: 'loop', goKey: 's' }],
  actions: [
    { id: 'new-subscription', gives: 'subscription.create', label: 'new', icon: 'plus', to: '/subscriptions/new', creates: true },
    { id: 'import-subscriptions', gives: 'subscription.create', label: 'import.title', icon: 'upload', to: '/subscriptions/import' },
  ],
  records: { subscription: '/subscriptions/$id' },
};
