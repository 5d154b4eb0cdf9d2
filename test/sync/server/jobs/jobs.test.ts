import { setTimeout } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { admitOwn } from '../../../../sync/server/admission/admit.ts';
import { askJob, jobStanding, listJobs } from '../../../../sync/server/jobs/desk.ts';
import { advanceJob } from '../../../../sync/server/jobs/advance-job.ts';
import { billingJob } from '../../../../sync/server/jobs/billing-job.ts';
import { type Job, JobFailed } from '../../../../sync/server/jobs/job.ts';
import { type JobWorker, jobWorker } from '../../../../sync/server/jobs/worker.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { companyOf, manyBuyers } from '../../../support/run-company.ts';
import { gapsOf, seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

type Played = {
  now: string;
  readonly heard: string[];
  worker(store: ServerStore, jobs: readonly Job[], give?: typeof admitOwn): JobWorker;
};

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

const played = (at = '2025-05-31T23:00:00.000Z'): Played => {
  const heard: string[] = [];
  const clock: Played = {
    now: at,
    heard,
    worker: (store, jobs, give = admitOwn) =>
      jobWorker({
        db: store.database,
        zone: 'UTC',
        now: () => clock.now,
        log: quiet,
        jobs,
        source: serverState(store).source,
        give: (commands) => give(store, commands, clock.now),
        heard: (job, result) => heard.push(`${job} ${result}`),
      }),
  };
  return clock;
};

const counting = (schedule: string | null, work: () => Promise<void> | void = () => undefined): { job: Job; dues: string[] } => {
  const dues: string[] = [];
  const job: Job = {
    name: 'count',
    schedule,
    run: async ({ dueAt }) => {
      dues.push(dueAt);
      await work();
      return { done: dues.length };
    },
  };
  return { job, dues };
};

const world = [...companyOf(), ...manyBuyers(30)];
const invoicesIn = async (store: ServerStore) => serverState(store).source.list('invoice');

describe.each(storeKeepers())('jobs on $name', (keeper) => {
  afterAll(() => keeper.stop());

  it('[D8] run when their moment comes, once for all the moments that nobody was there for', async () => {
    const store = await keeper.fresh();
    const clock = played('2026-01-01T12:00:00.000Z');
    const { job, dues } = counting('0 3 * * *');
    const worker = clock.worker(store, [job]);
    expect(await worker.work()).toBe(0);
    clock.now = '2026-01-02T03:00:00.000Z';
    expect(await worker.work()).toBe(1);
    expect(await worker.work()).toBe(0);
    clock.now = '2026-01-09T12:00:00.000Z';
    expect(await worker.work()).toBe(1);
    expect(dues).toEqual(['2026-01-02T03:00:00.000Z', '2026-01-03T03:00:00.000Z']);
    clock.now = '2026-01-10T03:00:30.000Z';
    expect(await worker.work()).toBe(1);
  });

  it('[D8] many servers do each run once', async () => {
    const store = await keeper.fresh();
    const clock = played('2026-01-01T12:00:00.000Z');
    const { job, dues } = counting('0 3 * * *');
    const workers = Array.from({ length: 6 }, () => clock.worker(store, [job]));
    await Promise.all(workers.map((worker) => worker.work()));
    clock.now = '2026-01-02T03:00:01.000Z';
    await Promise.all(workers.map((worker) => worker.work()));
    expect(dues).toEqual(['2026-01-02T03:00:00.000Z']);
  });

  it('[D8] are held back, asked for, tried again after a while, and at last left for somebody to look at', async () => {
    const store = await keeper.fresh();
    const clock = played('2026-01-01T12:00:00.000Z');
    const { job, dues } = counting(null, () => Promise.reject(new JobFailed('disk.full')));
    const worker = clock.worker(store, [job]);
    await worker.work();
    await askJob(store.database, [job], { job: 'count', what: 'pause' }, clock.now);
    await askJob(store.database, [job], { job: 'count', what: 'run' }, clock.now);
    expect(await worker.work()).toBe(0);
    await askJob(store.database, [job], { job: 'count', what: 'resume' }, clock.now);
    for (const minutes of [0, 1, 5, 20, 60, 600]) {
      clock.now = new Date(Date.parse(clock.now) + minutes * 60_000).toISOString();
      await worker.work();
    }
    expect(dues).toHaveLength(5);
    const [view] = await listJobs(store.database, [job], { now: clock.now, zone: 'UTC' });
    expect(view?.runs).toMatchObject([{ state: 'failed', attempts: 5, code: 'disk.full' }]);
    expect(await jobStanding(store.database, clock.now)).toMatchObject({ due: 0, failed: 1 });
    const dueAt = view?.runs[0]?.dueAt;
    expect(await askJob(store.database, [job], { job: 'count', what: 'retry', dueAt }, clock.now)).toBe(true);
    expect(await askJob(store.database, [job], { job: 'none', what: 'run' }, clock.now)).toBe(false);
    await worker.work();
    expect(dues).toHaveLength(6);
  });

  it('[D8] a run whose server died is taken over, and the dead one writes nothing any more', async () => {
    const store = await keeper.fresh();
    const clock = played('2026-01-01T12:00:00.000Z');
    const stuck = Promise.withResolvers<undefined>();
    const first = counting(null, () => stuck.promise.then(() => undefined));
    const second = counting(null);
    const frozen = clock.worker(store, [first.job]);
    await frozen.work();
    await askJob(store.database, [first.job], { job: 'count', what: 'run' }, clock.now);
    const underWay = frozen.work();
    while (first.dues.length === 0) await setTimeout(5);
    expect(await clock.worker(store, [second.job]).work()).toBe(0);
    clock.now = '2026-01-01T12:02:00.000Z';
    expect(await clock.worker(store, [second.job]).work()).toBe(1);
    stuck.resolve(undefined);
    await underWay;
    expect(clock.heard).toEqual(['count done', 'count lost']);
    expect((await listJobs(store.database, [first.job], { now: clock.now, zone: 'UTC' }))[0]?.runs).toMatchObject([
      { state: 'done', attempts: 2 },
    ]);
  });

  it('[BIL-01] billing through many servers at once, killed half way and begun again, bills everything once', {
    timeout: 60_000,
  }, async () => {
    const store = await keeper.fresh();
    await seeded(store, world);
    const clock = played('2025-05-31T03:00:00.000Z');
    const jobs = [advanceJob(null), billingJob('0 4 * * *')];
    await clock.worker(store, jobs).work();
    clock.now = '2025-05-31T04:00:00.000Z';
    let given = 0;
    const dying = clock.worker(store, jobs, (...args) => {
      given += 1;
      if (given === 1) return admitOwn(...args).then(() => Promise.reject(new Error('killed')));
      return admitOwn(...args);
    });
    await dying.work();
    const half = (await invoicesIn(store)).length;
    clock.now = '2025-05-31T04:10:00.000Z';
    await Promise.all([clock.worker(store, jobs).work(), clock.worker(store, jobs).work(), clock.worker(store, jobs).work()]);
    const invoices = await invoicesIn(store);
    expect(half).toBeLessThanOrEqual(invoices.length);
    expect(invoices.length).toBeGreaterThanOrEqual(30);
    const covered = invoices.flatMap(({ lines }) => lines.map(({ id }) => id));
    expect(new Set(covered).size).toBe(covered.length);
    expect((await gapsOf(store)).gaps).toEqual([]);
    expect(clock.heard.filter((heard) => heard === 'billing done')).toHaveLength(1);
    clock.now = '2025-05-31T05:00:00.000Z';
    await askJob(store.database, jobs, { job: 'billing', what: 'run' }, clock.now);
    await clock.worker(store, jobs).work();
    expect((await invoicesIn(store)).length).toBe(invoices.length);
  });
});
