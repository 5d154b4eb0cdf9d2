import type { PersonView } from '../../protocol/administration.ts';
import { instantOf, type PeopleHouse } from './people-store.ts';
import { listPeople } from './people.ts';

/** Everybody who may or might sign in, with where they are signed in and whether they have to wait. */
export const shownPeople = async ({ reader, now }: PeopleHouse): Promise<readonly PersonView[]> => {
  const at = instantOf(now());
  const sessions = await reader
    .selectFrom('session')
    .select(['person_id', (of) => of.fn.countAll<number>().as('count'), (of) => of.fn.max('used_at').as('last')])
    .where('expires_at', '>', at)
    .groupBy('person_id')
    .execute();
  const waits = await reader.selectFrom('sign_in_try').select(['name', 'wait_until']).where('wait_until', '>', at).execute();
  const sessionsOf = new Map(sessions.map((row) => [row.person_id, row]));
  const waitOf = new Map(waits.map(({ name, wait_until }) => [name, wait_until]));
  return (await listPeople(reader)).map((person) => {
    const signedIn = sessionsOf.get(person.id);
    return {
      ...person,
      sessions: signedIn?.count ?? 0,
      lastSeenAt: signedIn?.last ?? null,
      waitsUntil: waitOf.get(person.signInName) ?? null,
    };
  });
};
