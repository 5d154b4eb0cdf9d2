import { digestOfText } from './digest.ts';

/**
 * An id derived from what the thing is, so that a second try meets the first: 120 bits of SHA-256 after a short readable prefix.
 * The parts must be unambiguous when joined by a vertical bar (our ids and dates never hold one).
 */
export const derivedId = (prefix: string, ...parts: readonly (string | number)[]): string =>
  `${prefix}_${digestOfText(parts.join('|')).slice(0, 30)}`;
