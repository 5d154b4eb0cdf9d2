import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SecretName, Secrets } from '../../electron/secrets.ts';
import { serverOrigin } from '../../electron/server/address.ts';
import { noAnswerOf } from '../../electron/server/no-answer.ts';
import { openServerLink } from '../../electron/server/server-link.ts';
import { selfSigned } from './self-signed.ts';

const servers: Server[] = [];
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'server-link-'));
});
afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
  await rm(folder, { recursive: true, force: true });
});

const listening = async (server: Server): Promise<number> => {
  servers.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
};

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
};

/** A server that notes what it was asked and answers by path. */
const answering = async (answers: Readonly<Record<string, unknown>>) => {
  const asked: { readonly path: string; readonly token: string; readonly body: unknown }[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const text = await bodyOf(request);
    const at = request.url ?? '';
    asked.push({ path: at, token: request.headers.authorization ?? '', body: text === '' ? null : (JSON.parse(text) as unknown) });
    const found = at === '/healthz' ? { status: 'ok' } : answers[at];
    response.writeHead(found === undefined ? 404 : 200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync(JSON.stringify(found ?? { code: 'route.unknown' })));
  };
  const listener: RequestListener = (request, response) => {
    void answer(request, response);
  };
  return { asked, port: await listening(createServer(listener)) };
};

const pocket = (outcome: 'kept' | 'no-keyring' = 'kept'): Secrets & { readonly values: Map<SecretName, string> } => {
  const values = new Map<SecretName, string>();
  return {
    values,
    keep: async (name, value) => {
      if (outcome === 'kept') values.set(name, value);
      return outcome;
    },
    read: async (name) => values.get(name) ?? null,
    known: async (name) => values.has(name),
    forget: async (name) => {
      values.delete(name);
    },
  };
};

const linkFile = (): string => path.join(folder, 'server.json');
const signIn = { name: 'ada', password: 'a long password', station: { code: 'X1', key: 'made up' }, keep: 'cookie' };

