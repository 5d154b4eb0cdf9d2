import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { oldestFirst } from '../../../../core/invoicing/allocation.ts';
import type { CreditNote } from '../../../../core/invoicing/types.ts';
import type { Payment } from '../../../../core/payments/types.ts';
import { useCommand } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { Money } from '../../../ui/money.tsx';
import type { CustomerAccount } from '../record/use-account.ts';
import { ActionDrawer } from './action-drawer.tsx';
import { AllocationTable, allocationsOf, type Division } from './allocation-table.tsx';
import { Effects } from './effects.tsx';
import { usePreview } from './use-preview.ts';

type Props = { readonly source: Payment | CreditNote; readonly account: CustomerAccount; readonly onClose: () => void };

/** INV-21, INV-26: pays open invoices with money or credit that nothing has used. It begins with the oldest due first. */
export function AllocateDrawer({ source, account, onClose }: Props) {
  const text = useTranslations('invoices');
  const leftMinor = account.left(source.kind, source.id);
  const [division, setDivision] = useState<Division>(() =>
    Object.fromEntries(
      oldestFirst(account.invoices, source.currency, leftMinor).map(({ invoiceId, amountMinor }) => [invoiceId, amountMinor]),
    ),
  );
  const kind = source.kind === 'payment' ? 'payment.allocate' : 'credit-note.apply';
  const command = useCommand(kind);
  const allocations = allocationsOf(division);
  const body =
    allocations.length === 0
      ? null
      : ((source.kind === 'payment' ? { paymentId: source.id, allocations } : { creditNoteId: source.id, allocations }) as never);
  const preview = usePreview(kind, body);
  const submit = async (): Promise<void> => {
    if (body === null) return;
    const outcome = await command.run(body);
    if (!outcome.ok) return;
    toast({ message: text('allocate.done') });
    onClose();
  };
  return (
    <ActionDrawer
      title={text(source.kind === 'payment' ? 'allocate.title' : 'allocate.titleNote')}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={text('allocate.confirm')}
      isReady={body !== null && preview.problems.length === 0 && !preview.isAsking}
      isRunning={command.isRunning}
      currency={source.currency}
      problems={command.problems.length > 0 ? command.problems : preview.problems}
      {...(preview.writes !== null && preview.problems.length === 0 ? { preview: <Effects writes={preview.writes} /> } : {})}
    >
      <Text fz={13} c="dimmed">
        {text('allocate.available')} <Money minor={leftMinor} currency={source.currency} />
      </Text>
      <AllocationTable
        invoices={account.invoices}
        currency={source.currency}
        leftMinor={leftMinor}
        division={division}
        onDivision={setDivision}
      />
    </ActionDrawer>
  );
}
