import { randomBytes } from 'node:crypto';
import { digestOfText } from '../../../core/kernel/digest.ts';

/** A name for the server's life from now on: a new store has one, and every restore begins another. */
export const epochOf = (): string => randomBytes(15).toString('base64url');

/** The counter, as far as it tells one life of the server from another. */
export type Life = { readonly life: number; readonly epoch: string };

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/**
 * NUM-05: what tells the numbers of a life from those of every other; nothing in the first one. The count alone does not: who puts the same backup back twice
 * has two second lives.
 */
export const markOf = ({ life, epoch }: Life): string => {
  if (life === 1) return '';
  const digest = digestOfText(epoch);
  const chosen = [0, 2, 4].map((at) => letters[Number.parseInt(digest.slice(at, at + 2), 16) % letters.length] ?? 'A');
  return `${life}${chosen.join('')}`;
};
