import { ActionIcon, Button, Menu } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Customer } from '../../../core/customers/types.ts';
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
import { Icon } from '../../ui/icon.tsx';
import { ArchiveDialog } from './archive.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { EditCustomer } from './customer-form.tsx';
import { useNeeded } from '../../app/setup/use-needs.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useAccess } from '../../app/sync/sync-news.ts';
import { Note } from '../../ui/note.tsx';
import { isOfOtherEntity } from '../../../core/permissions.ts';
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

type Listed = 'subscription' | 'order' | 'invoice' | 'credit-note' | 'payment';

/** What makes the first one; credit notes come from an invoice. */
const makes: Readonly<Partial<Record<Listed, { readonly label: 'sell' | 'order' | 'invoice' | 'payment'; readonly path: string }>>> = {
  subscription: { label: 'sell', path: '/subscriptions/new?customer=' },
  order: { label: 'order', path: '/orders/new?customer=' },
  invoice: { label: 'invoice', path: '/invoices/new?customer=' },
  payment: { label: 'payment', path: '/payments?do=payment&customer=' },
};

/** Tabs that are lists of a customer's documents. */
const useTheirLists = (id: string) => {
  const go = useGo();
  const text = useTranslations('customers');
  const lists = useTranslations('lists');
  const theirs = useMemo(() => [{ column: 'customerId', op: 'is', values: [id] } as const], [id]);
  return (kind: Listed, columns: readonly string[]) => ({
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
        empty={{
          title: text(`none.${kind}`),
          text: text(`noneText.${kind}`),
          ...(makes[kind] === undefined
            ? {}
            : { action: { label: text(makes[kind].label), run: () => go(`${makes[kind]?.path ?? ''}${encodeURIComponent(id)}`) } }),
        }}
      />
    ),
  });
};

/** What can be done for a customer; what ends it waits in the menu. */
function Actions({
  customer,
  onEdit,
  onArchive,
}: {
  readonly customer: Customer;
  readonly onEdit: () => void;
  readonly onArchive: () => void;
}) {
  const text = useTranslations('customers');
  const go = useGo();
  const id = encodeURIComponent(customer.id);
  const sell = useNeeded({ step: 'subscription' }, { label: text('sell'), run: () => go(`/subscriptions/new?customer=${id}`) });
  if (customer.state !== 'active') return <Button onClick={onArchive}>{text('bringBack')}</Button>;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={text('moreActions')} variant="default">
            <Icon name="dots" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => go(`/orders/new?customer=${id}`)}>{text('order')}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="var(--cf-tone-bad)" onClick={onArchive}>
            {text('archive')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button variant="default" onClick={onEdit}>
        {text('edit')}
      </Button>
      <ActionButton action={sell} />
    </>
  );
}

/** One customer: what is known, what it bought, what it was billed, and what happened. */
export function Page() {
  const text = useTranslations('customers');
  const id = usePathParam('id');
  const record = useDocument('customer', id);
  const catalog = useCatalog();
  const [isEditing, setEditing] = useState(false);
  const [isArchiving, setArchiving] = useState(false);
  const list = useTheirLists(id);
  const access = useAccess();
  const isGuest = isOfOtherEntity(access, record.value?.entityId ?? null);
  return (
    <>
      <RecordPage
        kind="customer"
        record={record}
        title={({ name }) => name}
        detail={({ billingAddress }) => [billingAddress.city, billingAddress.country].filter((part) => part !== '').join(', ')}
        crumbs={[{ label: text('title'), href: '#/customers' }]}
        badge={({ state }) => <Status kind="customer" code={state} />}
        actions={(customer) =>
          isGuest ? null : <Actions customer={customer} onEdit={() => setEditing(true)} onArchive={() => setArchiving(true)} />
        }
        {...(isGuest ? {} : { onEdit: () => setEditing(true) })}
        tabs={(customer) => [
          {
            id: 'overview',
            label: text('tabs.overview'),
            isWide: true,
            content: () => (
              <>
                {isGuest && <Note tone="info" title={text('guest')} />}
                <CustomerSummary customer={customer} />
                <CustomerFacts id={id} />
                <TaxPanel customer={customer} />
              </>
            ),
          },
          list('subscription', ['plan', 'status', 'quantity', 'startsOn', 'nextChange', 'currency']),
          list('order', ['placedOn', 'lines', 'note', 'status', 'currency']),
          { id: 'entitlements', label: text('tabs.entitlements'), isWide: true, content: () => <Entitlements customerId={id} /> },
          list('invoice', ['number', 'status', 'issuedOn', 'dueOn', 'gross', 'due']),
          list('credit-note', ['number', 'status', 'issuedOn', 'reason', 'gross']),
          list('payment', ['receivedOn', 'amount', 'method', 'reference', 'status']),
          { id: 'usage', label: text('tabs.usage'), isWide: true, content: () => <UsageStandings customerId={id} catalog={catalog} /> },
          { id: 'timeline', label: text('tabs.timeline'), isWide: true, content: () => <Timeline documentId={id} ofCustomer /> },
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
