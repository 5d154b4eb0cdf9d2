import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { linksOfPayment } from '../../../../core/views/account-links.ts';
import { useDocument } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Money } from '../../../ui/money.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { AllocateDrawer } from '../actions/allocate-drawer.tsx';
import { ReasonDialog } from '../actions/reason-dialog.tsx';
import { Facts } from '../record/facts.tsx';
import { Links } from '../record/links.tsx';
import { useAccount } from '../record/use-account.ts';
import { CustomerName, type PeekProps, reversal } from './peek-facts.tsx';

/** A payment: what it paid, what stands unallocated, and what can still be done with it. */
export function PaymentPeek({ id, onClose }: PeekProps) {
  const text = useTranslations('invoices');
  const codes = useTranslations('lists.payment.codes');
  const { value: payment } = useDocument('payment', id);
  const account = useAccount(payment ?? null);
  const [doing, setDoing] = useState<'allocate' | 'reverse' | null>(null);
  if (payment === undefined || payment === null || account === undefined) return null;
  const leftMinor = account.left('payment', payment.id);
  return (
    <>
      <PeekDrawer isOpen title={text('money.onePayment')} onClose={onClose}>
        <Stack gap="lg">
          <Group justify="space-between">
            <Money minor={payment.amountMinor} currency={payment.currency} strong />
            <Status kind="payment" code={payment.state.kind} />
          </Group>
          {payment.state.kind === 'received' && (
            <Group gap="xs">
              {leftMinor > 0 && <Button onClick={() => setDoing('allocate')}>{text('actions.allocate')}</Button>}
              <Button variant="default" onClick={() => setDoing('reverse')}>
                {text('actions.reverse')}
              </Button>
            </Group>
          )}
          <Facts
            title={text('facts.title')}
            rows={[
              { label: text('fields.customer'), value: <CustomerName id={payment.customerId} /> },
              { label: text('fields.receivedOn'), value: <DateText on={payment.receivedOn} /> },
              { label: text('fields.method'), value: codes(`method.${payment.method}`) },
              { label: text('fields.reference'), value: payment.reference },
              { label: text('money.unallocated'), value: <Money minor={leftMinor} currency={payment.currency} /> },
              ...reversal(payment.state, text('money.reversed')),
            ]}
          />
          <Links
            title={text('links.pays')}
            links={linksOfPayment(payment.id, account.invoices)}
            currency={payment.currency}
            none={text('links.paysNone')}
          />
          <Timeline documentId={payment.id} />
        </Stack>
      </PeekDrawer>
      {doing === 'allocate' && <AllocateDrawer source={payment} account={account} onClose={() => setDoing(null)} />}
      {doing === 'reverse' && (
        <ReasonDialog
          kind="payment.reverse"
          id={payment.id}
          sum={{ minor: payment.amountMinor, currency: payment.currency }}
          onClose={() => setDoing(null)}
        />
      )}
    </>
  );
}
