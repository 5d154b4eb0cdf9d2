import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import { type JobResult, LeaseLost } from './job.ts';
import type { JobRunRow } from './tables.ts';

/** How long a run is believed in without a sign of life. A server that dies holds a run up no longer than this. */
const leaseMs = 60_000;
const mostAttempts = 5;
/** After the first, the second ... failure. */
const retryMs = [60_000, 5 * 60_000, 20 * 60_000, 60 * 60_000];

const later = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

/** Takes the next run that is due, or that its server has let go of; `null` for none. Of many that try, one gets it. */
export const takeRun = async (db: Kysely<Tables>, server: string, now: string): Promise<JobRunRow | null> => {
  const open = await db
    .selectFrom('job_run')
    .innerJoin('job', 'job.name', 'job_run.job')
    .selectAll('job_run')
    .where('job.is_paused', '=', 0)
    .where((where) =>
      where.or([
        where.and([where('job_run.state', '=', 'due'), where('job_run.retry_at', '<=', now)]),
        where.and([where('job_run.state', '=', 'running'), where('job_run.lease_until', '<=', now)]),
      ]),
    )
    .orderBy('job_run.due_at')
    .orderBy('job_run.job')
    .limit(20)
    .execute();
  for (const run of open) {
    const { numUpdatedRows } = await db
      .updateTable('job_run')
      .set({ state: 'running', lease_by: server, lease_until: later(now, leaseMs), attempts: run.attempts + 1, started_at: now })
      .where('job', '=', run.job)
      .where('due_at', '=', run.due_at)
      .where('state', '=', run.state)
      .where('attempts', '=', run.attempts)
      .executeTakeFirst();
    if (numUpdatedRows === 1n) return { ...run, attempts: run.attempts + 1 };
  }
  return null;
};

type Held = Pick<JobRunRow, 'job' | 'due_at' | 'attempts'>;

/** @throws LeaseLost where the run is another's by now. */
export const extendLease = async (db: Kysely<Tables>, run: Held, server: string, now: string): Promise<void> => {
  await ifHeld(db, run, server, { lease_until: later(now, leaseMs) });
};

export const endRun = async (db: Kysely<Tables>, run: Held, server: string, result: JobResult, now: string): Promise<void> => {
  await ifHeld(db, run, server, { state: 'done', ended_at: now, code: '', result: JSON.stringify(result) });
};

/** Tried again after a while, and at last left for somebody to look at. */
export const failRun = async (db: Kysely<Tables>, run: Held, server: string, code: string, now: string): Promise<void> => {
  const isLast = run.attempts >= mostAttempts;
  const retry_at = later(now, retryMs[run.attempts - 1] ?? retryMs.at(-1) ?? 0);
  await ifHeld(db, run, server, { state: isLast ? 'failed' : 'due', retry_at, ended_at: now, code: code.slice(0, 100) });
};

const ifHeld = async (db: Kysely<Tables>, run: Held, server: string, set: Partial<JobRunRow>): Promise<void> => {
  const { numUpdatedRows } = await db
    .updateTable('job_run')
    .set(set)
    .where('job', '=', run.job)
    .where('due_at', '=', run.due_at)
    .where('state', '=', 'running')
    .where('lease_by', '=', server)
    .where('attempts', '=', run.attempts)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new LeaseLost();
};
