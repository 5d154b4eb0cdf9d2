import { beforeAll, describe, expect, it } from 'vitest';
import type { DocumentKind } from '../../../core/collections.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import { sameData } from '../../../core/kernel/edit.ts';
import { memoryCommands } from '../../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../../sync/local/memory/documents.ts';
import type { DocumentKey } from '../../../sync/local/received.ts';
import type { JournalRecord, Store } from '../../../sync/local/store.ts';
import { crashingAfter, Crash } from '../../contract/crashing.ts';
import { everyUseCase, type Sample } from '../../contract/every-use-case.ts';
import { ServerDouble } from './server-double.ts';
import { everything, quietWire, stationAt, type StationHere, type Tables } from './station-world.ts';

const standing = (store: Store, keys: readonly DocumentKey[]): Promise<readonly unknown[]> =>
  Promise.all(keys.map(({ kind, id }) => store.get(kind as DocumentKind, id)));

let samples: readonly Sample[] = [];
let journal: readonly JournalRecord[] = [];

beforeAll(async () => {
  const world = await everyUseCase();
  ({ samples } = world);
  const records: JournalRecord[] = [];
  for await (const record of world.store.journal()) records.push(record);
  journal = records;
}, 120_000);

/**
 * Goes through everything that happened: what is no sample comes to the server from elsewhere, each sample is given at the station, and `exchanged` brings
 * both together.
 */
const walked = async (server: ServerDouble, station: () => StationHere, exchanged: (kind: string) => Promise<void>): Promise<number> => {
  const changes = new Map(samples.map(({ change }) => [change.command.id, change]));
  let given = 0;
  let elsewhere: StoredDocument[] = [];
  for (const { entry } of journal) {
    const change = changes.get(entry.command.id);
    if (change === undefined) {
      elsewhere.push(...entry.documents);
      continue;
    }
    await server.absorb(elsewhere);
    elsewhere = [];
    await station().client.cycle();
    await station().store.commit(change);
    given += 1;
    await exchanged(change.command.kind);
  }
  return given;
};

describe('every kind of command', () => {
  it('[OFF-03] arrives once however often it is delivered, and comes to the same at the station and on the server', {
    timeout: 120_000,
  }, async () => {
    const server = new ServerDouble();
    const station = await stationAt(server, 'A7', { wire: { ...quietWire(), isDoubled: true } });
    const different: string[] = [];
    const given = await walked(
      server,
      () => station,
      async (kind) => {
        const written = station.client.pending();
        const before = await standing(station.store, written);
        const trouble = await station.client.cycle();
        if (trouble !== null || !sameData(before, await standing(station.store, written))) different.push(`${kind} ${trouble?.code ?? ''}`);
      },
    );
    expect(different).toEqual([]);
    expect(given).toBe(samples.length);
    expect(await station.client.inbox()).toEqual([]);
    expect(station.client.status()).toMatchObject({ state: 'online', pending: 0 });
    expect(await everything(station.store)).toEqual(await everything(server.state));
  });

  it('[Q8] ends in the same state whatever write of the exchange the power goes off at', { timeout: 240_000 }, async () => {
    const server = new ServerDouble();
    const tables: Tables = { documents: memoryDocuments(), log: memoryCommands() };
    let station = await stationAt(server, 'A7', { tables });
    let crashes = 0;
    await walked(
      server,
      () => station,
      async () => {
        for (let writes = 0; ; writes += 1) {
          const broken = await stationAt(server, 'A7', { tables: crashingAfter(tables, writes) }).catch((error: unknown) => {
            if (error instanceof Crash) return null;
            throw error;
          });
          if (broken !== null && (await broken.client.cycle()) === null) break;
          crashes += 1;
        }
        station = await stationAt(server, 'A7', { tables });
      },
    );
    await station.client.cycle();
    expect(crashes).toBeGreaterThan(samples.length);
    expect(await everything(station.store)).toEqual(await everything(server.state));
    expect(station.client.status().pending).toBe(0);
    expect(await station.client.inbox()).toEqual([]);
  });
});
