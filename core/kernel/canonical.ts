import { invariant } from './invariant.ts';

/**
 * The one text of a value: keys sorted by code unit, no white space, `undefined` members left out (as JSON does), numbers as ECMAScript writes them.
 * For plain data this is the form of RFC 8785 (JSON Canonicalization Scheme).
 * @throws InvariantBroken on a number that is not finite, since it has no JSON form.
 */
export const canonical = (value: unknown): string => {
  if (typeof value === 'string') return quoted(value);
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a canonical number is finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) {
    let text = '';
    for (const entry of value as readonly unknown[]) text += `${text === '' ? '' : ','}${canonical(entry ?? null)}`;
    return `[${text}]`;
  }
  invariant(typeof value === 'object', `a canonical value is plain data, got ${typeof value}`);
  const fields = value as Readonly<Record<string, unknown>>;
  let text = '';
  // Without a comparison of its own, sort goes by code units. A billing run spends a good part of its time here: plain loops, no lists of pairs.
  for (const key of Object.keys(fields).sort()) {
    const entry = fields[key];
    if (entry !== undefined) text += `${text === '' ? '' : ','}${quoted(key)}:${canonical(entry)}`;
  }
  return `{${text}}`;
};

/** Only what JSON writes another way needs its help: quotes, backslashes, control characters, halves of surrogate pairs. */
const special = /["\\\p{Cc}\p{Cs}]/u;

const quoted = (text: string): string => (special.test(text) ? JSON.stringify(text) : `"${text}"`);
