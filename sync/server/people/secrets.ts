import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 bits that nobody guesses; what is kept of it is its digest. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

export const digestOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export const isSecretOf = (digest: string, secret: string): boolean =>
  timingSafeEqual(Buffer.from(digestOfSecret(secret)), Buffer.from(digest.padEnd(64, '0').slice(0, 64)));

const letters = 'abcdefghijklmnopqrstuvwxyz234567';

const word = (length: number): string => Array.from(randomBytes(length), (byte) => letters[byte % 32]).join('');

/** A password that somebody else reads out once: four groups of five letters, 100 bits. */
export const spokenPassword = (): string => Array.from({ length: 4 }, () => word(5)).join('-');

/** Fifty bits, for one use each. */
export const recoveryCodes = (): readonly string[] => Array.from({ length: 10 }, () => `${word(5)}-${word(5)}`);
