import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Machine } from '../../support/running-server.ts';
import { goodPassword } from '../../support/running-server.ts';
import { ask } from '../../support/answered.ts';
import { hasPostgres, startPostgres, type ThrowawayPostgres } from '../../support/postgres.ts';
import { type ServerProcess, startServerProcess } from '../../support/server-process.ts';
import { commandOf, hello, pushedCommand } from './attacks/world.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-two-'));
const ours = { 'x-counterfoil': '1' };
let cluster: ThrowawayPostgres | null = null;
let database = '';
let two: readonly [ServerProcess, ServerProcess];
const processes: ServerProcess[] = [];
afterAll(() => {
  // Where the test failed half way, they still run.
  for (const { child } of processes) child.kill('SIGKILL');
  cluster?.stop();
  rmSync(folder, { recursive: true });
});

/** The next notice of a live stream that says something else than the first one. */
const listening = async (port: number, headers: Readonly<Record<string, string>>) => {
  const stream = await fetch(`http://127.0.0.1:${port}/sync/v1/notices`, { headers });
  const reader = (stream.body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream()).getReader();
  const first = (await reader.read()).value ?? '';
  return { first, next: async () => (await reader.read()).value ?? '', end: () => reader.cancel() };
};

const twoOf = async (): Promise<readonly [ServerProcess, ServerProcess]> => {
  cluster = startPostgres();
  database = await cluster.fresh();
  const settings = {
    COUNTERFOIL_SERVER_DATABASE: database,
    COUNTERFOIL_SERVER_DATA: folder,
    COUNTERFOIL_SERVER_JOBS_ENABLED: 'false',
    COUNTERFOIL_SERVER_LIMITS_REQUESTS_PER_MINUTE: '100000',
    COUNTERFOIL_SERVER_LIMITS_SIGN_INS_PER_MINUTE: '10',
    COUNTERFOIL_SERVER_PROXIES: '127.0.0.1',
  };
  // At the same time: one brings the store to its form, the other waits.
  const both = await Promise.all([startServerProcess([], settings), startServerProcess([], settings)]);
  processes.push(...both);
  return both;
};

describe.each(hasPostgres ? ['two servers on one database'] : [])('%s', () => {
  it('[D3] count tries together, of a name and of an address, whichever of them is asked', { timeout: 120_000 }, async () => {
    two = await twoOf();
    const tryAt = (server: number, name: string) =>
      ask(two[server]?.port ?? 0, {
        path: '/people/v1/sign-in',
        body: { name, password: 'wrong', station: null, keep: 'token' },
        headers: { ...ours, 'x-forwarded-for': '203.0.113.7' },
      });
    for (const server of [0, 1, 0, 1, 0]) expect(await tryAt(server, 'nobody')).toMatchObject({ json: { code: 'sign-in.refused' } });
    for (const server of [0, 1]) expect(await tryAt(server, 'nobody')).toMatchObject({ status: 429, json: { code: 'sign-in.wait' } });
    for (const server of [0, 1, 0]) expect(await tryAt(server, `nobody-${server}`)).toMatchObject({ json: { code: 'sign-in.refused' } });
    for (const server of [0, 1]) expect(await tryAt(server, 'somebody')).toMatchObject({ status: 429, json: { code: 'request.too-many' } });
  });

  it('[D11] serve the same stations: any of them signs in, judges, tells and lets go, also when one is killed', {
    timeout: 120_000,
  }, async () => {
    const [one, other] = two;
    const setupCode = other.setupCode;
    const first = { setupCode, signInName: 'root', name: 'Root', password: goodPassword };
    const post = (server: ServerProcess, target: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
      ask(server.port, { path: target, body, headers: { ...ours, ...headers } });
    expect(await post(one, '/people/v1/first-administrator', first)).toMatchObject({ status: 200 });
    const begun = await post(one, '/people/v1/sign-in', { name: 'root', password: goodPassword, station: null, keep: 'token' });
    const headers = { authorization: `Bearer ${String(begun.json?.['token'])}` };
    expect(await ask(other.port, { path: '/people/v1/session', headers })).toMatchObject({ status: 200 });
    expect(await post(other, '/people/v1/stations', { code: 'A7', name: 'x', localAuthors: [] }, headers)).toMatchObject({ status: 200 });
    const userId = ((begun.json ?? {})['user'] as { id: string }).id;
    const machine: Machine = { code: 'A7', key: '', userId, headers };

    // A third one with a data folder of its own would not read the second factors that these write.
    const apart = { COUNTERFOIL_SERVER_DATABASE: database, COUNTERFOIL_SERVER_DATA: path.join(folder, 'apart') };
    await expect(startServerProcess([], apart)).rejects.toThrow(/encrypted with the key [0-9a-f]{12}, which is not in .*apart/);

    const stream = await listening(other.port, headers);
    expect(stream.first).toContain('"kind":"changed"');
    const welcome = await post(one, '/sync/v1/hello', hello('A7'), headers);
    expect(welcome.status).toBe(200);
    const { sequence, digest } = (welcome.json ?? {})['acknowledged'] as { sequence: number; digest: string };
    const command = pushedCommand(commandOf(machine, 'product-group.create', { name: 'Hosting' }, { at: new Date().toISOString() }));
    const pushed = await post(one, '/sync/v1/push', { after: sequence, digest, commands: [{ ...command, sequence: 1 }] }, headers);
    expect(pushed).toMatchObject({ status: 200, json: { kind: 'taken', acknowledged: 1 } });
    expect(pushed.text).toContain('"kind":"accepted"');
    expect(await stream.next()).toContain('"kind":"changed"');
    const again = await post(other, '/sync/v1/push', { after: sequence, digest, commands: [{ ...command, sequence: 1 }] }, headers);
    expect(again.json).toEqual(pushed.json);
    const view = (await post(other, '/sync/v1/hello', hello('A7'), headers)).json?.['view'];
    const pulled = await post(other, '/sync/v1/pull', { checkpoint: null, limit: 100, view }, headers);
    expect(pulled.text).toContain('Hosting');

    await one.stop('SIGKILL');
    expect(await post(other, '/sync/v1/pull', { checkpoint: null, limit: 100, view }, headers)).toMatchObject({ status: 200 });
    expect(await post(other, '/admin/v1/stations/revoke', { code: 'A7', wipe: true }, headers)).toMatchObject({ status: 200 });
    expect(await stream.next()).toContain('"kind":"revoked"');
    expect(await post(other, '/sync/v1/hello', hello('A7'), headers)).toMatchObject({
      status: 401,
      json: { code: 'station.revoked', wipe: true },
    });
    await stream.end();
    expect(await other.stop()).toBe(0);
  });
});
