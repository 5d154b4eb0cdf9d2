import { sql } from 'kysely';
import { isServerStation } from '../../../core/organization/server-station.ts';
import type { Caller } from './people-store.ts';
import type { PeopleReader, PeopleWriter } from './tables.ts';

/** Whether some station joined with the books of a machine of this code, which was never enrolled itself. @param plain in small letters. */
export const isEarlierMachine = async (tx: PeopleReader, plain: string): Promise<boolean> => {
  const row = await tx.selectFrom('earlier_machine').select('code').where(sql`lower(code)`, '=', plain).executeTakeFirst();
  return row !== undefined;
};

const isOverAll = ({ role, entityIds }: Caller): boolean => role === 'administrator' && entityIds === null;

/**
 * NUM-05: whether the caller may bring what a machine gave. Of one that this server does not know, as they might have enrolled it themselves; of one that is enrolled, where they work
 * there; an administrator of any. Numbers of a station that was revoked are taken from nobody: its series are closed.
 */
const mayBring = async (tx: PeopleReader, code: string, caller: Caller): Promise<boolean> => {
  if (isServerStation(code)) return false;
  const row = await tx.selectFrom('station').select(['code', 'state']).where(sql`lower(code)`, '=', code.toLowerCase()).executeTakeFirst();
  if (row === undefined || isOverAll(caller)) return true;
  const own = await tx
    .selectFrom('station_author')
    .select('person')
    .where('station', '=', row.code)
    .where('person', '=', caller.personId)
    .executeTakeFirst();
  return row.state === 'enrolled' && own !== undefined;
};

/** Whoever stood in the machine's commands stands in them here, where an administrator brings them. */
const addAuthorsOf = async (tx: PeopleWriter, earlier: string, station: string): Promise<void> => {
  const authors = await tx.selectFrom('station_author').select(['author', 'person']).where('station', '=', earlier).execute();
  for (const { author, person } of authors) {
    await tx
      .insertInto('station_author')
      .values({ station, author, person })
      .onConflict((conflict) => conflict.columns(['station', 'author']).doNothing())
      .execute();
  }
};

/** What the caller may not bring is left out: it is refused when it comes, and lies in the inbox. */
export const addEarlierMachines = async (tx: PeopleWriter, station: string, earlier: readonly string[], caller: Caller): Promise<void> => {
  for (const code of new Set(earlier)) {
    if (code.toLowerCase() === station.toLowerCase() || !(await mayBring(tx, code, caller))) continue;
    await tx.insertInto('earlier_machine').values({ station, code }).execute();
    if (isOverAll(caller)) await addAuthorsOf(tx, code, station);
  }
};
