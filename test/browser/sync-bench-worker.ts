import { engineVersion } from '../../core/engine.ts';
import type { DocumentKind } from '../../core/collections.ts';
import { BillingDesk } from '../../renderer/workers/billing-run.ts';
import { hostDigests } from '../../renderer/workers/host-digests.ts';
import { fetchTransport } from '../../renderer/workers/sync/fetch-transport.ts';
import { workerClock } from '../../renderer/workers/sync/sync-wiring.ts';
import { SyncClient } from '../../sync/client/sync-client.ts';
import { SyncLoop } from '../../sync/client/sync-loop.ts';
import { NoAnswer, type Transport } from '../../sync/client/transport.ts';
import type { Trouble } from '../../sync/client/trouble.ts';
import { type LocalStore, openLocalStore } from '../../sync/local/rxdb/open.ts';
import { currentForms } from '../../sync/local/rxdb/forms.ts';
import { runAnyCommand } from '../../sync/local/run-command.ts';
import { sendingStore } from '../../renderer/workers/watched-store.ts';
import type { Store } from '../../sync/local/store.ts';
import { answering } from './answering.ts';

/** A station in the browser, asked step by step by `test/bench/sync.ts`. */
export type StationQuestion =
  | { readonly step: 'join'; readonly name: string; readonly password: string; readonly code: string }
  /** Greets, pushes and pulls; without `pull` it ends where the pull would begin. */
  | { readonly step: 'cycle'; readonly pull: boolean }
  | { readonly step: 'bill' }
  | { readonly step: 'count'; readonly kind: DocumentKind }
  /** Exchanges by itself from here on, as the program does. */
  | { readonly step: 'begin' }
  | { readonly step: 'create'; readonly name: string }
  /** Until a document is in this store. */
  | { readonly step: 'await'; readonly id: string };

type Station = {
  readonly local: LocalStore;
  readonly client: SyncClient;
  readonly loop: SyncLoop;
  readonly store: Store;
  readonly user: string;
};

let station: Station | null = null;
let mayPull = true;
let given = 0;
/** Who waits for something to come in. */
let waiting: (() => void) | null = null;

const held = (): Station => {
  if (station === null) throw new Error('join first');
  return station;
};

const posted = async (path: string, body: unknown): Promise<Readonly<Record<string, unknown>>> => {
  const response = await fetch(`/people/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-counterfoil': '1' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Readonly<Record<string, unknown>>;
};

const gated = (transport: Transport): Transport => ({
  ...transport,
  request: (path, body) =>
    path === 'pull' && !mayPull ? Promise.reject(new NoAnswer('unreachable', 'not now')) : transport.request(path, body),
});

const join = async (name: string, password: string, code: string): Promise<unknown> => {
  const { user } = await posted('sign-in', { name, password, station: null, keep: 'cookie' });
  await posted('stations', { code, name: `Station ${code}`, localAuthors: [] });
  const opened = await openLocalStore({ name: 'bench', now: workerClock.now, build: '1' });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problems));
  const local = opened.value;
  const transport = gated(fetchTransport());
  const client = await SyncClient.open({
    store: local.store,
    transport,
    clock: workerClock,
    program: { name: `bench ${engineVersion}`, form: currentForms.current },
    digestsOf: hostDigests,
    heard: () => waiting?.(),
  });
  const problem = await client.join('', code);
  if (problem !== null) throw new Error(problem.code);
  const loop = new SyncLoop(client, transport, workerClock);
  const store = sendingStore(local.store, (records) => loop.commandGiven(records));
  station = { local, client, loop, store, user: (user as { readonly id: string }).id };
  return null;
};

const troubleOf = (trouble: Trouble | null): string | null => (trouble === null ? null : JSON.stringify(trouble));

/** What the person would have to be told of is a failure here: everything that is pushed is accepted as it is. */
const cycle = async (pull: boolean): Promise<unknown> => {
  mayPull = pull;
  const { client } = held();
  const from = performance.now();
  const trouble = await client.cycle();
  const ms = performance.now() - from;
  mayPull = true;
  const expected = pull ? null : 'unreachable';
  const found = trouble?.code === 'sync.no-answer' ? trouble.reason : troubleOf(trouble);
  if (found !== expected) throw new Error(`the sync went wrong: ${found}`);
  const { pending, inbox } = client.status();
  if (pending > 0 || inbox > 0) throw new Error(`${pending} commands wait, ${inbox} are for a person`);
  return { ms };
};

const stamp = (): { readonly id: string; readonly at: string; readonly by: { readonly user: string; readonly station: string } } => {
  given += 1;
  const { client, user } = held();
  const { station: code } = client.status();
  return { id: `cmd_${code}_${given}`, at: workerClock.now(), by: { user, station: code ?? '' } };
};

/** The billing run of January 2025 for everybody, as the window starts it. */
const bill = async (): Promise<unknown> => {
  const { local, store } = held();
  const desk = new BillingDesk(store, () => performance.now());
  const entityIds = (await local.store.list('entity')).map(({ id }) => id);
  const scope = { period: { start: '2025-02-01', end: '2025-02-02' }, entityIds, customerIds: null };
  const result = await desk.start(scope, { ...stamp(), at: '2025-02-01T09:00:00.000Z' }, () => undefined);
  if (result.kind !== 'finished') throw new Error(JSON.stringify(result));
  // Its lists are kept as they are when the store rests: what comes next is measured without that.
  await local.keepIndex();
  return { documents: result.documents };
};

const create = async (name: string): Promise<unknown> => {
  const ran = await runAnyCommand(held().store, { ...stamp(), kind: 'product-group.create', body: { name } });
  const at = Date.now();
  if (!ran.ok || ran.value.kind !== 'committed') throw new Error(JSON.stringify(ran));
  return { id: ran.value.change.writes[0]?.document.id, at };
};

const nextNews = (): Promise<void> =>
  new Promise((resolve) => {
    waiting = resolve;
  });

const awaited = async (id: string): Promise<unknown> => {
  const { store } = held();
  for (;;) {
    const told = nextNews();
    if ((await store.get('product-group', id)) !== null) return { at: Date.now() };
    await told;
  }
};

answering(async (question: StationQuestion): Promise<unknown> => {
  switch (question.step) {
    case 'join':
      return join(question.name, question.password, question.code);
    case 'cycle':
      return cycle(question.pull);
    case 'bill':
      return bill();
    case 'count':
      return { count: (await held().local.store.list(question.kind)).length };
    case 'begin':
      held().loop.start();
      return null;
    case 'create':
      return create(question.name);
    case 'await':
      return awaited(question.id);
  }
});
