import { Table, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { dueMinor } from '../../../../core/invoicing/status.ts';
import type { Invoice } from '../../../../core/invoicing/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import { sortedBy } from '../../../../core/kernel/order.ts';
import { DateText } from '../../../ui/date-text.tsx';
import { Money } from '../../../ui/money.tsx';
import { AmountInput } from './amount-input.tsx';

/** What of some money goes to which invoice; `null` where nothing was entered. */
export type Division = Readonly<Record<string, number | null>>;

export const allocationsOf = (division: Division): readonly { readonly invoiceId: string; readonly amountMinor: number }[] =>
  Object.entries(division).flatMap(([invoiceId, amountMinor]) =>
    amountMinor === null || amountMinor <= 0 ? [] : [{ invoiceId, amountMinor }],
  );

/** Open invoices of a currency, the oldest due first. */
export const openOf = (invoices: readonly Invoice[], currency: Currency): readonly Invoice[] =>
  sortedBy(
    invoices.filter((invoice) => invoice.currency === currency && dueMinor(invoice) > 0),
    ({ dueOn, id }) => `${dueOn}|${id}`,
  );

type Props = {
  readonly invoices: readonly Invoice[];
  readonly currency: Currency;
  readonly leftMinor: number;
  readonly division: Division;
  readonly onDivision: (division: Division) => void;
};

/** F6, INV-26: divides money by hand; what is left over is always in sight. */
export function AllocationTable({ invoices, currency, leftMinor, division, onDivision }: Props) {
  const text = useTranslations('invoices.allocate');
  const open = openOf(invoices, currency);
  const usedMinor = allocationsOf(division).reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  if (open.length === 0) return <Text fz={13}>{text('noneOpen')}</Text>;
  return (
    <Table fz={13} verticalSpacing={4} aria-label={text('label')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text('invoice')}</Table.Th>
          <Table.Th>{text('due')}</Table.Th>
          <Table.Th ta="right">{text('open')}</Table.Th>
          <Table.Th ta="right" w={150}>
            {text('amount')}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {open.map((invoice) => (
          <Table.Tr key={invoice.id}>
            <Table.Td>{invoice.number ?? text('numberLater')}</Table.Td>
            <Table.Td>
              <DateText on={invoice.dueOn} />
            </Table.Td>
            <Table.Td ta="right">
              <Money minor={dueMinor(invoice)} currency={currency} withoutCurrency />
            </Table.Td>
            <Table.Td>
              <AmountInput
                size="xs"
                aria-label={text('amountFor', { number: invoice.number ?? '' })}
                minor={division[invoice.id] ?? null}
                currency={currency}
                onMinor={(minor) => onDivision({ ...division, [invoice.id]: minor })}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
      <Table.Tfoot>
        <Table.Tr>
          <Table.Th colSpan={3}>{text('left')}</Table.Th>
          <Table.Th ta="right">
            <Money minor={leftMinor - usedMinor} currency={currency} />
          </Table.Th>
        </Table.Tr>
      </Table.Tfoot>
    </Table>
  );
}
