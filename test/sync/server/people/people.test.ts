import { TOTP, Secret } from 'otpauth';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PeopleProblem } from '../../../../sync/protocol/people.ts';
import { beginSecondFactor, confirmSecondFactor, endSecondFactor } from '../../../../sync/server/people/own-second-factor.ts';
import type { Caller } from '../../../../sync/server/people/people-store.ts';
import {
  console as atTheServer,
  createPerson,
  editPerson,
  endSessions,
  listPeople,
  resetPassword,
} from '../../../../sync/server/people/people.ts';
import { hashOf } from '../../../../sync/server/people/passwords.ts';
import { callerOf, closeSession, tidySessions } from '../../../../sync/server/people/sessions.ts';
import { changePassword, signIn } from '../../../../sync/server/people/sign-in.ts';
import { enrolStation, revokedStation, revokeStation } from '../../../../sync/server/people/stations.ts';
import { goodPassword, type Played, playedHouse } from './house.ts';

let played: Played;
beforeEach(async () => {
  played = await playedHouse();
});
afterEach(async () => {
  await played.close();
});

const tryIn = async (name: string, password = goodPassword, code?: string): Promise<Caller | PeopleProblem> => {
  const asked = { name, password, station: null, keep: 'token' as const, ...(code === undefined ? {} : { code }) };
  const begun = await signIn(played.house, played.stations, asked, 'test');
  if (!begun.ok) return begun.problems[0] ?? { code: 'sign-in.needed' };
  return (await callerOf(played.house, begun.value.secret)) ?? { code: 'sign-in.needed' };
};
const signedIn = async (name: string, password = goodPassword, code?: string): Promise<Caller> => {
  const caller = await tryIn(name, password, code);
  if ('code' in caller) throw new Error(caller.code);
  return caller;
};

describe('signing in', () => {
  it('[D3] with name and password gives a session that knows who it is', async () => {
    await played.add('ada', 'sales', { entityIds: ['e1'] });
    expect(await signedIn(' ADA ')).toMatchObject({ signInName: 'ada', role: 'sales', entityIds: ['e1'], station: null });
  });

  it('[D3] has one answer for a wrong name, a wrong password and somebody who has left', async () => {
    const ada = await played.add('ada', 'sales');
    expect(await tryIn('nobody')).toEqual({ code: 'sign-in.refused' });
    expect(await tryIn('ada', 'seven green ladderz')).toEqual({ code: 'sign-in.refused' });
    await editPerson(played.house, atTheServer, ada.id, { state: 'inactive' });
    expect(await tryIn('ada')).toEqual({ code: 'sign-in.refused' });
  });

  it('[D3] makes one wait after five failed tries, also for a name that nobody has, and lets in again afterwards', async () => {
    await played.add('ada', 'sales');
    for (const name of ['ada', 'nobody']) {
      for (let tries = 0; tries < 5; tries += 1) expect(await tryIn(name, 'wrong')).toEqual({ code: 'sign-in.refused' });
      expect(await tryIn(name)).toEqual({ code: 'sign-in.wait', seconds: 30 });
    }
    played.wait(31);
    expect(await signedIn('ada')).toMatchObject({ signInName: 'ada' });
    expect(await tryIn('ada', 'wrong')).toEqual({ code: 'sign-in.refused' });
    expect(await signedIn('ada')).toMatchObject({ signInName: 'ada' });
  });

  it('[D3] counts many tries at once as many', async () => {
    await played.add('ada', 'sales');
    const answers = await Promise.all(Array.from({ length: 20 }, () => tryIn('ada', 'wrong')));
    expect(answers.filter((answer) => 'code' in answer && answer.code === 'sign-in.refused').length).toBe(5);
  });

  it('[D3] keeps no secret that would sign anybody in', async () => {
    await played.add('ada', 'sales');
    const begun = await signIn(
      played.house,
      played.stations,
      { name: 'ada', password: goodPassword, station: null, keep: 'cookie' },
      'test',
    );
    const kept = JSON.stringify(await played.house.db.selectFrom('session').selectAll().execute());
    expect(begun.ok && kept.includes(begun.value.secret)).toBe(false);
    expect(begun.ok && begun.value.signedIn.token).toBeNull();
  });

  it('[D2] a session runs out, lies idle, is closed, and is tidied away', async () => {
    await played.add('ada', 'sales');
    const begun = await signIn(
      played.house,
      played.stations,
      { name: 'ada', password: goodPassword, station: null, keep: 'token' },
      'test',
    );
    const secret = begun.ok ? begun.value.secret : '';
    for (let days = 0; days < 29; days += 2) {
      expect(await callerOf(played.house, secret)).not.toBeNull();
      played.wait(2 * 86_400);
    }
    expect(await callerOf(played.house, secret)).toBeNull();
    const idle = await signedIn('ada');
    played.wait(73 * 3600);
    await tidySessions(played.house);
    expect(await played.house.db.selectFrom('session').selectAll().execute()).toEqual([]);
    await closeSession(played.house, idle.session);
  });
});

