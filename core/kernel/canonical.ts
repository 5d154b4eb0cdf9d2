import { invariant } from './invariant.ts';

/** Quoted keys with their colon. Documents share a few hundred keys; what people name themselves is not remembered without end. */
const quotedKeys = new Map<string, string>();
const mostQuotedKeys = 2_000;

const quotedKey = (key: string): string => {
  const known = quotedKeys.get(key);
  if (known !== undefined) return known;
  const quoted = `${JSON.stringify(key)}:`;
  if (quotedKeys.size < mostQuotedKeys) quotedKeys.set(key, quoted);
  return quoted;
};

const listText = (values: readonly unknown[]): string => {
  let text = '[';
  for (let index = 0; index < values.length; index += 1) text += `${index === 0 ? '' : ','}${canonical(values[index] ?? null)}`;
  return `${text}]`;
};

const recordText = (record: Readonly<Record<string, unknown>>): string => {
  let text = '';
  // Without a comparator, texts are sorted by code unit.
  for (const key of Object.keys(record).sort()) {
    const value = record[key];
    if (value !== undefined) text += `${text === '' ? '' : ','}${quotedKey(key)}${canonical(value)}`;
  }
  return `{${text}}`;
};

/**
 * The one text of a value: keys sorted by code unit, no white space, `undefined` members left out (as JSON does), numbers as ECMAScript writes them.
 * For plain data this is the form of RFC 8785 (JSON Canonicalization Scheme). Written for speed: a billing run takes the text of every document.
 * @throws InvariantBroken on a number that is not finite, since it has no JSON form.
 */
export const canonical = (value: unknown): string => {
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a canonical number is finite');
    return String(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return listText(value);
  invariant(typeof value === 'object', `a canonical value is plain data, got ${typeof value}`);
  return recordText(value as Readonly<Record<string, unknown>>);
};
