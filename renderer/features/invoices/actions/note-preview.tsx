import { Box, Stack, Table, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { CreditNote } from '../../../../core/invoicing/types.ts';
import { Money } from '../../../ui/money.tsx';
import { ExplainStep } from '../../../ui/explain.tsx';

const turned = (minor: number): number => (minor === 0 ? 0 : -minor);

/** F16: the credit note as it would be issued, told from the customer's side: what they get back is above zero. */
export function NotePreview({ note }: { readonly note: CreditNote }) {
  const text = useTranslations('invoices');
  return (
    <Stack gap={6} aria-label={text('credit.preview')} component="section">
      <Text fw={600} fz={13}>
        {text('credit.preview')} {note.number}
      </Text>
      <Table fz={13} verticalSpacing={3}>
        <Table.Tbody>
          {note.lines.map((line) => (
            <Table.Tr key={line.id}>
              <Table.Td>{line.title}</Table.Td>
              <Table.Td ta="right">
                <Money minor={turned(line.netMinor)} currency={note.currency} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Box fz={13}>
        <ExplainStep label={text('totals.net')} value={<Money minor={turned(note.totals.netMinor)} currency={note.currency} />} />
        <ExplainStep label={text('totals.tax')} value={<Money minor={turned(note.totals.taxMinor)} currency={note.currency} />} />
        <ExplainStep
          label={text('credit.gross')}
          value={<Money minor={turned(note.totals.grossMinor)} currency={note.currency} />}
          isTotal
        />
      </Box>
    </Stack>
  );
}
