import type { StoredDocument } from '../../core/kernel/command.ts';
import type { Source } from '../../core/sources.ts';
import type { ChainEntry } from '../../sync/server/chain/entry.ts';
import type { Ear } from './network.ts';
import type { Finding } from './number-proofs.ts';

/** The server as the world sees it. */
export type ServerSide = {
  readonly ear: Ear;
  /** What is committed. */
  readonly source: Source;
  /** What earlier lives of the server had printed when they ended. */
  readonly printed: readonly { readonly number: string; readonly documentId: string }[];
  /** ROL-04, ROL-06: which of the documents whoever sits at the station may see. */
  seenBy(station: string): Promise<(document: StoredDocument) => boolean>;
  /** The audit chain, oldest first: every command that was judged, and what became of it. */
  entries(): Promise<readonly ChainEntry[]>;
  /** Goes down in the middle of the next push, before anything of it is committed. */
  crashNext(): void;
  /** Another process on the same data. */
  restart(): Promise<void>;
  backup(): Promise<void>;
  /** Puts the last backup back; `false` where there is none. */
  restore(): Promise<boolean>;
  revoke(station: string): Promise<void>;
  /** NUM-05: a new machine joins with the books of a station, for whoever sits there. */
  enrolWithBooks(code: string, from: string): Promise<void>;
  /** Scheduled billing, through the same use case. */
  bill(): Promise<void>;
  /** What the audit chain's verifier says. */
  chain(): Promise<readonly Finding[]>;
  close(): Promise<void>;
};
