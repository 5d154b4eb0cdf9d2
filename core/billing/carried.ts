import type { DecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { carriedOut } from '../usage/aggregate.ts';
import type { Metric } from '../usage/types.ts';
import type { UsageByName } from './usage-owner.ts';
import { eventsBetween } from './usage-window.ts';

type Level = { readonly value: DecimalText } | null;

const firstMoment: Instant = '0000-01-01T00:00:00.000Z';

/**
 * What a continuous metric brings into a window: where all earlier events of the subscription left it. Asked for ever later moments, as billing does,
 * it looks at each event once. It belongs to one computation.
 */
export const carriedLevels = (usage: UsageByName): ((metric: Metric, moment: Instant) => Level) => {
  const known = new Map<string, { readonly at: Instant; readonly level: Level }>();
  return (metric, moment) => {
    const { aggregation } = metric;
    if ((aggregation.kind !== 'last' && aggregation.kind !== 'time-weighted') || !aggregation.continuous) return null;
    const reached = known.get(metric.id);
    const start = reached !== undefined && reached.at <= moment ? reached : { at: firstMoment, level: null };
    const between = eventsBetween(usage.get(metric.eventName) ?? [], start.at, moment);
    const level = carriedOut(metric, between, { from: start.at, until: moment }, start.level);
    known.set(metric.id, { at: moment, level });
    return level;
  };
};
