import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, startPostgres, type ThrowawayPostgres } from '../../../support/postgres.ts';
import { attackedWorld, planted, type World } from './world.ts';
import { attacks } from './table.ts';

/** What no refusal ever says: where the program lies, what it runs on, what it was doing, or anything of others. */
const leak = new RegExp(`\\.ts:\\d|node_modules|/tmp/|sqlite|argon2|select \\*|at async|Error:|${planted.customer}|${planted.email}`, 'i');

const databases = ['SQLite', ...(hasPostgres ? ['PostgreSQL'] : [])];

describe('the table of attacks', () => {
  it('has at least eighty', () => {
    expect(attacks.length).toBeGreaterThanOrEqual(80);
    expect(new Set(attacks.map(({ name }) => name)).size).toBe(attacks.length);
  });
});

describe.each(databases)('hostile requests on %s', (database) => {
  let world: World;
  let cluster: ThrowawayPostgres | null = null;
  beforeAll(async () => {
    if (database === 'PostgreSQL') cluster = startPostgres();
    world = await attackedWorld(cluster === null ? null : await cluster.fresh());
  }, 120_000);
  afterAll(async () => {
    try {
      await world.running.stop();
    } finally {
      cluster?.stop();
    }
  });

  it.each(attacks)('$name', async ({ ask, status, code, voids = false }) => {
    const before = await world.digest(!voids);
    const answer = await ask(world);
    expect({ status: answer.status, text: answer.text }).toEqual({ status, text: expect.stringContaining(code) as string });
    expect(answer.text).not.toMatch(leak);
    expect(JSON.stringify(answer.headers)).not.toMatch(leak);
    expect(await world.digest(!voids)).toBe(before);
    expect((await world.running.ask({ path: '/healthz' })).status).toBe(200);
  });

  it('leave the server serving whoever belongs here, and nothing hostile in its log', async () => {
    const { running, fin } = world;
    const pulled = await running.post('/sync/v1/pull', { checkpoint: null, limit: 5_000, view: '0'.repeat(64) }, fin.headers);
    expect(pulled).toMatchObject({ status: 200, json: { kind: 'resync' } });
    expect((await running.ask({ path: '/readyz' })).status).toBe(200);
    const failed = running.log.filter((line) => line.includes('"status":5') && !line.includes('"status":501'));
    expect(failed).toEqual([]);
  });
});
