import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningServer, runningServer } from '../../../support/running-server.ts';
import { signedInAt, startIssuer, type TestIssuer } from './issuer.ts';

const loopback = 'http://127.0.0.1/return';
let issuer: TestIssuer;
let server: RunningServer;

beforeAll(async () => {
  issuer = await startIssuer(['http://127.0.0.1/people/v1/oidc/return', loopback]);
  server = await runningServer({
    settings: { 'oidc.issuer': issuer.address, 'oidc.client': 'counterfoil' },
    // The issuer's tokens are dated by its own clock.
    at: new Date().toISOString(),
  });
  await server.add('ada@firm.example', 'finance');
  await server.add('eve@firm.example', 'sales');
});
afterAll(async () => {
  await server.stop();
  issuer.close();
});

const begin = async (loopbackPort: number | null) =>
  server.post('/people/v1/oidc/begin', { keep: loopbackPort === null ? 'cookie' : 'token', station: null, loopbackPort });

/** A desktop program's sign-in, up to what comes back to its own port. */
const atDesktop = async (name: string) => {
  const begun = await begin(51_000);
  const back = await signedInAt(String(begun.json?.['address']), name, 'http://127.0.0.1:51000/return');
  return { binding: String(begun.json?.['binding']), query: back.search.slice(1) };
};

describe("signing in at the organization's own issuer", () => {
  it('[D3] brings a browser back with a cookie of ours, and nothing in its address', async () => {
    const begun = await begin(null);
    expect(begun.json?.['binding']).toBeNull();
    const address = new URL(String(begun.json?.['address']));
    expect(address.searchParams.get('code_challenge_method')).toBe('S256');
    const [cookie = ''] = begun.headers['set-cookie'] as string[];
    expect(cookie).toMatch(/^counterfoil-oidc=.*HttpOnly.*SameSite=Lax/);
    const back = await signedInAt(address.href, 'ada', `http://127.0.0.1:${server.port}/`);
    const path = back.pathname + back.search;
    const without = await server.ask({ path });
    expect(without.headers['location']).toBe('/#/sign-in?refused=sign-in.refused');
    expect(await server.ask({ path, headers: { cookie: cookie.split(';')[0] ?? '' } })).toMatchObject({
      status: 303,
      headers: { location: '/#/sign-in?refused=sign-in.refused' },
    });

    const again = await begin(null);
    const [second = ''] = again.headers['set-cookie'] as string[];
    const home = await signedInAt(String(again.json?.['address']), 'ada', `http://127.0.0.1:${server.port}/`);
    const ended = await server.ask({ path: home.pathname + home.search, headers: { cookie: second.split(';')[0] ?? '' } });
    expect(ended).toMatchObject({ status: 303, headers: { location: '/' } });
    const session = (ended.headers['set-cookie'] as string[]).find((each) => each.startsWith('counterfoil=')) ?? '';
    expect(session).toMatch(/HttpOnly; SameSite=Strict/);
    const headers = { cookie: session.split(';')[0] ?? '' };
    expect(await server.ask({ path: '/people/v1/session', headers })).toMatchObject({
      status: 200,
      json: { user: { signInName: 'ada@firm.example' } },
    });
  });

  it('[D3] brings a desktop program its token through its own port, once, and only to the one that began', async () => {
    const { binding, query } = await atDesktop('ada');
    const stolen = await atDesktop('ada');
    expect(await server.post('/people/v1/oidc/finish', { binding: 'x'.repeat(43), query: stolen.query })).toMatchObject({ status: 401 });
    expect(await server.post('/people/v1/oidc/finish', stolen)).toMatchObject({ status: 401, json: { code: 'sign-in.refused' } });
    const ended = await server.post('/people/v1/oidc/finish', { binding, query });
    expect(ended).toMatchObject({ status: 200, json: { user: { signInName: 'ada@firm.example' } } });
    const headers = { authorization: `Bearer ${String(ended.json?.['token'])}` };
    expect(await server.ask({ path: '/people/v1/session', headers })).toMatchObject({ status: 200 });
    expect(await server.post('/people/v1/oidc/finish', { binding, query })).toMatchObject({ status: 401 });
  });

  it('[D3] lets in nobody who was not made here, and nobody by an address that is not proved', async () => {
    expect(await server.post('/people/v1/oidc/finish', await atDesktop('nobody'))).toMatchObject({
      status: 401,
      json: { code: 'sign-in.refused' },
    });
    expect(await server.post('/people/v1/oidc/finish', await atDesktop('unproved-eve'))).toMatchObject({ status: 401 });
    expect(await server.post('/people/v1/oidc/finish', await atDesktop('eve'))).toMatchObject({ status: 200 });
    await server.store.database.updateTable('person').set({ state: 'inactive' }).where('sign_in_name', '=', 'eve@firm.example').execute();
    expect(await server.post('/people/v1/oidc/finish', await atDesktop('eve'))).toMatchObject({ status: 401 });
  });

  it('[D3] what comes back changed, or too late, is refused', async () => {
    const { binding, query } = await atDesktop('ada');
    const changed = new URLSearchParams(query);
    changed.set('code', 'another');
    expect(await server.post('/people/v1/oidc/finish', { binding, query: String(changed) })).toMatchObject({ status: 401 });
    expect(await server.post('/people/v1/oidc/finish', { binding, query: 'state=%00&code=%00' })).toMatchObject({ status: 401 });
    const late = await atDesktop('ada');
    server.wait(601);
    expect(await server.post('/people/v1/oidc/finish', late)).toMatchObject({ status: 401 });
  });

  it('says which ways there are', async () => {
    expect(await server.ask({ path: '/people/v1/ways' })).toMatchObject({
      status: 200,
      json: { password: true, oidc: true, isSetUp: true },
    });
  });
});
