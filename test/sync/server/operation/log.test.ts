import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { goodPassword } from '../../../support/running-server.ts';
import { attackedWorld, hello, planted, type World } from '../attacks/world.ts';

let world: World;
beforeAll(async () => {
  world = await attackedWorld();
}, 120_000);
afterAll(async () => {
  await world.running.stop();
});

describe('the log of a whole session', () => {
  it('[D4] tells requests by their id and route, and holds no name, amount, body, number or secret', async () => {
    const { running, fin, sally, invoice } = world;
    const welcome = await running.post('/sync/v1/hello', hello('A7'), fin.headers);
    const pulled = await running.post('/sync/v1/pull', { checkpoint: null, limit: 5_000, view: welcome.json?.['view'] }, fin.headers);
    expect(pulled.text).toContain(planted.customer);
    await running.post('/people/v1/sign-in', { name: 'fin', password: 'a wrong password', station: null, keep: 'token' });
    await running.post('/sync/v1/push', { after: 0, digest: 'a'.repeat(64), commands: 'a secret body' }, sally.headers);
    await running.ask({ path: `/people/v1/session?who=${encodeURIComponent(planted.email)}`, headers: fin.headers });
    await running.ask({ path: `/${encodeURIComponent(planted.customer)}` });

    const log = running.log.join('');
    expect(log).toContain('"route":"/sync/v1/pull"');
    expect(log).toContain(`"requestId":"${String(pulled.headers['x-request-id'])}"`);
    const secrets = [fin, sally].flatMap(({ key, headers }) => [key, headers['authorization']?.slice(7) ?? '']);
    const amounts = [invoice.totals.grossMinor, invoice.totals.netMinor].flatMap((minor) => [`:${minor},`, (minor / 100).toFixed(2)]);
    const names = [planted.customer, encodeURIComponent(planted.customer), planted.email, 'Customer 1', 'Northlight', 'Name of fin'];
    const found = [...secrets, ...names, ...amounts, goodPassword, 'a wrong password', 'a secret body', invoice.number].filter((text) =>
      log.includes(text),
    );
    expect(found).toEqual([]);
  });
});
