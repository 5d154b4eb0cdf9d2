import { Anchor, Button, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CreditNote, Invoice } from '../../../core/invoicing/types.ts';
import type { Order } from '../../../core/orders/types.ts';
import { useCatalog } from '../../app/catalog.ts';
import { useDocument, useDocuments } from '../../app/hooks.ts';
import { Status } from '../../app/list/cells.tsx';
import { recordPath, usePathParam } from '../../app/navigation.ts';
import { RecordPage } from '../../app/record/record-page.tsx';
import { Timeline } from '../../app/record/timeline.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { Facts, Section } from '../../ui/facts.tsx';
import { Money } from '../../ui/money.tsx';
import { ActOf, type OrderAct } from './order-acts.tsx';
import { OrderLines } from './order-lines.tsx';
import classes from './orders.module.css';

function OrderFacts({ order }: { readonly order: Order }) {
  const text = useTranslations('orders.facts');
  const { value: customer } = useDocument('customer', order.customerId);
  const { value: entity } = useDocument('entity', order.entityId);
  return (
    <Facts
      facts={[
        {
          label: text('customer'),
          value: (
            <Anchor href={`#${recordPath('customer', order.customerId) ?? ''}`} fz="inherit">
              {customer?.name ?? '…'}
            </Anchor>
          ),
        },
        { label: text('placedOn'), value: <DateText on={order.placedOn} /> },
        { label: text('entity'), value: entity?.legalName ?? '' },
        { label: text('currency'), value: order.currency },
        { label: text('netTerms'), value: order.netTermsDays === null ? text('ofCustomer') : text('days', { count: order.netTermsDays }) },
        { label: text('note'), value: order.note },
        ...(order.state.kind === 'cancelled'
          ? [
              {
                label: text('cancelled'),
                value: (
                  <>
                    <DateText on={order.state.on} /> · {order.state.reason}
                  </>
                ),
              },
            ]
          : []),
      ]}
    />
  );
}

const isOf = (orderId: string) => (document: Invoice | CreditNote) =>
  document.lines.some(({ source }) => source.kind === 'order' && source.orderId === orderId);

/** The documents that billed it, or gave it back. */
function Billed({ order }: { readonly order: Order }) {
  const text = useTranslations('orders.billed');
  const lists = useTranslations('lists');
  const where = { customerIds: [order.customerId] };
  const invoices = useDocuments('invoice', where).value;
  const notes = useDocuments('credit-note', where).value;
  if (invoices === undefined || notes === undefined) return null;
  const documents = [...invoices, ...notes].filter(isOf(order.id));
  if (documents.length === 0) return <p className={classes['hint']}>{text('none')}</p>;
  return (
    <ul className={classes['billed']}>
      {documents.map((document) => (
        <li key={document.id}>
          <Anchor href={`#${recordPath(document.kind, document.id) ?? ''}`} fz="inherit">
            {lists(`${document.kind}.one`)} {document.number ?? ''}
          </Anchor>
          <DateText on={document.issuedOn} />
          <Money minor={document.totals.grossMinor} currency={document.currency} />
        </li>
      ))}
    </ul>
  );
}

/** One order: what was sold once, when it is billed, and what came of it. */
export function Page() {
  const text = useTranslations('orders');
  const id = usePathParam('id');
  const record = useDocument('order', id);
  const catalog = useCatalog();
  const customerName = useDocument('customer', record.value?.customerId ?? null).value?.name ?? '';
  const [act, setAct] = useState<OrderAct | null>(null);
  return (
    <>
      <RecordPage
        kind="order"
        record={catalog.isReady ? record : { ...record, value: undefined }}
        title={({ note }) => (note === '' ? text('of', { customer: customerName }) : note.slice(0, 60))}
        detail={() => customerName}
        crumbs={[{ label: text('title'), href: '#/orders' }]}
        badge={({ state }) => <Status kind="order" code={state.kind} />}
        actions={({ state }) =>
          state.kind === 'placed' && (
            <Button variant="default" onClick={() => setAct({ kind: 'cancel' })}>
              {text('cancel.action')}
            </Button>
          )
        }
        tabs={(order) => [
          {
            id: 'overview',
            label: text('tabs.overview'),
            content: () => (
              <Stack gap="lg">
                <OrderFacts order={order} />
                <Section title={text('lines.title')}>
                  <OrderLines order={order} catalog={catalog} onAct={setAct} />
                </Section>
                <Section title={text('billed.title')}>
                  <Billed order={order} />
                </Section>
              </Stack>
            ),
          },
          { id: 'timeline', label: text('tabs.timeline'), content: () => <Timeline documentId={order.id} /> },
        ]}
      />
      {act !== null && record.value !== undefined && record.value !== null && (
        <ActOf act={act} order={record.value} onClose={() => setAct(null)} />
      )}
    </>
  );
}
