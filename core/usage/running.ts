import { invariant } from '../kernel/invariant.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { dateIn, type Zone } from '../time/zone.ts';
import { aggregated, roundedQuantity } from './aggregate.ts';
import { msOf, type UsageWindow } from './moments.ts';
import { roundedQuotient, type Scaled, scaledOf, ScaledSum, scaledText, scan } from './scaled.ts';
import { effective, eventsFor, readValue } from './trace.ts';
import type { AggregatedUsage, Metric, UsageEvent } from './types.ts';

/** The total after one event. */
export type RunningTotal = { readonly at: Instant; readonly eventId: string; readonly quantity: DecimalText };

/**
 * BIL-05: the total after each event, ascending, for sum and count metrics: pay-as-you-go charges what each event adds. Quantities are rounded as
 * the metric asks (OR-4), each from the exact total, so the last one equals the aggregate.
 */
export const runningTotals = (
  metric: Metric,
  events: readonly UsageEvent[],
  window: UsageWindow | null = null,
): readonly RunningTotal[] => {
  const { kind } = metric.aggregation;
  invariant(kind === 'sum' || kind === 'count', 'only sums and counts have running totals');
  const total = new ScaledSum();
  const scratch: Scaled = { digits: 0, scale: 0 };
  const totals: RunningTotal[] = [];
  for (const event of eventsFor(metric, events, window)) {
    if (!scan(readValue(metric, event.properties) ?? '', scratch)) continue;
    total.add(scratch.digits, scratch.scale);
    totals.push({ at: event.at, eventId: event.id, quantity: roundedQuantity(total.text(), metric.rounding) });
  }
  return totals;
};

/** USG-12: where a period stands now, and where it will end if the rest is like the part behind. */
export type UsageOutlook = {
  readonly soFar: AggregatedUsage;
  /** `null` before any time has passed. */
  readonly forecast: DecimalText | null;
  readonly elapsedMs: number;
  readonly periodMs: number;
};

/** Sums and counts grow with time, so they go on in proportion; the decimals of the forecast are those of what was counted. */
const inProportion = (quantity: DecimalText, elapsedMs: number, periodMs: number): DecimalText => {
  const value = scaledOf(quantity);
  return scaledText(roundedQuotient(BigInt(value.digits) * BigInt(periodMs), BigInt(elapsedMs)), value.scale);
};

/**
 * USG-12: the running total of a period at `now`, with a forecast in whole-number arithmetic. A maximum, a last value, a percentile or a unique count is
 * forecast as it stands; a time-weighted metric as if its level held to the period's end. What a bill or a band would be is rated from these.
 */
export const outlook = (
  metric: Metric,
  events: readonly UsageEvent[],
  period: UsageWindow,
  now: Instant,
  carriedIn: { readonly value: DecimalText } | null,
): UsageOutlook => {
  const until = now < period.until ? now : period.until;
  const periodMs = msOf(period.until) - msOf(period.from);
  const elapsedMs = Math.max(0, msOf(until) - msOf(period.from));
  if (elapsedMs === 0) {
    const unused: AggregatedUsage = { quantity: '0', eventCount: 0, unreadable: 0, firstAt: null, lastAt: null };
    return { soFar: unused, forecast: null, elapsedMs: 0, periodMs };
  }
  const window = { from: period.from, until };
  const soFar = aggregated(metric, events, window, carriedIn);
  const { kind } = metric.aggregation;
  if (kind === 'sum' || kind === 'count') {
    const exactly = aggregated({ ...metric, rounding: null }, events, window, null).quantity;
    return { soFar, forecast: roundedQuantity(inProportion(exactly, elapsedMs, periodMs), metric.rounding), elapsedMs, periodMs };
  }
  if (kind !== 'time-weighted') return { soFar, forecast: soFar.quantity, elapsedMs, periodMs };
  const known = eventsFor(metric, events, window);
  return { soFar, forecast: aggregated(metric, known, period, carriedIn).quantity, elapsedMs, periodMs };
};

/** USG-09: what a customer reported of one event name. */
export type UsageSummary = {
  readonly name: string;
  readonly count: number;
  /** When the newest event happened, and when the newest report arrived. */
  readonly lastAt: Instant;
  readonly lastReceivedAt: Instant;
};

export type SummaryFilter = {
  readonly customerId: string;
  /** Days on the wall clock of `zone`, both inclusive; `null` for no bound. */
  readonly startsOn: PlainDate | null;
  readonly endsOn: PlainDate | null;
  /** `null` for every name. */
  readonly name: string | null;
  readonly zone: Zone;
};

/** USG-09: counts per event name, by name. Superseded events are not counted. */
export const usageSummary = (events: readonly UsageEvent[], filter: SummaryFilter): readonly UsageSummary[] => {
  const byName = new Map<string, UsageSummary>();
  for (const event of effective(events)) {
    if (event.customerId !== filter.customerId || (filter.name !== null && event.name !== filter.name)) continue;
    const on = dateIn(event.at, filter.zone);
    if ((filter.startsOn !== null && on < filter.startsOn) || (filter.endsOn !== null && on > filter.endsOn)) continue;
    const known = byName.get(event.name);
    byName.set(event.name, {
      name: event.name,
      count: (known?.count ?? 0) + 1,
      lastAt: known !== undefined && known.lastAt > event.at ? known.lastAt : event.at,
      lastReceivedAt: known !== undefined && known.lastReceivedAt > event.receivedAt ? known.lastReceivedAt : event.receivedAt,
    });
  }
  return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};
