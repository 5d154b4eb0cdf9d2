import { Table } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { RunTotal } from '../../../core/invoicing/types.ts';
import { decimalRoom, Money } from '../../ui/money.tsx';
import { useUi } from '../../ui/settings.tsx';

/** What a run comes to, by entity and currency. Credit notes count with their negative amounts. */
export function TotalsTable({ totals, nameOf }: { readonly totals: readonly RunTotal[]; readonly nameOf: (entityId: string) => string }) {
  const text = useTranslations('billing-run.totals');
  const { number, amount } = useUi();
  const rooms = decimalRoom(
    totals.map(({ currency }) => currency),
    amount,
  );
  return (
    <Table aria-label={text('label')} withRowBorders verticalSpacing={6} className="cf-figures">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text('entity')}</Table.Th>
          <Table.Th ta="right">{text('invoices')}</Table.Th>
          <Table.Th ta="right">{text('creditNotes')}</Table.Th>
          <Table.Th ta="right">{text('net')}</Table.Th>
          <Table.Th ta="right">{text('tax')}</Table.Th>
          <Table.Th ta="right">{text('gross')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {totals.map((total) => (
          <Table.Tr key={`${total.entityId}|${total.currency}`}>
            <Table.Td>{nameOf(total.entityId)}</Table.Td>
            <Table.Td ta="right">{number(total.invoices)}</Table.Td>
            <Table.Td ta="right">{number(total.creditNotes)}</Table.Td>
            <Table.Td ta="right">
              <Money minor={total.netMinor} currency={total.currency} room={rooms.get(total.currency)} />
            </Table.Td>
            <Table.Td ta="right">
              <Money minor={total.taxMinor} currency={total.currency} room={rooms.get(total.currency)} />
            </Table.Td>
            <Table.Td ta="right">
              <Money minor={total.grossMinor} currency={total.currency} room={rooms.get(total.currency)} strong />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
