import type { PeopleHouse } from './people-store.ts';
import { keyIdOfSealed, type Seal } from './seal.ts';
import type { PeopleReader, PersonRow } from './tables.ts';

/** Which key the servers of this database close with. Not in backups: a restored database takes the key of whoever starts it. */
const note = 'second-factor-key';

/** How the audit chain tells of it. */
const sealing = 'server.seal-second-factors';

/** The database's second factors are encrypted with a key that this server has not. */
export class SealKeyMissing extends Error {
  override readonly name = 'SealKeyMissing';
  readonly keyId: string;

  constructor(keyId: string) {
    super(`the key ${keyId} is missing`);
    this.keyId = keyId;
  }
}

const keyIdIn = async (db: PeopleReader): Promise<string | null> =>
  (await db.selectFrom('people_note').select('value').where('key', '=', note).executeTakeFirst())?.value ?? null;

const withFactor = (db: PeopleReader): Promise<readonly PersonRow[]> =>
  db
    .selectFrom('person')
    .selectAll()
    .where((where) => where.or([where('totp_secret', 'is not', null), where('totp_begun', 'is not', null)]))
    .orderBy('sign_in_name')
    .execute();

/** As it is to be: closed with the first key. What is closed with a key that is not here stays as it is. */
const resealed = (seal: Seal, stored: string | null, personId: string): string | null => {
  if (stored === null || keyIdOfSealed(stored) === seal.keyId()) return stored;
  const plain = keyIdOfSealed(stored) === null ? stored : seal.open(stored, personId);
  return plain === null ? stored : seal.close(plain, personId);
};

/**
 * Before a server serves: everything that is stored in the clear, or closed with a former key, is closed with the first key. A second time there is nothing to
 * do. All servers of a database close with the same key, or one would not read what another wrote.
 * @throws SealKeyMissing
 */
export const sealSecondFactors = async (house: PeopleHouse): Promise<void> => {
  const { seal } = house;
  await house.db
    .insertInto('people_note')
    .values({ key: note, value: seal.keyId() })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
  const keyId = await keyIdIn(house.db);
  if (keyId !== null && !seal.has(keyId)) throw new SealKeyMissing(keyId);
  const isDone = (person: PersonRow): boolean =>
    [person.totp_secret, person.totp_begun].every((stored) => resealed(seal, stored, person.id) === stored);
  if (keyId === seal.keyId() && (await withFactor(house.db)).every(isDone)) return;
  await house.change(async (tx, tell) => {
    let count = 0;
    for (const person of await withFactor(tx)) {
      if (isDone(person)) continue;
      const [totp_secret, totp_begun] = [resealed(seal, person.totp_secret, person.id), resealed(seal, person.totp_begun, person.id)];
      await tx.updateTable('person').set({ totp_secret, totp_begun }).where('id', '=', person.id).execute();
      count += 1;
    }
    await tx.updateTable('people_note').set({ value: seal.keyId() }).where('key', '=', note).execute();
    await tell({ kind: sealing, by: 'console', station: null, body: { keyId: seal.keyId(), count } });
  });
};

/** When second factors were last encrypted, with the first key or with another one. `null`: there was never anything to encrypt. */
export const sealedAt = async (db: PeopleReader): Promise<string | null> =>
  (
    await db
      .selectFrom('entry')
      .select('admitted_at')
      .where('command_kind', '=', sealing)
      .orderBy('position', 'desc')
      .limit(1)
      .executeTakeFirst()
  )?.admitted_at ?? null;

/** The former key is lost: from now on this server's counts. Whoever's second factor it closed has their recovery codes, or has it reset. */
export const giveUpSealKey = async (house: PeopleHouse): Promise<void> => {
  await house.db.deleteFrom('people_note').where('key', '=', note).execute();
  await sealSecondFactors(house);
};

export type SealState = {
  /** Key ids that are wanted and not here. */
  readonly missing: readonly string[];
  /** Whose second factor cannot be read. */
  readonly unreadable: readonly string[];
  /** How many lie in the clear: the server has not started since. */
  readonly plain: number;
};

export const sealStateOf = async ({ reader, seal }: PeopleHouse): Promise<SealState> => {
  const closed = (await withFactor(reader)).flatMap(({ id, sign_in_name, totp_secret }) =>
    totp_secret === null ? [] : [{ id, name: sign_in_name, stored: totp_secret, keyId: keyIdOfSealed(totp_secret) }],
  );
  const named = await keyIdIn(reader);
  const wanted = [...(named === null ? [] : [named]), ...closed.flatMap(({ keyId }) => keyId ?? [])];
  return {
    missing: [...new Set(wanted)].filter((keyId) => !seal.has(keyId)),
    unreadable: closed.filter(({ id, stored, keyId }) => keyId !== null && seal.open(stored, id) === null).map(({ name }) => name),
    plain: closed.filter(({ keyId }) => keyId === null).length,
  };
};
