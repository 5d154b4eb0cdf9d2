import { Table } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { CreditNote } from '../../../../core/invoicing/types.ts';
import type { Write } from '../../../../core/kernel/command.ts';
import { invoiceEffects } from '../../../../core/views/account-links.ts';
import { useDocuments, useToday } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { Money } from '../../../ui/money.tsx';

/** What a change does to invoices: what is open before and after. Credit notes that it makes are shown beside it. */
export function Effects({ writes }: { readonly writes: readonly Write[] }) {
  const text = useTranslations('invoices.effects');
  const today = useToday();
  const ids = writes.filter(({ document }) => document.kind === 'invoice').map(({ document }) => document.id);
  const before = useDocuments('invoice', { ids }).value;
  if (before === undefined || ids.length === 0) return null;
  const effects = invoiceEffects(writes, before, today);
  return (
    <Table fz={13} verticalSpacing={4} aria-label={text('label')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{text('invoice')}</Table.Th>
          <Table.Th ta="right">{text('before')}</Table.Th>
          <Table.Th ta="right">{text('after')}</Table.Th>
          <Table.Th>{text('status')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {effects.map((effect) => (
          <Table.Tr key={effect.id}>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>{effect.number === '' ? text('numberLater') : effect.number}</Table.Td>
            <Table.Td ta="right">
              <Money minor={effect.before.dueMinor} currency={effect.currency} />
            </Table.Td>
            <Table.Td ta="right">
              <Money minor={effect.after.dueMinor} currency={effect.currency} strong />
            </Table.Td>
            <Table.Td>
              <Status kind="invoice" code={effect.after.status} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The credit note that a preview makes, as it would be issued. */
export const noteOf = (writes: readonly Write[] | null): CreditNote | null => {
  const found = writes?.find(({ document, basedOn }) => document.kind === 'credit-note' && basedOn === null)?.document;
  return found === undefined ? null : (found as CreditNote);
};
