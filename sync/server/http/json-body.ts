import { Refusal } from './refusal.ts';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

/**
 * What a message says: JSON in UTF-8, nested no deeper than `deepest`, without keys that could reach behind an object. How deep it is, is found in the text
 * before anything is built of it.
 */
export const jsonOf = (body: Buffer, deepest: number): unknown => {
  const text = textOf(body);
  if (depthOf(text, deepest) > deepest) throw new Refusal(400, { code: 'request.too-deep', most: deepest });
  const value = parsed(text);
  // Only a text with one of these can hold such a key; an escape may hide it.
  if (/__proto__|constructor|\\u/i.test(text) && reachesBehind(value)) throw new Refusal(400, { code: 'request.forbidden-key' });
  return value;
};

const textOf = (body: Buffer): string => {
  try {
    return utf8.decode(body);
  } catch {
    throw new Refusal(400, { code: 'request.not-utf8' });
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new Refusal(400, { code: 'request.not-json' });
  }
};

/** How many brackets are open at most, outside of strings; it stops counting once it is beyond. */
const depthOf = (text: string, deepest: number): number => {
  let depth = 0;
  let most = 0;
  for (let index = 0; index < text.length && most <= deepest; index += 1) {
    const code = text.charCodeAt(index);
    if (code === quote) index = endOfString(text, index);
    else if (code === openBrace || code === openBracket) most = Math.max(most, (depth += 1));
    else if (code === closeBrace || code === closeBracket) depth -= 1;
  }
  return most;
};

const quote = 34;
const openBrace = 123;
const closeBrace = 125;
const openBracket = 91;
const closeBracket = 93;

const endOfString = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end === -1 ? text.length : end;
};

const isEscaped = (text: string, at: number): boolean => {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
};

const reachesBehind = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(reachesBehind);
  return Object.entries(value as Readonly<Record<string, unknown>>).some(
    ([key, each]) =>
      key === '__proto__' ||
      (key === 'constructor' && typeof each === 'object' && each !== null && Object.hasOwn(each, 'prototype')) ||
      reachesBehind(each),
  );
};
