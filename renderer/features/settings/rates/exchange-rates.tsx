import { Select, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDocuments } from '../../../app/hooks.ts';
import { DateText } from '../../../ui/date-text.tsx';
import { decimalColumn } from '../../../ui/decimal-column.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useUi } from '../../../ui/settings.tsx';
import classes from '../settings.module.css';
import { useChosenEntity } from './use-chosen-entity.ts';

/** So many rows are drawn; a bank publishes thousands a year. */
const shownRows = 250;

/** The dated rates of the entity that is worked for, newest first. */
export function ExchangeRates({ onAdd }: { readonly onAdd: () => void }) {
  const text = useTranslations('settings.rates');
  const { number } = useUi();
  const entity = useChosenEntity();
  const tables = useDocuments('rate-table').value;
  const [pair, setPair] = useState<string | null>(null);
  if (tables === undefined) return null;
  const all = tables.filter(({ entityId }) => entityId === entity?.id).flatMap(({ rates }) => rates);
  if (all.length === 0)
    return <EmptyState cause="nothing" title={text('emptyTitle')} text={text('emptyText')} action={{ label: text('new'), run: onAdd }} />;
  const pairs = [...new Set(all.map(({ from, to }) => `${from} → ${to}`))].toSorted();
  const rows = all
    .filter(({ from, to }) => pair === null || pair === `${from} → ${to}`)
    .toReversed()
    .toSorted((a, b) => (a.on < b.on ? 1 : a.on > b.on ? -1 : 0));
  const shown = rows.slice(0, shownRows);
  const behind = decimalColumn(shown.map(({ rate }) => rate));
  return (
    <>
      <Select
        label={text('pair')}
        placeholder={text('allPairs')}
        data={pairs}
        value={pair}
        onChange={setPair}
        clearable
        searchable
        maw={240}
        mb="md"
      />
      <Table aria-label={text('title', { name: entity?.legalName ?? '' })} fz={13} stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text('on')}</Table.Th>
            <Table.Th>{text('from')}</Table.Th>
            <Table.Th>{text('to')}</Table.Th>
            <Table.Th className={classes['number'] ?? ''}>{text('rate')}</Table.Th>
            <Table.Th>{text('source')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map(({ on, from, to, rate, source }, at) => (
            <Table.Tr key={at}>
              <Table.Td>
                <DateText on={on} />
              </Table.Td>
              <Table.Td>{from}</Table.Td>
              <Table.Td>{to}</Table.Td>
              <Table.Td className={classes['number'] ?? ''}>
                {number(rate)}
                {behind(rate)}
              </Table.Td>
              <Table.Td>{source === '' ? '–' : source}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text fz={12.5} c="dimmed" mt="xs">
        {text('count', { shown: shown.length, count: rows.length })}
      </Text>
    </>
  );
}
