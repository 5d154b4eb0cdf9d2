import { Button, Group, SegmentedControl, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { gapReport, type NumberFate, type NumberLedger, type NumberRow } from '../../../../core/organization/number-ledger.ts';
import type { NumberSeries } from '../../../../core/organization/types.ts';
import { csvLine, guarded } from '../../../../core/views/csv.ts';
import { saveFile } from '../../../app/files.ts';
import { recordPath } from '../../../app/navigation.ts';
import { useSyncStatus } from '../../../app/sync/sync-news.ts';
import { useProblemText } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { useVoidReason } from '../../../app/sync/void-reason.ts';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { Section } from '../../../ui/facts.tsx';
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx';
import { CloseSeries, VoidNext } from './series-acts.tsx';
import { useClosing } from './use-closing.ts';

const tones: Readonly<Record<NumberFate['kind'], Tone>> = {
  issued: 'good',
  voided: 'neutral',
  leased: 'info',
  open: 'info',
  doubled: 'bad',
  unexplained: 'bad',
};

/** So many numbers are drawn at once; the file has all of them. */
const shownRows = 200;

function Fate({ fate, type }: { readonly fate: NumberFate; readonly type: NumberSeries['documentType'] }) {
  const text = useTranslations('settings.numbers');
  const why = useVoidReason();
  if (fate.kind === 'issued') return <a href={`#${recordPath(type, fate.documentId) ?? '/'}`}>{text('openDocument')}</a>;
  if (fate.kind === 'voided') return why(fate.reason);
  if (fate.kind === 'leased') return fate.station;
  return fate.kind === 'doubled' ? fate.documentIds.join(', ') : '';
}

type RowsProps = { readonly series: NumberSeries; readonly rows: readonly NumberRow[] };

function Rows({ series, rows }: RowsProps) {
  const text = useTranslations('settings.numbers');
  if (rows.length === 0)
    return (
      <Text c="dimmed" fz={13}>
        {text('noGaps')}
      </Text>
    );
  return (
    <>
      <Table aria-label={text('ledgerOf', { prefix: series.prefix })} fz={13}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{text('number')}</Table.Th>
            <Table.Th>{text('fate')}</Table.Th>
            <Table.Th>{text('detail')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, shownRows).map(({ number, text: printed, fate }) => (
            <Table.Tr key={number}>
              <Table.Td>{printed}</Table.Td>
              <Table.Td>
                <StatusBadge tone={tones[fate.kind]}>{text(`fates.${fate.kind}`)}</StatusBadge>
              </Table.Td>
              <Table.Td>
                <Fate fate={fate} type={series.documentType} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {rows.length > shownRows && (
        <Text c="dimmed" fz={12.5} mt="xs">
          {text('more', { count: rows.length - shownRows })}
        </Text>
      )}
    </>
  );
}

/** The whole ledger as a file, for those who audit it elsewhere. */
const useLedgerFile = (series: NumberSeries) => {
  const text = useTranslations('settings.numbers');
  const why = useVoidReason();
  return async (ledger: NumberLedger): Promise<void> => {
    const lines = ledger.rows.map(({ text: number, fate }) => [
      number,
      text(`fates.${fate.kind}`),
      fate.kind === 'voided' ? why(fate.reason) : fate.kind === 'issued' ? fate.documentId : fate.kind === 'leased' ? fate.station : '',
    ]);
    const file = [[text('number'), text('fate'), text('detail')], ...lines].map((cells) => csvLine(cells.map(guarded))).join('');
    const saved = await saveFile('csv', `${series.prefix}ledger.csv`, new Blob([file], { type: 'text/csv' }));
    if (saved.kind === 'saved') toast({ message: text('saved', { name: saved.name }) });
  };
};

/** One series number by number: first what needs an explanation, and every number where it is wanted. */
export function SeriesPanel({ series, ledger }: { readonly series: NumberSeries; readonly ledger: NumberLedger | undefined }) {
  const text = useTranslations('settings.numbers');
  const [shows, setShows] = useState('gaps');
  const [act, setAct] = useState<'skip' | 'close' | null>(null);
  const save = useLedgerFile(series);
  const problem = useProblemText();
  const isOpen = series.state === 'open' && series.station !== null;
  const closing = useClosing(series);
  const hasServer = useSyncStatus()?.server !== null;
  const reasonOf = (may: boolean): string | null => {
    if (closing.kind === 'own' && closing.isOfOthers) return problem({ code: 'access.entity' });
    return may ? null : problem({ code: 'access.role' });
  };
  if (ledger === undefined) return null;
  const gaps = new Set(gapReport([ledger]).gaps.map(({ number }) => number));
  const rows: readonly NumberRow[] = shows === 'gaps' ? ledger.rows.filter(({ number }) => gaps.has(number)) : ledger.rows.toReversed();
  const shownChoices = [
    { value: 'gaps', label: text('onlyGaps') },
    { value: 'all', label: text('all') },
  ];
  return (
    <Section
      title={text('ledgerOf', { prefix: series.prefix })}
      action={
        <Group gap="xs">
          <SegmentedControl size="xs" aria-label={text('shows')} value={shows} onChange={setShows} data={shownChoices} />
          <Button variant="default" onClick={() => void save(ledger)}>
            {text('export')}
          </Button>
          {isOpen && closing.kind === 'lost' && (
            <Button variant="default" onClick={() => setAct('close')}>
              {text('close')}
            </Button>
          )}
          {isOpen && closing.kind === 'own' && (
            <>
              <ReasonedButton variant="default" reason={reasonOf(closing.maySkip)} onClick={() => setAct('skip')}>
                {text('skip')}
              </ReasonedButton>
              <ReasonedButton variant="default" reason={reasonOf(closing.mayClose)} onClick={() => setAct('close')}>
                {text('close')}
              </ReasonedButton>
            </>
          )}
        </Group>
      }
    >
      {isOpen && closing.kind !== 'own' && (
        <Text c="dimmed" fz={13} mb="sm">
          {text(closing.kind === 'elsewhere' ? 'elsewhere' : hasServer ? 'neverJoined' : 'earlier', { station: series.station })}
        </Text>
      )}
      <Rows series={series} rows={rows} />
      {act === 'skip' && <VoidNext series={series} onClose={() => setAct(null)} />}
      {act === 'close' && <CloseSeries series={series} isLost={closing.kind === 'lost'} onClose={() => setAct(null)} />}
    </Section>
  );
}
