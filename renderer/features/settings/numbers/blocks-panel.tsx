import { Button, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { LentNumbers } from '../../../../core/organization/lent-numbers.ts';
import { isBlock, numbersLeft } from '../../../../core/organization/number-block.ts';
import { numberText } from '../../../../core/organization/numbering.ts';
import type { NumberSeries } from '../../../../core/organization/types.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { NumbersRunningLow, useLentNumbers } from '../../../app/sync/lent-numbers.tsx';
import { useSyncStatus } from '../../../app/sync/sync-news.ts';
import { toast } from '../../../app/toast.tsx';
import { workstation } from '../../../app/workstation.ts';
import { Section } from '../../../ui/facts.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import type { BlockAnswer } from '../../../workers/sync/sync-api.ts';
import classes from '../settings.module.css';

/** What this station has left, with the button for a longer way without a connection. */
function Mine({ numbers }: { readonly numbers: readonly LentNumbers[] }) {
  const text = useTranslations('settings.numbers.blocks');
  const status = useSyncStatus();
  const [asking, setAsking] = useState<string | null>(null);
  const [problems, setProblems] = useState<Extract<BlockAnswer, { kind: 'refused' }>['reasons']>([]);
  const ask = async ({ entityId, documentType, year, prefix }: LentNumbers): Promise<void> => {
    setAsking(prefix);
    const answer = await workstation().sync.lend({ entityId, documentType, year });
    setAsking(null);
    setProblems(answer?.kind === 'refused' ? answer.reasons : []);
    if (answer === null) toast({ message: text('noAnswer'), tone: 'bad' });
    else if (answer.kind === 'lent') toast({ message: text('lent', { first: answer.first, last: answer.last }) });
  };
  const isOffline = status?.state !== 'online' && status?.state !== 'syncing';
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Table aria-label={text('mine')} fz={13} mb="md">
        <Table.Tbody>
          {numbers.map((each) => (
            <Table.Tr key={`${each.prefix}${each.year}`}>
              <Table.Td>{each.prefix}</Table.Td>
              <Table.Td>{text('left', { count: each.left })}</Table.Td>
              <Table.Td className={classes['number'] ?? ''}>
                <Button
                  size="xs"
                  variant="default"
                  loading={asking === each.prefix}
                  disabled={isOffline}
                  title={isOffline ? text('offline') : undefined}
                  aria-label={text('moreOf', { prefix: each.prefix })}
                  onClick={() => void ask(each)}
                >
                  {text('more')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </>
  );
}

/** NUM-02: every block of the series that are shown: which station has it, and what is left of it. */
export function BlocksPanel({ series }: { readonly series: readonly NumberSeries[] }) {
  const text = useTranslations('settings.numbers.blocks');
  const mine = useLentNumbers();
  const blocks = series
    .filter(isBlock)
    .toSorted((a, b) => (a.prefix === b.prefix ? b.block.first - a.block.first : a.prefix < b.prefix ? -1 : 1));
  if (blocks.length === 0 && mine.length === 0) return null;
  return (
    <Section title={text('title')}>
      <Text c="dimmed" fz={13} mb="sm">
        {text('what')}
      </Text>
      <NumbersRunningLow numbers={mine} />
      {mine.length > 0 && <Mine numbers={mine} />}
      {blocks.length > 0 && (
        <Table aria-label={text('title')} fz={13}>
          <Table.Thead>
            <Table.Tr>
              {['station', 'first', 'last'].map((key) => (
                <Table.Th key={key}>{text(key)}</Table.Th>
              ))}
              <Table.Th className={classes['number'] ?? ''}>{text('unused')}</Table.Th>
              <Table.Th>{text('state')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {blocks.map((each) => (
              <Table.Tr key={each.id}>
                <Table.Td>{each.station}</Table.Td>
                <Table.Td>{numberText(each, each.block.first)}</Table.Td>
                <Table.Td>{numberText(each, each.block.last)}</Table.Td>
                <Table.Td className={classes['number'] ?? ''}>{numbersLeft(each)}</Table.Td>
                <Table.Td>
                  <StatusBadge tone={numbersLeft(each) > 0 ? 'info' : 'neutral'}>
                    {text(each.state === 'closed' ? 'ended' : numbersLeft(each) > 0 ? 'open' : 'usedUp')}
                  </StatusBadge>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Section>
  );
}
