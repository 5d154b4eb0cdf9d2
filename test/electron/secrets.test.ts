import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type KeyStore, openSecrets } from '../../electron/secrets.ts';
import { channels } from '../../electron/ipc/contract.ts';

let folder: string;
beforeEach(() => {
  folder = path.join(mkdtempSync(path.join(tmpdir(), 'counterfoil-secrets-')), 'secrets');
});
afterEach(() => {
  rmSync(path.dirname(folder), { recursive: true });
});

const turned = (text: string): string => [...text].toReversed().join('');

/** A key store that turns texts around. It has no synchronous functions at all: those are deprecated. */
const keys = (backend: string, available = true, rotated = false): KeyStore & { encrypted: number } => {
  const store = {
    encrypted: 0,
    isAsyncEncryptionAvailable: async () => Promise.resolve(available),
    encryptStringAsync: async (text: string) => {
      store.encrypted += 1;
      return Promise.resolve(Buffer.from(turned(text)));
    },
    decryptStringAsync: async (stored: Buffer) => Promise.resolve({ result: turned(stored.toString()), shouldReEncrypt: rotated }),
    getSelectedStorageBackend: () => backend,
  };
  return store;
};

describe('secrets', () => {
  it('are kept encrypted in a file of their own that only the user can read', async () => {
    const secrets = openSecrets(folder, keys('gnome_libsecret'), 'linux');
    expect(await secrets.keep('server-token', 'swordfish')).toBe('kept');
    expect(readFileSync(path.join(folder, 'server-token.secret'), 'utf8')).toBe('hsifdrows');
    expect(statSync(path.join(folder, 'server-token.secret')).mode & 0o777).toBe(0o600);
    expect([await secrets.read('server-token'), await secrets.known('server-token'), await secrets.known('station-key')]).toEqual([
      'swordfish',
      true,
      false,
    ]);
    await secrets.forget('server-token');
    expect([await secrets.read('server-token'), await secrets.known('server-token')]).toEqual([null, false]);
  });
  it.each(['basic_text', 'unknown'])('are refused on a Linux whose backend is %s: nothing is written', async (backend) => {
    expect(await openSecrets(folder, keys(backend), 'linux').keep('server-token', 'x')).toBe('no-keyring');
    expect(existsSync(folder)).toBe(false);
  });
  it('are refused where the system has no encryption', async () => {
    expect(await openSecrets(folder, keys('kwallet6', false), 'linux').keep('server-token', 'x')).toBe('no-keyring');
  });
  it('ask for no backend where there is but one', async () => {
    const { getSelectedStorageBackend: _linuxOnly, ...mac } = keys('');
    expect(await openSecrets(folder, mac, 'darwin').keep('server-token', 'x')).toBe('kept');
  });
  it('are encrypted anew after the system’s key has changed', async () => {
    const rotated = keys('kwallet6', true, true);
    const secrets = openSecrets(folder, rotated, 'linux');
    await secrets.keep('station-key', 'abc');
    expect(await secrets.read('station-key')).toBe('abc');
    expect(rotated.encrypted).toBe(2);
  });
  it('go in and never come out to the window', () => {
    expect(Object.keys(channels).filter((name) => name.startsWith('secret.'))).toEqual(['secret.keep', 'secret.known', 'secret.forget']);
  });
});
