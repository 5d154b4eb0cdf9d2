import { Table } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { IssuedDocument } from '../../../core/invoicing/lines.ts';
import { DateText } from '../../ui/date-text.tsx';
import { decimalRoom, Money } from '../../ui/money.tsx';
import { useUi } from '../../ui/settings.tsx';

/** The first documents in the order in which they get their numbers. */
export function DocumentsTable({ documents }: { readonly documents: readonly IssuedDocument[] }) {
  const text = useTranslations('billing-run.documents');
  const kinds = useTranslations('lists');
  const { amount } = useUi();
  const rooms = decimalRoom([...new Set(documents.map(({ currency }) => currency))], amount);
  return (
    <Table aria-label={text('title')} verticalSpacing={4} stickyHeader>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text('number')}</Table.Th>
          <Table.Th>{text('kind')}</Table.Th>
          <Table.Th>{text('customer')}</Table.Th>
          <Table.Th>{text('issued')}</Table.Th>
          <Table.Th>{text('lines')}</Table.Th>
          <Table.Th ta="right">{text('net')}</Table.Th>
          <Table.Th ta="right">{text('gross')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {documents.map((document) => (
          <Table.Tr key={document.id}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{document.number ?? text('withoutNumber')}</Table.Td>
            <Table.Td>{kinds(`${document.kind}.one`)}</Table.Td>
            <Table.Td>{document.buyer.name}</Table.Td>
            <Table.Td>
              <DateText on={document.issuedOn} />
            </Table.Td>
            <Table.Td>{document.lines.map((line) => line.title).join(', ')}</Table.Td>
            <Table.Td ta="right">
              <Money minor={document.totals.netMinor} currency={document.currency} room={rooms.get(document.currency)} />
            </Table.Td>
            <Table.Td ta="right">
              <Money minor={document.totals.grossMinor} currency={document.currency} room={rooms.get(document.currency)} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