describe('the server that a station works with', () => {
  it('[F1] is named in whatever way a person writes an address, and never over a line that others can read', () => {
    expect(serverOrigin(' books.example ')).toEqual({ origin: 'https://books.example' });
    expect(serverOrigin('https://books.example:8443/some/path')).toEqual({ origin: 'https://books.example:8443' });
    expect(serverOrigin('http://localhost:3000')).toEqual({ origin: 'http://localhost:3000' });
    expect(serverOrigin('http://127.0.0.1:3000')).toEqual({ origin: 'http://127.0.0.1:3000' });
    expect(serverOrigin('http://books.example')).toEqual({ problem: 'not-secure' });
    for (const typed of [
      '',
      'https://',
      'ftp://books.example',
      'https://ada:secret@books.example',
      'javascript:alert(1)',
      'file:///etc/passwd',
    ])
      expect(serverOrigin(typed)).toEqual({ problem: 'not-an-address' });
  });

  it("keeps token and key in the system's own store, proves the station with them, and shows the window neither", async () => {
    const { asked, port } = await answering({
      '/people/v1/sign-in': { user: { id: 'usr_1' }, station: null, token: 'secret-token' },
      '/people/v1/stations': { code: 'A7', key: 'secret-key' },
      '/people/v1/session': { user: { id: 'usr_1' } },
    });
    const secrets = pocket();
    const link = openServerLink(linkFile(), secrets);
    expect(await link.connect(`http://127.0.0.1:${port}`)).toEqual({ kind: 'connected', origin: `http://127.0.0.1:${port}` });
    const first = await link.ask('POST', '/people/v1/sign-in', JSON.stringify(signIn));
    const enrolled = await link.ask('POST', '/people/v1/stations', '{}');
    await link.ask('POST', '/people/v1/sign-in', JSON.stringify(signIn));
    await link.ask('GET', '/people/v1/session', '');
    expect(JSON.stringify([first, enrolled])).not.toContain('secret');
    expect(asked.map(({ body }) => (body as { station?: unknown } | null)?.station)).toEqual([
      undefined,
      null,
      undefined,
      { code: 'A7', key: 'secret-key' },
      undefined,
    ]);
    expect(asked[1]?.body).toMatchObject({ keep: 'token' });
    expect(asked.at(-1)?.token).toBe('Bearer secret-token');
    expect([...secrets.values.keys()].toSorted()).toEqual(['server-token', 'station-key']);
    expect(await readFile(linkFile(), 'utf8')).not.toContain('secret');
    // Another start of the program goes on where this one ended.
    const again = openServerLink(linkFile(), secrets);
    expect(await again.known()).toBe(`http://127.0.0.1:${port}`);
    await again.forget();
    expect(secrets.values.size).toBe(0);
    expect(await again.known()).toBeNull();
  });

  it("[D3] takes the token of the organization's sign-in as it takes any, with the station's own key in the question", async () => {
    const { asked, port } = await answering({
      '/people/v1/stations': { code: 'A7', key: 'secret-key' },
      '/people/v1/oidc/exchange': { user: { id: 'usr_1' }, station: 'A7', token: 'secret-token' },
      '/people/v1/session': {},
    });
    const link = openServerLink(linkFile(), pocket());
    await link.connect(`http://127.0.0.1:${port}`);
    await link.ask('POST', '/people/v1/stations', '{}');
    const told = await link.ask(
      'POST',
      '/people/v1/oidc/exchange',
      JSON.stringify({ code: 'c', verifier: 'v', station: { code: '-', key: '-' } }),
    );
    await link.ask('GET', '/people/v1/session', '');
    expect(JSON.stringify(told)).not.toContain('secret');
    expect(asked[2]?.body).toEqual({ code: 'c', verifier: 'v', station: { code: 'A7', key: 'secret-key' } });
    expect(asked.at(-1)?.token).toBe('Bearer secret-token');
  });

  it('without a keyring holds the token as long as the program runs, and the key in a file of this user', async () => {
    const { asked, port } = await answering({
      '/people/v1/sign-in': { token: 'secret-token' },
      '/people/v1/stations': { code: 'A7', key: 'secret-key' },
      '/people/v1/session': {},
    });
    const link = openServerLink(linkFile(), pocket('no-keyring'));
    await link.connect(`http://127.0.0.1:${port}`);
    await link.ask('POST', '/people/v1/sign-in', JSON.stringify(signIn));
    await link.ask('POST', '/people/v1/stations', '{}');
    await link.ask('GET', '/people/v1/session', '');
    expect(asked.at(-1)?.token).toBe('Bearer secret-token');
    const again = openServerLink(linkFile(), pocket('no-keyring'));
    await again.ask('POST', '/people/v1/sign-in', JSON.stringify(signIn));
    expect(asked.at(-1)).toMatchObject({ token: '', body: { station: { code: 'A7', key: 'secret-key' } } });
    expect((await stat(`${linkFile()}.key`)).mode & 0o777).toBe(0o600);
  });

  it('another server gets nothing that the one before gave', async () => {
    const first = await answering({ '/people/v1/sign-in': { token: 'secret-token' } });
    const second = await answering({ '/people/v1/session': {} });
    const link = openServerLink(linkFile(), pocket());
    await link.connect(`http://127.0.0.1:${first.port}`);
    await link.ask('POST', '/people/v1/sign-in', JSON.stringify(signIn));
    await link.connect(`http://127.0.0.1:${second.port}`);
    await link.ask('GET', '/people/v1/session', '');
    expect(second.asked.map(({ token }) => token)).toEqual(['', '']);
  });

  it('[F1] says what is wrong with a certificate by its code, and keeps no address', async () => {
    const port = await listening(createSecureServer(selfSigned, (_request, response) => response.end('{}')));
    const link = openServerLink(linkFile(), pocket());
    expect(await link.connect(`https://127.0.0.1:${port}`)).toEqual({
      kind: 'no-answer',
      reason: 'certificate',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    expect(await link.known()).toBeNull();
    expect(noAnswerOf({ code: 'CERT_HAS_EXPIRED' })).toMatchObject({ reason: 'certificate' });
    expect(noAnswerOf({ code: 'ERR_TLS_CERT_ALTNAME_INVALID' })).toMatchObject({ reason: 'certificate' });
    expect(noAnswerOf({ code: 'ETIMEDOUT' })).toMatchObject({ reason: 'timeout' });
    expect(noAnswerOf({ code: 'a path /somewhere' })).toEqual({ kind: 'no-answer', reason: 'unreachable', detail: '' });
  });

  it('[F1] nobody there, and somebody who is no server of ours', async () => {
    const { port } = await answering({});
    const link = openServerLink(linkFile(), pocket());
    servers[0]?.close();
    servers[0]?.closeAllConnections();
    expect(await link.connect(`http://127.0.0.1:${port}`)).toEqual({ kind: 'no-answer', reason: 'unreachable', detail: 'ECONNREFUSED' });
    const other = await listening(createServer((_request, response) => response.end('<h1>It works</h1>')));
    expect(await link.connect(`http://127.0.0.1:${other}`)).toEqual({ kind: 'refused', problem: 'not-a-server' });
    expect(await link.ask('GET', '/people/v1/session', '')).toMatchObject({ kind: 'no-answer' });
  });

  it('hears the live stream in pieces, and that it ended', async () => {
    const port = await listening(
      createServer((request, response) => {
        if (request.url === '/healthz') {
          response.end('{}');
          return;
        }
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write('data: {"kind":"changed","sequence":4}\n\n');
        setTimeout(() => response.end(), 20);
      }),
    );
    const link = openServerLink(linkFile(), pocket());
    await link.connect(`http://127.0.0.1:${port}`);
    const heard: (string | null)[] = [];
    await new Promise<void>((resolve) => {
      void link.listen((text) => {
        heard.push(text);
        if (text === null) resolve();
      });
    });
    expect(heard).toEqual(['data: {"kind":"changed","sequence":4}\n\n', null]);
  });
});
