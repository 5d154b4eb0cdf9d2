import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import type { PeopleProblem, SignedIn, SignedInUser, SignIn } from '../../protocol/people.ts';
import { hashOf, isPassword, passwordProblem } from './passwords.ts';
import type { Caller, PeopleHouse } from './people-store.ts';
import { entityIdsOf, named, personById } from './people.ts';
import { stepOfCode, withoutRecoveryCode } from './second-factor.ts';
import { openSession } from './sessions.ts';
import { provedStation, type Stations } from './stations.ts';
import type { PeopleWriter, PersonRow } from './tables.ts';
import { waitAfterTry } from './tries.ts';

/** A session that has begun: the secret goes into a cookie, or to the program that asked for it. */
export type Begun = { readonly secret: string; readonly signedIn: SignedIn };

export const userOf = (row: PersonRow): SignedInUser => ({
  id: row.id,
  name: row.name,
  signInName: row.sign_in_name,
  role: row.role,
  entityIds: entityIdsOf(row),
  hasSecondFactor: row.totp_secret !== null,
  mustChangePassword: row.must_change_password === 1,
});

export const signedInOf = (caller: Caller): SignedIn => ({
  user: {
    id: caller.personId,
    name: caller.name,
    signInName: caller.signInName,
    role: caller.role,
    entityIds: caller.entityIds,
    hasSecondFactor: caller.hasSecondFactor,
    mustChangePassword: caller.mustChangePassword,
  },
  station: caller.station,
  expiresAt: caller.expiresAt,
  token: null,
});

/**
 * Signs somebody in. Every failure has the same answer and takes about as long, whether the name, the password or both are wrong. The try is counted
 * before it is looked at, so that a thousand tries at once count as a thousand.
 */
export const signIn = async (
  house: PeopleHouse,
  stations: Stations,
  asked: SignIn,
  device: string,
): Promise<Outcome<Begun, PeopleProblem>> => {
  const name = asked.name.trim().toLowerCase().normalize('NFC');
  const seconds = await waitAfterTry(house, name);
  if (seconds > 0) return refuse({ code: 'sign-in.wait', seconds });
  const found = await named(house.db, name);
  const fits = await isPassword(found?.password_hash ?? null, asked.password);
  if (!fits || found === undefined || found.state !== 'active') return refuse({ code: 'sign-in.refused' });
  return house.change(async (tx, note) => {
    // Read again: while the password was being looked at, it may have been changed.
    const person = await personById(tx, found.id);
    if (person === undefined || person.state !== 'active' || person.password_hash !== found.password_hash)
      return refuse({ code: 'sign-in.refused' });
    const second = await secondFactor(house, tx, person, asked.code);
    if (second !== null) return refuse(second);
    const station = asked.station === null ? done(null) : await provedStation(tx, asked.station);
    if (!station.ok) return station;
    await tx.deleteFrom('sign_in_try').where('name', '=', name).execute();
    if (station.value !== null) await stations.addAuthor(tx, station.value, person.id, person.id);
    const { secret, expiresAt } = await openSession(house, tx, person, { station: station.value, keep: asked.keep, device });
    await note({ kind: 'person.sign-in', by: person.id, station: station.value, body: { id: person.id } });
    const token = asked.keep === 'token' ? secret : null;
    return done({ secret, signedIn: { user: userOf(person), station: station.value, expiresAt, token } });
  });
};

const secondFactor = async (
  house: PeopleHouse,
  tx: PeopleWriter,
  person: PersonRow,
  code: string | undefined,
): Promise<PeopleProblem | null> => {
  if (person.totp_secret === null) return null;
  if (code === undefined) return { code: 'sign-in.second-factor-wanted' };
  const secret = house.seal.open(person.totp_secret, person.id);
  const step = secret === null ? null : stepOfCode(secret, code, house.now(), person.totp_step);
  if (step !== null) {
    await tx.updateTable('person').set({ totp_step: step }).where('id', '=', person.id).execute();
    return null;
  }
  const left = withoutRecoveryCode(JSON.parse(person.recovery_codes) as string[], code);
  if (left === null) return { code: secret === null ? 'second-factor.unreadable' : 'second-factor.wrong' };
  await tx
    .updateTable('person')
    .set({ recovery_codes: JSON.stringify(left) })
    .where('id', '=', person.id)
    .execute();
  return null;
};

/** Sets one's own password. Every other session ends; this one stays. */
export const changePassword = async (
  house: PeopleHouse,
  caller: Caller,
  { current, next }: { readonly current: string; readonly next: string },
): Promise<Outcome<null, PeopleProblem>> => {
  const wait = await waitAfterTry(house, caller.signInName);
  if (wait > 0) return refuse({ code: 'sign-in.wait', seconds: wait });
  const person = await personById(house.db, caller.personId);
  if (!(await isPassword(person?.password_hash ?? null, current)) || person === undefined) return refuse({ code: 'sign-in.refused' });
  if (next === current) return refuse({ code: 'password.same' });
  const problem = passwordProblem(next, house.leastPasswordLength, [person.sign_in_name, ...person.name.split(/\s+/)]);
  if (problem !== null) return refuse(problem);
  const password_hash = await hashOf(next);
  return house.change(async (tx, note) => {
    await tx.updateTable('person').set({ password_hash, must_change_password: 0 }).where('id', '=', person.id).execute();
    await tx.deleteFrom('session').where('person_id', '=', person.id).where('digest', '!=', caller.session).execute();
    await tx.deleteFrom('sign_in_try').where('name', '=', person.sign_in_name).execute();
    await note({ kind: 'person.change-password', by: person.id, station: caller.station, body: { id: person.id } });
    return done(null);
  });
};
