import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { writeWhole } from './files/write-whole.ts';

export type SecretName = 'station-key' | 'server-token';

/** The part of Electron's safeStorage that is used: the asynchronous functions; the others are deprecated. */
export interface KeyStore {
  isAsyncEncryptionAvailable(): Promise<boolean>;
  encryptStringAsync(text: string): Promise<Buffer>;
  decryptStringAsync(encrypted: Buffer): Promise<{ readonly result: string; readonly shouldReEncrypt: boolean }>;
  /** Only on Linux. */
  getSelectedStorageBackend?(): string;
}

export interface Secrets {
  readonly keep: (name: SecretName, value: string) => Promise<'kept' | 'no-keyring'>;
  /** For the shell itself: no channel answers it to a window. */
  readonly read: (name: SecretName) => Promise<string | null>;
  readonly known: (name: SecretName) => Promise<boolean>;
  readonly forget: (name: SecretName) => Promise<void>;
}

/** Secrets of this station, encrypted by the system's key store, each in a file of its own under `folder`. */
export function openSecrets(folder: string, keys: KeyStore, platform: NodeJS.Platform): Secrets {
  const fileOf = (name: SecretName): string => path.join(folder, `${name}.secret`);
  const stored = async (name: SecretName): Promise<Buffer | null> => readFile(fileOf(name)).catch(() => null);

  const keep = async (name: SecretName, value: string): Promise<'kept' | 'no-keyring'> => {
    if (!(await hasKeyring(keys, platform))) return 'no-keyring';
    const encrypted = await keys.encryptStringAsync(value);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeWhole(fileOf(name), encrypted, 0o600);
    return 'kept';
  };

  return {
    keep,
    read: async (name) => {
      const encrypted = await stored(name);
      if (encrypted === null || !(await hasKeyring(keys, platform))) return null;
      const { result, shouldReEncrypt } = await keys.decryptStringAsync(encrypted);
      if (shouldReEncrypt) await keep(name, result);
      return result;
    },
    known: async (name) => (await stored(name)) !== null,
    forget: async (name) => {
      await rm(fileOf(name), { force: true });
    },
  };
}

/** `basic_text` encrypts with a password that everybody knows: on a Linux without a keyring nothing is stored at all. */
async function hasKeyring(keys: KeyStore, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await keys.isAsyncEncryptionAvailable())) return false;
  if (platform !== 'linux') return true;
  const backend = keys.getSelectedStorageBackend?.() ?? 'unknown';
  return backend !== 'basic_text' && backend !== 'unknown';
}
