import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDocument } from '../../app/hooks.ts';
import { Status } from '../../app/list/cells.tsx';
import { List } from '../../app/list/list-page.tsx';
import { usePathParam } from '../../app/navigation.ts';
import { RecordPage } from '../../app/record/record-page.tsx';
import { Timeline } from '../../app/record/timeline.tsx';
import { CustomerFacts } from './customer-facts.tsx';
import { EditCustomer } from './customer-form.tsx';

/** One customer: what is known, what it bought, what it was billed, and what happened. */
export function Page() {
  const text = useTranslations('customers');
  const lists = useTranslations('lists');
  const id = usePathParam('id');
  const record = useDocument('customer', id);
  const [isEditing, setEditing] = useState(false);
  const theirs = useMemo(() => [{ column: 'customerId', op: 'is', values: [id] } as const], [id]);
  const list = (kind: 'subscription' | 'invoice' | 'credit-note', columns: readonly string[]) => ({
    id: kind,
    label: lists(`${kind}.many`),
    isList: true,
    content: () => <List key={kind} kind={kind} title={lists(`${kind}.many`)} always={theirs} columns={columns} empty={{ title: text(`none.${kind}`), text: text('noneText') }} />,
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
        actions={({ state }) => state === 'active' && <Button onClick={() => setEditing(true)}>{text('edit')}</Button>}
        onEdit={() => setEditing(true)}
        tabs={() => [
          { id: 'facts', label: text('tabs.facts'), content: () => <CustomerFacts id={id} /> },
          list('subscription', ['plan', 'status', 'quantity', 'startsOn', 'nextChange', 'currency']),
          list('invoice', ['number', 'status', 'issuedOn', 'dueOn', 'gross', 'due']),
          list('credit-note', ['number', 'status', 'issuedOn', 'reason', 'gross']),
          { id: 'timeline', label: text('tabs.timeline'), content: () => <Timeline documentId={id} /> },
        ]}
      />
      {isEditing && record.value !== undefined && record.value !== null && <EditCustomer customer={record.value} onClose={() => setEditing(false)} />}
    </>
  );
}
