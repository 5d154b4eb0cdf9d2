import { type Kysely, sql } from 'kysely';
import type { AnyDocument, DocumentKind } from '../../core/collections.ts';
import { planBillingRun } from '../../core/invoicing/run-plan.ts';
import type { Command } from '../../core/kernel/command.ts';
import { must } from '../../core/kernel/invariant.ts';
import { type Access, mayRead } from '../../core/permissions.ts';
import { daysAfter } from '../../core/time/plain-date.ts';
import type { Answer } from '../../sync/client/transport.ts';
import { advanceChanges } from '../../sync/local/advance-all.ts';
import type { ChainEntry } from '../../sync/server/chain/entry.ts';
import { exportedChain } from '../../sync/server/chain/export.ts';
import { verifiedChain } from '../../sync/server/chain/verify.ts';
import { admitOwn } from '../../sync/server/admission/admit.ts';
import { serverStationIn } from '../../sync/server/admission/author.ts';
import { beginNewLife } from '../../sync/server/numbers/new-life.ts';
import { askedReplication } from '../support/asked-replication.ts';
import { closeSeriesOf } from '../../sync/server/people/close-series-of.ts';
import { replicationOver } from '../../sync/server/replication/replication.ts';
import type { Visitor } from '../../sync/server/replication/visitor.ts';
import { textOf } from '../../sync/server/store/document-row.ts';
import { openServerStore, type ServerStore } from '../../sync/server/store/open.ts';
import { serverState } from '../../sync/server/store/state.ts';
import type { Tables } from '../../sync/server/store/tables.ts';
import { emptyOutbox } from '../../sync/protocol/outbox-digest.ts';
import type { SyncPath } from '../../sync/client/transport.ts';
import { Crash } from '../contract/crashing.ts';
import { sampleEntity } from '../support/billing-world.ts';
import { companyOf, manyBuyers } from '../support/run-company.ts';
import { type Finding, issuedOf } from './number-proofs.ts';
import type { ServerSide } from './server-side.ts';
import type { WorldClock } from './world-clock.ts';

const central = { mode: 'central-series' as const, yearly: true, digits: 5 };

/** Its documents get their numbers from the server (NUM-02). */
const secondEntity: AnyDocument = sampleEntity({
  id: 'ent_ie',
  code: 'IE',
  isFallback: false,
  servesCountries: [],
  numbering: { invoice: { ...central, prefix: 'IEI' }, 'credit-note': { ...central, prefix: 'IEC' } },
});

const lending = { mode: 'leased-block' as const, yearly: true, digits: 4, blockSize: 3 };

/** Its numbers are lent to stations in blocks, so small that they are used up. */
const thirdEntity: AnyDocument = sampleEntity({
  id: 'ent_de',
  code: 'DE',
  isFallback: false,
  servesCountries: [],
  numbering: { invoice: { ...lending, prefix: 'DEI' }, 'credit-note': { ...lending, prefix: 'DEC' } },
});

const billedBy = (id: string): string => (/[24]$/.test(id) ? 'ent_ie' : /[35]$/.test(id) ? 'ent_de' : 'ent_uk');

/** The company that every world begins with: entities of all three ways to number, and plans that lead to each other. */
const company = (): readonly AnyDocument[] => {
  const planIds = ['basic', 'team', 'meter'];
  return [secondEntity, thirdEntity, ...companyOf(), ...manyBuyers(6)].map((document) => {
    if (document.kind === 'plan') return { ...document, upgradePaths: planIds.filter((id) => id !== document.id) };
    if (document.kind === 'subscription') return { ...document, entityId: billedBy(document.id) };
    return document.kind === 'customer' && billedBy(document.id) !== 'ent_uk' ? { ...document, entityId: billedBy(document.id) } : document;
  });
};

/** ROL-01, ROL-06: who sits where. The first one may do everything. */
const accesses: readonly Access[] = [
  { role: 'administrator', entityIds: null },
  { role: 'finance', entityIds: null },
  { role: 'finance', entityIds: ['ent_de'] },
  { role: 'sales', entityIds: null },
  { role: 'marketing', entityIds: null },
];

