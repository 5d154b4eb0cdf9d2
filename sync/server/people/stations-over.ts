import { sql } from 'kysely';
import { emptyOutbox } from '../../protocol/outbox-digest.ts';
import { isServerStation } from '../../../core/organization/server-station.ts';
import type { Visitor } from '../replication/visitor.ts';
import { entityIdsOf } from './people.ts';
import { type Caller, instantOf, type PeopleHouse } from './people-store.ts';
import { addEarlierMachines, isEarlierMachine } from './earlier-machines.ts';
import type { Stations } from './stations.ts';

/** Stations in the server's store. */
export const stationsOver = (now: () => number): Stations => ({
  isFree: async (tx, code, hasBooks) => {
    const plain = code.toLowerCase();
    if (isServerStation(plain)) return false;
    const station = await tx.selectFrom('station').select('code').where(sql`lower(code)`, '=', plain).executeTakeFirst();
    if (station !== undefined) return false;
    if (await isEarlierMachine(tx, plain)) return hasBooks;
    const series = await tx
      .selectFrom('document')
      .select('id')
      .where('kind', '=', 'number-series')
      .where(sql`lower(body)`, 'like', `%"station":"${plain}"%`)
      .executeTakeFirst();
    return series === undefined;
  },
  enrol: async (tx, { code, name }) => {
    await tx
      .insertInto('station')
      .values({
        code,
        name,
        state: 'enrolled',
        acknowledged: 0,
        outbox_digest: emptyOutbox,
        enrolled_at: instantOf(now()),
        last_seen_at: null,
        program: '',
        engine: '',
      })
      .execute();
  },
  addAuthor: async (tx, station, author, person) => {
    await tx
      .insertInto('station_author')
      .values({ station, author, person })
      .onConflict((conflict) => conflict.columns(['station', 'author']).doNothing())
      .execute();
  },
  addEarlier: addEarlierMachines,
  revoke: async (tx, code) => {
    await tx.updateTable('station').set({ state: 'revoked' }).where('code', '=', code).execute();
  },
});

/**
 * Who replicates, with everybody who may stand in the station's commands. Who has left since is not among them: what they did before comes back to
 * whoever works at the station now.
 */
export const visitorOf = async (house: PeopleHouse, caller: Caller & { readonly station: string }): Promise<Visitor> => {
  const { personId: id, name, role, entityIds, station } = caller;
  const rows = await house.reader
    .selectFrom('station_author')
    .innerJoin('person', 'person.id', 'station_author.person')
    .select(['station_author.author', 'person.id', 'person.role', 'person.entity_ids'])
    .where('station_author.station', '=', station)
    .where('person.state', '=', 'active')
    .execute();
  const authors = new Map(rows.map((row) => [row.author, { person: row.id, access: { role: row.role, entityIds: entityIdsOf(row) } }]));
  return { station, authors, user: { id, name, role, entityIds } };
};
