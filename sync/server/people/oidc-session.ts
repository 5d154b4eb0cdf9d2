import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import type { PeopleProblem } from '../../protocol/people.ts';
import type { PeopleHouse } from './people-store.ts';
import { named } from './people.ts';
import { openSession } from './sessions.ts';
import { type Begun, userOf } from './sign-in.ts';
import type { Stations } from './stations.ts';
import type { PeopleWriter, PersonRow } from './tables.ts';

/** The issuer's word for who somebody is. */
export type Claims = { readonly subject: string; readonly email: string | null };

/** A session of ours for whoever the issuer says this is. `station`: one that was proved. */
export const sessionBehind = async (
  house: PeopleHouse,
  stations: Stations,
  claims: Claims,
  { station, keep, device }: { readonly station: string | null; readonly keep: 'cookie' | 'token'; readonly device: string },
): Promise<Outcome<Begun, PeopleProblem>> =>
  house.change(async (tx, note) => {
    const person = await personBehind(tx, claims);
    if (person === null || person.state !== 'active') return refuse({ code: 'sign-in.refused' });
    if (station !== null) {
      const key = await tx.selectFrom('station_key').select(['state', 'wipe']).where('code', '=', station).executeTakeFirst();
      if (key?.state !== 'enrolled') return refuse({ code: 'station.revoked', wipe: key?.wipe === 1 });
      await stations.addAuthor(tx, station, person.id, person.id);
    }
    const { secret, expiresAt } = await openSession(house, tx, person, { station, keep, device });
    await note({ kind: 'person.sign-in', by: person.id, station, body: { id: person.id, through: 'oidc' } });
    return done({ secret, signedIn: { user: userOf(person), station, expiresAt, token: keep === 'token' ? secret : null } });
  });

/** Who this is here: known from before; or whoever was made with this address to sign in with, and is known from now on. Nobody is made by signing in. */
const personBehind = async (tx: PeopleWriter, { subject, email }: Claims): Promise<PersonRow | null> => {
  const known = await tx.selectFrom('person').selectAll().where('oidc_subject', '=', subject).executeTakeFirst();
  if (known !== undefined) return known;
  const fitting = email === null ? undefined : await named(tx, email);
  if (fitting === undefined || fitting.oidc_subject !== null) return null;
  // A password that somebody else set and that was never used is of no use any more.
  const first = fitting.must_change_password === 1 ? ({ password_hash: null, must_change_password: 0 } as const) : {};
  await tx
    .updateTable('person')
    .set({ oidc_subject: subject, ...first })
    .where('id', '=', fitting.id)
    .execute();
  return { ...fitting, oidc_subject: subject, ...first };
};
