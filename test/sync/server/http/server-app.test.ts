import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Notice } from '../../../../sync/protocol/pull.ts';
import { protocolVersion } from '../../../../sync/protocol/version.ts';
import { goodPassword } from '../people/house.ts';
import { type Served, served } from './served.ts';

let server: Served;
const heard = new Set<(notice: Notice) => void>();
const welcome = { protocol: 1, text: 'w'.repeat(3_000) };

beforeAll(async () => {
  server = await served(
    {
      hello: async () => welcome as never,
      push: async () => ({ kind: 'taken', verdicts: [], acknowledged: 0 }),
      pull: async () => Promise.reject(new Error('secret amount 4711 of Ada')),
      notices: (_caller, listener) => {
        heard.add(listener);
        listener({ kind: 'changed', sequence: 1 });
        return () => heard.delete(listener);
      },
    },
    { 'limits.body-seconds': '1', 'limits.body-kilobytes': '64', 'limits.sign-ins-per-minute': '1000' },
  );
  await server.add('ada', 'finance');
});
afterAll(async () => {
  await server.close();
});

const hello = (protocol = protocolVersion) => ({
  protocol,
  engine: '1',
  form: 1,
  program: 'test',
  station: 'S01',
  at: '2026-11-20T08:00:00.000Z',
  outbox: { sequence: 0, digest: 'a'.repeat(64) },
  seen: null,
});

const enrolled = async (): Promise<Readonly<Record<string, string>>> => {
  const token = await server.token('ada');
  await server.post('/people/v1/stations', { code: null, name: 'Laptop', localAuthors: [] }, token);
  return token;
};

