import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { NumberFate } from '../../../core/organization/number-ledger.ts';
import { type MemoryColumn, MemoryList } from '../../app/list/memory-list.tsx';
import { useSearchParam } from '../../app/navigation.ts';
import { administrationDoor, type SeriesNumbers } from '../../app/sync/administration-door.ts';
import { Facts, Section } from '../../ui/facts.tsx';
import { PeekDrawer } from '../../ui/peek-drawer.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import classes from './administration.module.css';
import { useEntityCodes } from './entity-codes.ts';
import { useServerData } from './server-data.ts';
import { ServerPanel } from './server-panel.tsx';

const tones: Readonly<Record<NumberFate['kind'], Tone>> = {
  issued: 'good',
  voided: 'neutral',
  leased: 'info',
  open: 'info',
  doubled: 'bad',
  unexplained: 'bad',
};

function Explained({ unexplained }: { readonly unexplained: number }) {
  const text = useTranslations('administration.numbers');
  return unexplained === 0 ? (
    <StatusBadge tone="good">{text('complete')}</StatusBadge>
  ) : (
    <StatusBadge tone="bad">{text('unexplained', { count: unexplained })}</StatusBadge>
  );
}

const useColumns = (): readonly MemoryColumn<SeriesNumbers>[] => {
  const text = useTranslations('administration.numbers');
  const types = useTranslations('administration.numbers.types');
  const codes = useEntityCodes();
  return useMemo<readonly MemoryColumn<SeriesNumbers>[]>(
    () => [
      { key: 'prefix', label: text('columns.prefix'), width: 170, render: ({ prefix }) => prefix, sortBy: ({ prefix }) => prefix },
      {
        key: 'entity',
        label: text('columns.entity'),
        width: 90,
        render: ({ entityId }) => codes([entityId]),
        sortBy: ({ entityId }) => codes([entityId]),
      },
      {
        key: 'type',
        label: text('columns.type'),
        width: 120,
        render: ({ documentType }) => types(documentType),
        sortBy: ({ documentType }) => documentType,
      },
      {
        key: 'station',
        label: text('columns.station'),
        width: 110,
        render: ({ station }) => station ?? text('central'),
        sortBy: ({ station }) => station ?? '',
      },
      {
        key: 'issued',
        label: text('columns.issued'),
        width: 90,
        align: 'end',
        render: ({ issued }) => issued,
        sortBy: ({ issued }) => issued,
      },
      {
        key: 'gaps',
        label: text('columns.gaps'),
        width: 110,
        align: 'end',
        render: ({ gapCount }) => gapCount,
        sortBy: ({ gapCount }) => gapCount,
      },
      {
        key: 'explained',
        label: text('columns.explained'),
        width: 200,
        render: ({ unexplained }) => <Explained unexplained={unexplained} />,
        sortBy: ({ unexplained }) => unexplained,
      },
      { key: 'next', label: text('columns.next'), width: 190, render: ({ next, state }) => (state === 'open' ? next : text('closed')) },
    ],
    [text, types, codes],
  );
};

/** What became of a number, and why. */
function FateDetail({ fate }: { readonly fate: NumberFate }) {
  const reasons = useTranslations('sync.voidReasons');
  switch (fate.kind) {
    case 'voided':
      return reasons.has(fate.reason) ? reasons(fate.reason as 'refused') : fate.reason;
    case 'leased':
      return fate.station;
    case 'doubled':
      return fate.documentIds.join(', ');
    case 'issued':
    case 'open':
    case 'unexplained':
      return null;
  }
}

function SeriesDrawer({ series, onClose }: { readonly series: SeriesNumbers; readonly onClose: () => void }) {
  const text = useTranslations('administration.numbers');
  const { gaps, gapCount } = series;
  return (
    <PeekDrawer isOpen title={series.prefix} onClose={onClose}>
      <Facts
        facts={[
          { label: text('columns.explained'), value: <Explained unexplained={series.unexplained} /> },
          { label: text('columns.issued'), value: String(series.issued) },
          { label: text('columns.station'), value: series.station ?? text('central') },
          { label: text('columns.next'), value: series.state === 'open' ? series.next : text('closed') },
        ]}
      />
      <Section title={text('gaps')}>
        {gaps.length === 0 ? (
          <p className={classes['quiet']}>{text('noGaps')}</p>
        ) : (
          <table className={classes['table']}>
            <thead>
              <tr>
                <th scope="col">{text('number')}</th>
                <th scope="col">{text('fate')}</th>
                <th scope="col">{text('why')}</th>
              </tr>
            </thead>
            <tbody>
              {gaps.toReversed().map(({ text: number, fate }) => (
                <tr key={number}>
                  <td>{number}</td>
                  <td>
                    <StatusBadge tone={tones[fate.kind]}>{text(`fates.${fate.kind}`)}</StatusBadge>
                  </td>
                  <td>
                    <FateDetail fate={fate} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {gapCount > gaps.length && <p className={classes['quiet']}>{text('onlyLast', { count: gaps.length })}</p>}
      </Section>
    </PeekDrawer>
  );
}

const searched = ({ prefix, station }: SeriesNumbers): string => `${prefix} ${station ?? ''}`;

/** NUM-04: the gap report over everything that the server has, of every station. */
export function NumbersPanel() {
  const text = useTranslations('administration.numbers');
  const data = useServerData('numbers', administrationDoor.numbers);
  const columns = useColumns();
  const [openId, setOpenId] = useSearchParam('open');
  return (
    <ServerPanel data={data}>
      {({ series, unexplained }) => {
        const open = series.find(({ id }) => id === openId);
        return (
          <>
            <div className={classes['bar']}>
              <p>{text('intro')}</p>
              <Explained unexplained={unexplained} />
            </div>
            <MemoryList
              name="administration-numbers"
              label={text('label')}
              columns={columns}
              rows={series}
              searched={searched}
              empty={{ title: text('empty.title'), text: text('empty.text') }}
              onOpen={({ id }) => setOpenId(id)}
              openId={openId}
            />
            {open !== undefined && <SeriesDrawer series={open} onClose={() => setOpenId('')} />}
          </>
        );
      }}
    </ServerPanel>
  );
}
