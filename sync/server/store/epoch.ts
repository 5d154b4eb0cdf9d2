import { randomBytes } from 'node:crypto';

/** A name for the server's life from now on: a new store has one, and every restore begins another. */
export const epochOf = (): string => randomBytes(15).toString('base64url');
