import type { Instant } from '../../core/time/instant.ts';

/** Time and chance as the client takes them from its surroundings, so that a test or a simulation can hand out other ones. */
export type SyncClock = {
  /** The station's clock, which may be wrong. */
  now(): Instant;
  /** Does the work after so many milliseconds; what it answers calls it off. */
  later(ms: number, work: () => void): () => void;
  /** Between 0 and 1: stations that lost the same server do not come back in the same moment. */
  chance(): number;
};
