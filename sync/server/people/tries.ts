import { sql } from 'kysely';
import { instantOf, type PeopleHouse } from './people-store.ts';
import { digestOfSecret } from './secrets.ts';
import { waitMs } from './waiting.ts';

/**
 * Counts a try; answers how many seconds are to be waited before one is looked at. While one waits, further tries do not count. The row is written first,
 * so that tries at the same moment come one after the other.
 */
export const waitAfterTry = async (house: PeopleHouse, name: string): Promise<number> => {
  const now = house.now();
  const at = instantOf(now);
  return house.db.transaction().execute(async (tx) => {
    await tx
      .insertInto('sign_in_try')
      .values({ name, failed: 0, wait_until: at, tried_at: at })
      .onConflict((conflict) => conflict.column('name').doUpdateSet({ tried_at: at }))
      .execute();
    const row = await tx.selectFrom('sign_in_try').selectAll().where('name', '=', name).executeTakeFirstOrThrow();
    const leftMs = Date.parse(row.wait_until) - now;
    if (leftMs > 0) return Math.ceil(leftMs / 1000);
    const failed = row.failed + 1;
    await tx
      .updateTable('sign_in_try')
      .set({ failed, wait_until: instantOf(now + waitMs(failed)) })
      .where('name', '=', name)
      .execute();
    return 0;
  });
};

const windowMs = 60_000;

/** How long one address has to wait before it may try the same thing again, in milliseconds: 0 for the first `most` tries of a minute, at whichever server. */
export const waitOfAddress = async (house: PeopleHouse, what: string, address: string, most: number): Promise<number> => {
  const now = instantOf(house.now());
  const row = await house.db
    .insertInto('address_try')
    .values({ digest: digestOfSecret(`${what} ${address}`), tried: 1, until: instantOf(house.now() + windowMs) })
    .onConflict((conflict) =>
      conflict.column('digest').doUpdateSet({
        tried: sql`case when address_try.until <= ${now} then 1 else address_try.tried + 1 end`,
        until: sql`case when address_try.until <= ${now} then excluded.until else address_try.until end`,
      }),
    )
    .returning(['tried', 'until'])
    .executeTakeFirstOrThrow();
  return row.tried <= most ? 0 : Math.max(1, Date.parse(row.until) - house.now());
};
