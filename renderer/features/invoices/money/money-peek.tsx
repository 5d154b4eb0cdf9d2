import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Adjustment } from '../../../../core/invoicing/types.ts';
import { linksOfPayment } from '../../../../core/views/account-links.ts';
import type { Payment, Refund } from '../../../../core/payments/types.ts';
import { useCommand, useDocument } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { recordPath } from '../../../app/navigation.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Money } from '../../../ui/money.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { AllocateDrawer } from '../actions/allocate-drawer.tsx';
import { ReasonDialog } from '../actions/reason-dialog.tsx';
import { type FactRow, Facts } from '../record/facts.tsx';
import { History } from '../record/history.tsx';
import { Links } from '../record/links.tsx';
import { useAccount } from '../record/use-account.ts';

type PeekProps = { readonly id: string; readonly onClose: () => void };

function CustomerName({ id }: { readonly id: string }) {
  const name = useDocument('customer', id).value?.name ?? '';
  const path = recordPath('customer', id);
  return path === null ? name : <a href={`#${path}`}>{name}</a>;
}

const reversal = (state: Payment['state'] | Refund['state'], label: string): readonly FactRow[] =>
  state.kind === 'reversed'
    ? [
        {
          label,
          value: (
            <>
              <DateText on={state.on} /> · {state.reason}
            </>
          ),
        },
      ]
    : [];

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
          <History documentId={payment.id} />
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

export function RefundPeek({ id, onClose }: PeekProps) {
  const text = useTranslations('invoices');
  const codes = useTranslations('lists.refund.codes');
  const { value: refund } = useDocument('refund', id);
  const { value: note } = useDocument('credit-note', refund?.creditNoteId ?? null);
  const [isReversing, setReversing] = useState(false);
  if (refund === undefined || refund === null) return null;
  return (
    <>
      <PeekDrawer isOpen title={text('money.oneRefund')} onClose={onClose}>
        <Stack gap="lg">
          <Group justify="space-between">
            <Money minor={refund.amountMinor} currency={refund.currency} strong />
            <Status kind="refund" code={refund.state.kind} />
          </Group>
          {refund.state.kind === 'paid' && (
            <Group>
              <Button variant="default" onClick={() => setReversing(true)}>
                {text('actions.reverse')}
              </Button>
            </Group>
          )}
          <Facts
            title={text('facts.title')}
            rows={[
              { label: text('fields.customer'), value: <CustomerName id={refund.customerId} /> },
              { label: text('fields.paidOn'), value: <DateText on={refund.paidOn} /> },
              { label: text('fields.method'), value: codes(`method.${refund.method}`) },
              { label: text('fields.reference'), value: refund.reference },
              {
                label: text('creditNote'),
                value: <a href={`#${recordPath('credit-note', refund.creditNoteId) ?? ''}`}>{note?.number ?? text('creditNote')}</a>,
              },
              ...reversal(refund.state, text('money.reversed')),
            ]}
          />
          <History documentId={refund.id} />
        </Stack>
      </PeekDrawer>
      {isReversing && (
        <ReasonDialog
          kind="refund.reverse"
          id={refund.id}
          sum={{ minor: refund.amountMinor, currency: refund.currency }}
          onClose={() => setReversing(false)}
        />
      )}
    </>
  );
}

export function AdjustmentPeek({ id, onClose }: PeekProps) {
  const text = useTranslations('invoices');
  const { value: adjustment } = useDocument('adjustment', id);
  const [isAsking, setAsking] = useState(false);
  if (adjustment === undefined || adjustment === null) return null;
  return (
    <>
      <PeekDrawer isOpen title={text('money.oneAdjustment')} onClose={onClose}>
        <Stack gap="lg">
          <Group justify="space-between">
            <Money minor={adjustment.amountMinor} currency={adjustment.currency} strong />
            <Status kind="adjustment" code={adjustment.state.kind} />
          </Group>
          {adjustment.state.kind === 'open' && (
            <Group>
              <Button variant="default" onClick={() => setAsking(true)}>
                {text('actions.withdraw')}
              </Button>
            </Group>
          )}
          <Facts
            title={text('facts.title')}
            rows={[
              { label: text('fields.customer'), value: <CustomerName id={adjustment.customerId} /> },
              { label: text('adjustment.on'), value: <DateText on={adjustment.on} /> },
              { label: text('fields.taxClass'), value: adjustment.taxClass },
              { label: text('fields.reason'), value: adjustment.reason },
            ]}
          />
          <History documentId={adjustment.id} />
        </Stack>
      </PeekDrawer>
      {isAsking && <Withdraw adjustment={adjustment} onClose={() => setAsking(false)} />}
    </>
  );
}

/** INV-23: what a run billed of it goes back with the next one. */
function Withdraw({ adjustment, onClose }: { readonly adjustment: Adjustment; readonly onClose: () => void }) {
  const text = useTranslations('invoices.adjustment');
  const command = useCommand('adjustment.withdraw');
  const confirm = async (): Promise<void> => {
    const outcome = await command.run({ adjustmentId: adjustment.id });
    if (!outcome.ok) return;
    toast({ message: text('withdrawn') });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={text('withdrawTitle')}
      text={text('withdrawText')}
      count={1}
      sums={[{ minor: adjustment.amountMinor, currency: adjustment.currency }]}
      confirmLabel={text('withdrawConfirm')}
      isDanger
      onConfirm={confirm}
      onClose={onClose}
    >
      <ErrorSummary problems={command.problems} />
    </ConfirmDialog>
  );
}
