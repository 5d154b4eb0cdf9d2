import { collections, type DocumentKind } from '../../../core/collections.ts';
import { digestOf } from '../../../core/kernel/digest.ts';
import type { Source } from '../../../core/sources.ts';
import type { SyncClock } from '../../../sync/client/clock.ts';
import { SyncClient } from '../../../sync/client/sync-client.ts';
import { type Answer, NoAnswer, type SyncPath, type Transport } from '../../../sync/client/transport.ts';
import type { Heard, Sizes } from '../../../sync/client/work.ts';
import { memoryCommands } from '../../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../../sync/local/memory/documents.ts';
import { type CommandLog, type DocumentTable, type Store, storeOver } from '../../../sync/local/store.ts';
import type { ServerDouble } from './server-double.ts';

/** What a test does to messages on their way. */
export type Wire = {
  isDown: boolean;
  /** Each message arrives twice; the station hears the second answer. */
  isDoubled: boolean;
  /** The server has it, the answer is lost: at the next message of this path. */
  loseAnswerOf: SyncPath | null;
  /** What happens at the station between a question and its answer. */
  meanwhile: ((path: SyncPath) => Promise<void>) | null;
};

export type Tables = { readonly documents: DocumentTable; readonly log: CommandLog };

const clockAt = (at: string): SyncClock => ({ now: () => at, later: () => () => undefined, chance: () => 0.5 });

const wireTo = (server: ServerDouble, station: string, wire: Wire): Transport => ({
  request: async (path, body): Promise<Answer> => {
    if (wire.isDown) throw new NoAnswer('unreachable');
    if (wire.isDoubled) await server.answer(station, path, body);
    const answer = await server.answer(station, path, body);
    if (wire.loseAnswerOf === path) {
      wire.loseAnswerOf = null;
      throw new NoAnswer('timeout');
    }
    await wire.meanwhile?.(path);
    return answer;
  },
  notices: () => () => undefined,
});

export type StationHere = {
  readonly store: Store;
  readonly client: SyncClient;
  readonly wire: Wire;
  readonly tables: Tables;
  readonly told: Heard[];
};

export type StationOptions = { readonly tables?: Tables; readonly wire?: Wire; readonly sizes?: Partial<Sizes>; readonly at?: string };

export const quietWire = (): Wire => ({ isDown: false, isDoubled: false, loseAnswerOf: null, meanwhile: null });

/** Opens a station's store and its client, as a program does at its start. */
export const stationAt = async (server: ServerDouble, code: string, options: StationOptions = {}): Promise<StationHere> => {
  const tables = options.tables ?? { documents: memoryDocuments(), log: memoryCommands() };
  const wire = options.wire ?? quietWire();
  const store = storeOver(tables.documents, tables.log);
  const told: Heard[] = [];
  await store.resume();
  const client = await SyncClient.open({
    store,
    transport: wireTo(server, code, wire),
    clock: clockAt(options.at ?? '2025-06-01T08:00:00.000Z'),
    program: { name: 'test', form: 1 },
    ...(options.sizes === undefined ? {} : { sizes: options.sizes }),
    heard: (heard) => told.push(heard),
  });
  if (!client.isJoined) await client.join('https://books.example', code);
  return { store, client, wire, tables, told };
};

const kinds = Object.values(collections).flat() as readonly DocumentKind[];

/** Everything that a store says, as one digest for each kind. */
export const everything = async (source: Source): Promise<Readonly<Record<string, string>>> => {
  const entries = await Promise.all(kinds.map(async (kind) => [kind, digestOf(await source.list(kind))] as const));
  return Object.fromEntries(entries);
};
