import type { UsageWindow } from '../../../core/usage/moments.ts';
import type { Aggregation, Metric, UsageEvent } from '../../../core/usage/types.ts';

/** January 2025. */
export const january: UsageWindow = { from: '2025-01-01T00:00:00.000Z', until: '2025-02-01T00:00:00.000Z' };

export const metricOf = (aggregation: Aggregation, changes: Partial<Metric> = {}): Metric => ({
  id: 'met_1',
  kind: 'metric',
  rev: 1,
  code: 'tokens',
  name: 'Tokens',
  eventName: 'llm.call',
  property: aggregation.kind === 'count' ? '' : 'value',
  aggregation,
  filters: [],
  unit: 'token',
  rounding: null,
  state: 'active',
  ...changes,
});

/** An event on a day of January 2025 (or at a full instant) with a value. */
export const eventOf = (id: string, when: string, value: string, changes: Partial<UsageEvent> = {}): UsageEvent => {
  const at = when.length === 24 ? when : `2025-01-${when.padStart(2, '0')}T00:00:00.000Z`;
  return {
    id,
    kind: 'usage-event',
    rev: 1,
    customerId: 'cus_1',
    subscriptionId: '',
    name: 'llm.call',
    at,
    receivedAt: at,
    idempotencyKey: '',
    properties: { value },
    supersedes: null,
    ...changes,
  };
};

/** Events on following days. */
export const eventsOf = (...values: readonly string[]): readonly UsageEvent[] =>
  values.map((value, index) => eventOf(`use_${String(index).padStart(4, '0')}`, String(index + 1), value));
