import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { verifiedChain } from '../../../../sync/server/chain/verify.ts';
import { exportedChain } from '../../../../sync/server/chain/export.ts';
import { backupInto, listBackups, tidyBackups } from '../../../../sync/server/operation/backup.ts';
import { chainOfBackup, checkedBackup } from '../../../../sync/server/operation/read-backup.ts';
import { restoreFrom } from '../../../../sync/server/operation/restore.ts';
import { console as atTheServer, createPerson, listPeople } from '../../../../sync/server/people/people.ts';
import { houseOver } from '../../../../sync/server/start-server.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { runAnyCommand } from '../../../../sync/local/run-command.ts';
import type { Store } from '../../../../sync/local/store.ts';
import { pushingStation, stateOf } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { configurationOf, goodPassword } from '../../../support/running-server.ts';
import { seeded } from '../../../support/seeded-server.ts';
import { type StoreKeeper, storeKeepers } from '../../../support/server-stores.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-backups-'));
const keepers = storeKeepers();
afterAll(async () => {
  for (const keeper of keepers) await keeper.stop();
  rmSync(folder, { recursive: true });
});

const world = [...companyOf(), ...manyBuyers(12)];
const now = '2026-11-20T08:00:00.000Z';
const houseOf = (store: ServerStore) => houseOver(store, configurationOf(), () => Date.parse(now));
const data = (keeper: StoreKeeper): string => keeper.folder();

/** A server with people, and a station that has billed May there. */
const worked = async (keeper: StoreKeeper) => {
  const server = await keeper.fresh();
  await seeded(server, world);
  const person = { signInName: 'root', name: 'Root', role: 'administrator', entityIds: null, password: goodPassword } as const;
  await createPerson(houseOf(server), atTheServer, person);
  const store = await storeWith(world);
  const station = pushingStation(store, 'A7');
  await station.enrol(server);
  await ran(store, runOf('2025-05-01', '2025-06-01', { by: { user: 'ada', station: 'A7' } }));
  await station.push(server);
  return { server, station, store };
};

const edited = (store: Store, count: number) =>
  runAnyCommand(store, {
    id: `cmd_edit_${count}`,
    kind: 'customer.edit',
    at: '2025-06-20T10:00:00.000Z',
    by: { user: 'ada', station: 'A7' },
    body: {
      customerId: 'cus_0001',
      fields: { purchaseOrder: { from: count === 1 ? '' : `PO ${count - 1}`, to: `PO ${count}` } },
      attributes: {},
      metadata: {},
    },
  });

const pairs = keepers.flatMap((from) => keepers.map((to) => ({ from, to, name: `from ${from.name} into ${to.name}` })));

describe.each(pairs)('a backup $name', ({ from, to }) => {
  it('[NUM-05] is put back whole, as another life of the server, and the station brings what came later', { timeout: 60_000 }, async () => {
    const { server, station, store } = await worked(from);
    const { file } = await backupInto({ store: server, data: data(from) }, folder, now);
    const before = await stateOf(serverState(server).source);
    const { epoch } = await server.reader.selectFrom('counter').select('epoch').executeTakeFirstOrThrow();
    await edited(store, 1);
    await station.push(server);

    const restored = await to.fresh();
    const answer = await restoreFrom(restored, houseOf(restored), file);
    expect(answer).toMatchObject({ ok: true, at: now });
    expect(answer.ok && answer.epoch).not.toBe(epoch);
    expect(await stateOf(serverState(restored).source)).toEqual(before);
    expect((await listPeople(restored.reader)).map(({ signInName }) => signInName)).toEqual(['root']);
    expect((await verifiedChain(exportedChain(restored))).problems).toEqual([]);

    const row = await restored.reader.selectFrom('station').select(['acknowledged', 'outbox_digest']).executeTakeFirstOrThrow();
    const all = await pushingStation(store, 'A7').next(100);
    const later = {
      after: row.acknowledged,
      digest: row.outbox_digest,
      commands: all.commands.filter(({ sequence }) => sequence > row.acknowledged),
    };
    expect(await station.pushThis(restored, later)).toMatchObject({ kind: 'taken', verdicts: [{ kind: 'accepted' }] });
    expect(await stateOf(serverState(restored).source)).toEqual(await stateOf(store));
  });
});

describe.each(keepers)('backups on $name', (keeper) => {
  it('see one moment while others write', { timeout: 60_000 }, async () => {
    const { server, station, store } = await worked(keeper);
    const end = new AbortController();
    const load = (async () => {
      let count = 0;
      while (!end.signal.aborted) {
        await edited(store, (count += 1));
        await station.push(server);
        await setImmediate();
      }
      return count;
    })();
    const made = [];
    for (let each = 0; each < 4; each += 1) {
      made.push(await backupInto({ store: server, data: data(keeper) }, folder, `2026-11-21T0${each}:00:00.000Z`));
    }
    end.abort();
    expect(await load).toBeGreaterThan(0);
    for (const { file } of made) {
      expect(await checkedBackup(file)).toMatchObject({ ok: true });
      expect((await verifiedChain(chainOfBackup(file))).problems).toEqual([]);
    }
  });

  it('[BEY-04] a file that was edited or cut off is not put back, nor is anything put over what is there', {
    timeout: 60_000,
  }, async () => {
    const { server } = await worked(keeper);
    const { file } = await backupInto({ store: server, data: data(keeper) }, folder, '2026-11-22T00:00:00.000Z');
    expect(await restoreFrom(server, houseOf(server), file)).toEqual({ ok: false, problem: { code: 'restore.not-empty' } });
    const fresh = await keeper.fresh();
    const spoilt = async (content: Buffer) => {
      const other = path.join(folder, 'spoilt.counterfoil-backup');
      writeFileSync(other, content);
      const answer = await restoreFrom(fresh, houseOf(fresh), other);
      return answer.ok ? 'put back' : answer.problem.code;
    };
    const text = gunzipSync(readFileSync(file)).toString();
    expect(await spoilt(gzipSync(text.replace('Customer 3', 'Customer 4')))).toBe('backup.edited');
    expect(await spoilt(gzipSync(text.split('\n').slice(0, -2).join('\n')))).toBe('backup.cut-off');
    expect(await spoilt(readFileSync(file).subarray(0, 400))).toMatch(/^backup\./);
    expect(await spoilt(Buffer.from('something else'))).toBe('backup.unreadable');
    expect(await spoilt(gzipSync(text.replace('0003-jobs', '0001-gone')))).toBe('backup.edited');
    expect(await listPeople(fresh.reader)).toEqual([]);
  });
});

describe('the folder of backups', () => {
  it('keeps so many, the newest', async () => {
    const all = await listBackups(folder);
    await tidyBackups(folder, 2);
    expect(await listBackups(folder)).toEqual(all.slice(0, 2));
    expect(all[0]?.at).toBe('2026-11-22T00:00:00.000Z');
  });
});
