import { Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CreditNote } from '../../../../core/invoicing/types.ts';
import type { OfflineMethod } from '../../../../core/payments/types.ts';
import { useToday } from '../../../app/hooks.ts';
import { DayInput } from '../../../ui/form/date-field.tsx';
import { ExplainStep } from '../../../ui/explain.tsx';
import { Money } from '../../../ui/money.tsx';
import type { CustomerAccount } from '../record/use-account.ts';
import { ActionDrawer } from './action-drawer.tsx';
import { AmountInput } from './amount-input.tsx';
import { MethodSelect } from './payment-drawer.tsx';
import { useAct } from './use-act.ts';

/** INV-22: money given back out of a credit note, never more than was paid. */
export function RefundDrawer({
  note,
  account,
  onClose,
}: {
  readonly note: CreditNote;
  readonly account: CustomerAccount;
  readonly onClose: () => void;
}) {
  const text = useTranslations('invoices');
  const today = useToday();
  const refundableMinor = account.refundable(note.id);
  const [amountMinor, setAmount] = useState<number | null>(refundableMinor);
  const [method, setMethod] = useState<OfflineMethod>('bank-transfer');
  const [reference, setReference] = useState(note.number ?? '');
  const [paidOn, setPaid] = useState(today);
  const body = amountMinor === null || amountMinor <= 0 ? null : { creditNoteId: note.id, amountMinor, method, reference, paidOn };
  const act = useAct('refund.record', body, text('refund.done'), onClose);
  return (
    <ActionDrawer
      title={text('refund.title')}
      {...act.drawer}
      submitLabel={text('refund.confirm')}
      currency={note.currency}
      {...(act.isRight && amountMinor !== null
        ? {
            preview: (
              <ExplainStep
                label={text('refund.after')}
                value={<Money minor={account.left('credit-note', note.id) - amountMinor} currency={note.currency} />}
                isTotal
              />
            ),
          }
        : {})}
    >
      <Text fz={13} c="dimmed">
        {text('refund.available')} <Money minor={refundableMinor} currency={note.currency} />
      </Text>
      <Group grow align="flex-start">
        <AmountInput
          label={text('fields.amount')}
          required
          minor={amountMinor}
          currency={note.currency}
          onMinor={setAmount}
          data-autofocus
        />
        <DayInput label={text('fields.paidOn')} maxDate={today} value={paidOn} onDay={(day) => day !== null && setPaid(day)} />
      </Group>
      <Group grow align="flex-start">
        <MethodSelect value={method} onChange={setMethod} />
        <TextInput
          label={text('fields.reference')}
          maxLength={140}
          value={reference}
          onChange={({ currentTarget }) => setReference(currentTarget.value)}
        />
      </Group>
    </ActionDrawer>
  );
}
