import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { JobRunView, JobView } from '../../protocol/administration.ts';
import { enterRun, nextAfter } from './due-runs.ts';
import type { Job } from './job.ts';

const shownRuns = 20;

/** When somebody asks, and in which zone schedules are meant. */
type Asked = { readonly now: string; readonly zone: string };

export const listJobs = async (db: Kysely<Tables>, jobs: readonly Job[], { now, zone }: Asked): Promise<readonly JobView[]> => {
  const rows = new Map((await db.selectFrom('job').selectAll().execute()).map((row) => [row.name, row]));
  return Promise.all(
    jobs.map(async ({ name, schedule }) => {
      const isPaused = rows.get(name)?.is_paused === 1;
      const nextAt = schedule === null || isPaused ? null : nextAfter(schedule, zone, now);
      return { name, schedule, isPaused, nextAt, runs: await runsOf(db, name) };
    }),
  );
};

const runsOf = async (db: Kysely<Tables>, name: string): Promise<readonly JobRunView[]> => {
  const rows = await db.selectFrom('job_run').selectAll().where('job', '=', name).orderBy('due_at', 'desc').limit(shownRuns).execute();
  return rows.map((row) => ({
    dueAt: row.due_at,
    state: row.state,
    attempts: row.attempts,
    retryAt: row.retry_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    code: row.code,
    result: JSON.parse(row.result) as JobRunView['result'],
  }));
};

/** What an administrator asks of a job. False where there is none such, or no such run that has failed. */
export const askJob = async (
  db: Kysely<Tables>,
  jobs: readonly Job[],
  asked: { readonly job: string; readonly what: 'run' | 'pause' | 'resume' | 'retry'; readonly dueAt?: string | undefined },
  now: string,
): Promise<boolean> => {
  if (!jobs.some(({ name }) => name === asked.job)) return false;
  switch (asked.what) {
    case 'run':
      await enterRun(db, asked.job, now);
      return true;
    case 'pause':
    case 'resume':
      await db
        .insertInto('job')
        .values({ name: asked.job, is_paused: asked.what === 'pause' ? 1 : 0, planned_until: now })
        .onConflict((conflict) => conflict.column('name').doUpdateSet({ is_paused: asked.what === 'pause' ? 1 : 0 }))
        .execute();
      return true;
    case 'retry': {
      const { numUpdatedRows } = await db
        .updateTable('job_run')
        .set({ state: 'due', attempts: 0, retry_at: now })
        .where('job', '=', asked.job)
        .where('due_at', '=', asked.dueAt ?? '')
        .where('state', '=', 'failed')
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    }
  }
};

/** How the jobs stand, for the metrics. */
export const jobStanding = async (
  db: Kysely<Tables>,
  now: string,
): Promise<{ readonly due: number; readonly oldestDueSeconds: number; readonly failed: number }> => {
  const open = await db.selectFrom('job_run').select(['state', 'due_at']).where('state', '!=', 'done').execute();
  const due = open.filter(({ state, due_at }) => state !== 'failed' && due_at <= now);
  const oldest = due.map(({ due_at }) => due_at).sort()[0];
  return {
    due: due.length,
    oldestDueSeconds: oldest === undefined ? 0 : Math.max(0, (Date.parse(now) - Date.parse(oldest)) / 1000),
    failed: open.length - open.filter(({ state }) => state !== 'failed').length,
  };
};
