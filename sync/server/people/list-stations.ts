import type { StationView } from '../../protocol/administration.ts';
import type { PeopleHouse } from './people-store.ts';

/** The machines that were ever enrolled, with who works there. */
export const listStations = async ({ reader }: PeopleHouse): Promise<readonly StationView[]> => {
  const rows = await reader
    .selectFrom('station')
    .leftJoin('station_key', 'station_key.code', 'station.code')
    .selectAll('station')
    .select(['station_key.enrolled_by', 'station_key.wipe'])
    .orderBy('station.code')
    .execute();
  const authors = await reader
    .selectFrom('station_author')
    .innerJoin('person', 'person.id', 'station_author.person')
    .select(['station_author.station', 'person.name'])
    .distinct()
    .orderBy('person.name')
    .execute();
  const sessions = await reader
    .selectFrom('session')
    .select(['station', (of) => of.fn.countAll<number>().as('count')])
    .where('station', 'is not', null)
    .groupBy('station')
    .execute();
  const { epoch, sequence } = await reader.selectFrom('counter').select(['epoch', 'sequence']).executeTakeFirstOrThrow();
  return rows.map((row) => ({
    code: row.code,
    name: row.name,
    state: row.state,
    wipe: row.wipe === 1,
    enrolledAt: row.enrolled_at,
    enrolledBy: row.enrolled_by ?? '',
    lastSeenAt: row.last_seen_at,
    program: row.program,
    engine: row.engine,
    acknowledged: row.acknowledged,
    toPush: Math.max(0, row.given - row.acknowledged),
    toPull: row.pulled_epoch === epoch ? Math.max(0, sequence - row.pulled) : null,
    people: authors.filter(({ station }) => station === row.code).map(({ name }) => name),
    sessions: sessions.find(({ station }) => station === row.code)?.count ?? 0,
  }));
};
