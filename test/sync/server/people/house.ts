import type { PeopleEvent, PeopleHouse } from '../../../../sync/server/people/people-store.ts';
import { console as atTheServer, createPerson, type Person } from '../../../../sync/server/people/people.ts';
import { newSealKey, sealWith } from '../../../../sync/server/people/seal.ts';
import type { Stations } from '../../../../sync/server/people/stations.ts';
import { openServerStore, type ServerStore } from '../../../../sync/server/store/open.ts';
import type { Role } from '../../../../core/permissions.ts';

export type Played = {
  readonly store: ServerStore;
  readonly house: PeopleHouse;
  readonly stations: Stations;
  readonly events: PeopleEvent[];
  /** Authors as the stations know them. */
  readonly authors: string[];
  /** Moves the clock. */
  wait(seconds: number): void;
  add(signInName: string, role: Role, more?: { readonly entityIds?: readonly string[]; readonly password?: string }): Promise<Person>;
  close(): Promise<void>;
};

export const goodPassword = 'seven green ladders';

/** People in a database of their own, on a clock that stands still. */
export const playedHouse = async (): Promise<Played> => {
  const store = await openServerStore({ folder: null, database: null });
  const db = store.database;
  const events: PeopleEvent[] = [];
  const authors: string[] = [];
  const codes = new Set<string>();
  let now = Date.parse('2026-11-20T08:00:00.000Z');
  const house: PeopleHouse = {
    db,
    reader: db,
    change: (work) =>
      db.transaction().execute((tx) =>
        work(tx, async (event) => {
          events.push(event);
        }),
      ),
    leastPasswordLength: 12,
    idleHours: 72,
    longestDays: 30,
    seal: sealWith(newSealKey()),
    now: () => now,
  };
  const stations: Stations = {
    isFree: async (_tx, code) => !codes.has(code.toUpperCase()),
    enrol: async (_tx, { code }) => {
      codes.add(code.toUpperCase());
    },
    addAuthor: async (_tx, code, author, person) => {
      authors.push(`${code} ${author}=${person}`);
    },
    addEarlier: async () => undefined,
    revoke: async () => undefined,
  };
  return {
    store,
    house,
    stations,
    events,
    authors,
    wait: (seconds) => {
      now += seconds * 1000;
    },
    add: async (signInName, role, { entityIds, password = goodPassword } = {}) => {
      const made = await createPerson(house, atTheServer, { signInName, name: 'Somebody', role, entityIds: entityIds ?? null, password });
      if (!made.ok) throw new Error(made.problems[0]?.code);
      return made.value.person;
    },
    close: () => store.close(),
  };
};
