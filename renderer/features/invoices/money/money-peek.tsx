import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Payment, Refund } from '../../../../core/payments/types.ts';
import { Status } from '../../../app/list/cells.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Money } from '../../../ui/money.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { ReasonDialog } from '../actions/reason-dialog.tsx';
import { type FactRow, Facts } from '../record/facts.tsx';
import { CustomerName } from './peek-facts.tsx';

type Props = {
  readonly money: Payment | Refund;
  readonly title: string;
  /** When it came or went. */
  readonly day: { readonly label: string; readonly on: string };
  /** What else is told of it. */
  readonly rows: readonly FactRow[];
  /** What can be done with it before it is reversed. */
  readonly acts?: ReactNode;
  readonly onClose: () => void;
  /** What it is linked to. */
  readonly children?: ReactNode;
};

/** When and why money did not stay. */
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

/** Money that came or went: how much, from whom and how; it can be reversed, with a reason. */
export function MoneyPeek({ money, title, day, rows, acts, onClose, children }: Props) {
  const text = useTranslations('invoices');
  const codes = useTranslations(`lists.${money.kind}.codes`);
  const [isReversing, setReversing] = useState(false);
  return (
    <>
      <PeekDrawer isOpen title={title} onClose={onClose}>
        <Stack gap="lg">
          <Group justify="space-between">
            <Money minor={money.amountMinor} currency={money.currency} strong />
            <Status kind={money.kind} code={money.state.kind} />
          </Group>
          {money.state.kind !== 'reversed' && (
            <Group gap="xs">
              {acts}
              <Button variant="default" onClick={() => setReversing(true)}>
                {text('actions.reverse')}
              </Button>
            </Group>
          )}
          <Facts
            title={text('facts.title')}
            rows={[
              { label: text('fields.customer'), value: <CustomerName id={money.customerId} /> },
              { label: day.label, value: <DateText on={day.on} /> },
              { label: text('fields.method'), value: codes(`method.${money.method}`) },
              { label: text('fields.reference'), value: money.reference },
              ...rows,
              ...reversal(money.state, text('money.reversed')),
            ]}
          />
          {children}
          <Timeline documentId={money.id} />
        </Stack>
      </PeekDrawer>
      {isReversing && (
        <ReasonDialog
          kind={`${money.kind}.reverse`}
          id={money.id}
          sum={{ minor: money.amountMinor, currency: money.currency }}
          onClose={() => setReversing(false)}
        />
      )}
    </>
  );
}
