import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasPostgres, startPostgres, type ThrowawayPostgres } from '../../../support/postgres.ts';
import { type RunningServer, runningServer } from '../../../support/running-server.ts';
import { served } from '../http/served.ts';
import { signedInAt, startIssuer, type TestIssuer } from '../../../support/issuer.ts';

const secret = (): string => randomBytes(32).toString('base64url');
const first = 'counterfoil-oidc=';

describe.each(['SQLite', ...(hasPostgres ? ['PostgreSQL'] : [])])("signing in at the organization's own issuer, on %s", (database) => {
  let issuer: TestIssuer;
  let server: RunningServer;
  let cluster: ThrowawayPostgres | null = null;
  beforeAll(async () => {
    if (database === 'PostgreSQL') cluster = startPostgres();
    issuer = await startIssuer(['http://127.0.0.1/people/v1/oidc/return']);
    server = await runningServer({
      settings: {
        'oidc.issuer': issuer.address,
        'oidc.client': 'counterfoil',
        ...(cluster === null ? {} : { database: await cluster.fresh() }),
      },
      // The issuer's tokens are dated by its own clock.
      at: new Date().toISOString(),
    });
    await server.add('ada@firm.example', 'finance');
    await server.add('eve@firm.example', 'sales');
  }, 60_000);
  afterAll(async () => {
    await server.stop();
    issuer.close();
    cluster?.stop();
  });

  const cookieOf = (headers: Readonly<Record<string, string | readonly string[] | undefined>>): string =>
    (headers['set-cookie'] as readonly string[]).find((each) => each.startsWith(first))?.split(';')[0] ?? '';
  const home = (): string => `http://127.0.0.1:${server.port}/`;
  const signedIn = async (address: string, name: string): Promise<string> => {
    const { pathname, search } = await signedInAt(address, name, home());
    return pathname + search;
  };
  const exchange = async (body: object) => server.post('/people/v1/oidc/exchange', { station: null, ...body });

  /** What the system's browser sees when a desktop program has opened it. */
  const opened = async (verifier: string, state: string, headers: Readonly<Record<string, string>> = {}) => {
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const page = await server.ask({ path: `/people/v1/oidc/desktop?port=51000&state=${state}&challenge=${challenge}`, headers });
    expect(page.status).toBe(200);
    return { page, issuer: /href="([^"]+)"/.exec(page.text)?.[1]?.replaceAll('&#38;', '&') ?? '', cookie: cookieOf(page.headers) };
  };
  /** The whole way, up to what comes to the program's own port. */
  const atDesktop = async (name: string) => {
    const [verifier, state] = [secret(), secret()];
    const { issuer: address, cookie } = await opened(verifier, state);
    const back = await server.ask({ path: await signedIn(address, name), headers: { cookie } });
    const location = new URL(String(back.headers['location']));
    expect(location.origin + location.pathname).toBe('http://127.0.0.1:51000/return');
    expect(location.searchParams.get('state')).toBe(state);
    return { verifier, code: location.searchParams.get('code') ?? '' };
  };

  it('[D3] brings a browser back with a cookie of ours, and nothing in its address', async () => {
    const begun = await server.post('/people/v1/oidc/begin', { station: null });
    const address = new URL(String(begun.json?.['address']));
    expect(address.searchParams.get('code_challenge_method')).toBe('S256');
    expect(String(begun.headers['set-cookie'])).toMatch(/^counterfoil-oidc=.*HttpOnly.*SameSite=Lax/);
    const path = await signedIn(address.href, 'ada');
    const refused = { status: 303, headers: { location: '/#/sign-in?refused=sign-in.refused' } };
    expect(await server.ask({ path })).toMatchObject(refused);
    expect(await server.ask({ path, headers: { cookie: cookieOf(begun.headers) } })).toMatchObject(refused);

    const again = await server.post('/people/v1/oidc/begin', { station: null });
    const back = await signedIn(String(again.json?.['address']), 'ada');
    const ended = await server.ask({ path: back, headers: { cookie: cookieOf(again.headers) } });
    expect(ended).toMatchObject({ status: 303, headers: { location: '/' } });
    const session = (ended.headers['set-cookie'] as string[]).find((each) => each.startsWith('counterfoil=')) ?? '';
    expect(session).toMatch(/HttpOnly; SameSite=Strict/);
    const headers = { cookie: session.split(';')[0] ?? '' };
    expect(await server.ask({ path: '/people/v1/session', headers })).toMatchObject({
      status: 200,
      json: { user: { signInName: 'ada@firm.example' } },
    });
  });

  it('[D3] asks whoever sits before the browser before it signs a desktop program in, in their language', async () => {
    const { page, issuer: address } = await opened(secret(), secret(), { 'accept-language': 'fr;q=0.9, de-AT, en' });
    expect(page.text).toContain('<html lang="de">');
    expect(page.text).not.toContain('<script');
    expect(page.headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(page.headers['cache-control']).toBe('no-store');
    // Whoever is sent past the question by a link has not the cookie, and nothing comes to anybody's port.
    expect(await server.ask({ path: await signedIn(address, 'ada') })).toMatchObject({
      headers: { location: '/#/sign-in?refused=sign-in.refused' },
    });
    expect((await opened(secret(), secret(), { 'accept-language': 'en-GB, de' })).page.text).toContain('<html lang="en">');
  });

  it('[D3] gives a desktop program a code, and its token only for the code with the verifier, once', async () => {
    const { verifier, code } = await atDesktop('ada');
    const ended = await exchange({ code, verifier });
    expect(ended).toMatchObject({ status: 200, json: { user: { signInName: 'ada@firm.example' }, station: null } });
    expect(ended.headers['set-cookie']).toBeUndefined();
    const headers = { authorization: `Bearer ${String(ended.json?.['token'])}` };
    expect(await server.ask({ path: '/people/v1/session', headers })).toMatchObject({ status: 200 });
    const refused = { status: 401, json: { code: 'sign-in.refused' } };
    expect(await exchange({ code, verifier })).toMatchObject(refused);
    // Whoever saw the code on its way only makes it worthless.
    const seen = await atDesktop('ada');
    expect(await exchange({ code: seen.code, verifier: secret() })).toMatchObject(refused);
    expect(await exchange(seen)).toMatchObject(refused);
    const late = await atDesktop('ada');
    server.wait(61);
    expect(await exchange(late)).toMatchObject(refused);
  });

  it('[D3, D11] a desktop program comes back as the station that it proves to be', async () => {
    const machine = await server.enrol('ada@firm.example', 'A7');
    const station = { code: machine.code, key: machine.key };
    expect(await exchange({ ...(await atDesktop('ada')), station })).toMatchObject({ status: 200, json: { station: 'A7' } });
    expect(await exchange({ ...(await atDesktop('ada')), station: { code: 'A7', key: secret() } })).toMatchObject({
      status: 401,
      json: { code: 'station.unknown' },
    });
  });

  it('[D3] lets in nobody who was not made here, and nobody by an address that is not proved', async () => {
    const refused = { status: 401, json: { code: 'sign-in.refused' } };
    expect(await exchange(await atDesktop('nobody'))).toMatchObject(refused);
    expect(await exchange(await atDesktop('unproved-eve'))).toMatchObject(refused);
    expect(await exchange(await atDesktop('eve'))).toMatchObject({ status: 200 });
    await server.store.database.updateTable('person').set({ state: 'inactive' }).where('sign_in_name', '=', 'eve@firm.example').execute();
    expect(await exchange(await atDesktop('eve'))).toMatchObject(refused);
  });

  it('[D3] what comes back changed tells the desktop program so, and what comes too late tells nobody', async () => {
    const [verifier, state] = [secret(), secret()];
    const { issuer: address, cookie } = await opened(verifier, state);
    const changed = new URL(await signedIn(address, 'ada'), home());
    changed.searchParams.set('code', 'another');
    expect(await server.ask({ path: changed.pathname + changed.search, headers: { cookie } })).toMatchObject({
      headers: { location: `http://127.0.0.1:51000/return?error=sign-in.refused&state=${state}` },
    });
    const late = await opened(verifier, state);
    const path = await signedIn(late.issuer, 'ada');
    server.wait(601);
    expect(await server.ask({ path, headers: { cookie: late.cookie } })).toMatchObject({
      headers: { location: '/#/sign-in?refused=sign-in.refused' },
    });
  });

  it('says which ways there are', async () => {
    expect(await server.ask({ path: '/people/v1/ways' })).toMatchObject({
      status: 200,
      json: { password: true, oidc: true, isSetUp: true },
    });
  });
});

it('[D3] a desktop program is told that the issuer is away, and the browser comes to the address that the server is known by', async () => {
  const away = async (): Promise<never> => Promise.reject(new Error('away'));
  const server = await served({}, { address: 'https://books.example' }, { oidc: away });
  const [state, challenge] = [secret(), secret()];
  const path = `/people/v1/oidc/desktop?port=51000&state=${state}&challenge=${challenge}`;
  expect(await server.ask({ path })).toMatchObject({ status: 303, headers: { location: `https://books.example${path}` } });
  expect(await server.ask({ path, headers: { host: 'books.example' } })).toMatchObject({
    status: 303,
    headers: { location: `http://127.0.0.1:51000/return?error=oidc.unreachable&state=${state}` },
  });
  await server.close();
});
