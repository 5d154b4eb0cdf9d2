import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { BulkAction, BulkHandover } from '../../app/list/bulk.tsx';
import { ListPage } from '../../app/list/list-page.tsx';
import { useGo } from '../../app/navigation.ts';
import { useNeeded } from '../../app/setup/use-needs.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SectionNeeds } from '../../app/setup/section-needs.tsx';
import { workstation } from '../../app/workstation.ts';
import { DocumentPeek } from './record/document-peek.tsx';
import { BatchDialog } from './pdf/batch-dialog.tsx';
import { useBatch } from './pdf/use-batch.ts';

/** F2: every invoice of the chosen entity, newest first. */
export function Page() {
  const text = useTranslations('invoices');
  const go = useGo();
  const batch = useBatch('invoice');
  const create = useNeeded({ needs: ['entity', 'customer'] }, { label: text('newInvoice'), run: () => go('/invoices/new') });
  const bulk = useMemo<readonly (BulkAction | BulkHandover)[]>(
    () => [
      { id: 'pdf', label: text('pdf.some'), handOver: batch.take },
      {
        id: 'finalise',
        label: text('actions.finalise'),
        confirm: { title: text('bulk.finaliseTitle'), text: text('finalise.text') },
        sumOf: 'gross',
        gives: 'invoice.finalise',
        run: (invoiceId) => workstation().execute('invoice.finalise', { invoiceId }),
      },
      {
        id: 'write-off',
        label: text('actions.writeOff'),
        confirm: { title: text('bulk.writeOffTitle'), text: text('writeOff.text') },
        sumOf: 'due',
        isDanger: true,
        gives: 'invoice.write-off',
        run: (invoiceId) => workstation().execute('invoice.write-off', { invoiceId, reason: text('bulk.writeOffReason') }),
      },
    ],
    [text, batch.take],
  );
  return (
    <>
      <ListPage
        kind="invoice"
        title={text('title')}
        columns={['number', 'customer', 'entity', 'status', 'issuedOn', 'dueOn', 'gross', 'due']}
        widths={{ customer: 240 }}
        quick={[
          { id: 'overdue', label: text('quick.overdue'), filters: [{ column: 'status', op: 'is', values: ['overdue'] }] },
          {
            id: 'open',
            label: text('quick.open'),
            filters: [{ column: 'status', op: 'is', values: ['posted', 'partially-paid', 'overdue'] }],
          },
          { id: 'drafts', label: text('quick.drafts'), filters: [{ column: 'status', op: 'is', values: ['draft', 'pending'] }] },
        ]}
        bulk={bulk}
        peek={(row) => <DocumentPeek kind="invoice" row={row} />}
        notice={<SectionNeeds needs={['entity', 'customer']} />}
        actions={<ActionButton action={create} />}
        empty={{
          title: text('empty.title'),
          text: text('empty.text'),
          action: { label: text('empty.action'), run: () => go('/runs/new') },
        }}
      />
      <BatchDialog batch={batch} />
    </>
  );
}
