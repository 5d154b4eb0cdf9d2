import { readFileSync } from 'node:fs';
import { type Kysely, sql } from 'kysely';
import { TOTP } from 'otpauth';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backedUpTables } from '../../../../sync/server/operation/backup-format.ts';
import { console as atTheServer, createPerson } from '../../../../sync/server/people/people.ts';
import { newSecondFactor } from '../../../../sync/server/people/second-factor.ts';
import { houseOver } from '../../../../sync/server/start-server.ts';
import { openServerStore } from '../../../../sync/server/store/open.ts';
import type { Tables } from '../../../../sync/server/store/tables.ts';
import { hasPostgres, startPostgres, type ThrowawayPostgres } from '../../../support/postgres.ts';
import { companyOf, manyBuyers } from '../../../support/run-company.ts';
import { configurationOf, goodPassword, runningServer } from '../../../support/running-server.ts';

const at = '2026-11-20T08:00:00.000Z';
const page = readFileSync(new URL('../../../../sync/server/operation/README.md', import.meta.url), 'utf8');

/** What the administrators' page says to run, statement by statement, as it is typed. */
const statements = (/`(VACUUM FULL [^`]*)`/.exec(page)?.[1] ?? '')
  .split(';')
  .map((statement) => statement.trim())
  .filter((statement) => statement !== '');

/** Every row of what a backup holds. */
const everyRow = async (database: Kysely<Tables>): Promise<Readonly<Record<string, readonly unknown[]>>> => {
  const rows: [string, readonly unknown[]][] = [];
  for (const { table, key } of backedUpTables) {
    const order = sql.join(key.map((column) => sql.ref(column)));
    rows.push([table, (await sql`select * from ${sql.table(table)} order by ${order}`.execute(database)).rows]);
  }
  return Object.fromEntries(rows);
};

describe.each(hasPostgres ? ['second factors that lay in PostgreSQL in the clear'] : [])('%s', () => {
  let cluster: ThrowawayPostgres;
  beforeAll(() => {
    cluster = startPostgres();
  });
  afterAll(() => cluster.stop());

  /** A database of somebody who owns it and may nothing else. */
  const owned = async (): Promise<string> => {
    const url = new URL(await cluster.fresh());
    const client = new Client({ connectionString: url.href });
    await client.connect();
    await client.query('create role books login');
    await client.query('create database books owner books');
    await client.end();
    url.username = 'books';
    url.pathname = '/books';
    return url.href;
  };
  const tablesWith = (text: string): readonly string[] => cluster.filesWith(text).filter((file) => file.startsWith('base'));

  it('[D3] are gone from its tables by what the administrators’ page says, under a server at work, and nothing else is changed', async () => {
    const database = await owned();
    const settings = { database };
    const { secret } = newSecondFactor('ada');
    const before = await openServerStore({ folder: null, database });
    const wanted = { signInName: 'ada', name: 'Ada', role: 'administrator', entityIds: null, password: goodPassword } as const;
    await createPerson(
      houseOver(before, configurationOf(settings), () => Date.parse(at)),
      atTheServer,
      wanted,
    );
    await before.database.updateTable('person').set({ totp_secret: secret }).execute();
    await before.close();

    const server = await runningServer({ at, settings, documents: [...companyOf(), ...manyBuyers(6)] });
    try {
      const superuser = new Client({ connectionString: await cluster.fresh() });
      await superuser.connect();
      await superuser.query('checkpoint');
      await superuser.end();
      expect(tablesWith(secret), 'an old version of the row lies in its file').not.toEqual([]);

      expect(statements).toEqual(['VACUUM FULL person']);
      const rows = await everyRow(server.store.database);
      expect(JSON.stringify(rows)).not.toContain(secret);
      const owner = new Client({ connectionString: database });
      await owner.connect();
      for (const statement of statements) await owner.query(statement);
      await owner.end();
      expect(tablesWith(secret)).toEqual([]);
      expect(await everyRow(server.store.database)).toEqual(rows);

      const code = new TOTP({ secret }).generate({ timestamp: Date.parse(at) });
      const signedIn = await server.post('/people/v1/sign-in', { name: 'ada', password: goodPassword, code, station: null, keep: 'token' });
      expect(signedIn.status).toBe(200);
      const headers = { 'x-counterfoil': '1', authorization: `Bearer ${String(signedIn.json?.['token'])}` };
      expect(await server.post('/people/v1/stations', { code: 'A7', name: 'A7', localAuthors: [] }, headers)).toMatchObject({
        status: 200,
      });
      const asked = await server.post('/sync/v1/documents', { keys: [{ kind: 'customer', id: 'cus_0001' }] }, headers);
      expect(asked.text).toContain('"id":"cus_0001"');
      // As the page says too: the log of what was written goes its own way.
      expect(new Set(cluster.filesWith(secret).map((file) => file.split('/')[0]))).toEqual(new Set(['pg_wal']));
    } finally {
      await server.stop();
    }
  });
});
