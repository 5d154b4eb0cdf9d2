import { Cron } from 'croner';
import type { Kysely } from 'kysely';
import type { Tables } from '../store/tables.ts';
import type { Job } from './job.ts';
import type { JobRunRow } from './tables.ts';

const never = '';

const freshRun = (job: string, dueAt: string): JobRunRow => ({
  job,
  due_at: dueAt,
  state: 'due',
  attempts: 0,
  retry_at: dueAt,
  lease_by: '',
  lease_until: never,
  started_at: never,
  ended_at: never,
  code: '',
  result: '{}',
});

/** The first moment of a schedule after another one. */
export const nextAfter = (schedule: string, zone: string, after: string): string | null =>
  new Cron(schedule, { timezone: zone, paused: true }).nextRun(new Date(after))?.toISOString() ?? null;

/**
 * Enters the runs whose moment has come. Moments that passed while no server ran become one run, the earliest: what a job does covers everything until
 * then. Whoever enters it first, of many servers, does.
 */
export const enterDueRuns = async (db: Kysely<Tables>, jobs: readonly Job[], zone: string, now: string): Promise<void> => {
  const rows = new Map((await db.selectFrom('job').selectAll().execute()).map((row) => [row.name, row]));
  for (const { name, schedule } of jobs) {
    const row = rows.get(name);
    if (row === undefined) {
      await db
        .insertInto('job')
        .values({ name, is_paused: 0, planned_until: now })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      continue;
    }
    const dueAt = schedule === null ? null : nextAfter(schedule, zone, row.planned_until);
    if (dueAt !== null && dueAt <= now) await enterOne(db, name, dueAt, row.planned_until, now);
  }
};

const enterOne = async (db: Kysely<Tables>, name: string, dueAt: string, plannedUntil: string, now: string): Promise<void> =>
  db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await tx
      .updateTable('job')
      .set({ planned_until: now })
      .where('name', '=', name)
      .where('planned_until', '=', plannedUntil)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await tx
      .insertInto('job_run')
      .values(freshRun(name, dueAt))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });

/** A run that somebody asked for, due now. */
export const enterRun = async (db: Kysely<Tables>, name: string, now: string): Promise<void> => {
  await db
    .insertInto('job_run')
    .values(freshRun(name, now))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
