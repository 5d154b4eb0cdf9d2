import type { Source } from '../../core/sources.ts';
import type { Ear } from './network.ts';
import type { Finding } from './proofs.ts';

/** The server as the world sees it. */
export type ServerSide = {
  readonly ear: Ear;
  /** What is committed. */
  readonly source: Source;
  /** What became of every command that was judged, by its id. */
  judged(): Promise<ReadonlyMap<string, 'accepted' | 'refused'>>;
  /** Goes down in the middle of the next push, before anything of it is committed. */
  crashNext(): void;
  /** Another process on the same data. */
  restart(): Promise<void>;
  backup(): Promise<void>;
  /** Puts the last backup back; `false` where there is none. */
  restore(): Promise<boolean>;
  revoke(station: string): Promise<void>;
  /** Scheduled billing, through the same use case. */
  bill(): Promise<void>;
  /** What the audit chain's verifier says. */
  chain(): Promise<readonly Finding[]>;
  close(): Promise<void>;
};
