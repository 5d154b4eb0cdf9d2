import { createHash, hash } from 'node:crypto';
import { canonicalBytes } from '../../../core/kernel/canonical-bytes.ts';
import type { Digest } from '../../../core/kernel/digest.ts';

/** SHA-256 of a text's UTF-8 bytes, as `digestOfText` of core, by the machine's own code: a server takes thousands a second. */
export const fastDigest = (text: string): Digest => hash('sha256', text, 'hex');

/** `digestOf` of core by the machine's own code. */
export const fastDigestOf = (value: unknown): Digest => hash('sha256', canonicalBytes(value), 'hex');

/** A value's canonical text and its digest. Both are taken from bytes: put together piece by piece, the text would be flattened for each of them. */
export const canonicalDigested = (value: unknown, before = ''): { readonly text: string; readonly digest: Digest } => {
  const bytes = canonicalBytes(value);
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  // A digest of one piece is the quicker one to have.
  const digest = before === '' ? hash('sha256', bytes, 'hex') : createHash('sha256').update(before).update(bytes).digest('hex');
  return { text, digest };
};
