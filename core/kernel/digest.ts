import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalBytes } from './canonical-bytes.ts';

/** SHA-256 in lower-case hexadecimal (64 characters). */
export type Digest = string;

const shortText = 256;

/** UTF-8 bytes. What ids are derived from is short and plain, and an encoder for it would cost more than its digest. */
const bytesOf = (text: string): Uint8Array => {
  if (text.length > shortText) return utf8ToBytes(text);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f) return utf8ToBytes(text);
    bytes[at] = code;
  }
  return bytes;
};

/** SHA-256 (FIPS 180-4) of the text's UTF-8 bytes. */
export const digestOfText = (text: string): Digest => bytesToHex(sha256(bytesOf(text)));

/** SHA-256 of the value's canonical text: equal data gives equal digests on every host. */
export const digestOf = (value: unknown): Digest => bytesToHex(sha256(canonicalBytes(value)));

/** `digestOf` of many values. A host may lend its own code for it, which is ten times as fast: the answer is the same. */
export type Digests = (values: readonly unknown[]) => Promise<readonly Digest[]>;

export const digestsOfValues: Digests = async (values) => values.map(digestOf);

/** Characters that are hashed at once. */
const piece = 65_536;

/** A digest over a long sequence without holding it whole: each text is separated by a line feed. */
export const digestOfSequence = (texts: Iterable<string>): Digest => {
  const hash = sha256.create();
  let waiting = '';
  for (const text of texts) {
    waiting += `${text}\n`;
    if (waiting.length < piece) continue;
    hash.update(utf8ToBytes(waiting));
    waiting = '';
  }
  hash.update(utf8ToBytes(waiting));
  return bytesToHex(hash.digest());
};
