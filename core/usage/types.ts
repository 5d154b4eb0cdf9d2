import type { CustomerId } from '../customers/types.ts';
import type { Id } from '../kernel/flavor.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';

export type MetricId = Id<'metric'>;

/**
 * USG-06, OR-21 and spec section 16.
 * - `percentile` is nearest rank: the value at place ⌈percent / 100 × N⌉ of N values in ascending order.
 * - `unique` counts distinct values of the property, as text.
 * - `time-weighted` averages over the period, to the millisecond. `level`: each value is what there is from its event on, until the next event.
 *   `change`: each value is added to what there is, and so held from its event to the period's end.
 */
export type Aggregation =
  | { readonly kind: 'sum' }
  | { readonly kind: 'count' }
  | { readonly kind: 'max' }
  /** `continuous` carries the previous period's value into an empty period. */
  | { readonly kind: 'last'; readonly continuous: boolean }
  /** Above 0 up to 100, as decimal text. */
  | { readonly kind: 'percentile'; readonly percent: DecimalText }
  | { readonly kind: 'unique' }
  /** `continuous` starts a period at the level on which the previous one ended, else at 0. */
  | { readonly kind: 'time-weighted'; readonly each: 'level' | 'change'; readonly continuous: boolean };

/** USG-07: event name + property + aggregation + filters + unit. Created before events are taken (USG-02). */
export type Metric = {
  readonly id: MetricId;
  readonly kind: 'metric';
  readonly rev: number;
  /** Unique, lower case. */
  readonly code: string;
  readonly name: string;
  readonly eventName: string;
  /** The property that is aggregated; empty for `count`. */
  readonly property: string;
  readonly aggregation: Aggregation;
  /** Every named property must have one of the values. */
  readonly filters: readonly { readonly property: string; readonly values: readonly string[] }[];
  readonly unit: string;
  /** OR-4: quantities are rounded up, down or to the nearest multiple before they are priced; `null` leaves them as they are. */
  readonly rounding: { readonly direction: 'up' | 'down' | 'nearest'; readonly to: DecimalText } | null;
  readonly state: 'active' | 'archived';
};

/** USG-03, USG-15: a raw event, kept as it came. Its id is derived from customer, event name and idempotency key (USG-05). */
export type UsageEvent = {
  readonly id: Id<'usage-event'>;
  readonly kind: 'usage-event';
  readonly rev: number;
  readonly customerId: CustomerId;
  /** Where a customer has several subscriptions of one metric; empty: any that prices the metric. */
  readonly subscriptionId: string;
  readonly name: string;
  /** When it happened; decides the period (USG-11). */
  readonly at: Instant;
  readonly receivedAt: Instant;
  readonly idempotencyKey: string;
  /** Numbers are decimal text. */
  readonly properties: Readonly<Record<string, string>>;
  /**
   * USG-10: a correction takes the place of an earlier event (its id) in every aggregate; the earlier one stays on record. A correction without
   * properties withdraws the earlier event and counts for nothing itself. Its id is derived from the event that it corrects, so that there is only one.
   */
  readonly supersedes: Id<'usage-event'> | null;
};

/** What was used between two instants (`from` inclusive, `until` exclusive). */
export type AggregatedUsage = {
  readonly quantity: DecimalText;
  /** Events that took part. */
  readonly eventCount: number;
  /** Events of the metric that have no number where it needs one. They count for nothing, so a screen that shows the quantity warns of them. */
  readonly unreadable: number;
  /** The first and last event that took part, for the trace from line to events (USG-15). */
  readonly firstAt: Instant | null;
  readonly lastAt: Instant | null;
};
