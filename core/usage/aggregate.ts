import { invariant } from '../kernel/invariant.ts';
import { type DecimalText, decimalText, Exact, exact } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import type { Collector } from './collector.ts';
import { collectorOf } from './collectors.ts';
import type { UsageWindow } from './moments.ts';
import { eventsFor, isWithdrawal, passes, readValue, supersededIds } from './trace.ts';
import { ScaledSum, scan, type Scaled } from './scaled.ts';
import type { AggregatedUsage, Metric, UsageEvent } from './types.ts';

/** What a host need not build a document for: a parsed row is enough. */
export type UsageRow = Pick<UsageEvent, 'id' | 'name' | 'at' | 'receivedAt' | 'properties' | 'supersedes'>;

/** OR-4: rounded to a multiple before it is priced; away from zero (`up`), towards it (`down`) or to the nearest, so that a correction mirrors what it corrects. */
export const roundedQuantity = (quantity: DecimalText, rounding: Metric['rounding']): DecimalText => {
  if (rounding === null) return quantity;
  const modes = { up: Exact.ROUND_UP, down: Exact.ROUND_DOWN, nearest: Exact.ROUND_HALF_UP } as const;
  return decimalText(exact(quantity).div(rounding.to).toDecimalPlaces(0, modes[rounding.direction]).times(rounding.to));
};

/**
 * Aggregates one metric over one window, event by event and in any order, without holding them (time-weighted levels apart, which need their order;
 * percentile and unique hold each distinct value once).
 */
export class Tally {
  private readonly metric: Metric;
  private readonly window: UsageWindow;
  private readonly superseded: ReadonlySet<string>;
  private readonly collector: Collector;
  private eventCount = 0;
  private unreadable = 0;
  private firstAt: Instant | null = null;
  private lastAt: Instant | null = null;

  constructor(metric: Metric, window: UsageWindow, superseded: ReadonlySet<string>) {
    invariant(window.from < window.until, 'a usage window begins before it ends');
    this.metric = metric;
    this.window = window;
    this.superseded = superseded;
    this.collector = collectorOf(metric.aggregation, window);
  }

  /** Takes an event in, if it is one of the metric's, in the window and not superseded. */
  add(event: UsageRow): void {
    if (event.name !== this.metric.eventName) return;
    if (event.supersedes !== null) {
      invariant(this.superseded.has(event.supersedes), 'a tally knows beforehand which events are superseded');
      if (isWithdrawal(event)) return;
    }
    if (this.metric.filters.length > 0 && !passes(this.metric, event.properties)) return;
    const value = readValue(this.metric, event.properties);
    if (value !== null) this.addValue(value, event.at, event.receivedAt, event.id);
  }

  /** The same where the host has chosen the event and read its property: the fast way in. */
  addValue(value: string, at: Instant, receivedAt: Instant, id: string): void {
    if (at < this.window.from || at >= this.window.until) return;
    if (this.superseded.size > 0 && this.superseded.has(id)) return;
    if (!this.collector.take(value, at, receivedAt, id)) {
      this.unreadable += 1;
      return;
    }
    this.eventCount += 1;
    if (this.firstAt === null || at < this.firstAt) this.firstAt = at;
    if (this.lastAt === null || at > this.lastAt) this.lastAt = at;
  }

  /** Takes in what another tally of the same metric and window has seen: parts of a file may be counted apart. */
  merge(other: Tally): void {
    invariant(
      other.metric.id === this.metric.id && other.window.from === this.window.from && other.window.until === this.window.until,
      'only tallies of one metric and window are merged',
    );
    this.collector.absorb(other.collector);
    this.eventCount += other.eventCount;
    this.unreadable += other.unreadable;
    if (other.firstAt !== null && (this.firstAt === null || other.firstAt < this.firstAt)) this.firstAt = other.firstAt;
    if (other.lastAt !== null && (this.lastAt === null || other.lastAt > this.lastAt)) this.lastAt = other.lastAt;
  }

  /** `carriedIn` is what `carriedOut` gave for the time before; only continuous metrics use it. */
  result(carriedIn: { readonly value: DecimalText } | null = null): AggregatedUsage {
    return {
      quantity: roundedQuantity(this.collector.quantity(carriedIn?.value ?? null), this.metric.rounding),
      eventCount: this.eventCount,
      unreadable: this.unreadable,
      firstAt: this.firstAt,
      lastAt: this.lastAt,
    };
  }
}

const none: ReadonlySet<string> = new Set();

/** A tally for a host that feeds rows. `superseded` are the ids that corrections name (`supersededIds`), known before the first row. */
export const aggregation = (metric: Metric, window: UsageWindow, superseded: ReadonlySet<string> = none): Tally =>
  new Tally(metric, window, superseded);

/**
 * USG-06, USG-08, OR-21: what was used in a window. Event time decides (USG-11), so a part of a period under one price is a window of its own (USG-14).
 * An empty window gives 0, or what was carried in where the metric is continuous. Corrections count wherever among `events` they lie (USG-10).
 */
export const aggregated = (
  metric: Metric,
  events: readonly UsageEvent[],
  window: UsageWindow,
  carriedIn: { readonly value: DecimalText } | null,
): AggregatedUsage => {
  const tally = aggregation(metric, window, supersededIds(events));
  for (const event of events) tally.add(event);
  return tally.result(carriedIn);
};

/**
 * What a continuous metric carries over the end of a window into the next: its last value, or the level on which its changes have ended. `null` for
 * other metrics, and where there is none yet.
 */
export const carriedOut = (
  metric: Metric,
  events: readonly UsageEvent[],
  window: UsageWindow,
  carriedIn: { readonly value: DecimalText } | null,
): { readonly value: DecimalText } | null => {
  const { aggregation: how } = metric;
  if ((how.kind !== 'last' && how.kind !== 'time-weighted') || !how.continuous) return null;
  const scratch: Scaled = { digits: 0, scale: 0 };
  const values = eventsFor(metric, events, window).flatMap((event) => readValue(metric, event.properties) ?? []);
  const numbers = values.filter((value) => scan(value, scratch));
  if (numbers.length === 0) return carriedIn;
  const last = numbers.at(-1) ?? '0';
  if (how.kind === 'last' || how.each === 'level') return { value: last };
  const level = new ScaledSum();
  for (const value of [carriedIn?.value ?? '0', ...numbers]) if (scan(value, scratch)) level.add(scratch.digits, scratch.scale);
  return { value: level.text() };
};
