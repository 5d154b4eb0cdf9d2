import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { appProtocol, type Bundle, listBundle, pathOf } from '../../electron/app-protocol.ts';
import { safePageAddress } from '../../electron/app-address.ts';
import { headersFor } from '../../electron/security/content-policy.ts';
import { safePage } from '../../electron/window/safe-page.ts';
import { wordsIn } from '../../electron/words.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-bundle-'));
const built = path.join(folder, 'built');
let bundle: Bundle;

beforeAll(async () => {
  mkdirSync(path.join(built, 'assets'), { recursive: true });
  writeFileSync(path.join(folder, 'secret.json'), '{}');
  writeFileSync(path.join(built, 'index.html'), '<style nonce="__CSP_NONCE__"></style>');
  writeFileSync(path.join(built, 'assets', 'main.js'), 'export {};');
  writeFileSync(path.join(built, 'assets', 'tool.exe'), 'x');
  symlinkSync(path.join(folder, 'secret.json'), path.join(built, 'linked.json'));
  bundle = await listBundle(built);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const ask = async (url: string, method = 'GET'): Promise<Response> =>
  appProtocol(bundle, { [new URL(safePageAddress).pathname]: () => safePage(wordsIn('de'), 'de') })({ url, method });

describe('app://billing/', () => {
  it('delivers what the bundle lists', async () => {
    expect([...bundle.keys()].toSorted()).toEqual(['/assets/main.js', '/assets/tool.exe', '/index.html']);
    const script = await ask('app://billing/assets/main.js#x');
    expect([script.status, script.headers.get('Content-Type'), await script.text()]).toEqual([
      200,
      'text/javascript; charset=utf-8',
      'export {};',
    ]);
  });
  it.each([
    'app://billing/../secret.json',
    'app://billing/%2e%2e/secret.json',
    'app://billing/..%2fsecret.json',
    'app://billing/assets/..%2f..%2fsecret.json',
    'app://billing/..%5csecret.json',
    'app://billing/..\\secret.json',
    'app://billing//etc/passwd',
    'app://billing/%2fetc%2fpasswd',
    'app://billing/C:/Windows/win.ini',
    'app://billing/linked.json',
    'app://billing/assets',
    'app://billing/assets/tool.exe',
    'app://billing/assets/main.js%00',
    'app://billing/ASSETS/MAIN.JS',
    'app://billing/%',
    'app://elsewhere/index.html',
    'app://billing:8080/index.html',
    'app://someone@billing/index.html',
    'file:///etc/passwd',
  ])('[Q12] answers %s with 404 and nothing else', async (url) => {
    const answer = await ask(url);
    expect([answer.status, await answer.text()]).toEqual([404, '']);
  });
  it('takes only questions', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'HEAD']) expect((await ask('app://billing/index.html', method)).status).toBe(405);
  });
  it('puts a fresh nonce into the page and into its policy', async () => {
    const [first, second] = await Promise.all([ask('app://billing/index.html'), ask('app://billing/index.html')]);
    const nonce = /nonce="([^"]+)"/.exec(await first.text())?.[1] ?? '';
    expect(nonce).toMatch(/^[A-Za-z0-9+/]{22}==$/);
    expect(first.headers.get('Content-Security-Policy')).toContain(`'nonce-${nonce}'`);
    expect(second.headers.get('Content-Security-Policy')).not.toContain(nonce);
  });
  it('has a safe page without a script, under the same policy', async () => {
    const page = await ask(safePageAddress);
    const text = await page.text();
    expect(text).toContain('Noch einmal versuchen');
    expect(text).not.toMatch(/<script|onclick|__CSP_NONCE__/);
    expect(page.headers.get('Content-Security-Policy')).toContain(/nonce="([^"]+)"/.exec(text)?.[1] ?? 'none');
  });
  it('decodes a path once', () => {
    expect(pathOf('app://billing/%252e%252e/x')).toBe('/%2e%2e/x');
    expect(pathOf('https://billing/x')).toBeNull();
  });
});

describe('the content policy', () => {
  const policy = headersFor('N')['Content-Security-Policy'] ?? '';
  it('names every door and opens it to the page itself only', () => {
    expect(policy.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "worker-src 'self'",
      "style-src 'self' 'nonce-N'",
      "img-src 'self' data: blob:",
      "font-src 'self'",
      "connect-src 'self'",
      "frame-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ]);
  });
});
