import { utf8ToBytes } from '@noble/hashes/utils.js';
import { fieldsOf } from './canonical.ts';
import { invariant } from './invariant.ts';

/** Room that is written into from its start, again and again; it has grown to the longest value so far. */
let room = new Uint8Array(65_536);
let length = 0;

const makeRoom = (bytes: number): void => {
  if (length + bytes <= room.length) return;
  const larger = new Uint8Array(Math.max(room.length * 2, length + bytes));
  larger.set(room.subarray(0, length));
  room = larger;
};

const writeBytes = (bytes: Uint8Array): void => {
  makeRoom(bytes.length);
  // Most are a few bytes long, for which a call costs more than the loop.
  for (let index = 0; index < bytes.length; index += 1) room[length + index] = bytes[index] ?? 0;
  length += bytes.length;
};

const [quote, backslash, comma, space] = [0x22, 0x5c, 0x2c, 0x20];
const [openList, closeList, openRecord, closeRecord] = [0x5b, 0x5d, 0x7b, 0x7d];

const writeByte = (byte: number): void => {
  makeRoom(1);
  room[length] = byte;
  length += 1;
};

/** Text of plain characters of one byte, in quotes; anything else is left to JSON. */
const writeText = (text: string): void => {
  makeRoom(text.length + 2);
  const from = length;
  let to = from + 1;
  room[from] = quote;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < space || code > 0x7e || code === quote || code === backslash) {
      writeBytes(utf8ToBytes(JSON.stringify(text)));
      return;
    }
    room[to] = code;
    to += 1;
  }
  room[to] = quote;
  length = to + 1;
};

/** What JSON writes without quotes, all of it in characters of one byte. */
const writeWord = (word: string): void => {
  makeRoom(word.length);
  for (let index = 0; index < word.length; index += 1) room[length + index] = word.charCodeAt(index);
  length += word.length;
};

const writeList = (values: readonly unknown[]): void => {
  writeByte(openList);
  for (let index = 0; index < values.length; index += 1) {
    if (index > 0) writeByte(comma);
    write(values[index] ?? null);
  }
  writeByte(closeList);
};

const writeRecord = (record: Readonly<Record<string, unknown>>): void => {
  writeByte(openRecord);
  let isFirst = true;
  for (const { key, bytes } of fieldsOf(record)) {
    const value = record[key];
    if (value === undefined) continue;
    if (!isFirst) writeByte(comma);
    isFirst = false;
    writeBytes(bytes);
    write(value);
  }
  writeByte(closeRecord);
};

const write = (value: unknown): void => {
  if (typeof value === 'string') writeText(value);
  else if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a canonical number is finite');
    writeWord(String(value));
  } else if (value === null || typeof value === 'boolean') writeWord(String(value));
  else if (Array.isArray(value)) writeList(value);
  else {
    invariant(typeof value === 'object', `a canonical value is plain data, got ${typeof value}`);
    writeRecord(value as Readonly<Record<string, unknown>>);
  }
};

/**
 * The UTF-8 bytes of a value's canonical text (`canonical`), without making the text: a billing run takes the digest of every document.
 * The bytes are good until the next value is written: whoever keeps them copies them.
 */
export const canonicalBytes = (value: unknown): Uint8Array<ArrayBuffer> => {
  length = 0;
  write(value);
  return room.subarray(0, length);
};
