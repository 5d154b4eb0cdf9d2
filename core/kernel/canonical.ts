import { invariant } from './invariant.ts';

/**
 * The one text of a value: keys sorted by code unit, no white space, `undefined` members left out (as JSON does), numbers as ECMAScript writes them.
 * For plain data this is the form of RFC 8785 (JSON Canonicalization Scheme).
 * @throws InvariantBroken on a number that is not finite, since it has no JSON form.
 */
export const canonical = (value: unknown): string => {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    invariant(Number.isFinite(value), 'a canonical number is finite');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((entry) => canonical(entry ?? null)).join(',')}]`;
  invariant(typeof value === 'object', `a canonical value is plain data, got ${typeof value}`);
  const entries = Object.entries(value as Record<string, unknown>).filter(([, entry]) => entry !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
};
