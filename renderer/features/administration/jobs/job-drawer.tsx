import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ErrorSummary } from '../../../app/problems.tsx';
import { administrationDoor, type JobOrder, type JobRunView, type JobView } from '../../../app/sync/administration-door.ts';
import { useServerReason } from '../../../app/sync/server-reason.ts';
import { toast } from '../../../app/toast.tsx';
import { MomentText } from '../../../ui/date-text.tsx';
import { Facts, Section } from '../../../ui/facts.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import classes from '../administration.module.css';
import { useOrder } from '../use-order.ts';
import { Failure, Result, RunState, useJobName } from './job-words.tsx';

type RunsProps = { readonly job: JobView; readonly canRetry: boolean; readonly onRetry: (run: JobRunView) => void };

function Runs({ job, canRetry, onRetry }: RunsProps) {
  const text = useTranslations('administration.jobs');
  if (job.runs.length === 0) return <p className={classes['quiet']}>{text('never')}</p>;
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{text('columns.due')}</th>
          <th scope="col">{text('columns.last')}</th>
          <th scope="col">{text('columns.result')}</th>
        </tr>
      </thead>
      <tbody>
        {job.runs.map((run) => (
          <tr key={run.dueAt}>
            <td>
              <MomentText at={run.dueAt} />
            </td>
            <td>
              <RunState state={run.state} />
              {run.attempts > 1 && <div className={classes['quiet']}>{text('attempts', { count: run.attempts })}</div>}
            </td>
            <td>
              {run.state === 'done' ? <Result result={run.result} /> : <Failure code={run.code} />}
              {run.state === 'failed' && canRetry && (
                <div>
                  <Button size="compact-xs" variant="default" onClick={() => onRetry(run)}>
                    {text('retry')}
                  </Button>
                </div>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One job: what it does, when, what came of its runs, and what may be asked of it. */
export function JobDrawer({ job, onDone, onClose }: { readonly job: JobView; readonly onDone: () => void; readonly onClose: () => void }) {
  const text = useTranslations('administration.jobs');
  const name = useJobName()(job);
  const reason = useServerReason();
  const { give, problems } = useOrder();
  const ask = async (what: JobOrder, dueAt?: string): Promise<void> => {
    if ((await give(administrationDoor.askJob(job.name, what, dueAt))) !== null) toast({ message: text(`asked.${what}`, { name }) });
    onDone();
  };
  return (
    <PeekDrawer isOpen title={name} onClose={onClose}>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <p className={classes['quiet']}>{text.has(`what.${job.name}`) ? text(`what.${job.name}`) : ''}</p>
      <Facts
        facts={[
          { label: text('columns.schedule'), value: job.schedule === null ? text('whenAsked') : <code>{job.schedule}</code> },
          {
            label: text('columns.next'),
            value: job.isPaused ? <StatusBadge tone="warning">{text('paused')}</StatusBadge> : <MomentText at={job.nextAt} />,
          },
        ]}
      />
      <div className={classes['acts']}>
        <ReasonedButton reason={reason} onClick={() => void ask('run')}>
          {text('run')}
        </ReasonedButton>
        <ReasonedButton variant="default" reason={reason} onClick={() => void ask(job.isPaused ? 'resume' : 'pause')}>
          {text(job.isPaused ? 'resume' : 'pause')}
        </ReasonedButton>
      </div>
      <Section title={text('runs')}>
        <Runs job={job} canRetry={reason === null} onRetry={({ dueAt }) => void ask('retry', dueAt)} />
      </Section>
    </PeekDrawer>
  );
}
