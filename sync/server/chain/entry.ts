import type { Digest } from '../../../core/kernel/digest.ts';
import type { Edits } from '../../../core/kernel/edit.ts';
import type { PushedCommand, Verdict } from '../../protocol/push.ts';
import { canonicalDigested, fastDigest } from './hash.ts';

/** The hash before the first entry. */
export const noEntry: Digest = '';

/** AUD-02: a document that a command wrote: what it is now, and for one that was there before, what of it changed. */
export type WrittenDocument = {
  readonly kind: string;
  readonly id: string;
  readonly rev: number;
  readonly digest: Digest;
  readonly changes?: Edits<Readonly<Record<string, unknown>>>;
};

/** AUD-01, AUD-02: one judged command: who, what, when, where, what came of it. */
export type ChainEntry = {
  readonly version: 1;
  readonly epoch: string;
  readonly position: number;
  readonly admittedAt: string;
  readonly station: string;
  readonly stationSequence: number;
  /** The person on this server; `by.user` of the command is what the station calls them. */
  readonly person: string;
  readonly command: PushedCommand['command'];
  readonly engine: string;
  /** What the station says that it came to there. */
  readonly outcome: Digest;
  readonly verdict: Verdict;
  readonly written: readonly WrittenDocument[];
};

/** As it stands in the database and in an export: `content` is the entry's canonical text, and what is hashed is that text after the hash before it. */
export type LinkedEntry = { readonly content: string; readonly previous: Digest; readonly hash: Digest };

const beforeContent = (previous: Digest): string => `${previous}\n`;

export const linkOf = (previous: Digest, content: string): Digest => fastDigest(`${beforeContent(previous)}${content}`);

export const linkedEntry = (previous: Digest, entry: ChainEntry): LinkedEntry => {
  const { text: content, digest: hash } = canonicalDigested(entry, beforeContent(previous));
  return { content, previous, hash };
};
