import { useTranslations } from 'use-intl';
import { clock } from '../../app/clock.ts';
import { administrationDoor, type HealthView } from '../../app/sync/administration-door.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { Facts, Section } from '../../ui/facts.tsx';
import { PageBody } from '../../ui/page-header.tsx';
import { useUi } from '../../ui/settings.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import classes from './administration.module.css';
import { useServerData } from './server-data.ts';
import { ServerPanel } from './server-panel.tsx';

const hourMs = 3_600_000;
const kilobyte = 1_000;
const megabyte = 1_000_000;
/** The job makes one each night: one night may be missed before it is worth a look. */
const backupLateHours = 50;
const queueLateSeconds = 3_600;

function Backup({ last }: { readonly last: HealthView['lastBackup'] }) {
  const text = useTranslations('administration.health');
  const { number } = useUi();
  if (last === null) return <StatusBadge tone="bad">{text('noBackup')}</StatusBadge>;
  const hours = Math.max(0, Math.floor((Date.parse(clock.now()) - Date.parse(last.at)) / hourMs));
  const isSmall = last.bytes < megabyte;
  const size = number((last.bytes / (isSmall ? kilobyte : megabyte)).toFixed(1));
  return (
    <>
      <StatusBadge tone={hours > backupLateHours ? 'warning' : 'good'}>{text('backupAge', { hours })}</StatusBadge>{' '}
      <span className={classes['quiet']}>
        <MomentText at={last.at} /> · {size} {isSmall ? 'kB' : 'MB'}
      </span>
    </>
  );
}

const queueTone = ({ jobsFailed, oldestDueSeconds }: HealthView): Tone => {
  if (jobsFailed > 0) return 'bad';
  return oldestDueSeconds > queueLateSeconds ? 'warning' : 'good';
};

function Health({ health }: { readonly health: HealthView }) {
  const text = useTranslations('administration.health');
  const { number } = useUi();
  const {
    isReady,
    checks,
    database,
    epoch,
    engine,
    protocol,
    documentsChanged,
    auditEntries,
    jobsDue,
    jobsFailed,
    oldestDueSeconds,
    lastBackup,
  } = health;
  return (
    <PageBody>
      <Section title={text('serves')}>
        <Facts
          facts={[
            { label: text('ready'), value: <StatusBadge tone={isReady ? 'good' : 'bad'}>{text(isReady ? 'yes' : 'no')}</StatusBadge> },
            ...Object.entries(checks).map(([check, isWell]) => ({
              label: text.has(`checks.${check}`) ? text(`checks.${check}`) : check,
              value: <StatusBadge tone={isWell ? 'good' : 'bad'}>{text(isWell ? 'well' : 'fails')}</StatusBadge>,
            })),
            { label: text('engine'), value: engine },
            { label: text('protocol'), value: text('protocolText', { newest: protocol.newest, oldest: protocol.oldestPushed }) },
          ]}
        />
      </Section>
      <Section title={text('data')}>
        <Facts
          facts={[
            { label: text('database'), value: text(`databases.${database}`) },
            { label: text('backup'), value: <Backup last={lastBackup} /> },
            { label: text('changes'), value: number(documentsChanged) },
            { label: text('entries'), value: number(auditEntries) },
            { label: text('life'), value: <span className={classes['code']}>{epoch}</span> },
          ]}
        />
      </Section>
      <Section title={text('queue')}>
        <Facts
          facts={[
            { label: text('due'), value: number(jobsDue) },
            {
              label: text('failed'),
              value: jobsFailed === 0 ? number(jobsFailed) : <a href="#/administration?tab=jobs">{number(jobsFailed)}</a>,
            },
            {
              label: text('oldest'),
              value: <StatusBadge tone={queueTone(health)}>{text('waits', { minutes: Math.floor(oldestDueSeconds / 60) })}</StatusBadge>,
            },
          ]}
        />
      </Section>
      <p className={classes['quiet']}>{text('more')}</p>
    </PageBody>
  );
}

/** D4: how the server does, as far as it can say so itself. */
export function HealthPanel() {
  const data = useServerData('health', administrationDoor.health);
  return <ServerPanel data={data}>{(health) => <Health health={health} />}</ServerPanel>;
}
