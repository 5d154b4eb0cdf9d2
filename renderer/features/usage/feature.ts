import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'usage',
  routes: [
    { path: '/usage', title: 'title', page: lazyPage(() => import('./events-page.tsx')) },
    { path: '/usage/running', title: 'running.title', page: lazyPage(() => import('./running-page.tsx')) },
    { path: '/usage/import', title: 'import.title', page: lazyPage(() => import('./import-page.tsx')) },
    { path: '/usage/metrics', title: 'metrics.title', page: lazyPage(() => import('./metrics-page.tsx')) },
    { path: '/usage/metrics/$id', title: 'metrics.record', page: lazyPage(() => import('./metric-page.tsx')) },
  ],
  nav: [
    { section: 'usage', order: 1, label: 'title', path: '/usage', icon: 'gauge', goKey: 'u' },
    { section: 'usage', order: 2, label: 'running.title', path: '/usage/running', icon: 'chart' },
    { section: 'usage', order: 3, label: 'metrics.title', path: '/usage/metrics', icon: 'layers' },
  ],
  actions: [
    { id: 'new-usage-event', gives: 'usage.record', label: 'record.title', icon: 'plus', to: '/usage?new=1', creates: true },
    { id: 'import-usage', gives: 'usage.record', label: 'import.title', icon: 'upload', to: '/usage/import' },
    { id: 'new-metric', gives: 'metric.create', label: 'metrics.new', icon: 'plus', to: '/usage/metrics?new=1', creates: true },
  ],
  records: { metric: '/usage/metrics/$id' },
};
