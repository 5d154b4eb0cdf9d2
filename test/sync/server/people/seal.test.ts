import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { TOTP } from 'otpauth';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { backupInto } from '../../../../sync/server/operation/backup.ts';
import { examined } from '../../../../sync/server/operation/doctor.ts';
import { restoreFrom } from '../../../../sync/server/operation/restore.ts';
import { beginSecondFactor, confirmSecondFactor } from '../../../../sync/server/people/own-second-factor.ts';
import type { PersonRow } from '../../../../sync/server/people/tables.ts';
import type { PeopleHouse } from '../../../../sync/server/people/people-store.ts';
import { console as atTheServer, createPerson, named } from '../../../../sync/server/people/people.ts';
import { resetSecondFactor } from '../../../../sync/server/people/relief.ts';
import { newSecondFactor } from '../../../../sync/server/people/second-factor.ts';
import { digestOfSecret } from '../../../../sync/server/people/secrets.ts';
import { newSealKey, sealKeyFile, sealOf, sealWith } from '../../../../sync/server/people/seal.ts';
import { giveUpSealKey, SealKeyMissing, sealSecondFactors, sealStateOf } from '../../../../sync/server/people/seal-second-factors.ts';
import { signIn } from '../../../../sync/server/people/sign-in.ts';
import { stationsOver } from '../../../../sync/server/people/stations-over.ts';
import { houseOver } from '../../../../sync/server/start-server.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { configurationOf, goodPassword } from '../../../support/running-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

const now = Date.parse('2026-11-20T08:00:00.000Z');
const codeOf = (secret: string, atMs = now): string => new TOTP({ secret }).generate({ timestamp: atMs });

describe('the seal of second factors', () => {
  it('[D3] opens for the person that it was closed for, where nothing was changed, with any of its keys', () => {
    const [first, second] = [newSealKey(), newSealKey()];
    const seal = sealWith(first);
    const closed = seal.close('JBSWY3DPEHPK3PXP', 'usr_1');
    expect(closed).not.toContain('JBSWY3DPEHPK3PXP');
    expect(seal.close('JBSWY3DPEHPK3PXP', 'usr_1')).not.toBe(closed);
    expect(seal.open(closed, 'usr_1')).toBe('JBSWY3DPEHPK3PXP');
    expect(seal.open(closed, 'usr_2')).toBeNull();
    for (let at = 13; at < closed.length; at += 7) {
      const changed = closed.slice(0, at) + (closed[at] === 'A' ? 'B' : 'A') + closed.slice(at + 1);
      expect(seal.open(changed, 'usr_1')).toBeNull();
    }
    for (const cut of ['', closed.slice(0, 13), closed.slice(0, 30), closed.slice(0, -1)]) expect(seal.open(cut, 'usr_1')).toBeNull();
    expect(sealWith(`${second}\n${first}`).open(closed, 'usr_1')).toBe('JBSWY3DPEHPK3PXP');
    expect(sealWith(second).open(closed, 'usr_1')).toBeNull();
  });

  it('[D3] makes its key where there is none, for nobody else to read, and not before it is needed', () => {
    const data = mkdtempSync(path.join(tmpdir(), 'counterfoil-seal-'));
    const seal = sealOf({ data, 'second-factor.keys': null });
    expect(seal.open('0123456789ab.AAAA', 'usr_1')).toBeNull();
    expect(statSync(sealKeyFile(data), { throwIfNoEntry: false })).toBeUndefined();
    const closed = seal.close('a', 'usr_1');
    expect(statSync(sealKeyFile(data)).mode & 0o777).toBe(0o600);
    expect(sealOf({ data, 'second-factor.keys': null }).open(closed, 'usr_1')).toBe('a');
    rmSync(data, { recursive: true });
  });
});

