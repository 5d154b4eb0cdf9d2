import { byPlace, type UsageWindow } from './moments.ts';
import type { Metric, UsageEvent } from './types.ts';

/** The parts of an event that decide whether it counts. */
export type Correctable = Pick<UsageEvent, 'id' | 'supersedes' | 'properties'>;

/** USG-10: the ids of events that a correction has taken the place of. Give every event that there is: a correction may lie in another period than what it corrects. */
export const supersededIds = (events: Iterable<Pick<UsageEvent, 'supersedes'>>): ReadonlySet<string> => {
  const ids = new Set<string>();
  for (const { supersedes } of events) if (supersedes !== null) ids.add(supersedes);
  return ids;
};

/** A correction without properties only takes an event away. */
export const isWithdrawal = (event: Pick<UsageEvent, 'supersedes' | 'properties'>): boolean =>
  event.supersedes !== null && Object.keys(event.properties).length === 0;

/** Events that still count: neither superseded nor a mere withdrawal. */
export const effective = <E extends Correctable>(events: readonly E[]): readonly E[] => {
  const superseded = supersededIds(events);
  return events.filter((event) => !superseded.has(event.id) && !isWithdrawal(event));
};

/** USG-07: every named property has one of the values. */
export const passes = (metric: Metric, properties: UsageEvent['properties']): boolean =>
  metric.filters.every(({ property, values }) => {
    const value = properties[property];
    return typeof value === 'string' && values.includes(value);
  });

/** What a metric reads of an event; `null` where the event has no such property, and so says nothing of the metric. */
export const readValue = (metric: Metric, properties: UsageEvent['properties']): string | null => {
  if (metric.aggregation.kind === 'count') return '1';
  // A property named like one of Object's own (`constructor`) is no text.
  const value: unknown = properties[metric.property];
  return typeof value === 'string' ? value : null;
};

/**
 * USG-15: the events behind an aggregate, in the order in which they happened: of the metric's name, through its filters, with a value of its property,
 * in the window where one is given. What a correction replaced is left out, so give all events and not only those of the window.
 */
export const eventsFor = (metric: Metric, events: readonly UsageEvent[], window: UsageWindow | null = null): readonly UsageEvent[] =>
  effective(events)
    .filter(
      (event) =>
        event.name === metric.eventName &&
        (window === null || (event.at >= window.from && event.at < window.until)) &&
        passes(metric, event.properties) &&
        readValue(metric, event.properties) !== null,
    )
    .toSorted(byPlace);
