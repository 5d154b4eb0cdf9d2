import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import { aggregated } from '../../../core/usage/aggregate.ts';
import { outlook, runningTotals, type SummaryFilter, usageSummary } from '../../../core/usage/running.ts';
import type { Aggregation } from '../../../core/usage/types.ts';
import { eventOf, eventsOf, january, metricOf } from './sample.ts';

describe('running totals', () => {
  it('[USG-12] the total after each event, in order of time, without what was corrected', () => {
    const events = [...eventsOf('3', '9.5', '-1'), eventOf('fix', '4', '10', { supersedes: 'use_0001' })].toReversed();
    expect(runningTotals(metricOf({ kind: 'sum' }), events)).toEqual([
      { at: '2025-01-01T00:00:00.000Z', eventId: 'use_0000', quantity: '3' },
      { at: '2025-01-03T00:00:00.000Z', eventId: 'use_0002', quantity: '2' },
      { at: '2025-01-04T00:00:00.000Z', eventId: 'fix', quantity: '12' },
    ]);
    expect(runningTotals(metricOf({ kind: 'count' }), events).map(({ quantity }) => quantity)).toEqual(['1', '2', '3']);
    expect(() => runningTotals(metricOf({ kind: 'max' }), events)).toThrow(InvariantBroken);
  });

  it('rounds each total from the exact one, so that steps are charged when they are reached', () => {
    const metric = metricOf({ kind: 'sum' }, { rounding: { direction: 'up', to: '10' } });
    expect(runningTotals(metric, eventsOf('4', '4', '4', '8', '0.1')).map(({ quantity }) => quantity)).toEqual([
      '10',
      '10',
      '20',
      '20',
      '30',
    ]);
  });

  it('end with the aggregate, whatever the events', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: -500, max: 500 })), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(rows, fc.constantFrom<Aggregation>({ kind: 'sum' }, { kind: 'count' }), (list, how) => {
        const events = list.map(([day, tenths], index) => eventOf(`use_${index}`, String(day), String(tenths / 10)));
        const metric = metricOf(how, { rounding: { direction: 'nearest', to: '0.5' } });
        expect(runningTotals(metric, events, january).at(-1)?.quantity).toBe(aggregated(metric, events, january, null).quantity);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the outlook of a period', () => {
  const now = '2025-01-11T00:00:00.000Z';
  const events = [...eventsOf('100', '55', '45'), eventOf('later', '20', '1000')];

  it('[USG-12] tells what was used so far, and goes on in proportion to the time that has passed', () => {
    const { soFar, forecast, elapsedMs, periodMs } = outlook(metricOf({ kind: 'sum' }), events, january, now, null);
    expect([soFar.quantity, elapsedMs, periodMs]).toEqual(['200', 10 * 86_400_000, 31 * 86_400_000]);
    expect(forecast).toBe('620');
    expect(outlook(metricOf({ kind: 'count' }), events, january, '2025-01-08T00:00:00.000Z', null).forecast).toBe('13');
    expect(outlook(metricOf({ kind: 'sum' }), eventsOf('0.25'), january, now, null).forecast).toBe('0.78');
  });

  it('[USG-12] a maximum stands as it is; a level is taken to hold to the end', () => {
    expect(outlook(metricOf({ kind: 'max' }), events, january, now, null)).toMatchObject({ soFar: { quantity: '100' }, forecast: '100' });
    const level = metricOf({ kind: 'time-weighted', each: 'level', continuous: true });
    const { soFar, forecast } = outlook(level, [eventOf('a', '6', '31')], january, now, { value: '0' });
    expect([soFar.quantity, forecast]).toEqual(['15.5', '26']);
  });

  it('[USG-12] has no forecast before the period began, and is the aggregate when it is over', () => {
    const metric = metricOf({ kind: 'sum' });
    expect(outlook(metric, events, january, january.from, null)).toMatchObject({ forecast: null, soFar: { quantity: '0' } });
    const over = outlook(metric, events, january, '2025-03-01T00:00:00.000Z', null);
    expect([over.soFar, over.forecast]).toEqual([aggregated(metric, events, january, null), '1200']);
  });

  it('rounds so far and forecast as the metric asks', () => {
    const metric = metricOf({ kind: 'sum' }, { rounding: { direction: 'up', to: '1000' } });
    expect(outlook(metric, events, january, now, null)).toMatchObject({ soFar: { quantity: '1000' }, forecast: '1000' });
  });
});

describe('the summary', () => {
  const filter: SummaryFilter = { customerId: 'cus_1', startsOn: null, endsOn: null, name: null, zone: 'Europe/London' };
  const events = [
    eventOf('a', '2025-07-01T22:59:59.999Z', '1'),
    eventOf('b', '2025-07-01T23:00:00.000Z', '1', { receivedAt: '2025-09-01T00:00:00.000Z' }),
    eventOf('c', '2025-07-05T22:59:59.999Z', '1'),
    eventOf('d', '2025-07-05T23:00:00.000Z', '1'),
    eventOf('e', '2025-07-03T00:00:00.000Z', '1', { name: 'image' }),
    eventOf('f', '2025-07-03T00:00:00.000Z', '1', { customerId: 'cus_2' }),
    eventOf('c2', '2025-07-05T22:59:59.999Z', '2', { supersedes: 'c' }),
  ];

  it('[USG-09] counts per event name, with the last report, between two days that both count', () => {
    expect(usageSummary(events, { ...filter, startsOn: '2025-07-02', endsOn: '2025-07-05' })).toEqual([
      { name: 'image', count: 1, lastAt: '2025-07-03T00:00:00.000Z', lastReceivedAt: '2025-07-03T00:00:00.000Z' },
      { name: 'llm.call', count: 2, lastAt: '2025-07-05T22:59:59.999Z', lastReceivedAt: '2025-09-01T00:00:00.000Z' },
    ]);
    expect(usageSummary(events, filter).map(({ name, count }) => [name, count])).toEqual([
      ['image', 1],
      ['llm.call', 4],
    ]);
    expect(usageSummary(events, { ...filter, name: 'image' }).map(({ count }) => count)).toEqual([1]);
    expect(usageSummary(events, { ...filter, customerId: 'cus_3' })).toEqual([]);
  });
});
