import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, globSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';

/** A PostgreSQL of its own, for as long as a test file runs. */
export type ThrowawayPostgres = {
  /** The address of a fresh, empty database. */
  fresh(): Promise<string>;
  /** The files of the cluster that hold a text, by their paths in its data folder. */
  filesWith(text: string): readonly string[];
  /** Processor milliseconds of all its processes until now; `NaN` where the system does not tell. */
  cpuMs(): number;
  stop(): void;
};

const programs = globSync('/usr/lib/postgresql/*/bin').toSorted().at(-1) ?? null;

const isRoot = userInfo().uid === 0;

/** PostgreSQL refuses to run as root: its own user does it there. Where a build machine looks for programs, this one is not always found. */
const asPostgres = ['/usr/sbin/runuser', '/sbin/runuser', '/usr/bin/runuser'].find((file) => existsSync(file)) ?? null;
const hasItsUser = (): boolean => asPostgres !== null && /^postgres:/m.test(readFileSync('/etc/passwd', 'utf8'));

/** Whether this machine can run PostgreSQL. Where it cannot, the suites run on SQLite alone. */
export const hasPostgres = programs !== null && (!isRoot || hasItsUser());

const asItsUser = (program: string, args: readonly string[]): void => {
  const command = path.join(programs ?? '', program);
  const [file, ...given] = isRoot && asPostgres !== null ? [asPostgres, '-u', 'postgres', '--', command, ...args] : [command, ...args];
  const found = spawnSync(file, given, { stdio: ['ignore', 'ignore', 'pipe'] });
  if (found.status !== 0) throw new Error(`${program} ended with ${found.status}: ${String(found.stderr)}`);
};

/** What Linux says of a process after its name: its parent, and its time and that of the children it has buried, in hundredths of a second. */
const statOf = (pid: string | number): { readonly parent: number; readonly ms: number } | null => {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    return { parent: fields[1] ?? 0, ms: fields.slice(11, 15).reduce((sum, ticks) => sum + ticks * 10, 0) };
  } catch {
    return null;
  }
};

const treeCpuMs = (root: number): number => {
  const own = statOf(root);
  if (own === null) return Number.NaN;
  const children = readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [statOf(name)] : []));
  return children.reduce((sum, child) => sum + (child?.parent === root ? child.ms : 0), own.ms);
};

/** Starts one on a socket in a folder of its own: no port, nobody else reaches it. What it holds is not made durable. */
export const startPostgres = (): ThrowawayPostgres => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-postgres-'));
  chmodSync(folder, 0o777);
  const data = path.join(folder, 'data');
  asItsUser('initdb', ['-D', data, '-U', 'counterfoil', '--auth=trust', '--no-sync', '--encoding=UTF8', '--locale=C.UTF-8']);
  const settings = `-c listen_addresses='' -c unix_socket_directories=${folder} -c fsync=off -c max_connections=60`;
  asItsUser('pg_ctl', ['-D', data, '-w', '-l', path.join(folder, 'log'), '-o', settings, 'start']);
  let count = 0;
  const url = (database: string): string => `postgres://counterfoil@localhost/${database}?host=${encodeURIComponent(folder)}`;
  return {
    fresh: async () => {
      count += 1;
      const name = `fresh_${count}`;
      const client = new Client({ connectionString: url('postgres') });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return url(name);
    },
    filesWith: (text) =>
      readdirSync(data, { recursive: true, encoding: 'utf8', withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .filter((file) => readFileSync(file).includes(text))
        .map((file) => path.relative(data, file)),
    cpuMs: () => treeCpuMs(Number(readFileSync(path.join(data, 'postmaster.pid'), 'utf8').split('\n')[0])),
    stop: () => {
      asItsUser('pg_ctl', ['-D', data, '-m', 'immediate', 'stop']);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
