import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { AnyDocument } from '../../core/collections.ts';
import type { Role } from '../../core/permissions.ts';
import { readConfiguration } from '../../sync/server/configuration/read-configuration.ts';
import type { Configuration, SettingKey } from '../../sync/server/configuration/settings.ts';
import { console as atTheServer, createPerson } from '../../sync/server/people/people.ts';
import { houseOver, type StartedServer, startServer } from '../../sync/server/start-server.ts';
import { openServerStore, type ServerStore } from '../../sync/server/store/open.ts';
import { type Answered, ask, type Asked } from './answered.ts';
import { seeded } from './seeded-server.ts';

export const goodPassword = 'seven green ladders';

export type Settings = Readonly<Partial<Record<SettingKey, string>>>;

export const configurationOf = (given: Settings = {}): Configuration => {
  const read = readConfiguration(null, {}, given);
  if (!read.ok) throw new Error(read.problems.map(({ key }) => key).join());
  return read.configuration;
};

/** A machine that has signed in and been enrolled, as it speaks to the server. */
export type Machine = {
  readonly code: string;
  readonly key: string;
  readonly userId: string;
  /** What it sends with every message. */
  readonly headers: Readonly<Record<string, string>>;
};

export type RunningServer = {
  readonly configuration: Configuration;
  readonly port: number;
  readonly log: string[];
  /** The same store, opened once more: to look, and to put documents into. */
  readonly store: ServerStore;
  readonly server: StartedServer;
  ask(asked: Asked): Promise<Answered>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  add(signInName: string, role: Role, entityIds?: readonly string[] | null): Promise<string>;
  /** Signs a program in; answers the header that it sends from then on. */
  token(signInName: string, station?: { readonly code: string; readonly key: string }): Promise<Readonly<Record<string, string>>>;
  enrol(signInName: string, code: string): Promise<Machine>;
  wait(seconds: number): void;
  now(): number;
  stop(): Promise<void>;
};

/** Fast enough for tests that ask much. */
const open: Settings = {
  'listen.port': '0',
  'limits.requests-per-minute': '1000000',
  'limits.sign-ins-per-minute': '10000',
  'jobs.enabled': 'false',
};

export type Beginning = {
  readonly settings?: Settings;
  readonly documents?: readonly AnyDocument[];
  readonly at?: string;
  /** A folder that is there already, and stays. */
  readonly data?: string;
};

/** The whole server on a port of its own, with documents from before, on a clock that stands still. */
export const runningServer = async ({
  settings = {},
  documents = [],
  at = '2025-06-01T08:00:00.000Z',
  data,
}: Beginning = {}): Promise<RunningServer> => {
  const folder = data ?? mkdtempSync(path.join(tmpdir(), 'counterfoil-running-'));
  const configuration = configurationOf({ ...open, data: folder, ...settings });
  let now = Date.parse(at);
  const log: string[] = [];
  const store = await openServerStore({ folder, database: configuration.database });
  if (documents.length > 0) await seeded(store, documents);
  const server = await startServer(configuration, { log: { write: (line) => log.push(line) }, now: () => now });
  const port = Number(new URL(server.address).port);
  const house = houseOver(store, configuration, () => now);
  const post: RunningServer['post'] = async (target, body, headers = {}) =>
    ask(port, { path: target, body, headers: { 'x-counterfoil': '1', ...headers } });
  const token: RunningServer['token'] = async (name, station) => {
    const answer = await post('/people/v1/sign-in', { name, password: goodPassword, station: station ?? null, keep: 'token' });
    if (answer.status !== 200) throw new Error(answer.text);
    return { 'x-counterfoil': '1', authorization: `Bearer ${String(answer.json?.['token'])}` };
  };
  return {
    configuration,
    port,
    log,
    store,
    server,
    post,
    token,
    ask: async (asked) => ask(port, asked),
    add: async (signInName, role, entityIds = null) => {
      const made = await createPerson(house, atTheServer, {
        signInName,
        name: `Name of ${signInName}`,
        role,
        entityIds,
        password: goodPassword,
      });
      if (!made.ok) throw new Error(made.problems[0]?.code);
      return made.value.person.id;
    },
    enrol: async (signInName, code) => {
      const headers = await token(signInName);
      const enrolled = await post('/people/v1/stations', { code, name: `Machine ${code}`, localAuthors: [] }, headers);
      const session = await ask(port, { path: '/people/v1/session', headers });
      const user = session.json?.['user'] as { readonly id: string };
      return { code, key: String(enrolled.json?.['key']), userId: user.id, headers };
    },
    wait: (seconds) => {
      now += seconds * 1000;
    },
    now: () => now,
    stop: async () => {
      await server.stop();
      await store.close();
      if (data === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
};
