import { done, type Outcome } from '../../../core/kernel/outcome.ts';
import type { PeopleProblem } from '../../protocol/people.ts';
import type { PeopleHouse } from './people-store.ts';
import { type Steward, touched } from './people.ts';

/** Somebody who has failed too often may try again at once. Their password stays what it is. */
export const unlock = async (house: PeopleHouse, by: Steward, id: string): Promise<Outcome<null, PeopleProblem>> =>
  house.change(async (tx, note) => {
    const person = await touched(tx, by, id);
    if (!person.ok) return person;
    await tx.deleteFrom('sign_in_try').where('name', '=', person.value.sign_in_name).execute();
    await note({ kind: 'person.unlock', by: by.personId, station: by.station, body: { id } });
    return done(null);
  });

/** An authenticator that is lost asks for nothing any more. Whoever was signed in as this person is so no more, since the lost thing may be in other hands. */
export const resetSecondFactor = async (house: PeopleHouse, by: Steward, id: string): Promise<Outcome<null, PeopleProblem>> =>
  house.change(async (tx, note) => {
    const person = await touched(tx, by, id);
    if (!person.ok) return person;
    await tx.updateTable('person').set({ totp_secret: null, totp_begun: null, recovery_codes: '[]' }).where('id', '=', id).execute();
    await tx.deleteFrom('session').where('person_id', '=', id).execute();
    await note({ kind: 'person.reset-second-factor', by: by.personId, station: by.station, body: { id } });
    return done(null);
  });
