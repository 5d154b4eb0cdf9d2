import type { AddressInfo } from 'node:net';
import { readConfiguration } from '../../../../sync/server/configuration/read-configuration.ts';
import type { Configuration, SettingKey } from '../../../../sync/server/configuration/settings.ts';
import type { Dependencies } from '../../../../sync/server/http/dependencies.ts';
import type { Replication } from '../../../../sync/server/replication/replication.ts';
import { serverApp } from '../../../../sync/server/http/server-app.ts';
import { newMetrics } from '../../../../sync/server/operation/metrics.ts';
import { goodPassword, type Played, playedHouse } from '../people/house.ts';
import { type Answered, ask, type Asked } from '../../../support/answered.ts';

export type Served = Played & {
  readonly port: number;
  readonly log: string[];
  ask(asked: Asked): Promise<Answered>;
  /** With the header that every message from our own page carries. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Answered>;
  /** Signs a program in; answers the header that it sends from then on. */
  token(signInName: string, station?: { readonly code: string; readonly key: string }): Promise<Readonly<Record<string, string>>>;
};

const configurationOf = (given: Readonly<Partial<Record<SettingKey, string>>> = {}): Configuration => {
  const read = readConfiguration(null, {}, given);
  if (!read.ok) throw new Error(read.problems.map(({ key }) => key).join());
  return read.configuration;
};

/** The server on a port of its own, with people in memory and a replication that is told. */
export const served = async (
  replication: Partial<Replication> = {},
  given: Readonly<Partial<Record<SettingKey, string>>> = {},
  more: Partial<Dependencies> = {},
): Promise<Served> => {
  const played = await playedHouse();
  const log: string[] = [];
  const none = async (): Promise<never> => Promise.reject(new Error('not in this test'));
  const app = await serverApp(
    {
      configuration: configurationOf(given),
      store: played.store,
      jobs: [],
      house: played.house,
      stations: played.stations,
      replication: {
        hello: none,
        push: none,
        pull: none,
        documents: none,
        blocks: none,
        notices: () => () => undefined,
        close: () => undefined,
        ...replication,
      },
      progress: { greeted: () => undefined, reached: () => undefined, close: async () => undefined },
      oidc: null,
      files: null,
      metrics: newMetrics(),
      measured: async () => ({ stations: [], sequence: 0, entries: 0, jobsDue: 0, oldestDueSeconds: 0, jobsFailed: 0 }),
      readiness: async () => ({ isReady: true, checks: { store: true } }),
      ...more,
    },
    { write: (line) => log.push(line) },
  );
  await app.listen({ host: '127.0.0.1', port: 0 });
  const { port } = app.server.address() as AddressInfo;
  const post: Served['post'] = async (path, body, headers = {}) => ask(port, { path, body, headers: { 'x-counterfoil': '1', ...headers } });
  return {
    ...played,
    port,
    log,
    ask: async (asked) => ask(port, asked),
    post,
    token: async (signInName, station) => {
      const answer = await post('/people/v1/sign-in', {
        name: signInName,
        password: goodPassword,
        station: station ?? null,
        keep: 'token',
      });
      if (answer.status !== 200) throw new Error(answer.text);
      return { authorization: `Bearer ${String(answer.json?.['token'])}` };
    },
    close: async () => {
      await app.close();
      await played.close();
    },
  };
};
