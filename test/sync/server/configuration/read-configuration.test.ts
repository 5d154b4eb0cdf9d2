import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { environmentName, problemLines, readConfiguration } from '../../../../sync/server/configuration/read-configuration.ts';
import { type SettingKey, settings } from '../../../../sync/server/configuration/settings.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-configuration-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const fileOf = (content: unknown): string => {
  const file = path.join(folder, 'server.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const wrong = (file: unknown, environment: Record<string, string> = {}): readonly string[] => {
  const read = readConfiguration(file === null ? null : fileOf(file), environment);
  return read.ok ? [] : problemLines(read.problems);
};

describe('the configuration', () => {
  it('[D1] needs nothing to be said: this machine only, SQLite in a data folder', () => {
    const read = readConfiguration(null, {});
    expect(read).toMatchObject({ ok: true, configuration: { database: null, 'listen.host': '127.0.0.1', data: 'counterfoil-data' } });
  });

  it('[D1] lets the command line win over the environment, and the environment over the file', () => {
    const file = fileOf({ listen: { port: 1001 }, 'log.level': 'warn', data: 'from-file' });
    const read = readConfiguration(
      file,
      { COUNTERFOIL_SERVER_LISTEN_PORT: '1002', COUNTERFOIL_SERVER_DATA: 'from-environment' },
      { data: 'from-line' },
    );
    expect(read).toMatchObject({ ok: true, configuration: { 'listen.port': 1002, 'log.level': 'warn', data: 'from-line' } });
  });

  it.each<readonly [SettingKey, string, RegExp]>([
    ['listen.port', '70000', /^listen\.port \(COUNTERFOIL_SERVER_LISTEN_PORT\): wanted a whole number of the port from 0 to 65535\.$/],
    ['listen.port', '80a', /a whole number/],
    ['listen.host', 'a b', /a host name or an address/],
    ['database', 'mysql://x/y', /postgres:\/\/user:password@host\/name/],
    ['address', 'https://example.com/path', /without a path/],
    ['address', 'http://billing.example.com', /https:\/\/ address/],
    ['allow-plain-http', 'maybe', /true or false/],
    ['log.level', 'loud', /one of silent, error, warn, info, debug/],
    ['jobs.billing', '61 * * * *', /five fields of cron/],
    ['jobs.billing', 'whenever', /five fields of cron/],
    ['jobs.zone', 'Europe/Atlantis', /a time zone/],
    ['limits.depth', '2', /from 8 to 200/],
    ['proxies', 'everybody', /a list of addresses/],
    ['metrics.token', 'short', /at least 16 characters/],
    ['oidc.client', 'counterfoil', /oidc\.issuer .*set where the other/],
    ['oidc.issuer', 'nowhere', /https:\/\/login\.example\.com/],
  ])('[D1] a wrong %s (%s) is told with its key and the form that is allowed', (key, value, said) => {
    const lines = wrong(null, { [environmentName(key)]: value });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(said);
  });

  it('[D1] tells everything that is wrong at once, and never a value', () => {
    const lines = wrong({ database: 'hunter2', 'metrics.token': 'hunter2', 'listen.port': 'hunter2' });
    expect(lines).toHaveLength(3);
    expect(lines.join('\n')).not.toContain('hunter2');
  });

  it('[D1] a misspelt key is told with the one that was meant', () => {
    expect(wrong({ listen: { prot: 1 } })[0]).toContain('perhaps listen.port');
    expect(wrong(null, { COUNTERFOIL_SERVER_LOG_LEVLE: 'info' })[0]).toContain('perhaps COUNTERFOIL_SERVER_LOG_LEVEL');
    expect(wrong({ constructor: 1 })[0]).toContain('a key that exists');
    expect(wrong('{"__proto__": {"listen.port": 5}}')).toHaveLength(1);
  });

  it('[D1] a file that is missing or no JSON is told without its content', () => {
    expect(readConfiguration(path.join(folder, 'none.json'), {}).ok).toBe(false);
    expect(wrong('{"database": "postgres://u:hunter2@h/n",')[0]).toMatch(/valid JSON/);
    expect(wrong('{"database": "postgres://u:hunter2@h/n",')[0]).not.toContain('hunter2');
    expect(wrong('[]')).toHaveLength(1);
  });

  it('[D1] a secret may come from a file that the environment names', () => {
    const file = path.join(folder, 'database-url');
    writeFileSync(file, 'postgres://u:p@h/n\n');
    const read = readConfiguration(null, { COUNTERFOIL_SERVER_DATABASE_FILE: file });
    expect(read).toMatchObject({ ok: true, configuration: { database: 'postgres://u:p@h/n' } });
    expect(wrong(null, { COUNTERFOIL_SERVER_DATABASE_FILE: path.join(folder, 'none') })[0]).toMatch(
      /^database \(COUNTERFOIL_SERVER_DATABASE_FILE\)/,
    );
  });

  it('[D1] is not open to others in the clear unless somebody says so', () => {
    expect(wrong({ 'listen.host': '0.0.0.0' })[0]).toMatch(/^address .*https:\/\//);
    expect(wrong({ 'listen.host': '0.0.0.0', address: 'https://billing.example.com' })).toEqual([]);
    expect(wrong({ 'listen.host': '0.0.0.0', 'allow-plain-http': true })).toEqual([]);
  });

  it('[D1] every setting names its form, and takes its own fallback back', () => {
    for (const [key, setting] of Object.entries(settings)) {
      expect({ key, form: setting.form, taken: setting.read(setting.fallback) }).toEqual({
        key,
        form: expect.stringMatching(/./) as string,
        taken: setting.fallback,
      });
    }
  });
});
