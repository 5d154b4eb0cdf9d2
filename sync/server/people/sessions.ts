import { digestOfSecret, newSecret } from './secrets.ts';
import { entityIdsOf } from './people.ts';
import { type Caller, instantOf, type PeopleHouse } from './people-store.ts';
import type { PeopleWriter, PersonRow } from './tables.ts';

const hourMs = 3_600_000;
/** How exactly the last use is kept: a write for every message would cost more than it tells. */
const touchMs = 5 * 60_000;

export type NewSession = { readonly secret: string; readonly digest: string; readonly expiresAt: string };

/** Always a new secret: nothing that a client brought along is taken on (session fixation). */
export const openSession = async (
  house: PeopleHouse,
  tx: PeopleWriter,
  person: Pick<PersonRow, 'id'>,
  { station, keep, device }: { readonly station: string | null; readonly keep: 'cookie' | 'token'; readonly device: string },
): Promise<NewSession> => {
  const secret = newSecret();
  const now = house.now();
  const session = { digest: digestOfSecret(secret), expiresAt: instantOf(now + house.longestDays * 24 * hourMs) };
  await tx
    .insertInto('session')
    .values({
      digest: session.digest,
      person_id: person.id,
      station,
      keep,
      created_at: instantOf(now),
      used_at: instantOf(now),
      expires_at: session.expiresAt,
      device: device.slice(0, 200),
    })
    .execute();
  return { secret, ...session };
};

/** Who a session's secret belongs to; `null` where it is none, has run out or lain idle, or its person or station has none any more. */
export const callerOf = async (house: PeopleHouse, secret: string): Promise<Caller | null> => {
  const digest = digestOfSecret(secret);
  const found = await house.reader
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .selectAll('person')
    .select(['session.station', 'session.keep', 'session.used_at', 'session.expires_at'])
    .where('session.digest', '=', digest)
    .executeTakeFirst();
  if (found === undefined || found.state !== 'active') return null;
  const now = house.now();
  if (Date.parse(found.expires_at) <= now || Date.parse(found.used_at) + house.idleHours * hourMs <= now) return null;
  if (now - Date.parse(found.used_at) > touchMs) {
    await house.db
      .updateTable('session')
      .set({ used_at: instantOf(now) })
      .where('digest', '=', digest)
      .execute();
  }
  return {
    personId: found.id,
    name: found.name,
    signInName: found.sign_in_name,
    role: found.role,
    entityIds: entityIdsOf(found),
    station: found.station,
    session: digest,
    keep: found.keep,
    expiresAt: found.expires_at,
    mustChangePassword: found.must_change_password === 1,
    hasSecondFactor: found.totp_secret !== null,
  };
};

export const closeSession = async (house: PeopleHouse, digest: string): Promise<void> => {
  await house.db.deleteFrom('session').where('digest', '=', digest).execute();
};

/** Sessions and tries that no longer count, and sign-ins that never came back. */
export const tidySessions = async (house: PeopleHouse): Promise<void> => {
  const now = house.now();
  await house.db
    .deleteFrom('session')
    .where((where) =>
      where.or([where('expires_at', '<=', instantOf(now)), where('used_at', '<=', instantOf(now - house.idleHours * hourMs))]),
    )
    .execute();
  await house.db
    .deleteFrom('sign_in_try')
    .where('tried_at', '<=', instantOf(now - 24 * hourMs))
    .execute();
  await house.db.deleteFrom('address_try').where('until', '<=', instantOf(now)).execute();
  await house.db.deleteFrom('oidc_flow').where('expires_at', '<=', instantOf(now)).execute();
  await house.db.deleteFrom('oidc_hand_over').where('expires_at', '<=', instantOf(now)).execute();
};
