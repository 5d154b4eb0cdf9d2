import { useTranslations } from 'use-intl';
import { useProblemText } from '../../../app/problems.tsx';
import type { JobRunView, JobView } from '../../../app/sync/administration-door.ts';
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx';

const runTones: Readonly<Record<JobRunView['state'], Tone>> = { due: 'info', running: 'info', done: 'good', failed: 'bad' };

/** What a job is called. */
export const useJobName = (): ((job: Pick<JobView, 'name'>) => string) => {
  const text = useTranslations('administration.jobs');
  return ({ name }) => (text.has(`names.${name}`) ? text(`names.${name}`) : name);
};

export function RunState({ state }: Pick<JobRunView, 'state'>) {
  const text = useTranslations('administration.jobs.states');
  return <StatusBadge tone={runTones[state]}>{text(state)}</StatusBadge>;
}

/** Why a run failed: a code of the job, or of what it gave. */
export function Failure({ code }: Pick<JobRunView, 'code'>) {
  const text = useTranslations('administration.jobs');
  const problem = useProblemText();
  if (code === '') return null;
  const key = `failures.${code}`;
  const words = text.has(key) ? text(key) : problem({ code });
  return <span title={words}>{words}</span>;
}

/** What a run came to: counts. */
export function Result({ result }: Pick<JobRunView, 'result'>) {
  const text = useTranslations('administration.jobs');
  return Object.entries(result)
    .map(([what, count]) => `${text.has(`results.${what}`) ? text(`results.${what}`) : what}: ${count}`)
    .join(', ');
}
