import { Badge, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LineDifference } from '../../../core/invoicing/run-difference.ts';
import { useDocument } from '../../app/hooks.ts';
import { decimalRoom, Money } from '../../ui/money.tsx';
import { useUi } from '../../ui/settings.tsx';

const shownAtOnce = 50;

function Name({ id }: { readonly id: string }) {
  return <>{useDocument('customer', id).value?.name ?? ''}</>;
}

/** BEY-02, F3: what is new, gone or changed against the last run, the greatest first. */
export function DifferencesTable({ differences }: { readonly differences: readonly LineDifference[] }) {
  const text = useTranslations('billing-run.differences');
  const { number, amount } = useUi();
  const rooms = decimalRoom([...new Set(differences.map(({ currency }) => currency))], amount);
  const [kind, setKind] = useState<'all' | LineDifference['kind']>('all');
  const chosen = differences.filter((entry) => kind === 'all' || entry.kind === kind);
  const shown = [...chosen].sort((a, b) => Math.abs(b.differenceMinor) - Math.abs(a.differenceMinor)).slice(0, shownAtOnce);
  const count = (which: LineDifference['kind']): number => differences.filter((entry) => entry.kind === which).length;
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <SegmentedControl
          size="xs"
          aria-label={text('show')}
          value={kind}
          onChange={(value) => setKind(value)}
          data={[
            { value: 'all', label: text('all', { count: differences.length }) },
            ...(['added', 'removed', 'changed'] as const).map((value) => ({ value, label: text(value, { count: count(value) }) })),
          ]}
        />
        {chosen.length > shown.length && (
          <Text fz={13} c="dimmed">
            {text('more', { shown: number(shown.length), of: number(chosen.length) })}
          </Text>
        )}
      </Group>
      <Table aria-label={text('label')} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text('customer')}</Table.Th>
            <Table.Th>{text('what')}</Table.Th>
            <Table.Th>{text('kind')}</Table.Th>
            <Table.Th ta="right">{text('before')}</Table.Th>
            <Table.Th ta="right">{text('after')}</Table.Th>
            <Table.Th ta="right">{text('difference')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((entry) => (
            <Table.Tr key={entry.subject}>
              <Table.Td>
                <Name id={entry.customerId} />
              </Table.Td>
              <Table.Td>{entry.title}</Table.Td>
              <Table.Td>
                <Badge variant="light" color="gray" tt="none" fw={500}>
                  {text(`one.${entry.kind}`)}
                </Badge>
              </Table.Td>
              {[entry.beforeMinor, entry.afterMinor, entry.differenceMinor].map((minor, index) => (
                <Table.Td key={index === 0 ? 'before' : index === 1 ? 'after' : 'difference'} ta="right">
                  {minor === null ? (
                    '–'
                  ) : (
                    <Money minor={minor} currency={entry.currency} room={rooms.get(entry.currency)} strong={index === 2} />
                  )}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
