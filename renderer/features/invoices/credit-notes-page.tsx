import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { BulkAction, BulkHandover } from '../../app/list/bulk.tsx';
import { ListPage } from '../../app/list/list-page.tsx';
import { useSearchParam } from '../../app/navigation.ts';
import { useNeeded } from '../../app/setup/use-needs.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SectionNeeds } from '../../app/setup/section-needs.tsx';
import { workstation } from '../../app/workstation.ts';
import { StandingCreditDrawer } from './actions/standing-credit-drawer.tsx';
import { BatchDialog } from './pdf/batch-dialog.tsx';
import { useBatch } from './pdf/use-batch.ts';
import { DocumentPeek } from './record/document-peek.tsx';

/** F16: every credit note of the chosen entity, newest first. */
export function Page() {
  const text = useTranslations('invoices');
  const [asked, setAsked] = useSearchParam('do');
  const batch = useBatch('credit-note');
  const create = useNeeded({ needs: ['entity', 'customer'] }, { label: text('newCredit'), run: () => setAsked('credit') });
  const bulk = useMemo<readonly (BulkAction | BulkHandover)[]>(
    () => [
      { id: 'pdf', label: text('pdf.some'), handOver: batch.take },
      {
        id: 'finalise',
        label: text('actions.finalise'),
        confirm: { title: text('bulk.finaliseTitle'), text: text('finalise.noteText') },
        sumOf: 'gross',
        gives: 'credit-note.finalise',
        run: (creditNoteId) => workstation().execute('credit-note.finalise', { creditNoteId }),
      },
    ],
    [text, batch.take],
  );
  return (
    <>
      <ListPage
        kind="credit-note"
        title={text('creditNotes')}
        columns={['number', 'customer', 'entity', 'status', 'issuedOn', 'reason', 'disposition', 'gross']}
        widths={{ customer: 240 }}
        bulk={bulk}
        peek={(row) => <DocumentPeek kind="credit-note" row={row} />}
        notice={<SectionNeeds step="credit-note" />}
        actions={<ActionButton action={create} />}
        empty={{ title: text('emptyNotes.title'), text: text('emptyNotes.text'), action: create }}
      />
      {asked === 'credit' && <StandingCreditDrawer onClose={() => setAsked('')} />}
      <BatchDialog batch={batch} />
    </>
  );
}
