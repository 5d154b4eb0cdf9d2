import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ask } from '../support/answered.ts';
import { type Laboratory, laboratoryFiles, visitLaboratory } from '../support/chromium.ts';
import { startPostgres, type ThrowawayPostgres } from '../support/postgres.ts';
import { goodPassword, type Settings } from '../support/running-server.ts';
import type { StationQuestion } from '../browser/sync-bench-worker.ts';
import { type Child, startChild } from './child.ts';
import { browserCpu } from './measure.ts';
import type { ServerQuestion, StartedAt } from './sync-server-child.ts';

/** What some work took: on the clock, and of the processors in every process that had a part in it. */
export type Timed = { readonly ms: number; readonly cpuMs: number };

/** The servers of one organization, each in a process of its own, over one database. */
export type Site = {
  /** Where each of them is. */
  readonly origins: readonly string[];
  readonly servers: readonly Child[];
  /** Processor milliseconds of all servers and of the database. */
  cpuMs(): Promise<number>;
  stop(): Promise<void>;
};

export type SiteOptions = {
  readonly database: 'sqlite' | 'postgres';
  /** What it holds before anybody serves it: a company of so many customers, or so many invoices alone. */
  readonly customers?: number;
  readonly invoices?: number;
  /** The laboratory's files; `null` for servers that only programs ask. */
  readonly pages: string | null;
};

export const administrator = { name: 'root', password: goodPassword } as const;

const settingsOf = (folder: string, database: string | null, pages: string | null): Settings => ({
  data: folder,
  'listen.port': '0',
  'jobs.enabled': 'false',
  'log.level': 'error',
  'limits.requests-per-minute': '1000000',
  'limits.sign-ins-per-minute': '10000',
  ...(database === null ? {} : { database }),
  ...(pages === null ? {} : { interface: pages }),
});

const begin = async ({ origin, setupCode }: StartedAt): Promise<void> => {
  if (setupCode === null) return;
  const { status, text } = await ask(Number(new URL(origin).port), {
    path: '/people/v1/first-administrator',
    body: { setupCode, signInName: administrator.name, name: 'Root', password: administrator.password },
    headers: { 'x-counterfoil': '1' },
  });
  if (status !== 200) throw new Error(text);
};

/** One server on SQLite, or two on a PostgreSQL of their own. */
export const openSite = async ({ database, customers = 0, invoices = 0, pages }: SiteOptions): Promise<Site> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-bench-'));
  const servers: Child[] = [];
  let cluster: ThrowawayPostgres | null = null;
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()));
    cluster?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (database === 'postgres') cluster = startPostgres();
    const settings = settingsOf(folder, (await cluster?.fresh()) ?? null, pages);
    servers.push(...Array.from({ length: database === 'postgres' ? 2 : 1 }, () => startChild('sync-server-child.ts')));
    await servers[0]?.ask({ step: 'seed', settings, customers, invoices } satisfies ServerQuestion);
    const started: StartedAt[] = [];
    for (const server of servers) started.push(await server.ask<StartedAt>({ step: 'start', settings } satisfies ServerQuestion));
    for (const each of started.slice(0, 1)) await begin(each);
    return {
      origins: started.map(({ origin }) => origin),
      servers,
      cpuMs: async () => {
        const own = await Promise.all(servers.map((server) => server.cpuMs()));
        return own.reduce((sum, ms) => sum + ms, cluster?.cpuMs() ?? 0);
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
};

/** A folder with the files that a browser is given. */
export const writtenPages = async (entry: string, before = ''): Promise<{ readonly folder: string; remove(): void }> => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-pages-'));
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(await laboratoryFiles(entry, {}, before))) writeFileSync(path.join(folder, name), text);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
};

/** A browser of its own at a server, and what its work takes there and here. */
export type Visit<Q> = {
  ask<T>(question: Q): Promise<T>;
  timed(question: Q): Promise<Timed>;
  close(): Promise<void>;
};

export const visited = async <Q>(origin: string, isStrict: boolean, serverCpuMs: () => Promise<number>): Promise<Visit<Q>> => {
  const laboratory: Laboratory = await visitLaboratory(origin, isStrict);
  const browserMs = await browserCpu(laboratory.page);
  const cpuMs = async (): Promise<number> => (await browserMs()) + (await serverCpuMs());
  return {
    ask: (question) => laboratory.ask(question),
    timed: async (question) => {
      const before = await cpuMs();
      const { ms } = await laboratory.ask<{ readonly ms: number }>(question);
      return { ms, cpuMs: (await cpuMs()) - before };
    },
    close: laboratory.close,
  };
};

/** A station in a browser of its own, joined. */
export const joinedStation = async (site: Site, at: number, code: string): Promise<Visit<StationQuestion>> => {
  const visit = await visited<StationQuestion>(site.origins[at % site.origins.length] ?? '', true, site.cpuMs);
  await visit.ask({ step: 'join', ...administrator, code });
  return visit;
};
