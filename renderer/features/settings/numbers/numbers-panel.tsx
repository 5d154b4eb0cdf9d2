import { Table, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { isBlock } from '../../../../core/organization/number-block.ts';
import { gapReport, type NumberLedger } from '../../../../core/organization/number-ledger.ts';
import { numberText } from '../../../../core/organization/numbering.ts';
import type { NumberSeries } from '../../../../core/organization/types.ts';
import { useDocuments } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { useLentNumbers } from '../../../app/sync/lent-numbers.tsx';
import { useSearchParam } from '../../../app/navigation.ts';
import { useSession } from '../../../state/session.ts';
import { DateText } from '../../../ui/date-text.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Section } from '../../../ui/facts.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import classes from '../settings.module.css';
import { BlocksPanel } from './blocks-panel.tsx';
import { SeriesPanel } from './series-panel.tsx';
import { useLedgers } from './use-ledger.ts';

type RowProps = {
  readonly series: NumberSeries;
  readonly ledger: NumberLedger | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
};

function Row({ series, ledger, isChosen, onChoose }: RowProps) {
  const text = useTranslations('settings.numbers');
  const report = ledger === undefined ? null : gapReport([ledger]);
  return (
    <Table.Tr className={`${classes['clickable']} ${isChosen ? classes['chosen'] : ''}`} onClick={onChoose}>
      <Table.Td>
        <button type="button" className={classes['link']} aria-pressed={isChosen} onClick={onChoose}>
          {series.prefix}
        </button>
      </Table.Td>
      <Table.Td>{text(`types.${series.documentType}`)}</Table.Td>
      <Table.Td>{numberText(series, series.next)}</Table.Td>
      <Table.Td>
        <DateText on={series.lastIssuedOn} />
      </Table.Td>
      <Table.Td className={classes['number'] ?? ''}>{series.voided.length}</Table.Td>
      <Table.Td>
        {report === null ? (
          '…'
        ) : report.unexplained === 0 ? (
          <StatusBadge tone="good">{text('complete')}</StatusBadge>
        ) : (
          <StatusBadge tone="bad">{text('unexplained', { count: report.unexplained })}</StatusBadge>
        )}
      </Table.Td>
      <Table.Td>
        <Status kind="number-series" code={series.state} />
      </Table.Td>
    </Table.Tr>
  );
}

/** NUM-01 to NUM-05: every series, and for each of its numbers what became of it. */
export function NumbersPanel() {
  const text = useTranslations('settings.numbers');
  const entityId = useSession((session) => session.entityId);
  const [chosen, choose] = useSearchParam('series');
  const all = useDocuments('number-series').value;
  const known = (all ?? []).filter((series) => entityId === null || series.entityId === entityId);
  const shown = known.filter((series) => !isBlock(series)).toSorted((a, b) => (a.prefix < b.prefix ? -1 : 1));
  const ledgers = useLedgers(shown, known);
  const lent = useLentNumbers();
  if (all === undefined) return null;
  if (shown.length === 0 && lent.length === 0) return <EmptyState cause="nothing" title={text('emptyTitle')} text={text('emptyText')} />;
  const current = shown.find(({ id }) => id === chosen) ?? null;
  const whole = ledgers === undefined ? null : gapReport(ledgers);
  return (
    <>
      <Section title={text('title')}>
        <Text c="dimmed" fz={13} mb="sm" role="status">
          {whole === null
            ? text('counting')
            : text('report', { count: shown.length, gaps: whole.gaps.length, unexplained: whole.unexplained })}
        </Text>
        <Table aria-label={text('title')} fz={13}>
          <Table.Thead>
            <Table.Tr>
              {['prefix', 'type', 'next', 'last'].map((key) => (
                <Table.Th key={key}>{text(key)}</Table.Th>
              ))}
              <Table.Th className={classes['number'] ?? ''}>{text('voided')}</Table.Th>
              <Table.Th>{text('gapless')}</Table.Th>
              <Table.Th>{text('state')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {shown.map((series) => (
              <Row
                key={series.id}
                series={series}
                ledger={ledgers?.find(({ seriesId }) => seriesId === series.id)}
                isChosen={series.id === current?.id}
                onChoose={() => choose(series.id)}
              />
            ))}
          </Table.Tbody>
        </Table>
      </Section>
      <BlocksPanel series={known} />
      {current !== null && (
        <SeriesPanel key={current.id} series={current} ledger={ledgers?.find(({ seriesId }) => seriesId === current.id)} />
      )}
    </>
  );
}
