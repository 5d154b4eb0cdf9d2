import { describe, expect, it } from 'vitest';
import { usageStanding } from '../../../core/views/usage-standing.ts';
import {
  component,
  countMetric,
  item,
  sampleCustomer,
  sampleSubscription,
  soldPlan,
  term,
  used,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';

const metric = countMetric('calls');
const bands = {
  kind: 'graduated',
  bands: [
    { upTo: '1000', unitPrice: '0.10', flat: '0' },
    { upTo: null, unitPrice: '0.05', flat: '0' },
  ],
} as const;
const plan = soldPlan(
  'api',
  [variantOf([component('calls', bands, { quantity: { kind: 'usage', metricId: 'calls' }, included: '100', timing: 'arrears' })])],
  { kind: 'usage', graceDays: 0 },
);
const subscription = sampleSubscription([item([term('api', '2025-01-01')])]);
const facts = {
  customer: sampleCustomer(),
  subscriptions: [subscription],
  catalog: worldOf([plan], {}, { metrics: [metric] }).shared.catalog,
};
const events = [used('calls', '2025-01-05', '400'), used('calls', '2025-01-10', '200')];

describe('where use stands', () => {
  it('[USG-12] adds up the running period and carries it on in proportion', () => {
    const [standing] = usageStanding({ ...facts, events }, '2025-01-16T12:00:00.000Z');
    expect(standing?.quantity).toBe('600');
    // Half of the month is over.
    expect(standing?.forecast).toBe('1200');
    expect(standing?.events).toBe(2);
  });

  it('[PRC-10] [PRC-17] prices it after the included units and says how far the band reaches', () => {
    const [standing] = usageStanding({ ...facts, events }, '2025-01-16T12:00:00.000Z');
    expect(standing?.amountMinor).toBe(5000);
    expect(standing?.forecastMinor).toBe(10_500);
    expect(standing?.threshold).toMatchObject({ from: '0', at: '1000', distance: '500', usedPercent: '50' });
  });

  it('[USG-12] draws its course to today: each day with what it ended with', () => {
    const [standing] = usageStanding({ ...facts, events }, '2025-01-16T12:00:00.000Z');
    expect(standing?.points.length).toBe(16);
    expect(standing?.points.at(0)).toEqual({ on: '2025-01-01', quantity: '0' });
    expect(standing?.points.at(4)).toEqual({ on: '2025-01-05', quantity: '400' });
    expect(standing?.points.at(-1)).toEqual({ on: '2025-01-16', quantity: '600' });
  });

  it('tells nothing of what has ended or is not measured', () => {
    const ended = { ...subscription, state: { kind: 'cancelled', on: '2025-01-01', reason: 'other', note: '' } } as const;
    expect(usageStanding({ ...facts, subscriptions: [ended], events }, '2025-01-16T12:00:00.000Z')).toEqual([]);
  });
});
