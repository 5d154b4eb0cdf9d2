import { Anchor, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Customer } from '../../../core/customers/types.ts';
import { customerBalances } from '../../../core/payments/balance.ts';
import { useDocuments, useToday } from '../../app/hooks.ts';
import { Money } from '../../ui/money.tsx';
import classes from './customers.module.css';

/** INV-21, BEY-12: what a customer owes and has to their credit, entity by entity, as of today. */
export function CustomerSummary({ customer }: { readonly customer: Customer }) {
  const text = useTranslations('customers.summary');
  const today = useToday();
  const where = { customerIds: [customer.id] };
  const invoices = useDocuments('invoice', where).value;
  const creditNotes = useDocuments('credit-note', where).value;
  const payments = useDocuments('payment', where).value;
  const refunds = useDocuments('refund', where).value;
  const promotionalCredits = useDocuments('promotional-credit', where).value;
  const subscriptions = useDocuments('subscription', where).value;
  const entities = useDocuments('entity').value ?? [];
  if (
    invoices === undefined ||
    creditNotes === undefined ||
    payments === undefined ||
    refunds === undefined ||
    promotionalCredits === undefined ||
    subscriptions === undefined
  )
    return null;
  const balances = customerBalances({ invoices, creditNotes, payments, refunds, promotionalCredits }, today);
  const running = subscriptions.filter(({ state }) => state.kind !== 'cancelled').length;
  const cells = ['dueMinor', 'overdueMinor', 'creditNotesMinor', 'unallocatedMinor', 'promotionalMinor'] as const;
  return (
    <section className={classes['summary']} aria-label={text('title')}>
      {balances.length === 0 ? (
        <Text fz={13} c="dimmed">
          {text('nothing')}
        </Text>
      ) : (
        <table className={classes['balances']} aria-label={text('title')}>
          <thead>
            <tr>
              <th scope="col">{text('entity')}</th>
              {cells.map((cell) => (
                <th key={cell} scope="col">
                  {text(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {balances.map((balance) => (
              <tr key={`${balance.entityId}${balance.currency}`}>
                <th scope="row">{entities.find(({ id }) => id === balance.entityId)?.legalName ?? balance.entityId}</th>
                {cells.map((cell) => (
                  <td
                    key={cell}
                    data-strong={cell === 'dueMinor' || undefined}
                    data-bad={(cell === 'overdueMinor' && balance[cell] > 0) || undefined}
                    data-zero={balance[cell] === 0 || undefined}
                  >
                    <Money minor={balance[cell]} currency={balance.currency} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <Text fz={13} c="dimmed">
        <Anchor fz={13} href={`#/customers/${encodeURIComponent(customer.id)}?tab=subscription`}>
          {text('running', { count: running })}
        </Anchor>
      </Text>
    </section>
  );
}
