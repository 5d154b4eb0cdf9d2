import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Configuration } from '../configuration/settings.ts';
import { keptInFile } from '../store/key-file.ts';

/** Encrypts what must be read again, and belongs to one person: nobody puts one person's into another's row, and a copy of the database tells nothing. */
export type Seal = {
  /** Of the key that closes; made where there is none yet. */
  readonly keyId: () => string;
  readonly has: (keyId: string) => boolean;
  readonly close: (text: string, personId: string) => string;
  /** `null` where the key is not here, or this is not what was closed for this person. */
  readonly open: (sealed: string, personId: string) => string | null;
};

type Key = { readonly id: string; readonly bytes: Buffer };

export const newSealKey = (): string => randomBytes(32).toString('base64url');

const keysIn = (text: string): readonly Key[] =>
  text.split(/[\s,]+/).flatMap((each) => {
    const bytes = Buffer.from(each, 'base64url');
    return bytes.length === 32 ? [{ id: createHash('sha256').update('key').update(bytes).digest('hex').slice(0, 12), bytes }] : [];
  });

/** Which key closed it; `null` for what was never closed. */
export const keyIdOfSealed = (sealed: string): string | null => /^([0-9a-f]{12})\.[\w-]+$/.exec(sealed)?.[1] ?? null;

const cipher = 'aes-256-gcm';
const ivBytes = 12;
const tagBytes = 16;
const ownedBy = (personId: string): Buffer => Buffer.from(`second-factor ${personId}`);

const closed = ({ id, bytes }: Key, text: string, personId: string): string => {
  const iv = randomBytes(ivBytes);
  const closing = createCipheriv(cipher, bytes, iv, { authTagLength: tagBytes }).setAAD(ownedBy(personId));
  const content = Buffer.concat([closing.update(text, 'utf8'), closing.final()]);
  return `${id}.${Buffer.concat([iv, closing.getAuthTag(), content]).toString('base64url')}`;
};

const openedWith = ({ bytes }: Key, sealed: string, personId: string): string | null => {
  const all = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url');
  try {
    const opening = createDecipheriv(cipher, bytes, all.subarray(0, ivBytes), { authTagLength: tagBytes });
    opening.setAAD(ownedBy(personId)).setAuthTag(all.subarray(ivBytes, ivBytes + tagBytes));
    return Buffer.concat([opening.update(all.subarray(ivBytes + tagBytes)), opening.final()]).toString('utf8');
  } catch {
    return null;
  }
};

/** The first key closes, all open. `made` gives the first one where there is none. */
const sealOver = (keys: () => readonly Key[], made: () => readonly Key[]): Seal => {
  const first = (): Key => {
    const key = keys()[0] ?? made()[0];
    if (key === undefined) throw new Error('the file of the key that encrypts second factors holds none');
    return key;
  };
  return {
    keyId: () => first().id,
    has: (keyId) => keys().some(({ id }) => id === keyId),
    close: (text, personId) => closed(first(), text, personId),
    open: (sealed, personId) => {
      const key = keys().find(({ id }) => id === keyIdOfSealed(sealed));
      return key === undefined ? null : openedWith(key, sealed, personId);
    },
  };
};

export const sealWith = (text: string): Seal => {
  const keys = (): readonly Key[] => keysIn(text);
  return sealOver(keys, keys);
};

export const sealKeyFile = (data: string): string => path.join(path.resolve(data), 'second-factor-key');

/** The keys of the configuration, else of the data folder. Reading makes no file; the first that is closed does. */
export const sealOf = ({ data, 'second-factor.keys': given }: Pick<Configuration, 'data' | 'second-factor.keys'>): Seal => {
  if (given !== null) return sealWith(given);
  const file = sealKeyFile(data);
  return sealOver(
    () => keysIn(contentOf(file)),
    () => keysIn(keptInFile(file, () => `${newSealKey()}\n`)),
  );
};

const contentOf = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};
