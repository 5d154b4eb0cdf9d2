import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { BulkAction } from '../../app/list/bulk.tsx';
import { ListPage } from '../../app/list/list-page.tsx';
import { recordPath, useGo, useSearchParam } from '../../app/navigation.ts';
import { useNeeded } from '../../app/setup/use-needs.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SectionNeeds } from '../../app/setup/section-needs.tsx';
import { workstation } from '../../app/workstation.ts';
import type { QuickFilter } from '../../ui/filters/filter-types.ts';
import { CustomerFacts } from './customer-facts.tsx';
import { CreateCustomer } from './customer-form.tsx';

/** Everybody who is billed. */
export function Page() {
  const text = useTranslations('customers');
  const go = useGo();
  const [isNew, setNew] = useSearchParam('new');
  const create = useNeeded({ step: 'customer' }, { label: text('new'), run: () => setNew('1') });
  const quick = useMemo<readonly QuickFilter[]>(
    () => [
      { id: 'active', label: text('quick.active'), filters: [{ column: 'status', op: 'is', values: ['active'] }] },
      { id: 'open', label: text('quick.open'), filters: [{ column: 'open', op: 'from', values: ['0.01'] }] },
      { id: 'new', label: text('quick.new'), filters: [{ column: 'signedUpOn', op: 'period', values: ['last-30'] }] },
    ],
    [text],
  );
  const bulk = useMemo<readonly BulkAction[]>(
    () => [
      {
        id: 'archive',
        label: text('archive'),
        confirm: { title: text('archiveTitle'), text: text('archiveText') },
        sumOf: 'open',
        gives: 'customer.archive',
        run: (customerId) => workstation().execute('customer.archive', { customerId }),
      },
    ],
    [text],
  );
  return (
    <>
      <ListPage
        kind="customer"
        title={text('title')}
        columns={['name', 'status', 'country', 'open', 'subscriptions', 'email', 'signedUpOn']}
        widths={{ name: 240, email: 220 }}
        quick={quick}
        bulk={bulk}
        peek={(row) => <CustomerFacts id={row.id} />}
        notice={<SectionNeeds step="customer" />}
        actions={
          <>
            <Button variant="default" onClick={() => go('/customers/import')}>
              {text('import.title')}
            </Button>
            <ActionButton action={create} />
          </>
        }
        empty={{ title: text('empty.title'), text: text('empty.text'), action: create }}
      />
      {isNew === '1' && <CreateCustomer onClose={() => setNew('')} onCreated={(id) => go(recordPath('customer', id) ?? '/customers')} />}
    </>
  );
}