describe('the second factor', () => {
  const codeOf = (secret: string, at: number): string => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });

  it('[D3] counts from its first right code, is wanted at every sign-in, and a code counts once', async () => {
    await played.add('ada', 'finance');
    const ada = await signedIn('ada');
    const { secret, address } = await beginSecondFactor(played.house, ada);
    expect(address).toMatch(/^otpauth:\/\/totp\/Counterfoil:ada\?issuer=Counterfoil/);
    expect(await confirmSecondFactor(played.house, ada, '000000')).toMatchObject({ ok: false });
    expect(await tryIn('ada')).toMatchObject({ signInName: 'ada' });
    const set = await confirmSecondFactor(played.house, ada, codeOf(secret, played.house.now()));
    const recovery = set.ok ? set.value.recoveryCodes : [];
    expect(recovery).toHaveLength(10);
    expect(await tryIn('ada')).toEqual({ code: 'sign-in.second-factor-wanted' });
    expect(await tryIn('ada', goodPassword, codeOf(secret, played.house.now()))).toEqual({ code: 'second-factor.wrong' });
    played.wait(60);
    expect(await tryIn('ada', goodPassword, codeOf(secret, played.house.now()))).toMatchObject({ hasSecondFactor: true });
    expect(await tryIn('ada', goodPassword, recovery[0])).toMatchObject({ signInName: 'ada' });
    expect(await tryIn('ada', goodPassword, recovery[0])).toEqual({ code: 'second-factor.wrong' });
    played.wait(60);
    expect(await endSecondFactor(played.house, await signedIn('ada', goodPassword, recovery[1]), goodPassword)).toMatchObject({ ok: true });
    expect(await tryIn('ada')).toMatchObject({ hasSecondFactor: false });
  });

  it('[D3] guessing codes makes one wait as guessing passwords does', async () => {
    await played.add('ada', 'finance');
    const ada = await signedIn('ada');
    const { secret } = await beginSecondFactor(played.house, ada);
    await confirmSecondFactor(played.house, ada, codeOf(secret, played.house.now()));
    for (let tries = 0; tries < 5; tries += 1) await tryIn('ada', goodPassword, '000000');
    expect(await tryIn('ada', goodPassword, '000000')).toMatchObject({ code: 'sign-in.wait' });
  });
});

describe('people', () => {
  it('[D2, ROL-01] are made by administrators and finance, with a password that is read out once and changed at once', async () => {
    const fin = await played.add('fin', 'finance');
    const by = { personId: fin.id, role: 'finance', entityIds: null, station: null } as const;
    const made = await createPerson(played.house, by, { signInName: 'sam', name: 'Sam', role: 'sales', entityIds: ['e1'] });
    const password = made.ok ? (made.value.password ?? '') : '';
    const sam = await signedIn('sam', password);
    expect(sam.mustChangePassword).toBe(true);
    expect(await changePassword(played.house, sam, { current: password, next: 'short' })).toMatchObject({ ok: false });
    expect(await changePassword(played.house, sam, { current: 'wrong', next: goodPassword })).toMatchObject({ ok: false });
    const other = await signedIn('sam', password);
    expect(await changePassword(played.house, sam, { current: password, next: goodPassword })).toMatchObject({ ok: true });
    expect((await signedIn('sam')).mustChangePassword).toBe(false);
    expect(await played.house.db.selectFrom('session').select('digest').where('digest', '=', other.session).execute()).toEqual([]);
  });

  it.each(['sales', 'marketing', 'developer', 'auditor'] as const)('[ROL-01] are not for %s to make or change', async (role) => {
    const { id } = await played.add('someone', role);
    const by = { personId: id, role, entityIds: null, station: null };
    const wanted = { signInName: 'sam', name: 'Sam', role: 'auditor', entityIds: null } as const;
    expect(await createPerson(played.house, by, wanted)).toEqual({ ok: false, problems: [{ code: 'access.role' }] });
    expect(await editPerson(played.house, by, id, { role: 'administrator' })).toEqual({ ok: false, problems: [{ code: 'access.role' }] });
    expect(await resetPassword(played.house, by, id, false)).toEqual({ ok: false, problems: [{ code: 'access.role' }] });
  });

  it('[ROL-01, ROL-06] nobody gives more than they have, or changes what they may do themselves', async () => {
    const root = await played.add('root', 'administrator');
    const fin = await played.add('fin', 'finance', { entityIds: ['e1'] });
    const by = { personId: fin.id, role: 'finance', entityIds: ['e1'], station: null } as const;
    const refused = { ok: false, problems: [{ code: 'access.role' }] };
    const person = { signInName: 'sam', name: 'Sam' };
    expect(await createPerson(played.house, by, { ...person, role: 'administrator', entityIds: ['e1'] })).toEqual(refused);
    expect(await createPerson(played.house, by, { ...person, role: 'sales', entityIds: null })).toEqual(refused);
    expect(await createPerson(played.house, by, { ...person, role: 'sales', entityIds: ['e1', 'e2'] })).toEqual(refused);
    expect(await editPerson(played.house, by, root.id, { state: 'inactive' })).toEqual(refused);
    expect(await resetPassword(played.house, by, root.id, true)).toEqual(refused);
    expect(await editPerson(played.house, by, fin.id, { entityIds: ['e1'] })).toEqual(refused);
    expect(await createPerson(played.house, by, { ...person, role: 'sales', entityIds: ['e1'] })).toMatchObject({ ok: true });
  });

  it('[D2] the last administrator stays one', async () => {
    const root = await played.add('root', 'administrator');
    const last = { ok: false, problems: [{ code: 'person.last-administrator' }] };
    expect(await editPerson(played.house, atTheServer, root.id, { role: 'finance' })).toEqual(last);
    expect(await editPerson(played.house, atTheServer, root.id, { state: 'inactive' })).toEqual(last);
    await played.add('second', 'administrator');
    expect(await editPerson(played.house, atTheServer, root.id, { state: 'inactive' })).toMatchObject({ ok: true });
  });

  it('[D2] a name is given once; who is deactivated, reset or signed out everywhere is out at once', async () => {
    const ada = await played.add('ada', 'sales');
    const again = await createPerson(played.house, atTheServer, { signInName: 'ada', name: 'A', role: 'sales', entityIds: null });
    expect(again).toEqual({ ok: false, problems: [{ code: 'person.name-taken' }] });
    const sessions = async (): Promise<number> => (await played.house.db.selectFrom('session').select('digest').execute()).length;
    for (const out of [
      () => endSessions(played.house, atTheServer, ada.id),
      () => resetPassword(played.house, atTheServer, ada.id, true),
      () => editPerson(played.house, atTheServer, ada.id, { state: 'inactive' }),
    ]) {
      await played.house.db
        .updateTable('person')
        .set({ password_hash: await hashOf(goodPassword) })
        .execute();
      await signedIn('ada');
      expect(await sessions()).toBe(1);
      await out();
      expect(await sessions()).toBe(0);
    }
    expect((await listPeople(played.house.db))[0]).toMatchObject({ signInName: 'ada', state: 'inactive' });
  });

  it('[AUD-02] everything that changes who may do what is noted, and no secret with it', async () => {
    const ada = await played.add('ada', 'sales');
    await editPerson(played.house, atTheServer, ada.id, { role: 'finance' });
    const reset = await resetPassword(played.house, atTheServer, ada.id, true);
    expect(played.events.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
      'person.create console',
      'person.edit console',
      'person.reset-password console',
    ]);
    expect(JSON.stringify(played.events)).not.toContain(reset.ok ? reset.value.password : '');
    expect(JSON.stringify(played.events)).not.toMatch(/argon2|hash/);
  });
});

