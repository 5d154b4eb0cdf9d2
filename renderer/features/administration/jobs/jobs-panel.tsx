import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { momentColumnWidth } from '../../../app/list/column-widths.ts';
import { type MemoryColumn, MemoryList } from '../../../app/list/memory-list.tsx';
import { useSearchParam } from '../../../app/navigation.ts';
import { administrationDoor, type JobView } from '../../../app/sync/administration-door.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { useUi } from '../../../ui/settings.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import classes from '../administration.module.css';
import { useServerData } from '../server-data.ts';
import { ServerPanel } from '../server-panel.tsx';
import { JobDrawer } from './job-drawer.tsx';
import { Failure, RunState, useJobName } from './job-words.tsx';

type Row = JobView & { readonly id: string };

function JobName({ job }: { readonly job: JobView }) {
  return useJobName()(job);
}

function LastRun({ job }: { readonly job: JobView }) {
  const text = useTranslations('administration.jobs');
  const [last] = job.runs;
  return last === undefined ? <span className={classes['quiet']}>{text('never')}</span> : <RunState state={last.state} />;
}

function LastFailure({ job }: { readonly job: JobView }) {
  const [last] = job.runs;
  return last === undefined || last.state === 'done' ? null : <Failure code={last.code} />;
}

const useColumns = (): readonly MemoryColumn<Row>[] => {
  const text = useTranslations('administration.jobs');
  const atWidth = momentColumnWidth(useUi());
  return useMemo<readonly MemoryColumn<Row>[]>(
    () => [
      { key: 'name', label: text('columns.name'), width: 190, render: (job) => <JobName job={job} /> },
      { key: 'last', label: text('columns.last'), width: 120, render: (job) => <LastRun job={job} /> },
      { key: 'lastAt', label: text('columns.lastAt'), width: atWidth, render: ({ runs }) => <MomentText at={runs[0]?.endedAt ?? null} /> },
      {
        key: 'next',
        label: text('columns.next'),
        width: atWidth,
        render: ({ nextAt, isPaused }) =>
          isPaused ? (
            <StatusBadge tone="warning">{text('paused')}</StatusBadge>
          ) : nextAt === null ? (
            text('whenAsked')
          ) : (
            <MomentText at={nextAt} />
          ),
      },
      { key: 'failure', label: text('columns.failure'), width: 290, isFlexible: true, render: (job) => <LastFailure job={job} /> },
      { key: 'schedule', label: text('columns.schedule'), width: 100, render: ({ schedule }) => schedule ?? '' },
    ],
    [text, atWidth],
  );
};

/** D8: what the server does by itself. */
export function JobsPanel() {
  const text = useTranslations('administration.jobs');
  const data = useServerData('jobs', administrationDoor.jobs);
  const columns = useColumns();
  const [openId, setOpenId] = useSearchParam('open');
  return (
    <ServerPanel data={data}>
      {({ jobs }) => {
        const rows = jobs.map((job) => ({ ...job, id: job.name }));
        const open = rows.find(({ id }) => id === openId);
        return (
          <>
            <div className={classes['bar']} data-alone>
              <p>{text('intro')}</p>
            </div>
            <MemoryList
              name="administration-jobs"
              label={text('label')}
              columns={columns}
              rows={rows}
              searched={null}
              empty={{ title: text('empty'), text: '' }}
              onOpen={({ id }) => setOpenId(id)}
              openId={openId}
            />
            {open !== undefined && <JobDrawer job={open} onDone={() => void data.again()} onClose={() => setOpenId('')} />}
          </>
        );
      }}
    </ServerPanel>
  );
}