const visitorAt = (station: string, index: number): Visitor => {
  const access = accesses[index % accesses.length] ?? { role: 'finance', entityIds: null };
  const user = { id: `person_${index}`, name: `Person ${index}`, ...access };
  return { station, user, authors: new Map([[`user_${index}`, { person: user.id, access }]]) };
};

const stationRow = (code: string, at: string) => ({
  code,
  name: code,
  state: 'enrolled' as const,
  acknowledged: 0,
  outbox_digest: emptyOutbox,
  enrolled_at: at,
  last_seen_at: null,
  program: '',
  engine: '',
});

type Rows = ReadonlyMap<string, readonly Record<string, unknown>[]>;

const tableNames = async (database: Kysely<Tables>): Promise<readonly string[]> => {
  const { rows } = await sql<{ name: string }>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`.execute(
    database,
  );
  return rows.map(({ name }) => name).filter((name) => !name.startsWith('migration') && !name.includes('kysely'));
};

const copied = async (database: Kysely<Tables>): Promise<Rows> => {
  const copy = new Map<string, readonly Record<string, unknown>[]>();
  for (const name of await tableNames(database)) {
    copy.set(name, (await sql<Record<string, unknown>>`select * from ${sql.table(name)}`.execute(database)).rows);
  }
  return copy;
};

const filled = async (database: Kysely<Tables>, copy: Rows): Promise<void> => {
  await sql`pragma foreign_keys = off`.execute(database);
  for (const [name, rows] of copy) {
    await sql`delete from ${sql.table(name)}`.execute(database);
    for (const row of rows) {
      const columns = sql.join(Object.keys(row).map((column) => sql.ref(column)));
      const values = sql.join(Object.values(row).map((value) => sql`${value}`));
      await sql`insert into ${sql.table(name)} (${columns}) values (${values})`.execute(database);
    }
  }
  await sql`pragma foreign_keys = on`.execute(database);
};

/** The real server without its HTTP: store, admission and replication over a database in memory. */
class SimulatedServer implements ServerSide {
  readonly #clock: WorldClock;
  readonly #visitors: Map<string, Visitor>;
  #store: ServerStore;
  #replication: ReturnType<typeof replicationOver>;
  #backup: Rows | null = null;
  readonly printed: { readonly number: string; readonly documentId: string }[] = [];
  #isCrashing = false;

  constructor(clock: WorldClock, visitors: Map<string, Visitor>, store: ServerStore) {
    this.#clock = clock;
    this.#visitors = visitors;
    this.#store = store;
    this.#replication = replicationOver(this.#breakable());
  }

  get source(): ServerSide['source'] {
    return serverState(this.#store).source;
  }

  readonly ear = async (station: string, path: SyncPath, body: unknown): Promise<Answer> => {
    const visitor = this.#visitors.get(station);
    if (visitor === undefined) return { status: 401, body: { code: 'station.unknown' } };
    return askedReplication(this.#replication, visitor, path, body, this.#clock.now());
  };

  /** The store, whose next transaction may be undone at its very end. */
  #breakable(): ServerStore {
    const store = this.#store;
    return {
      ...store,
      exclusively: (work) =>
        store.exclusively(async (inside) => {
          const result = await work(inside);
          if (this.#isCrashing) {
            this.#isCrashing = false;
            throw new Crash();
          }
          return result;
        }),
    };
  }

  async seenBy(station: string): ReturnType<ServerSide['seenBy']> {
    const { role, entityIds } = must(this.#visitors.get(station), 'a station has somebody at it').user;
    const rows = await this.#store.reader.selectFrom('document').select(['kind', 'id', 'entity_id', 'customer_id']).execute();
    const entityOf = new Map(rows.map(({ kind, id, entity_id: entityId }) => [`${kind} ${id}`, entityId]));
    const isTheirs = (column: string): boolean => entityIds === null || column.split(' ').every((of) => ['', ...entityIds].includes(of));
    // Whom their entities bill, they see, whosever customer it is. Usage and runs belong to whoever they are of.
    const dealtWith = rows.filter(
      ({ entity_id: of, kind }) => of !== '' && kind !== 'usage-event' && kind !== 'billing-run' && isTheirs(of),
    );
    const guests = new Set(dealtWith.map(({ customer_id: customerId }) => customerId));
    return ({ kind, id }) =>
      mayRead(role, kind as DocumentKind) && (isTheirs(entityOf.get(`${kind} ${id}`) ?? '') || (kind === 'customer' && guests.has(id)));
  }

  async entries(): ReturnType<ServerSide['entries']> {
    const rows = await this.#store.reader.selectFrom('entry').select('content').orderBy('position').execute();
    return rows.map(({ content }) => JSON.parse(content) as ChainEntry);
  }

  crashNext(): void {
    this.#isCrashing = true;
  }

  async restart(): Promise<void> {
    this.#isCrashing = false;
    this.#replication.close();
    this.#replication = replicationOver(this.#breakable());
  }

  async backup(): Promise<void> {
    this.#backup = await copied(this.#store.reader);
  }

  async restore(): Promise<boolean> {
    if (this.#backup === null) return false;
    for (const { number, id } of await issuedOf(this.source)) if (number !== null) this.printed.push({ number, documentId: id });
    const fresh = await openServerStore({ folder: null, database: null });
    await filled(fresh.database, this.#backup);
    await beginNewLife(fresh, this.#clock.now());
    // Who was revoked since is revoked again by hand, as an administrator's list says.
    const revoked = await this.#store.reader.selectFrom('station').select('code').where('state', '=', 'revoked').execute();
    await this.#store.close();
    this.#store = fresh;
    for (const { code } of revoked) await this.revoke(code);
    await this.restart();
    return true;
  }

  /** NUM-05: its series end with it. */
  async revoke(station: string): Promise<void> {
    await this.#store.database.updateTable('station').set({ state: 'revoked' }).where('code', '=', station).execute();
    await closeSeriesOf(this.#store, station, this.#clock.now());
  }

  async enrolWithBooks(code: string, from: string): Promise<void> {
    await this.#store.database.insertInto('station').values(stationRow(code, this.#clock.now())).execute();
    await this.#store.database.insertInto('earlier_machine').values({ station: code, code: from }).execute();
    const visitor = must(this.#visitors.get(from), 'a station has somebody at it');
    this.#visitors.set(code, { ...visitor, station: code });
  }

  async bill(): Promise<void> {
    const at = this.#clock.now();
    const today = at.slice(0, 10);
    const counter = await this.#store.reader.selectFrom('counter').select(['life', 'epoch']).executeTakeFirstOrThrow();
    const by = { user: 'server', station: serverStationIn(counter) };
    const own = async (commands: readonly Command[]): Promise<void> => {
      if (commands.length > 0) await admitOwn(this.#store, commands, at);
    };
    await own((await advanceChanges(this.source, { at, by })).map(({ command }) => command));
    const entityIds = (await this.source.list('entity')).map(({ id }) => id);
    const period = { start: daysAfter(today, -40), end: daysAfter(today, 1) };
    const run = await planBillingRun(this.source, { period, entityIds, customerIds: null, at, by, issuer: 'server' });
    await own((run?.changes ?? []).map(({ command }) => command));
  }

  async chain(): Promise<readonly Finding[]> {
    const { problems } = await verifiedChain(exportedChain(this.#store));
    return problems.map((problem) => `the audit chain: ${JSON.stringify(problem)}`);
  }

  async close(): Promise<void> {
    this.#replication.close();
    await this.#store.close();
  }
}

export const simulatedServer = async (clock: WorldClock, stations: readonly string[]): Promise<ServerSide> => {
  const store = await openServerStore({ folder: null, database: null });
  for (const code of stations) await store.database.insertInto('station').values(stationRow(code, clock.now())).execute();
  await serverState(store).exclusively((state) =>
    state.write(company().map((document) => ({ document, text: textOf(document), before: null }))),
  );
  return new SimulatedServer(clock, new Map(stations.map((code, index) => [code, visitorAt(code, index)])), store);
};