describe('stations', () => {
  it('[D2] a machine is enrolled under a code that is given once, and proves itself with its key', async () => {
    await played.add('ada', 'sales');
    const ada = await signedIn('ada');
    const enrolled = await enrolStation(played.house, played.stations, ada, { code: 'A7', name: 'Laptop', localAuthors: ['local-1'] });
    const key = enrolled.ok ? enrolled.value.key : '';
    expect(played.authors).toEqual([`A7 ${ada.personId}=${ada.personId}`, `A7 local-1=${ada.personId}`]);
    const taken = await enrolStation(played.house, played.stations, ada, { code: 'a7', name: 'Other', localAuthors: [] });
    expect(taken).toEqual({ ok: false, problems: [{ code: 'station.code-taken', free: 'S01' }] });
    const at = (proof: { code: string; key: string }) =>
      signIn(played.house, played.stations, { name: 'ada', password: goodPassword, station: proof, keep: 'token' }, 'test');
    expect(await at({ code: 'A7', key })).toMatchObject({ ok: true, value: { signedIn: { station: 'A7' } } });
    expect(await at({ code: 'A7', key: `${key}x` })).toEqual({ ok: false, problems: [{ code: 'station.unknown' }] });
    expect(await at({ code: 'B1', key })).toEqual({ ok: false, problems: [{ code: 'station.unknown' }] });
  });

  it('[D2] a revoked station is out, hears that it is, and whether to erase what it holds', async () => {
    await played.add('ada', 'sales');
    const ada = await signedIn('ada');
    const enrolled = await enrolStation(played.house, played.stations, ada, { code: null, name: 'Laptop', localAuthors: [] });
    const station = enrolled.ok ? enrolled.value : { code: '', key: '' };
    expect(station.code).toBe('S01');
    expect(await revokedStation(played.house, 'S01')).toBeNull();
    expect(await revokeStation(played.house, played.stations, ada, 'S01', true)).toEqual({
      ok: false,
      problems: [{ code: 'access.role' }],
    });
    expect(await revokeStation(played.house, played.stations, atTheServer, 'S01', true)).toMatchObject({ ok: true });
    expect(await revokedStation(played.house, 'S01')).toEqual({ wipe: true });
    const again = await signIn(played.house, played.stations, { name: 'ada', password: goodPassword, station, keep: 'token' }, 'test');
    expect(again).toEqual({ ok: false, problems: [{ code: 'station.revoked', wipe: true }] });
    expect(await revokeStation(played.house, played.stations, atTheServer, 'S99', false)).toMatchObject({ ok: false });
  });
});
