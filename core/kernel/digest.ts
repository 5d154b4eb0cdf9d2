import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical } from './canonical.ts';

/** SHA-256 in lower-case hexadecimal (64 characters). */
export type Digest = string;

/** SHA-256 (FIPS 180-4) of the text's UTF-8 bytes. */
export const digestOfText = (text: string): Digest => bytesToHex(sha256(utf8ToBytes(text)));

/** SHA-256 of the value's canonical text: equal data gives equal digests on every host. */
export const digestOf = (value: unknown): Digest => digestOfText(canonical(value));

/** Digests of many texts. A host may lend its own code for it, which is ten times as fast: the answer is the same. */
export type Digests = (texts: readonly string[]) => Promise<readonly Digest[]>;

export const digestsOfTexts: Digests = async (texts) => texts.map(digestOfText);

/** A digest over a long sequence without holding it whole: each text is separated by a line feed. */
export const digestOfSequence = (texts: Iterable<string>): Digest => {
  const hash = sha256.create();
  for (const text of texts) hash.update(utf8ToBytes(`${text}\n`));
  return bytesToHex(hash.digest());
};
