import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { type Logger, plainError } from '../operation/log.ts';
import type { Tables } from '../store/tables.ts';
import { enterDueRuns } from './due-runs.ts';
import { type Job, JobFailed, type JobWork, LeaseLost } from './job.ts';
import { endRun, extendLease, failRun, takeRun } from './leases.ts';
import type { JobRunRow } from './tables.ts';

export type JobHouse = {
  readonly db: Kysely<Tables>;
  readonly zone: string;
  readonly now: () => string;
  readonly log: Logger;
  readonly jobs: readonly Job[];
  readonly source: JobWork['source'];
  readonly give: JobWork['give'];
  readonly heard: (job: string, result: 'done' | 'failed' | 'lost') => void;
};

export type JobWorker = {
  /** Enters what is due and does it, until nothing is; answers how many runs it did. */
  work(): Promise<number>;
  /** The same again and again. */
  start(everyMs: number): void;
  /** Ends after the run that is under way. */
  stop(): Promise<void>;
};

/** Does what is due. Any number of servers may: each run is one server's at a time, and what it gives has its effect once whoever gives it. */
export const jobWorker = (house: JobHouse): JobWorker => {
  const server = randomUUID();
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<unknown> = Promise.resolve();

  const work = async (): Promise<number> => {
    await enterDueRuns(house.db, house.jobs, house.zone, house.now());
    for (let count = 0; ; count += 1) {
      const run = isStopped ? null : await takeRun(house.db, server, house.now());
      if (run === null) return count;
      await doRun(house, run, server);
    }
  };

  const turn = async (everyMs: number): Promise<void> => {
    try {
      await work();
    } catch (error) {
      house.log.error({ error: plainError(error) }, 'jobs.failed');
    }
    if (!isStopped) again(everyMs);
  };

  const again = (everyMs: number): void => {
    timer = setTimeout(() => {
      underWay = turn(everyMs);
    }, everyMs);
  };

  return {
    work,
    start: again,
    stop: async () => {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      await underWay;
    },
  };
};

const extendEveryMs = 5_000;

const doRun = async (house: JobHouse, run: JobRunRow, server: string): Promise<void> => {
  const { db, jobs, now, log, heard, source, give } = house;
  const job = jobs.find(({ name }) => name === run.job);
  let extendedMs = Date.parse(now());
  const goOn = async (): Promise<void> => {
    // The lease lasts a minute: it need not be written for each of a thousand customers.
    if (Date.parse(now()) - extendedMs < extendEveryMs) return;
    await extendLease(db, run, server, now());
    extendedMs = Date.parse(now());
  };
  try {
    if (job === undefined) throw new JobFailed('job.unknown');
    const result = await job.run({
      dueAt: run.due_at,
      source,
      give: async (commands) => {
        await goOn();
        return give(commands);
      },
      goOn,
    });
    await endRun(db, run, server, result, now());
    log.info({ job: run.job, dueAt: run.due_at, attempts: run.attempts, result }, 'job.done');
    heard(run.job, 'done');
  } catch (error) {
    if (error instanceof LeaseLost) {
      log.warn({ job: run.job, dueAt: run.due_at }, 'job.taken-over');
      return heard(run.job, 'lost');
    }
    const code = error instanceof JobFailed ? error.code : 'job.broken';
    log.error({ job: run.job, dueAt: run.due_at, attempts: run.attempts, code, error: plainError(error) }, 'job.failed');
    await failRun(db, run, server, code, now()).catch((lost: unknown) => {
      if (!(lost instanceof LeaseLost)) throw lost;
    });
    heard(run.job, 'failed');
  }
};
