import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Row } from '../../../core/views/rows.ts';
import { useDocuments } from '../../app/hooks.ts';
import { ListPage } from '../../app/list/list-page.tsx';
import { useGo, useSearchParam } from '../../app/navigation.ts';
import { SectionNeeds } from '../../app/setup/section-needs.tsx';
import { useNeeded } from '../../app/setup/use-needs.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import type { QuickFilter } from '../../ui/filters/filter-types.ts';
import { PeekDrawer } from '../../ui/peek-drawer.tsx';
import { EventFacts } from './event-facts.tsx';
import { EnterEvent } from './event-form.tsx';

/** USG-09, USG-15: every event as it came. */
export function Page() {
  const text = useTranslations('usage');
  const go = useGo();
  const [open, setOpen] = useState<Row | null>(null);
  const [isNew, setNew] = useSearchParam('new');
  const enter = useNeeded({ needs: ['customer'] }, { label: text('record.title'), run: () => setNew('1') });
  // Nothing can be read from a file, or be entered, before it is known what is measured.
  const isMeasured = (useDocuments('metric').value ?? []).length > 0;
  const importing = { label: text('import.title'), run: () => go('/usage/import') };
  const quick = useMemo<readonly QuickFilter[]>(
    () => [
      { id: 'month', label: text('quick.month'), filters: [{ column: 'at', op: 'period', values: ['this-month'] }] },
      { id: 'corrections', label: text('quick.corrections'), filters: [{ column: 'corrects', op: 'filled', values: [] }] },
    ],
    [text],
  );
  return (
    <>
      <ListPage
        kind="usage-event"
        title={text('title')}
        columns={['at', 'customer', 'name', 'properties', 'corrects']}
        widths={{ customer: 240, name: 200, properties: 320 }}
        quick={quick}
        onOpen={setOpen}
        peek={(row) => <EventFacts key={row.id} id={row.id} />}
        notice={<SectionNeeds step="usage" />}
        actions={
          <>
            <Button variant="default" onClick={importing.run}>
              {importing.label}
            </Button>
            <ActionButton action={enter} />
          </>
        }
        empty={{
          title: text('empty.title'),
          text: text(isMeasured ? 'empty.text' : 'empty.first'),
          action: isMeasured ? importing : { label: text('metrics.new'), run: () => go('/usage/metrics?new=1') },
        }}
      />
      <PeekDrawer isOpen={open !== null} title={text('event')} onClose={() => setOpen(null)}>
        {open !== null && <EventFacts key={open.id} id={open.id} />}
      </PeekDrawer>
      {isNew === '1' && <EnterEvent onClose={() => setNew('')} />}
    </>
  );
}
