import { existsSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { admitOwn } from './admission/admit.ts';
import type { Configuration } from './configuration/settings.ts';
import { type LogStream, serverApp } from './http/server-app.ts';
import { type InterfaceFiles, interfaceFiles } from './interface-files.ts';
import type { Job } from './jobs/job.ts';
import { jobList } from './jobs/job-list.ts';
import { jobWorker, type JobWorker } from './jobs/worker.ts';
import { plainError } from './operation/log.ts';
import { measuredIn, readinessOf } from './operation/measured.ts';
import { newMetrics } from './operation/metrics.ts';
import { oidcClient } from './people/oidc-client.ts';
import { peopleOver } from './people/people-over.ts';
import { instantOf, type PeopleHouse } from './people/people-store.ts';
import { newSetupCode } from './people/setup-code.ts';
import { sealOf } from './people/seal.ts';
import { sealSecondFactors } from './people/seal-second-factors.ts';
import { stationsOver } from './people/stations-over.ts';
import { progressOver } from './replication/progress.ts';
import { replicationOver } from './replication/replication.ts';
import { openServerStore, type ServerStore } from './store/open.ts';
import { serverState } from './store/state.ts';

export type StartedServer = {
  /** Where it listens, with the port that the system gave: `http://127.0.0.1:47390`. */
  readonly address: string;
  /** With it the first administrator is made; `null` once there is somebody. */
  readonly setupCode: string | null;
  /** Does what the jobs have due, now. */
  readonly work: () => Promise<number>;
  /** Takes nothing new, finishes what is under way, and lets go of the store. */
  stop(): Promise<void>;
};

export type StartOptions = {
  /** Where the log's lines go; the process's own output where it is absent. */
  readonly log?: LogStream;
  /** Milliseconds since 1970: tests stop the clock. */
  readonly now?: () => number;
};

const jobsEveryMs = 5_000;
/** Where the interface is built to, as it lies beside the program. */
export const builtInterface = path.resolve(import.meta.dirname, '..', '..', 'dist', 'renderer');

export const houseOver = (store: ServerStore, configuration: Configuration, now: () => number): PeopleHouse =>
  peopleOver(store, {
    leastPasswordLength: configuration['passwords.least-length'],
    idleHours: configuration['sessions.idle-hours'],
    longestDays: configuration['sessions.longest-days'],
    seal: sealOf(configuration),
    now,
  });

/** Opens the store, brings it to the form of this program, and listens. Whatever fails, nothing is left open. */
export const startServer = async (configuration: Configuration, { log, now = Date.now }: StartOptions = {}): Promise<StartedServer> => {
  let heardError = (_error: Error): void => undefined;
  const store = await openServerStore({
    folder: path.resolve(configuration.data),
    database: configuration.database,
    heardError: (error) => heardError(error),
  });
  const replication = replicationOver(store);
  const progress = progressOver(store);
  let app: FastifyInstance | null = null;
  try {
    const house = houseOver(store, configuration, now);
    await sealSecondFactors(house);
    const setupCode = await newSetupCode(house);
    const metrics = newMetrics();
    const jobs = jobList(configuration, store, house);
    app = await serverApp(
      {
        configuration,
        store,
        house,
        stations: stationsOver(now),
        replication,
        progress,
        oidc: issuerOf(configuration),
        files: await builtFiles(configuration),
        metrics,
        jobs,
        measured: () => measuredIn(store, instantOf(now())),
        readiness: () => readinessOf(store),
      },
      log ?? null,
    );
    const { log: logger } = app;
    heardError = (error) => logger.warn({ error: plainError(error) }, 'store.connection-lost');
    await app.listen({ host: configuration['listen.host'], port: configuration['listen.port'] });
    const worker = workerOf(configuration, store, jobs, app, now, (job, result) => metrics.jobRuns.inc({ job, result }));
    if (configuration['jobs.enabled']) worker.start(jobsEveryMs);
    logger.info({ database: store.dialect, interface: configuration.interface ?? 'built' }, 'server.started');
    const started = app;
    return {
      address: addressOf(started, configuration),
      setupCode,
      work: worker.work,
      stop: async () => {
        await started.close();
        await worker.stop();
        replication.close();
        await progress.close();
        await store.close();
      },
    };
  } catch (error) {
    await app?.close();
    replication.close();
    await progress.close();
    await store.close();
    throw error;
  }
};

const workerOf = (
  configuration: Configuration,
  store: ServerStore,
  jobs: readonly Job[],
  app: FastifyInstance,
  now: () => number,
  heard: (job: string, result: string) => void,
): JobWorker =>
  jobWorker({
    db: store.database,
    zone: configuration['jobs.zone'],
    now: () => instantOf(now()),
    log: app.log,
    jobs,
    source: serverState(store).source,
    give: (commands) => admitOwn(store, commands, instantOf(now())),
    heard,
  });

const addressOf = (app: FastifyInstance, configuration: Configuration): string => {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : configuration['listen.port'];
  const host = configuration['listen.host'];
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
};

const issuerOf = (configuration: Configuration): ReturnType<typeof oidcClient> | null => {
  const { 'oidc.issuer': address, 'oidc.client': client, 'oidc.secret': secret } = configuration;
  return address === null || client === null ? null : oidcClient({ address, client, secret });
};

/** The interface that is named, else the one beside the program where it is built. */
const builtFiles = async ({ interface: named }: Configuration): Promise<InterfaceFiles | null> => {
  const folder = named ?? builtInterface;
  return named === null && !existsSync(path.join(folder, 'index.html')) ? null : interfaceFiles(folder);
};
