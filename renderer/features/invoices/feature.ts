import { type Feature, lazyPage } from '../../app/feature.ts';

export const feature: Feature = {
  id: 'invoices',
  routes: [
    { path: '/invoices', title: 'title', page: lazyPage(() => import('./invoices-page.tsx')) },
    { path: '/invoices/new', title: 'newInvoice', page: lazyPage(() => import('./draft/new-invoice-page.tsx')) },
    { path: '/invoices/$id', title: 'invoice', page: lazyPage(() => import('./invoice-page.tsx')) },
    { path: '/credit-notes', title: 'creditNotes', page: lazyPage(() => import('./credit-notes-page.tsx')) },
    { path: '/credit-notes/$id', title: 'creditNote', page: lazyPage(() => import('./credit-note-page.tsx')) },
    { path: '/payments', title: 'payments', page: lazyPage(() => import('./money/payments-page.tsx')) },
  ],
  nav: [
    { section: 'billing', order: 2, label: 'title', path: '/invoices', icon: 'invoice', goKey: 'i' },
    { section: 'billing', order: 3, label: 'creditNotes', path: '/credit-notes', icon: 'credit', goKey: 'n' },
    { section: 'billing', order: 4, label: 'payments', path: '/payments', icon: 'coins' },
  ],
  actions: [
    { id: 'new-invoice', gives: 'invoice.create-manual', label: 'newInvoice', icon: 'invoice', to: '/invoices/new', creates: true },
    { id: 'record-payment', gives: 'payment.record', label: 'recordPayment', icon: 'coins', to: '/payments?do=payment', creates: true },
    { id: 'new-credit', gives: 'credit-note.create', label: 'newCredit', icon: 'credit', to: '/credit-notes?do=credit', creates: true },
    {
      id: 'new-promotional-credit',
      gives: 'promotional-credit.grant',
      label: 'newPromotional',
      icon: 'star',
      to: '/payments?tab=promotional-credit&do=promotional-credit',
      creates: true,
    },
    {
      id: 'new-adjustment',
      gives: 'adjustment.create',
      label: 'newAdjustment',
      icon: 'edit',
      to: '/payments?tab=adjustment&do=adjustment',
      creates: true,
    },
  ],
  records: {
    invoice: '/invoices/$id',
    'credit-note': '/credit-notes/$id',
    payment: '/payments?id=$id',
    refund: '/payments?tab=refund&id=$id',
    adjustment: '/payments?tab=adjustment&id=$id',
    'promotional-credit': '/payments?tab=promotional-credit&id=$id',
  },
};
