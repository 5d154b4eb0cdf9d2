import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { embeddedServer } from '../../../.scripts/embedded-server.ts';

let data = '';

beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'counterfoil-embedded-'));
  vi.stubEnv('COUNTERFOIL_SERVER_DATA', data);
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(data, { recursive: true, force: true });
});

describe('the server inside npm start', () => {
  it('[D1] is ready to be joined on this machine, and says how its first administrator is made', async () => {
    const server = await embeddedServer('0');
    if ('missing' in server) throw new Error(server.missing);
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/?$/);
    expect(server.firstAdministrator).toMatch(/first administrator is made with the code \S+\./);
    expect((await fetch(new URL('/readyz', server.address))).status).toBe(200);
    await server.stop();
    await expect(fetch(new URL('/readyz', server.address))).rejects.toThrow('fetch failed');
  });

  it('[D1] says why there is none', async () => {
    const server = await embeddedServer('0');
    if ('missing' in server) throw new Error(server.missing);
    const { port } = new URL(server.address);
    expect(await embeddedServer(port)).toEqual({ missing: expect.stringContaining(`Port ${port} is taken`) as unknown });
    await server.stop();
    expect(await embeddedServer('never')).toEqual({ missing: expect.stringContaining('listen.port') as unknown });
  });
});