describe('the server over HTTP', () => {
  it('[D2] enrols a station once somebody has signed in, and serves it from then on', async () => {
    const token = await server.token('ada');
    expect(await server.post('/sync/v1/hello', hello(), token)).toMatchObject({ status: 403, json: { code: 'station.needed' } });
    const station = await server.post('/people/v1/stations', { code: 'B2', name: 'Laptop', localAuthors: [] }, token);
    expect(station).toMatchObject({ status: 200, json: { code: 'B2' } });
    expect(await server.post('/sync/v1/hello', hello(), token)).toMatchObject({ status: 200, json: welcome });
    const again = await server.token('ada', { code: 'B2', key: String(station.json?.['key']) });
    expect(await server.post('/sync/v1/hello', hello(), again)).toMatchObject({ status: 200 });
  });

  it('[D3] gives a browser a cookie that no script reads, and ends it at sign-out', async () => {
    const begun = await server.post('/people/v1/sign-in', { name: 'ada', password: goodPassword, station: null, keep: 'cookie' });
    const [cookie = ''] = begun.headers['set-cookie'] as string[];
    expect(cookie).toMatch(
      /^counterfoil=[\w-]{43}; Expires=[^;]+; Path=\/; HttpOnly; SameSite=Strict$|^counterfoil=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Strict$/,
    );
    expect(begun.json?.['token']).toBeNull();
    const headers = { cookie: cookie.split(';')[0] ?? '' };
    expect(await server.ask({ path: '/people/v1/session', headers })).toMatchObject({ status: 200, json: { user: { signInName: 'ada' } } });
    expect(await server.ask({ path: '/people/v1/sign-out', body: {}, headers })).toMatchObject({
      status: 403,
      json: { code: 'request.foreign' },
    });
    expect(await server.post('/people/v1/sign-out', {}, { ...headers, origin: 'http://evil.example' })).toMatchObject({ status: 403 });
    expect(await server.post('/people/v1/sign-out', {}, { ...headers, 'sec-fetch-site': 'cross-site' })).toMatchObject({ status: 403 });
    expect(await server.post('/people/v1/sign-out', {}, { ...headers, origin: `http://127.0.0.1:${server.port}` })).toMatchObject({
      status: 200,
    });
    expect(await server.ask({ path: '/people/v1/session', headers })).toMatchObject({ status: 401, json: { code: 'sign-in.needed' } });
  });

  it('[D2] a password that somebody else set opens nothing but its change', async () => {
    await server.add('new', 'sales');
    await server.house.db.updateTable('person').set({ must_change_password: 1 }).where('sign_in_name', '=', 'new').execute();
    const token = await server.token('new');
    expect(await server.post('/people/v1/stations', { code: null, name: 'x', localAuthors: [] }, token)).toMatchObject({
      status: 403,
      json: { code: 'sign-in.password-change-needed' },
    });
    expect(await server.post('/people/v1/password', { current: goodPassword, next: 'eight yellow doors' }, token)).toMatchObject({
      status: 200,
    });
    expect(await server.post('/people/v1/stations', { code: null, name: 'x', localAuthors: [] }, token)).toMatchObject({ status: 200 });
  });

  it('[D6] answers 426 to a protocol that is too old, and says which is not', async () => {
    const token = await enrolled();
    expect(await server.post('/sync/v1/hello', hello(1), token)).toMatchObject({ status: 200 });
    expect(await server.post('/sync/v1/hello', hello(9), token)).toMatchObject({
      status: 501,
      json: { code: 'protocol.too-new', newest: protocolVersion },
    });
    expect(await server.post('/sync/v0/hello', {}, token)).toMatchObject({ status: 426, json: { code: 'protocol.too-old', oldest: 1 } });
  });

  it('[D11] a body that is not of its form is answered with every place of it', async () => {
    const answer = await server.post('/sync/v1/hello', { ...hello(), form: 'x', more: 1 }, await enrolled());
    expect(answer).toMatchObject({ status: 400, json: { code: 'request.malformed', requestId: answer.headers['x-request-id'] } });
    expect(answer.json?.['problems']).toContainEqual(expect.objectContaining({ path: '/form' }));
  });

  it('[D11] compresses what is long, and takes what is compressed', async () => {
    const token = await enrolled();
    for (const encoding of ['gzip', 'zstd']) {
      const answer = await server.post('/sync/v1/hello', hello(), { ...token, 'accept-encoding': encoding });
      expect(answer).toMatchObject({ status: 200, headers: { 'content-encoding': encoding } });
    }
    const packed = await server.post('/sync/v1/hello', gzipSync(JSON.stringify(hello())), { ...token, 'content-encoding': 'gzip' });
    expect(packed.status).toBe(200);
    const bomb = await server.post('/sync/v1/hello', gzipSync(JSON.stringify('x'.repeat(50_000_000))), {
      ...token,
      'content-encoding': 'gzip',
    });
    expect(bomb).toMatchObject({ status: 413, json: { code: 'request.too-large' } });
  });

  it('[D11] lets go of a body that comes too slowly', async () => {
    const socket = connect(server.port, '127.0.0.1');
    let answer = '';
    socket.setEncoding('utf8').on('data', (text: string) => (answer += text));
    socket.write(
      'POST /people/v1/sign-in HTTP/1.1\r\nhost: 127.0.0.1\r\nx-counterfoil: 1\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{',
    );
    await once(socket, 'close');
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('[D4] tells a failure of its own as nothing but that, and the log where it arose without what it said', async () => {
    const answer = await server.post('/sync/v1/pull', { checkpoint: null, limit: 10, view: 'a'.repeat(64) }, await enrolled());
    expect(answer).toMatchObject({ status: 500, json: { code: 'server.failed' } });
    expect(Object.keys(answer.json ?? {})).toEqual(['code', 'requestId']);
    const lines = server.log.filter((line) => line.includes(String(answer.headers['x-request-id'])));
    expect(lines.join()).toContain('server-app.test.ts');
    expect(lines.join()).not.toMatch(/4711|Ada/);
  });

  it('[OFF-05] the live stream tells at once what there is, and ends when the station is revoked', async () => {
    const token = await enrolled();
    const stream = await fetch(`http://127.0.0.1:${server.port}/sync/v1/notices`, { headers: token });
    expect(stream.headers.get('content-type')).toBe('text/event-stream');
    const reader = (stream.body as ReadableStream<Uint8Array>).getReader();
    const next = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);
    expect(await next()).toBe('data: {"kind":"changed","sequence":1}\n\n');
    for (const listener of heard) listener({ kind: 'changed', sequence: 7 });
    expect(await next()).toBe('data: {"kind":"changed","sequence":7}\n\n');
    for (const listener of heard) listener({ kind: 'revoked' });
    expect(await next()).toBe('data: {"kind":"revoked"}\n\n');
    expect((await reader.read()).done).toBe(true);
  });

  it('[D4] says that it lives, that it is ready, and how it does', async () => {
    expect(await server.ask({ path: '/healthz' })).toMatchObject({ status: 200, json: { status: 'ok' } });
    expect(await server.ask({ path: '/readyz' })).toMatchObject({ status: 200, json: { status: 'ready', checks: { store: true } } });
    const metrics = await server.ask({ path: '/metrics' });
    expect(metrics.text).toContain('counterfoil_request_seconds_count{method="POST",route="/sync/v1/hello",status="200"}');
    expect(metrics.text).toContain('counterfoil_sign_ins_total{result="done"}');
    expect(await server.ask({ path: '/metrics', headers: { 'x-forwarded-for': '10.0.0.1' } })).toMatchObject({ status: 401 });
  });

  it('[D11] finishes what is under way before it stops, and lets the live streams go', async () => {
    const judged = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    const stopping = await served({
      hello: async () => {
        begun.resolve(undefined);
        await judged.promise;
        return welcome as never;
      },
    });
    await stopping.add('ada', 'finance');
    const token = await stopping.token('ada');
    await stopping.post('/people/v1/stations', { code: null, name: 'Laptop', localAuthors: [] }, token);
    const stream = await fetch(`http://127.0.0.1:${stopping.port}/sync/v1/notices`, { headers: token });
    const underWay = stopping.post('/sync/v1/hello', hello(), token);
    await begun.promise;
    const stopped = stopping.close();
    expect(await stream.text()).toBe('');
    judged.resolve(undefined);
    expect(await underWay).toMatchObject({ status: 200 });
    await stopped;
    await expect(stopping.ask({ path: '/healthz' })).rejects.toThrow('ECONNREFUSED');
  });

  it('[D11] makes whoever asks too often wait', async () => {
    const few = await served({}, { 'limits.sign-ins-per-minute': '3', 'limits.requests-per-minute': '10' });
    const asked = { name: 'ada', password: 'x', station: null, keep: 'token' };
    const statuses = await Promise.all(Array.from({ length: 6 }, async () => (await few.post('/people/v1/sign-in', asked)).status));
    expect(statuses.filter((status) => status === 429)).toHaveLength(3);
    const many = await Promise.all(Array.from({ length: 14 }, async () => few.ask({ path: '/healthz' })));
    expect(many.filter(({ status }) => status === 429).length).toBeGreaterThan(0);
    expect(many.find(({ status }) => status === 429)).toMatchObject({
      json: { code: 'request.too-many' },
      headers: { 'retry-after': expect.any(String) as string },
    });
    await few.close();
  });

  it('[D11] counts one network of IPv6 as one, whichever of its addresses asks', async () => {
    const few = await served({}, { proxies: '127.0.0.1', 'limits.requests-per-minute': '10' });
    const statusOf = async (from: string): Promise<number> =>
      (await few.ask({ path: '/healthz', headers: { 'x-forwarded-for': from } })).status;
    const within = await Promise.all(Array.from({ length: 14 }, (_, at) => statusOf(`2001:db8:0:7::${(at + 1).toString(16)}`)));
    expect(within.filter((status) => status === 429)).toHaveLength(4);
    expect(await statusOf('2001:db8:0:8::1')).toBe(200);
    expect(await statusOf('203.0.113.7')).toBe(200);
    await few.close();
  });
});
