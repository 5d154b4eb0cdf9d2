import type { DecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';

/** What one aggregation remembers of the events that it has seen. It takes them in any order. */
export interface Collector {
  /** Takes a value in; `false` where the aggregation needs a number and this is none. */
  take(value: string, at: Instant, receivedAt: Instant, id: string): boolean;
  /** Takes in what another collector of the same metric and window has seen. */
  absorb(other: this): void;
  /** The aggregate; `carriedIn` is the value on which the time before ended. */
  quantity(carriedIn: DecimalText | null): DecimalText;
}
