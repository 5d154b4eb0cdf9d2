// The server that stations meet at: a process of its own on a database of its own, which is stopped, killed and started again.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Source } from '../../../core/sources.ts';
import { openServerStore } from '../../../sync/server/store/open.ts';
import { serverState } from '../../../sync/server/store/state.ts';
import { startPostgres } from '../../support/postgres.ts';
import { finished, type ServerProcess, startServerProcess } from '../../support/server-process.ts';
import { type Line, lineTo } from './line.ts';

export interface HeadOffice {
  /** With it the first administrator is made. */
  readonly setupCode: string;
  /** A wire for one more station. */
  readonly line: () => Promise<Line>;
  /** `npm run admin -- ...` beside the running server; answers what it says. */
  readonly admin: (...args: readonly string[]) => Promise<string>;
  /** What the server holds, read beside it. */
  readonly books: Source;
  /** How many commands the server has judged. */
  readonly judged: () => Promise<number>;
  /** Ends it as an administrator does, and starts it again. */
  readonly restart: () => Promise<void>;
  /** Ends it as a pulled plug does; `start` brings it back. */
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export type DatabaseName = 'SQLite' | 'PostgreSQL';

const settingsFor = (data: string, database: string | null): Readonly<Record<string, string>> => ({
  COUNTERFOIL_SERVER_DATA: data,
  ...(database === null ? {} : { COUNTERFOIL_SERVER_DATABASE: database }),
  COUNTERFOIL_SERVER_JOBS_ENABLED: 'false',
  COUNTERFOIL_SERVER_LIMITS_REQUESTS_PER_MINUTE: '1000000',
  // What was read once is read faster when it starts again, once it was ended in good order.
  NODE_COMPILE_CACHE: path.join(data, 'read-before'),
});

export const headOffice = async (name: DatabaseName): Promise<HeadOffice> => {
  const data = mkdtempSync(path.join(tmpdir(), 'counterfoil-head-office-'));
  const postgres = name === 'PostgreSQL' ? startPostgres() : null;
  const database = (await postgres?.fresh()) ?? null;
  const settings = settingsFor(data, database);
  const lines: Line[] = [];
  let running: ServerProcess = await startServerProcess([], settings);
  const store = await openServerStore({ folder: data, database });
  const start = async (): Promise<void> => {
    running = await startServerProcess([], settings);
  };
  return {
    setupCode: running.setupCode,
    books: serverState(store).source,
    judged: async () => (await store.reader.selectFrom('counter').select('position').executeTakeFirstOrThrow()).position,
    line: async () => {
      const line = await lineTo(() => running.port);
      lines.push(line);
      return line;
    },
    admin: async (...args) => {
      const { status, output } = await finished('admin', args, settings);
      if (status !== 0) throw new Error(output);
      return output;
    },
    restart: async () => {
      await running.stop();
      await start();
    },
    kill: async () => {
      await running.stop('SIGKILL');
    },
    start,
    close: async () => {
      running.child.kill('SIGKILL');
      await Promise.all(lines.map((line) => line.close()));
      await store.close();
      postgres?.stop();
      rmSync(data, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};
