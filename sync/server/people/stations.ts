import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import { isAllowed } from '../../../core/permissions.ts';
import type { Enrol, Enrolled, PeopleProblem } from '../../protocol/people.ts';
import { type Caller, instantOf, type PeopleHouse } from './people-store.ts';
import type { Steward } from './people.ts';
import { digestOfSecret, isSecretOf, newSecret } from './secrets.ts';
import type { PeopleReader, PeopleWriter } from './tables.ts';

/** The store's side of stations: how far each is, and which authors may stand in its commands. */
export type Stations = {
  /**
   * False where the code was ever given, to a station or in a number series; capital and small letters are the same, as they are in numbers. `hasBooks`: the
   * machine has worked under it, and comes after another one that joined with a copy of its books (NUM-05).
   */
  isFree(tx: PeopleWriter, code: string, hasBooks: boolean): Promise<boolean>;
  enrol(tx: PeopleWriter, station: { readonly code: string; readonly name: string }): Promise<void>;
  /** From now on the author may stand in the station's commands, as this person. */
  addAuthor(tx: PeopleWriter, code: string, author: string, personId: string): Promise<void>;
  /** The station may bring what these machines gave, as far as the caller may say so. */
  addEarlier(tx: PeopleWriter, code: string, earlier: readonly string[], caller: Caller): Promise<void>;
  revoke(tx: PeopleWriter, code: string): Promise<void>;
};

export const provedStation = async (
  tx: PeopleReader,
  proof: { readonly code: string; readonly key: string },
): Promise<Outcome<string, PeopleProblem>> => {
  const row = await tx.selectFrom('station_key').selectAll().where('code', '=', proof.code).executeTakeFirst();
  if (row === undefined || !isSecretOf(row.digest, proof.key)) return refuse({ code: 'station.unknown' });
  if (row.state === 'revoked') return refuse({ code: 'station.revoked', wipe: row.wipe === 1 });
  return done(row.code);
};

/** Enrols the machine that the session runs on; the session goes on as the station's. */
export const enrolStation = async (
  house: PeopleHouse,
  stations: Stations,
  caller: Caller,
  wanted: Enrol,
): Promise<Outcome<Enrolled, PeopleProblem>> => {
  const key = newSecret();
  return house.change(async (tx, note) => {
    const code = wanted.code ?? (await freeCode(stations, tx));
    const hasBooks = wanted.code !== null && wanted.localAuthors.length > 0;
    if (!(await stations.isFree(tx, code, hasBooks))) return refuse({ code: 'station.code-taken', free: await freeCode(stations, tx) });
    await stations.enrol(tx, { code, name: wanted.name });
    for (const author of await ownAuthors(tx, caller, wanted)) await stations.addAuthor(tx, code, author, caller.personId);
    await stations.addEarlier(tx, code, wanted.earlierMachines ?? [], caller);
    await tx
      .insertInto('station_key')
      .values({
        code,
        digest: digestOfSecret(key),
        enrolled_by: caller.personId,
        enrolled_at: instantOf(house.now()),
        state: 'enrolled',
        wipe: 0,
      })
      .execute();
    if (caller.station !== null) await leave(stations, tx, caller.station);
    await tx.updateTable('session').set({ station: code }).where('digest', '=', caller.session).execute();
    const { name, localAuthors, earlierMachines = [] } = wanted;
    const body = { code, name, localAuthors, earlierMachines, before: caller.station };
    await note({ kind: 'station.enrol', by: caller.personId, station: code, body });
    return done({ code, key });
  });
};

/**
 * NUM-05: a machine that is enrolled anew (its store was put back from a copy) is the old station no more, and never will be: nothing is taken under the old
 * code. Its series are closed by whoever calls (`closeSeriesOf`).
 */
const leave = async (stations: Stations, tx: PeopleWriter, code: string): Promise<void> => {
  await tx.updateTable('station_key').set({ state: 'revoked', wipe: 0 }).where('code', '=', code).execute();
  await stations.revoke(tx, code);
};

/** Who the machine's commands were given by before it joined. Whoever is somebody else on this server already stays that. */
const ownAuthors = async (tx: PeopleWriter, caller: Caller, { localAuthors }: Enrol): Promise<readonly string[]> => {
  const others = localAuthors.length === 0 ? [] : await tx.selectFrom('person').select('id').where('id', 'in', localAuthors).execute();
  const taken = new Set(others.map(({ id }) => id));
  return [...new Set([caller.personId, ...localAuthors.filter((author) => !taken.has(author))])];
};

const freeCode = async (stations: Stations, tx: PeopleWriter): Promise<string> => {
  for (let count = 1; ; count += 1) {
    const code = `S${String(count).padStart(2, '0')}`;
    if (await stations.isFree(tx, code, false)) return code;
  }
};

/** Nothing is taken from the station or given to it any more; with `wipe` it erases what it holds as soon as it hears of it. */
export const revokeStation = async (
  house: PeopleHouse,
  stations: Stations,
  by: Steward,
  code: string,
  wipe: boolean,
  reason = '',
): Promise<Outcome<null, PeopleProblem>> => {
  if (!isAllowed(by.role, { area: 'people', level: 'edit' })) return refuse({ code: 'access.role' });
  return house.change(async (tx, note) => {
    const { numUpdatedRows } = await tx
      .updateTable('station_key')
      .set({ state: 'revoked', wipe: wipe ? 1 : 0 })
      .where('code', '=', code)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return refuse({ code: 'station.unknown' });
    await stations.revoke(tx, code);
    await note({ kind: 'station.revoke', by: by.personId, station: by.station, body: { code, wipe, reason } });
    return done(null);
  });
};

/** What a revoked station is told: sessions are kept so that it hears why, and whether to erase what it holds. */
export const revokedStation = async (house: PeopleHouse, code: string): Promise<{ readonly wipe: boolean } | null> => {
  const row = await house.reader.selectFrom('station_key').select(['state', 'wipe']).where('code', '=', code).executeTakeFirst();
  return row?.state === 'revoked' ? { wipe: row.wipe === 1 } : null;
};
