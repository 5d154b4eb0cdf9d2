import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'settings',
  routes: [
    { path: '/settings', title: 'title', page: lazyPage(() => import('./settings-page.tsx')) },
    { path: '/settings/entities/$id', title: 'entity', page: lazyPage(() => import('./entity/entity-page.tsx')) },
  ],
  nav: [{ section: 'settings', order: 1, label: 'title', path: '/settings', icon: 'cog', goKey: 't' }],
  actions: [
    { id: 'new-entity', gives: 'entity.create', label: 'entities.new', icon: 'building', to: '/settings?do=entity', creates: true },
    { id: 'set-up-tax', gives: 'tax-rate.add', label: 'tax.setUp', icon: 'percent', to: '/settings?tab=tax&do=set-up' },
    { id: 'new-tax-rate', gives: 'tax-rate.add', label: 'tax.new', icon: 'percent', to: '/settings?tab=tax&do=rate', creates: true },
    {
      id: 'new-exchange-rate',
      gives: 'exchange-rate.add',
      label: 'rates.new',
      icon: 'coins',
      to: '/settings?tab=rates&do=exchange',
      creates: true,
    },
    { id: 'gap-report', label: 'numbers.gapReport', icon: 'invoice', to: '/settings?tab=numbers' },
    { id: 'about', label: 'about.title', icon: 'layers', to: '/settings?tab=about' },
    { id: 'export-all', label: 'station.export', icon: 'download', to: '/settings?tab=station' },
  ],
  records: {
    entity: '/settings/entities/$id',
    'tax-rate': '/settings?tab=tax&rate=$id',
    'number-series': '/settings?tab=numbers&series=$id',
    'rate-table': '/settings?tab=rates&table=$id',
  },
};
