import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Customer } from '../../../core/customers/types.ts';
import { dueMinor } from '../../../core/invoicing/status.ts';
import { useCommand, useDocuments } from '../../app/hooks.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { toast } from '../../app/toast.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

/** Archives a customer, or brings it back. It says what still runs and what is still owed, since both go on. */
export function ArchiveDialog({ customer, onClose }: { readonly customer: Customer; readonly onClose: () => void }) {
  const text = useTranslations('customers.archiving');
  const archive = useCommand('customer.archive');
  const back = useCommand('customer.unarchive');
  const where = { customerIds: [customer.id] };
  const invoices = useDocuments('invoice', where).value ?? [];
  const running = (useDocuments('subscription', where).value ?? []).filter(({ state }) => state.kind !== 'cancelled').length;
  const isArchived = customer.state === 'archived';
  const sums = new Map<string, number>();
  for (const invoice of invoices)
    if (dueMinor(invoice) > 0) sums.set(invoice.currency, (sums.get(invoice.currency) ?? 0) + dueMinor(invoice));
  const run = async (): Promise<void> => {
    const outcome = await (isArchived ? back : archive).run({ customerId: customer.id });
    if (!outcome.ok) return;
    toast({
      message: text(isArchived ? 'broughtBack' : 'archived', { name: customer.name }),
      ...(isArchived ? {} : { undo: { label: text('undo'), run: () => void back.run({ customerId: customer.id }) } }),
    });
    onClose();
  };
  const problems = [...archive.problems, ...back.problems];
  return (
    <ConfirmDialog
      isOpen
      title={text(isArchived ? 'backTitle' : 'title', { name: customer.name })}
      text={text(isArchived ? 'backText' : 'text')}
      {...(isArchived ? {} : { count: 1, sums: [...sums].map(([currency, minor]) => ({ currency, minor })) })}
      confirmLabel={text(isArchived ? 'back' : 'confirm')}
      isDanger={!isArchived}
      onConfirm={run}
      onClose={onClose}
    >
      {!isArchived && running > 0 && (
        <Text fz={13} c="var(--cf-tone-warning)">
          {text('running', { count: running })}
        </Text>
      )}
      {problems.length > 0 && <ErrorSummary problems={problems} />}
    </ConfirmDialog>
  );
}
