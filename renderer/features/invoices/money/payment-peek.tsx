import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { linksOfPayment } from '../../../../core/views/account-links.ts';
import { useDocument } from '../../../app/hooks.ts';
import { Money } from '../../../ui/money.tsx';
import { AllocateDrawer } from '../actions/allocate-drawer.tsx';
import { Links } from '../record/links.tsx';
import { useAccount } from '../record/use-account.ts';
import { MoneyPeek } from './money-peek.tsx';
import type { PeekProps } from './peek-facts.tsx';

/** A payment: what it paid, what stands unallocated, and what can still be done with it. */
export function PaymentPeek({ id, onClose }: PeekProps) {
  const text = useTranslations('invoices');
  const { value: payment } = useDocument('payment', id);
  const account = useAccount(payment ?? null);
  const [isAllocating, setAllocating] = useState(false);
  if (payment === undefined || payment === null || account === undefined) return null;
  const leftMinor = account.left('payment', payment.id);
  return (
    <>
      <MoneyPeek
        money={payment}
        title={text('money.onePayment')}
        day={{ label: text('fields.receivedOn'), on: payment.receivedOn }}
        rows={[{ label: text('money.unallocated'), value: <Money minor={leftMinor} currency={payment.currency} /> }]}
        acts={leftMinor > 0 && <Button onClick={() => setAllocating(true)}>{text('actions.allocate')}</Button>}
        onClose={onClose}
      >
        <Links
          title={text('links.pays')}
          links={linksOfPayment(payment.id, account.invoices)}
          currency={payment.currency}
          none={text('links.paysNone')}
        />
      </MoneyPeek>
      {isAllocating && <AllocateDrawer source={payment} account={account} onClose={() => setAllocating(false)} />}
    </>
  );
}
