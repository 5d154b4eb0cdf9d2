import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { serveInterface, type StaticServer } from '../../../sync/server/static.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-static-'));
let server: StaticServer;

beforeAll(async () => {
  mkdirSync(path.join(folder, 'built', 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.json'), '{}');
  writeFileSync(path.join(folder, 'built', 'index.html'), '<meta property="csp-nonce" nonce="__CSP_NONCE__">');
  writeFileSync(path.join(folder, 'built', 'assets', 'main.js'), 'export {};');
  writeFileSync(path.join(folder, 'built', 'assets', 'odd.exe'), 'x');
  symlinkSync(path.join(folder, 'secret.json'), path.join(folder, 'built', 'linked.json'));
  server = await serveInterface(path.join(folder, 'built'));
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** As it stands on the wire: `fetch` would tidy the path before it is sent. */
const ask = async (
  target: string,
  options: { readonly method?: string; readonly headers?: Record<string, string> } = {},
): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(server.address);
    const asked = request({ hostname, port, path: target, ...options }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => (body += text));
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
      });
    });
    asked.on('error', reject).end();
  });

describe('the interface on loopback', () => {
  it('is served under a strict policy, with a fresh nonce in the page and in the policy', async () => {
    const [first, second] = [await ask('/'), await ask('/index.html')];
    expect(first.status).toBe(200);
    const nonce = /nonce="([^"]+)"/.exec(first.body)?.[1] ?? '';
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(first.headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(second.body).not.toContain(nonce);
    expect(first.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'; worker-src 'self'");
    expect(first.headers['content-security-policy']).not.toMatch(/unsafe|https?:|\*/);
    expect(first.headers['x-content-type-options']).toBe('nosniff');
  });
  it('serves a script as a script', async () => {
    expect(await ask('/assets/main.js?v=1')).toMatchObject({
      status: 200,
      body: 'export {};',
      headers: { 'content-type': 'text/javascript; charset=utf-8' },
    });
  });
  it.each([
    '/../secret.json',
    '/%2e%2e/secret.json',
    '/..%2fsecret.json',
    '/assets/..%2f..%2fsecret.json',
    '/..%5csecret.json',
    '/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
    '//etc/passwd',
    '/etc/passwd',
    '/linked.json',
    '/assets/',
    '/assets/odd.exe',
    '/assets/main.js%00.html',
    '/%',
    '/index.html/',
  ])('[Q12] answers %s with 404', async (target) => {
    expect(await ask(target)).toMatchObject({ status: 404, body: '' });
  });
  it('takes no request that writes', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await ask('/', { method })).status).toBe(405);
  });
  it('answers a HEAD without a body', async () => {
    expect(await ask('/', { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });
  it('refuses a name that another page could have pointed here', async () => {
    expect((await ask('/', { headers: { host: 'attacker.example' } })).status).toBe(421);
    expect((await ask('/', { headers: { host: 'localhost' } })).status).toBe(421);
  });
  it('listens on 127.0.0.1 only', async () => {
    const { hostname, port } = new URL(server.address);
    expect(hostname).toBe('127.0.0.1');
    const others = Object.values(networkInterfaces()).flatMap((each) =>
      (each ?? []).filter(({ internal, family }) => !internal && family === 'IPv4'),
    );
    for (const { address } of others) await expect(reachable(address, Number(port))).resolves.toBe(false);
    await expect(reachable('127.0.0.1', Number(port))).resolves.toBe(true);
  });
});

const reachable = async (host: string, port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 });
    for (const end of ['connect', 'error', 'timeout'] as const) {
      socket.once(end, () => {
        socket.destroy();
        resolve(end === 'connect');
      });
    }
  });
