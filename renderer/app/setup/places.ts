import type { SetupStepId } from '../../../core/views/setup-phases.ts';

/** Where each step is done. */
const places: Readonly<Record<SetupStepId, string>> = {
  entity: '/settings?do=entity',
  tax: '/settings',
  'tax-rates': '/settings?tab=tax&do=set-up',
  'bank-account': '/settings',
  product: '/catalog',
  plan: '/catalog',
  entitlements: '/catalog',
  offers: '/catalog/offers',
  customer: '/customers?new=1',
  subscription: '/subscriptions/new',
  lifecycle: '/subscriptions',
  usage: '/usage',
  run: '/runs/new',
  payment: '/payments?do=payment',
  'credit-note': '/credit-notes',
  reconcile: '/runs',
};

/** Tax and bank are entered on the record of the first entity. */
export const placeOf = (id: SetupStepId, entityId: string | undefined): string => {
  if (entityId === undefined || (id !== 'tax' && id !== 'bank-account')) return places[id];
  return `/settings/entities/${encodeURIComponent(entityId)}${id === 'tax' ? '?tab=tax' : ''}`;
};
