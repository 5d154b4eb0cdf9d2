// Stations of ours in a process without a screen, with stores in memory: many at once, or one that has much to tell.

import type { Command } from '../../core/kernel/command.ts';
import { digestOf } from '../../core/kernel/digest.ts';
import type { SyncClock } from '../../sync/client/clock.ts';
import { SyncClient } from '../../sync/client/sync-client.ts';
import { type Answer, NoAnswer, type Transport } from '../../sync/client/transport.ts';
import { memoryCommands } from '../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../sync/local/memory/documents.ts';
import { runAnyCommand } from '../../sync/local/run-command.ts';
import { type Store, storeOver } from '../../sync/local/store.ts';
import { answerParent } from './child.ts';

type Person = { readonly name: string; readonly password: string };

export type StationsQuestion =
  /** So many stations, each at one of the servers in turn. */
  | { readonly step: 'join'; readonly origins: readonly string[]; readonly person: Person; readonly count: number }
  /** All of them at once give so many commands and exchange, so many times; answers what went wrong. */
  | { readonly step: 'work'; readonly rounds: number; readonly commands: number }
  /** The first one reports so many events of usage and pushes them. */
  | { readonly step: 'report'; readonly events: number }
  /** Everything is pulled from the beginning, page by page, and dropped; answers how many documents came. */
  | { readonly step: 'read' };

type Headers = Readonly<Record<string, string>>;
type Station = {
  readonly store: Store;
  readonly client: SyncClient;
  readonly transport: Transport;
  readonly by: Command['by'];
  given: number;
};

const stations: Station[] = [];

const clock: SyncClock = { now: () => new Date().toISOString(), later: () => () => undefined, chance: () => 0.5 };

const posted = async (address: string, body: unknown, headers: Headers = {}): Promise<Answer> => {
  const response = await fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-counterfoil': '1', ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
};

const told = async (address: string, body: unknown, headers: Headers = {}): Promise<Readonly<Record<string, unknown>>> => {
  const { status, body: answer } = await posted(address, body, headers);
  if (status !== 200) throw new Error(`${address}: ${status} ${JSON.stringify(answer)}`);
  return answer as Readonly<Record<string, unknown>>;
};

const transportTo = (origin: string, headers: Headers): Transport => ({
  request: (path, body) =>
    posted(`${origin}/sync/v1/${path}`, body, headers).catch((error: unknown) => {
      throw new NoAnswer('unreachable', String(error));
    }),
  notices: () => () => undefined,
});

const joined = async (origin: string, { name, password }: Person, index: number): Promise<Station> => {
  const { token, user } = await told(`${origin}/people/v1/sign-in`, { name, password, station: null, keep: 'token' });
  const headers = { authorization: `Bearer ${String(token)}` };
  const code = `S${index}`;
  await told(`${origin}/people/v1/stations`, { code, name: `Station ${code}`, localAuthors: [] }, headers);
  const store = storeOver(memoryDocuments(), memoryCommands());
  const transport = transportTo(origin, headers);
  const client = await SyncClient.open({ store, transport, clock, program: { name: 'bench', form: 1 } });
  const problem = await client.join(origin, code);
  if (problem !== null) throw new Error(problem.code);
  return { store, client, transport, by: { user: (user as { readonly id: string }).id, station: code }, given: 0 };
};

const give = async (station: Station, kind: string, body: unknown): Promise<void> => {
  station.given += 1;
  const id = `cmd_${station.by.station}_${station.given}`;
  const ran = await runAnyCommand(station.store, { id, kind, at: clock.now(), by: station.by, body });
  if (!ran.ok) throw new Error(JSON.stringify(ran.problems.slice(0, 3)));
};

/** Whatever a person at the station would have to be told of. */
const exchanged = async ({ client, by }: Station): Promise<readonly string[]> => {
  const trouble = await client.cycle();
  const { pending, inbox } = client.status();
  return [
    ...(trouble === null ? [] : [`${by.station}: ${JSON.stringify(trouble)}`]),
    ...(pending > 0 || inbox > 0 ? [`${by.station}: ${pending} wait, ${inbox} in the inbox`] : []),
  ];
};

const work = async (rounds: number, commands: number): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const found = await Promise.all(
      stations.map(async (station) => {
        for (let at = 0; at < commands; at += 1) {
          await give(station, 'product-group.create', { name: `${station.by.station} ${round} ${at}` });
        }
        return exchanged(station);
      }),
    );
    wrong.push(...found.flat());
  }
  wrong.push(...(await Promise.all(stations.map(exchanged))).flat());
  const groups = await Promise.all(stations.map(({ store }) => store.list('product-group')));
  const expected = stations.length * rounds * commands;
  for (const [at, list] of groups.entries()) if (list.length !== expected) wrong.push(`S${at}: ${list.length} of ${expected} documents`);
  if (new Set(groups.map(digestOf)).size !== 1) wrong.push('the stations do not hold the same');
  return wrong;
};

const inOneCommand = 1_000;

const report = async (station: Station, events: number): Promise<null> => {
  const [customer] = await station.store.list('customer');
  if (customer === undefined) throw new Error('the company has a customer');
  for (let left = events; left > 0; left -= inOneCommand) {
    const batch = Array.from({ length: Math.min(left, inOneCommand) }, (_, at) => ({
      customerId: customer.id,
      subscriptionId: '',
      name: 'calls',
      at: '2025-01-20T09:00:00.000Z',
      idempotencyKey: `key ${station.given} ${at}`,
      properties: { amount: String(at) },
      supersedes: null,
    }));
    await give(station, 'usage.record', { events: batch });
  }
  const wrong = await exchanged(station);
  if (wrong.length > 0) throw new Error(wrong.join());
  return null;
};

const read = async ({ transport, client, by }: Station): Promise<number> => {
  const question = { protocol: 1, engine: 'bench', form: 1, program: 'bench', station: by.station, at: clock.now() };
  const outbox = { sequence: 900_000_000, digest: 'a'.repeat(64) };
  const { view } = (await transport.request('hello', { ...question, outbox, seen: null })).body as { readonly view: string };
  let documents = 0;
  let checkpoint: unknown = null;
  for (let isLast = false; !isLast; ) {
    const { body } = await transport.request('pull', { checkpoint, limit: 1_000, view });
    const page = body as { readonly documents: readonly unknown[]; readonly checkpoint: unknown; readonly isLast: boolean };
    documents += page.documents.length;
    ({ checkpoint, isLast } = page);
  }
  if (client.status().pending > 0) throw new Error('everything was pushed');
  return documents;
};

const first = (): Station => {
  const [station] = stations;
  if (station === undefined) throw new Error('join first');
  return station;
};

answerParent(async (question: StationsQuestion): Promise<unknown> => {
  switch (question.step) {
    case 'join': {
      const { origins, person, count } = question;
      for (let index = 0; index < count; index += 1) {
        stations.push(await joined(origins[index % origins.length] ?? '', person, index));
      }
      const wrong = (await Promise.all(stations.map(exchanged))).flat();
      if (wrong.length > 0) throw new Error(wrong.join());
      return null;
    }
    case 'work':
      return work(question.rounds, question.commands);
    case 'report':
      return report(first(), question.events);
    case 'read':
      return read(first());
  }
});
