import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import type { CreditNote, Invoice } from '../../../../core/invoicing/types.ts';
import { RecordPage } from '../../../app/record/record-page.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { PdfPanel } from '../pdf/pdf-panel.tsx';

type Props<D> = {
  readonly document: D;
  readonly title: string;
  readonly badge: ReactNode;
  readonly actions: ReactNode;
  readonly details: () => ReactNode;
};

/** The page of an invoice, a draft or a credit note: what it says, its printed pages, and what happened to it. */
export function BillPage<D extends Invoice | CreditNote>({ document, title, badge, actions, details }: Props<D>) {
  const text = useTranslations('invoices');
  const crumb =
    document.kind === 'invoice' ? { label: text('title'), href: '#/invoices' } : { label: text('creditNotes'), href: '#/credit-notes' };
  return (
    <RecordPage
      kind={document.kind}
      record={{ value: document, isAsking: false, error: null }}
      title={() => title}
      detail={({ buyer }) => buyer.name}
      crumbs={[crumb]}
      badge={() => badge}
      actions={() => actions}
      tabs={() => [
        { id: 'details', label: text('tabs.details'), isWide: true, content: details },
        { id: 'pdf', label: text('tabs.pdf'), isWide: true, content: () => <PdfPanel document={document} /> },
        { id: 'timeline', label: text('tabs.timeline'), isWide: true, content: () => <Timeline documentId={document.id} /> },
      ]}
    />
  );
}
