import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { momentColumnWidth } from '../../../app/list/column-widths.ts';
import { type MemoryColumn, MemoryList } from '../../../app/list/memory-list.tsx';
import { useSearchParam } from '../../../app/navigation.ts';
import { administrationDoor, type StationView } from '../../../app/sync/administration-door.ts';
import { useServerReason } from '../../../app/sync/server-reason.ts';
import { useAccess, useSyncStatus } from '../../../app/sync/sync-news.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useUi } from '../../../ui/settings.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import classes from '../administration.module.css';
import { mayManage } from '../people/may-touch.ts';
import { useServerData } from '../server-data.ts';
import { ServerPanel } from '../server-panel.tsx';
import { RevokeStation } from './revoke-station.tsx';
import { StationLag } from './station-lag.tsx';

type Row = StationView & { readonly id: string };

function State({ station }: { readonly station: StationView }) {
  const text = useTranslations('administration.stations.states');
  return station.state === 'enrolled' ? (
    <StatusBadge tone="good">{text('enrolled')}</StatusBadge>
  ) : (
    <StatusBadge tone="bad">{text(station.wipe ? 'wiped' : 'revoked')}</StatusBadge>
  );
}

const useColumns = (): readonly MemoryColumn<Row>[] => {
  const text = useTranslations('administration.stations.columns');
  const own = useSyncStatus()?.station;
  const atWidth = momentColumnWidth(useUi());
  return useMemo<readonly MemoryColumn<Row>[]>(
    () => [
      { key: 'code', label: text('code'), width: 76, render: ({ code }) => code, sortBy: ({ code }) => code },
      {
        key: 'name',
        label: text('name'),
        width: 220,
        isFlexible: true,
        render: ({ code, name }) => (code === own ? text('here', { name }) : name),
        sortBy: ({ name }) => name,
      },
      {
        key: 'people',
        label: text('people'),
        width: 200,
        isFlexible: true,
        render: ({ people }) => people.join(', '),
        sortBy: ({ people }) => people.join(', '),
      },
      { key: 'state', label: text('state'), width: 130, render: (station) => <State station={station} />, sortBy: ({ state }) => state },
      {
        key: 'lag',
        label: text('lag'),
        width: 200,
        isFlexible: true,
        render: (station) => <StationLag station={station} />,
        sortBy: ({ toPull, toPush }) => (toPull ?? Number.MAX_SAFE_INTEGER) + toPush,
      },
      {
        key: 'lastSeen',
        label: text('lastSeen'),
        width: atWidth,
        render: ({ lastSeenAt }) => <MomentText at={lastSeenAt} />,
        sortBy: ({ lastSeenAt }) => lastSeenAt ?? '',
      },
      { key: 'engine', label: text('engine'), width: 110, render: ({ engine }) => engine, sortBy: ({ engine }) => engine },
    ],
    [text, own, atWidth],
  );
};

const searched = ({ code, name, people }: Row): string => `${code} ${name} ${people.join(' ')}`;

type DrawerProps = { readonly station: StationView; readonly onDone: () => void; readonly onClose: () => void };

function StationDrawer({ station, onDone, onClose }: DrawerProps) {
  const text = useTranslations('administration.stations');
  const role = useTranslations('administration.people.hindrance');
  const away = useServerReason();
  const access = useAccess();
  const [isRevoking, setRevoking] = useState(false);
  const reason = away ?? (mayManage(access) ? null : role('role'));
  return (
    <>
      <PeekDrawer isOpen title={`${station.code} · ${station.name}`} onClose={onClose}>
        <Facts
          facts={[
            { label: text('columns.state'), value: <State station={station} /> },
            { label: text('columns.lag'), value: <StationLag station={station} /> },
            { label: text('columns.lastSeen'), value: <MomentText at={station.lastSeenAt} /> },
            { label: text('columns.people'), value: station.people.join(', ') },
            { label: text('columns.sessions'), value: String(station.sessions) },
            { label: text('columns.pushed'), value: String(station.acknowledged) },
            { label: text('columns.program'), value: station.program },
            { label: text('columns.engine'), value: station.engine },
            { label: text('columns.enrolled'), value: <MomentText at={station.enrolledAt} /> },
          ]}
        />
        {station.state === 'enrolled' && (
          <div className={classes['acts']}>
            <ReasonedButton variant="default" c="var(--cf-tone-bad)" reason={reason} onClick={() => setRevoking(true)}>
              {text('revoke.action')}
            </ReasonedButton>
          </div>
        )}
      </PeekDrawer>
      {isRevoking && (
        <RevokeStation
          station={station}
          onDone={() => {
            setRevoking(false);
            onDone();
          }}
          onClose={() => setRevoking(false)}
        />
      )}
    </>
  );
}

/** D2, D6, D13: every machine that was ever enrolled, and how far it is behind. */
export function StationsPanel() {
  const text = useTranslations('administration.stations');
  const data = useServerData('stations', administrationDoor.stations);
  const columns = useColumns();
  const [openId, setOpenId] = useSearchParam('open');
  return (
    <ServerPanel data={data}>
      {({ stations }) => {
        const rows = stations.map((station) => ({ ...station, id: station.code }));
        const open = rows.find(({ id }) => id === openId);
        return (
          <>
            <div className={classes['bar']}>
              <p>{text('intro')}</p>
            </div>
            <MemoryList
              name="administration-stations"
              label={text('label')}
              columns={columns}
              rows={rows}
              searched={searched}
              empty={{ title: text('empty.title'), text: text('empty.text') }}
              onOpen={({ id }) => setOpenId(id)}
              openId={openId}
            />
            {open !== undefined && <StationDrawer station={open} onDone={() => void data.again()} onClose={() => setOpenId('')} />}
          </>
        );
      }}
    </ServerPanel>
  );
}
