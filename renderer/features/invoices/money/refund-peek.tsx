import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDocument } from '../../../app/hooks.ts';
import { recordPath } from '../../../app/navigation.ts';
import { Status } from '../../../app/list/cells.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Money } from '../../../ui/money.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { ReasonDialog } from '../actions/reason-dialog.tsx';
import { Facts } from '../record/facts.tsx';
import { CustomerName, type PeekProps, reversal } from './peek-facts.tsx';

/** A refund: what was given back, out of which credit note. */
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
          <Timeline documentId={refund.id} />
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
