import { Tabs } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useGo, useSearchParam } from '../../app/navigation.ts';
import { useAccess, useSyncStatus } from '../../app/sync/sync-news.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import classes from './administration.module.css';
import { AuditPanel } from './audit/audit-panel.tsx';
import { HealthPanel } from './health-panel.tsx';
import { JobsPanel } from './jobs/jobs-panel.tsx';
import { NumbersPanel } from './numbers-panel.tsx';
import { PeoplePanel } from './people/people-panel.tsx';
import { type Room, roomsOf } from './rooms.ts';
import { StationsPanel } from './stations/stations-panel.tsx';

const panels: Readonly<Record<Room, () => React.JSX.Element>> = {
  people: PeoplePanel,
  stations: StationsPanel,
  jobs: JobsPanel,
  audit: AuditPanel,
  numbers: NumbersPanel,
  health: HealthPanel,
};

/** Why there is nothing to administer from here: no server, or not this role. */
function Closed({ isJoined }: { readonly isJoined: boolean }) {
  const text = useTranslations('administration.closed');
  const go = useGo();
  return isJoined ? (
    <EmptyState
      isPage
      cause="forbidden"
      title={text('roleTitle')}
      text={text('roleText')}
      action={{ label: text('account'), run: () => go('/account') }}
    />
  ) : (
    <EmptyState
      isPage
      cause="not-synced"
      title={text('aloneTitle')}
      text={text('aloneText')}
      action={{ label: text('connect'), run: () => go('/connect') }}
    />
  );
}

/** People, stations, jobs, the chain, numbers and health of the server that this station works with (D2, D6, D8, D9). */
export function Page() {
  const text = useTranslations('administration');
  const access = useAccess();
  const status = useSyncStatus();
  const [chosen, choose] = useSearchParam('tab');
  const open = roomsOf(access);
  const room = open.find((each) => each === chosen) ?? open[0];
  if (status === null) return null;
  if (room === undefined) return <Closed isJoined={access !== null} />;
  const Panel = panels[room];
  return (
    <>
      <PageHeader title={text('title')} badge={<span className={classes['quiet']}>{status.server}</span>}>
        <Tabs value={room} onChange={(next) => choose(next === open[0] ? '' : (next ?? ''))} mt={4}>
          <Tabs.List>
            {open.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {text(`tabs.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      </PageHeader>
      <Panel key={room} />
    </>
  );
}
