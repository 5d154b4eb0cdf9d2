import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'catalog',
  routes: [
    { path: '/catalog', title: 'title', page: lazyPage(() => import('./catalog-page.tsx')) },
    { path: '/catalog/products/$id', title: 'product.one', page: lazyPage(() => import('./product/product-page.tsx')) },
    { path: '/catalog/plans/$id', title: 'plan.one', page: lazyPage(() => import('./plan/plan-page.tsx')) },
    { path: '/catalog/plans/$id/draft', title: 'draft.one', page: lazyPage(() => import('./draft/draft-page.tsx')) },
    { path: '/catalog/plans/$id/migrate', title: 'migration.one', page: lazyPage(() => import('./migration/migration-page.tsx')) },
    { path: '/catalog/offers', title: 'offer.many', page: lazyPage(() => import('./offers/offers-page.tsx')) },
    { path: '/catalog/offers/$id', title: 'offer.one', page: lazyPage(() => import('./offers/offer-page.tsx')) },
  ],
  nav: [
    { section: 'catalog', order: 1, label: 'title', path: '/catalog', icon: 'tag', goKey: 'p' },
    { section: 'catalog', order: 2, label: 'offer.many', path: '/catalog/offers', icon: 'percent', goKey: 'o' },
  ],
  actions: [
    { id: 'new-product', gives: 'product.create', label: 'product.new', icon: 'plus', to: '/catalog?tab=products&new=1', creates: true },
    { id: 'new-plan', gives: 'plan.create', label: 'plan.new', icon: 'plus', to: '/catalog?new=1', creates: true },
    { id: 'new-offer', gives: 'offer.create', label: 'offer.new', icon: 'plus', to: '/catalog/offers?new=1', creates: true },
  ],
  records: { product: '/catalog/products/$id', plan: '/catalog/plans/$id', offer: '/catalog/offers/$id' },
};