describe.each(storeKeepers())('second factors at rest on $name', (keeper) => {
  const [key, other] = [newSealKey(), newSealKey()];
  let store: ServerStore;
  let secret = '';
  const houseWith = (keys: string): PeopleHouse => houseOver(store, configurationOf({ 'second-factor.keys': keys }), () => now);
  const stored = async (): Promise<string> => (await named(store.database, 'ada'))?.totp_secret ?? '';
  const tryIn = async (house: PeopleHouse, code: string) => {
    const asked = { name: 'ada', password: goodPassword, code, station: null, keep: 'token' as const };
    const outcome = await signIn(house, stationsOver(house.now), asked, '');
    return outcome.ok ? 'in' : outcome.problems[0]?.code;
  };
  const entries = async (): Promise<number> => (await store.reader.selectFrom('entry').select('position').execute()).length;
  const finding = async (keys: string) => {
    const configuration = configurationOf({ data: keeper.folder(), 'second-factor.keys': keys });
    return (await examined(configuration, store, now)).find(({ what }) => what === 'second factor key');
  };

  /** A database of before: somebody's secret lies in it in the clear. */
  beforeEach(async () => {
    store = await keeper.fresh();
    const wanted = { signInName: 'ada', name: 'Ada', role: 'administrator', entityIds: null, password: goodPassword } as const;
    await createPerson(houseWith(key), atTheServer, wanted);
    ({ secret } = newSecondFactor('ada'));
    await store.database
      .updateTable('person')
      .set({ totp_secret: secret, recovery_codes: JSON.stringify([digestOfSecret('abcde-abcde')]) })
      .where('sign_in_name', '=', 'ada')
      .execute();
  });
  afterAll(() => keeper.stop());

  it('[D3] are closed at the start, once, and count as before', async () => {
    const house = houseWith(key);
    expect(await finding(key)).toMatchObject({ is: 'worth-a-look' });
    await sealSecondFactors(house);
    const closed = await stored();
    expect(closed).not.toContain(secret);
    const before = await entries();
    await sealSecondFactors(house);
    expect([await stored(), await entries()]).toEqual([closed, before]);
    expect(await finding(key)).toMatchObject({ is: 'well' });
    expect(await tryIn(house, codeOf(secret))).toBe('in');
    expect(await tryIn(house, codeOf(secret))).toBe('second-factor.wrong');
  });

  it('[D3] go over to another key, and what is set up from then on is closed with it', async () => {
    await sealSecondFactors(houseWith(key));
    const house = houseWith(`${other},${key}`);
    await sealSecondFactors(house);
    expect((await stored()).startsWith(sealWith(other).keyId())).toBe(true);
    await sealSecondFactors(houseWith(other));
    expect(await tryIn(houseWith(other), codeOf(secret))).toBe('in');
    const wanted = { signInName: 'otto', name: 'Otto', role: 'sales', entityIds: null, password: goodPassword } as const;
    const made = await createPerson(house, atTheServer, wanted);
    const caller = { personId: made.ok ? made.value.person.id : '', signInName: 'otto', station: null, session: '' };
    const begun = await beginSecondFactor(house, caller as never);
    expect(await confirmSecondFactor(house, caller as never, codeOf(begun.secret))).toMatchObject({ ok: true });
    const otto = await named(store.database, 'otto');
    expect(otto?.totp_secret).toMatch(new RegExp(`^${sealWith(other).keyId()}\\.`));
    expect(otto?.totp_begun).toBeNull();
  });

  it('[D3] keep a server from starting whose key is another one, until the key is given up', async () => {
    await sealSecondFactors(houseWith(key));
    const house = houseWith(other);
    await expect(sealSecondFactors(house)).rejects.toThrow(SealKeyMissing);
    expect(await finding(other)).toMatchObject({ is: 'wrong', say: expect.stringContaining('ada') as string });
    await giveUpSealKey(house);
    await sealSecondFactors(house);
    expect(await sealStateOf(house)).toMatchObject({ unreadable: ['ada'], missing: [sealWith(key).keyId()] });
    expect(await tryIn(house, codeOf(secret))).toBe('second-factor.unreadable');
    expect(await tryIn(house, 'abcde-abcde')).toBe('in');
    // Where the key is found again, everything counts again.
    await sealSecondFactors(houseWith(`${other},${key}`));
    expect(await sealStateOf(houseWith(other))).toEqual({ unreadable: [], missing: [], plain: 0 });
  });

  it('[D3] are put back from a backup closed, and without the key somebody resets them', async () => {
    await sealSecondFactors(houseWith(key));
    const folder = path.join(keeper.folder(), 'backups');
    const { file } = await backupInto({ store, data: keeper.folder() }, folder, new Date(now).toISOString());
    expect(gunzipSync(readFileSync(path.join(folder, path.basename(file)))).toString()).not.toContain(secret);
    store = await keeper.fresh();
    const house = houseWith(other);
    expect(await restoreFrom(store, house, path.join(folder, path.basename(file)))).toMatchObject({ ok: true });
    await sealSecondFactors(house);
    expect(await finding(other)).toMatchObject({ is: 'wrong', say: expect.stringContaining('user reset NAME') as string });
    await resetSecondFactor(house, atTheServer, (await named(store.database, 'ada'))?.id ?? '');
    expect(await finding(other)).toMatchObject({ is: 'well' });
    expect(await tryIn(house, '123456')).toBe('in');
  });

  it('[D3] lie in the clear in the backups from before, which the doctor names', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-backups-'));
    const madeAt = async (atMs: number): Promise<string> =>
      path.basename((await backupInto({ store, data: keeper.folder() }, folder, new Date(atMs).toISOString())).file);
    const said = async (): Promise<string> => {
      const configuration = configurationOf({ data: keeper.folder(), 'second-factor.keys': key, 'backup.folder': folder });
      return (await examined(configuration, store, now)).find(({ what }) => what === 'backups from before')?.say ?? '';
    };
    const before = [await madeAt(now - 2_000), await madeAt(now - 1_000)];
    await sealSecondFactors(houseWith(key));
    const after = await madeAt(now + 1_000);
    const first = await said();
    for (const file of before) expect(first).toContain(file);
    expect(first).not.toContain(after);
    // Encrypted with another key since: what is read of the backups of the first key is closed.
    await sealSecondFactors(houseOver(store, configurationOf({ 'second-factor.keys': `${other},${key}` }), () => now + 2_000));
    expect(await said()).toBe(first);
    for (const file of before) rmSync(path.join(folder, file));
    expect(await said()).toBe('');
    rmSync(folder, { recursive: true });
  });

  it('[D3] leave nothing of themselves in the file where they lay in the clear', async () => {
    if (store.dialect !== 'sqlite') return;
    const ada = await named(store.database, 'ada');
    const others = Array.from({ length: 12 }, (_, index) => ({
      ...ada,
      id: `usr_${index}`,
      sign_in_name: `ada-${index}`,
      name: 'x'.repeat(index * 30),
    }));
    await store.database
      .insertInto('person')
      .values(others as PersonRow[])
      .execute();
    /** As it lies there once it is closed: until then a part of it is in the log beside it. */
    const holdsSecret = async (): Promise<boolean> => {
      await entries();
      store = await keeper.again();
      return readFileSync(path.join(keeper.folder(), 'counterfoil.sqlite')).includes(secret);
    };
    expect(await holdsSecret()).toBe(true);
    await sealSecondFactors(houseWith(key));
    expect(await holdsSecret()).toBe(false);
  });
});
