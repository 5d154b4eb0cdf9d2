import { sql } from 'kysely';
import { jobStanding } from '../jobs/desk.ts';
import type { Readiness } from '../http/dependencies.ts';
import { standing } from '../replication/pull.ts';
import type { ServerStore } from '../store/open.ts';
import type { Measured } from './metrics.ts';

/** Read from the store when somebody asks: every server of a database says the same. */
export const measuredIn = async (store: ServerStore, now: string): Promise<Measured> => {
  const { sequence, position } = await standing(store);
  const jobs = await jobStanding(store.reader, now);
  const stations = await store.reader
    .selectFrom('station')
    .select(['code', 'last_seen_at', 'enrolled_at'])
    .where('state', '=', 'enrolled')
    .orderBy('code')
    .execute();
  return {
    stations: stations.map(({ code, last_seen_at, enrolled_at }) => ({
      station: code,
      silentSeconds: Math.max(0, (Date.parse(now) - Date.parse(last_seen_at ?? enrolled_at)) / 1000),
    })),
    sequence,
    entries: position,
    jobsDue: jobs.due,
    oldestDueSeconds: jobs.oldestDueSeconds,
    jobsFailed: jobs.failed,
  };
};

const longestWaitMs = 2_000;

/** Both ways to the store answer in time. */
export const readinessOf = async (store: ServerStore): Promise<Readiness> => {
  const answers = async (ask: () => Promise<unknown>): Promise<boolean> => {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), longestWaitMs);
    ask().then(
      () => resolve(true),
      () => resolve(false),
    );
    const isAnswered = await promise;
    clearTimeout(timer);
    return isAnswered;
  };
  const checks = {
    reading: await answers(() => standing(store)),
    writing: await answers(() => sql`select 1`.execute(store.database)),
  };
  return { isReady: checks.reading && checks.writing, checks };
};
