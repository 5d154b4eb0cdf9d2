import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { entitlementStandings } from '../../../core/views/entitlement-standing.ts';
import { EntitlementTable } from '../../app/ahead/entitlements.tsx';
import { useCatalog } from '../../app/catalog.ts';
import { clock } from '../../app/clock.ts';
import { useDocument, useDocuments } from '../../app/hooks.ts';
import { Status } from '../../app/list/cells.tsx';
import { List } from '../../app/list/list-page.tsx';
import { useGo, usePathParam } from '../../app/navigation.ts';
import { RecordPage } from '../../app/record/record-page.tsx';
import { Timeline } from '../../app/record/timeline.tsx';
import { UsageStandings } from '../../app/usage-standing.tsx';
import { ArchiveDialog } from './archive.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { EditCustomer } from './customer-form.tsx';
import { CustomerSummary } from './customer-summary.tsx';
import { TaxPanel } from './tax-panel.tsx';

/** ENT-17 to ENT-21: what the customer may use now, over all that it bought. */
function Entitlements({ customerId }: { readonly customerId: string }) {
  const text = useTranslations('customers');
  const catalog = useCatalog();
  const subscriptions = useDocuments('subscription', { customerIds: [customerId] }).value;
  if (subscriptions === undefined || !catalog.isReady) return null;
  return <EntitlementTable standings={entitlementStandings(subscriptions, clock.now())} catalog={catalog} empty={text('noEntitlements')} />;
}

/** One customer: what is known, what it bought, what it was billed, and what happened. */
export function Page() {
  const text = useTranslations('customers');
  const lists = useTranslations('lists');
  const id = usePathParam('id');
  const record = useDocument('customer', id);
  const go = useGo();
  const catalog = useCatalog();
  const [isEditing, setEditing] = useState(false);
  const [isArchiving, setArchiving] = useState(false);
  const theirs = useMemo(() => [{ column: 'customerId', op: 'is', values: [id] } as const], [id]);
  const list = (kind: 'subscription' | 'order' | 'invoice' | 'credit-note' | 'payment', columns: readonly string[]) => ({
    id: kind,
    label: lists(`${kind}.many`),
    isList: true,
    content: () => (
      <List
        key={kind}
        kind={kind}
        title={lists(`${kind}.many`)}
        always={theirs}
        columns={columns}
        empty={{ title: text(`none.${kind}`), text: text('noneText') }}
      />
    ),
  });
  return (
    <>
      <RecordPage
        kind="customer"
        record={record}
        title={({ name }) => name}
        detail={({ billingAddress }) => [billingAddress.city, billingAddress.country].filter((part) => part !== '').join(', ')}
        crumbs={[{ label: text('title'), href: '#/customers' }]}
        badge={({ state }) => <Status kind="customer" code={state} />}
        actions={({ state }) => (
          <>
            <Button variant="default" onClick={() => setArchiving(true)}>
              {text(state === 'active' ? 'archive' : 'bringBack')}
            </Button>
            {state === 'active' && (
              <>
                <Button variant="default" onClick={() => setEditing(true)}>
                  {text('edit')}
                </Button>
                <Button variant="default" onClick={() => go(`/orders/new?customer=${encodeURIComponent(id)}`)}>
                  {text('order')}
                </Button>
                <Button onClick={() => go(`/subscriptions/new?customer=${encodeURIComponent(id)}`)}>{text('sell')}</Button>
              </>
            )}
          </>
        )}
        onEdit={() => setEditing(true)}
        tabs={(customer) => [
          {
            id: 'overview',
            label: text('tabs.overview'),
            content: () => (
              <>
                <CustomerSummary customer={customer} />
                <CustomerFacts id={id} />
                <TaxPanel customer={customer} />
              </>
            ),
          },
          list('subscription', ['plan', 'status', 'quantity', 'startsOn', 'nextChange', 'currency']),
          list('order', ['placedOn', 'lines', 'note', 'status', 'currency']),
          { id: 'entitlements', label: text('tabs.entitlements'), content: () => <Entitlements customerId={id} /> },
          list('invoice', ['number', 'status', 'issuedOn', 'dueOn', 'gross', 'due']),
          list('credit-note', ['number', 'status', 'issuedOn', 'reason', 'gross']),
          list('payment', ['receivedOn', 'amount', 'method', 'reference', 'status']),
          { id: 'usage', label: text('tabs.usage'), content: () => <UsageStandings customerId={id} catalog={catalog} /> },
          { id: 'timeline', label: text('tabs.timeline'), content: () => <Timeline documentId={id} ofCustomer /> },
        ]}
      />
      {isArchiving && record.value !== undefined && record.value !== null && (
        <ArchiveDialog customer={record.value} onClose={() => setArchiving(false)} />
      )}
      {isEditing && record.value !== undefined && record.value !== null && (
        <EditCustomer customer={record.value} onClose={() => setEditing(false)} />
      )}
    </>
  );
}
