import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ask } from '../../support/answered.ts';
import { goodPassword } from '../../support/running-server.ts';
import { finished, type ServerProcess, startServerProcess } from '../../support/server-process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-main-'));
const processes: ServerProcess[] = [];
afterAll(() => {
  for (const { child } of processes) child.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

/** Each step starts a process of its own. */
const patient = { timeout: 240_000 };
const ours = { 'x-counterfoil': '1' };

describe('npm run server', () => {
  it('[D1] --check-config says what is wrong with its key, and starts nothing', patient, async () => {
    const file = path.join(folder, 'server.json');
    writeFileSync(
      file,
      JSON.stringify({ listen: { port: 'soon' }, address: 'https://billing.example.com', data: path.join(folder, 'none') }),
    );
    const wrong = await finished('main', ['--check-config', '--config', file], { COUNTERFOIL_SERVER_LOG_LEVEL: 'loud' });
    expect(wrong.status).toBe(2);
    expect(wrong.output).toContain(`listen.port (${file}): wanted a whole number`);
    expect(wrong.output).toContain('log.level (COUNTERFOIL_SERVER_LOG_LEVEL): wanted one of');
    expect(await finished('main', ['--check-config'], {})).toEqual({ status: 0, output: 'The settings are right.\n' });
    expect(readdirSync(folder)).toEqual(['server.json']);
  });

  it(
    '[D1, D2] starts with one command, says where, lets the first administrator be made once, and stops when it is told',
    patient,
    async () => {
      const data = path.join(folder, 'data');
      const server = await startServerProcess(['--data', data]);
      processes.push(server);
      expect(server.output()).toContain('npm run admin -- user create NAME --role administrator');
      const first = { setupCode: server.setupCode, signInName: 'root', name: 'Root', password: goodPassword };
      const make = (body: unknown) => ask(server.port, { path: '/people/v1/first-administrator', body, headers: ours });
      expect(await make({ ...first, setupCode: 'aaaaa-aaaaa-aaaaa-aaaaa' })).toMatchObject({ status: 401 });
      expect(await make(first)).toMatchObject({ status: 200 });
      expect(await make({ ...first, signInName: 'second' })).toMatchObject({ status: 401 });
      expect(server.output()).not.toContain(goodPassword);
      expect(await server.stop()).toBe(0);
      const again = await startServerProcess(['--data', data]);
      processes.push(again);
      expect(again.setupCode).toBe('');
      const signIn = { name: 'root', password: goodPassword, station: null, keep: 'token' };
      expect(await ask(again.port, { path: '/people/v1/sign-in', body: signIn, headers: ours })).toMatchObject({ status: 200 });
      const taken = await finished('main', ['--data', path.join(folder, 'other'), '--port', String(again.port)]);
      expect(taken).toMatchObject({ status: 1, output: expect.stringContaining('is taken') as string });

      const admin = (...args: string[]) => finished('admin', [...args, '--data', data]);
      const made = await admin('user', 'create', 'sam', '--role', 'sales', '--entities', 'ent_uk');
      const password = /\n {4}(\S+)\n/.exec(made.output)?.[1] ?? '';
      const sam = await ask(again.port, { path: '/people/v1/sign-in', body: { ...signIn, name: 'sam', password }, headers: ours });
      expect(sam).toMatchObject({ status: 200, json: { user: { role: 'sales', entityIds: ['ent_uk'], mustChangePassword: true } } });
      expect((await admin('user', 'list')).output).toContain('sam  sam  sales  ent_uk');
      expect(await admin('user', 'create', 'sam', '--role', 'sales')).toMatchObject({ status: 1 });
      expect(await admin('user', 'deactivate', 'root')).toMatchObject({
        status: 1,
        output: expect.stringContaining('last-administrator') as string,
      });

      const backup = await admin('backup');
      const file = /^(\S+\.counterfoil-backup):/m.exec(backup.output)?.[1] ?? '';
      expect(await admin('verify')).toMatchObject({ status: 0, output: expect.stringContaining('Whole:') as string });
      expect(await admin('verify', file)).toMatchObject({ status: 0 });
      expect(await admin('doctor')).toMatchObject({ status: 0, output: expect.stringContaining('audit chain') as string });
      expect(await again.stop('SIGINT')).toBe(0);

      const restored = path.join(folder, 'restored');
      expect(await finished('admin', ['restore', file, '--data', restored])).toMatchObject({ status: 0 });
      expect((await finished('admin', ['user', 'list', '--data', restored])).output).toContain('root');
    },
  );
});
