import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'orders',
  routes: [
    { path: '/orders', title: 'title', page: lazyPage(() => import('./orders-page.tsx')) },
    { path: '/orders/new', title: 'new', page: lazyPage(() => import('./new-order-page.tsx')) },
    { path: '/orders/$id', title: 'record', page: lazyPage(() => import('./order-page.tsx')) },
  ],
  nav: [{ section: 'subscriptions', order: 2, label: 'title', path: '/orders', icon: 'cart' }],
  actions: [{ id: 'new-order', gives: 'order.place', label: 'new', icon: 'plus', to: '/orders/new', creates: true }],
  records: { order: '/orders/$id' },
};
