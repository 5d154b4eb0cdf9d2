import { hasPeople } from './people.ts';
import type { PeopleHouse } from './people-store.ts';
import { digestOfSecret, isSecretOf, spokenPassword } from './secrets.ts';

const key = 'setup-code';

/**
 * A code that lets whoever can read what the server prints make the first administrator; another one at each start, and none once there is somebody.
 * @returns `null` where there are people already.
 */
export const newSetupCode = async (house: PeopleHouse): Promise<string | null> => {
  if (await hasPeople(house.db)) {
    await house.db.deleteFrom('people_note').where('key', '=', key).execute();
    return null;
  }
  const code = spokenPassword();
  const value = digestOfSecret(code);
  await house.db
    .insertInto('people_note')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
  return code;
};

export const isSetupCode = async (house: PeopleHouse, code: string): Promise<boolean> => {
  const note = await house.db.selectFrom('people_note').select('value').where('key', '=', key).executeTakeFirst();
  return note !== undefined && isSecretOf(note.value, code) && !(await hasPeople(house.db));
};
