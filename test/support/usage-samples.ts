import type { Metric, UsageEvent } from '../../core/usage/types.ts';

export const countMetric = (id: string, changes: Partial<Metric> = {}): Metric => ({
  id,
  kind: 'metric',
  rev: 1,
  code: id,
  name: id,
  eventName: id,
  property: 'amount',
  aggregation: { kind: 'sum' },
  filters: [],
  unit: 'unit',
  rounding: null,
  state: 'active',
  ...changes,
});

let nextEvent = 0;
/** An event of the sum metric `name`, on a day at noon UTC unless the moment is given. */
export const used = (name: string, on: string, amount: string, changes: Partial<UsageEvent> = {}): UsageEvent => {
  nextEvent += 1;
  const at = on.length === 10 ? `${on}T12:00:00.000Z` : on;
  return {
    id: `evt_${String(nextEvent).padStart(6, '0')}`,
    kind: 'usage-event',
    rev: 1,
    customerId: 'cus_1',
    subscriptionId: '',
    name,
    at,
    receivedAt: at,
    idempotencyKey: `k${nextEvent}`,
    properties: { amount },
    supersedes: null,
    ...changes,
  };
};
