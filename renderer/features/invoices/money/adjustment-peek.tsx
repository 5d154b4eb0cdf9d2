import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Adjustment } from '../../../../core/invoicing/types.ts';
import { useCommand, useDocument } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Status } from '../../../app/list/cells.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Money } from '../../../ui/money.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { Facts } from '../record/facts.tsx';
import { CustomerName, type PeekProps } from './peek-facts.tsx';

/** An adjustment that waits for a run, or was taken back. */
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
          <Timeline documentId={adjustment.id} />
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
