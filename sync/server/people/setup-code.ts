import { hasPeople } from './people.ts';
import type { PeopleHouse } from './people-store.ts';
import { digestOfSecret, isSecretOf, spokenPassword } from './secrets.ts';

const prefix = 'setup-code ';

/**
 * A code that lets whoever can read what the server prints make the first administrator; one for each start, since several servers may start at once, and none
 * once there is somebody.
 * @returns `null` where there are people already.
 */
export const newSetupCode = async (house: PeopleHouse): Promise<string | null> => {
  if (await hasPeople(house.db)) {
    await house.db.deleteFrom('people_note').where('key', 'like', `${prefix}%`).execute();
    return null;
  }
  const code = spokenPassword();
  const value = digestOfSecret(code);
  await house.db
    .insertInto('people_note')
    .values({ key: `${prefix}${value}`, value })
    .execute();
  return code;
};

export const isSetupCode = async (house: PeopleHouse, code: string): Promise<boolean> => {
  const notes = await house.db.selectFrom('people_note').select('value').where('key', 'like', `${prefix}%`).execute();
  return notes.some(({ value }) => isSecretOf(value, code)) && !(await hasPeople(house.db));
};
