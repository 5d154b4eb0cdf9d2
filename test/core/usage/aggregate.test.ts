import { describe, expect, it } from 'vitest';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import { aggregated, aggregation, carriedOut, roundedQuantity } from '../../../core/usage/aggregate.ts';
import { eventsFor, supersededIds } from '../../../core/usage/trace.ts';
import type { Aggregation, UsageEvent } from '../../../core/usage/types.ts';
import { eventOf, eventsOf, january, metricOf } from './sample.ts';

const quantity = (how: Aggregation, events: readonly UsageEvent[], carriedIn: string | null = null): string =>
  aggregated(metricOf(how), events, january, carriedIn === null ? null : { value: carriedIn }).quantity;

describe('aggregations', () => {
  const values = eventsOf('3', '9', '4.50', '-1');

  it.each([
    ['sum', { kind: 'sum' }, '15.5'],
    ['count', { kind: 'count' }, '4'],
    ['max', { kind: 'max' }, '9'],
    ['last', { kind: 'last', continuous: false }, '-1'],
    ['percentile', { kind: 'percentile', percent: '50' }, '3'],
    ['unique', { kind: 'unique' }, '4'],
  ] as const)('[USG-06] %s, in any order', (_name, how, expected) => {
    expect(quantity(how, values)).toBe(expected);
    expect(quantity(how, values.toReversed())).toBe(expected);
  });

  it('[USG-06] max of negative values is the greatest of them, and decimals compare as numbers', () => {
    expect(quantity({ kind: 'max' }, eventsOf('-3', '-1.5', '-20'))).toBe('-1.5');
    expect(quantity({ kind: 'max' }, eventsOf('9.99', '10.0', '9.999'))).toBe('10');
  });

  it('[USG-06] last by event time, a tie by the order of arrival', () => {
    const at = '2025-01-05T10:00:00.000Z';
    const tie = [
      eventOf('use_b', at, '1', { receivedAt: '2025-01-05T10:00:02.000Z' }),
      eventOf('use_a', at, '2', { receivedAt: '2025-01-05T10:00:03.000Z' }),
      eventOf('use_c', '4', '3', { receivedAt: '2025-01-09T00:00:00.000Z' }),
      eventOf('use_0', at, '4', { receivedAt: '2025-01-05T10:00:02.000Z' }),
    ];
    expect(quantity({ kind: 'last', continuous: false }, tie)).toBe('2');
    expect(quantity({ kind: 'last', continuous: false }, tie.slice(0, 1).concat(tie.slice(3)))).toBe('1');
  });

  it('[USG-06] percentile by nearest rank, in whole numbers', () => {
    const rank = (percent: string, ...given: readonly string[]) => quantity({ kind: 'percentile', percent }, eventsOf(...given));
    expect(rank('100', '5', '1', '3')).toBe('5');
    expect(rank('0.000001', '5', '1', '3')).toBe('1');
    expect(rank('33.333333', '5', '1', '3')).toBe('1');
    expect(rank('33.333334', '5', '1', '3')).toBe('3');
    expect(rank('50', '2', '2.0', '2.00', '7')).toBe('2');
    expect(rank('75', '1e3', '4')).toBe('4');
    expect(rank('50', '0.1', '100000000000000000000.5', '12')).toBe('12');
  });

  it('[USG-06] unique counts distinct texts', () => {
    expect(quantity({ kind: 'unique' }, eventsOf('anna', 'ben', 'anna', 'Anna'))).toBe('3');
  });

  it('[USG-06] time-weighted levels hold from each event to the next, from zero or from what was carried in', () => {
    const how = { kind: 'time-weighted', each: 'level', continuous: false } as const;
    const levels = [eventOf('a', '11', '31'), eventOf('b', '21', '62')];
    // 10 days of 0, 10 days of 31, 11 days of 62, over 31 days.
    expect(quantity(how, levels)).toBe('32');
    expect(quantity({ ...how, continuous: true }, levels, '3.1')).toBe('33');
    expect(quantity(how, levels, '3.1')).toBe('32');
    expect(quantity(how, [eventOf('a', january.from, '8')])).toBe('8');
  });

  it.each([
    ['a month', january],
    ['eight thousand years', { from: '1970-01-01T00:00:00.000Z', until: '9970-01-01T00:00:00.000Z' }],
  ])('[USG-06] of levels at one moment the last to arrive holds, over %s', (_name, window) => {
    const middle = new Date((Date.parse(window.from) + Date.parse(window.until)) / 2).toISOString();
    const first = Array.from({ length: 50 }, (_, index) =>
      eventOf(`use_${99 - index}`, window.from, String(index), { receivedAt: `2025-01-01T00:00:${index + 10}.000Z` }),
    );
    const how = metricOf({ kind: 'time-weighted', each: 'level', continuous: false });
    // Half of the time at 49, the last to arrive, and half at 51.
    for (const events of [
      [eventOf('use_00', middle, '51'), ...first],
      [...first.toReversed(), eventOf('use_00', middle, '51')],
    ]) {
      expect(aggregated(how, events, window, null).quantity).toBe('50');
    }
  });

  it('[USG-06] time-weighted changes hold from each event to the end of the period', () => {
    const how = { kind: 'time-weighted', each: 'change', continuous: false } as const;
    const changes = [eventOf('a', '11', '31'), eventOf('b', '21', '-31')];
    // 31 for 21 days, less 31 for 11 days, over 31 days.
    expect(quantity(how, changes)).toBe('10');
    expect(quantity({ ...how, continuous: true }, changes, '5')).toBe('15');
    expect(quantity(how, [eventOf('a', '2025-01-31T23:59:59.999Z', '1')])).toBe('0.0000000003733572282');
  });

  it('[USG-06] nothing used is zero; a continuous value is carried in', () => {
    for (const how of [
      { kind: 'sum' },
      { kind: 'count' },
      { kind: 'max' },
      { kind: 'percentile', percent: '95' },
      { kind: 'unique' },
    ] as const) {
      expect(quantity(how, [], '7')).toBe('0');
    }
    expect(quantity({ kind: 'last', continuous: false }, [], '7')).toBe('0');
    expect(quantity({ kind: 'last', continuous: true }, [], '7')).toBe('7');
    expect(quantity({ kind: 'last', continuous: true }, [])).toBe('0');
    expect(quantity({ kind: 'time-weighted', each: 'level', continuous: true }, [], '7')).toBe('7');
    expect(quantity({ kind: 'time-weighted', each: 'change', continuous: true }, [], '7')).toBe('7');
  });

  it('carries out the last value or the level, also over an empty period, and nothing for other metrics', () => {
    const carried = (how: Aggregation, events: readonly UsageEvent[], before: string | null = null) =>
      carriedOut(metricOf(how), events, january, before === null ? null : { value: before });
    const last = { kind: 'last', continuous: true } as const;
    expect(carried(last, eventsOf('3', '9', '4'))).toEqual({ value: '4' });
    expect(carried(last, [], '6')).toEqual({ value: '6' });
    expect(carried(last, [])).toBeNull();
    expect(carried({ kind: 'time-weighted', each: 'level', continuous: true }, eventsOf('3', '9'), '6')).toEqual({ value: '9' });
    expect(carried({ kind: 'time-weighted', each: 'change', continuous: true }, eventsOf('3', '-9.5'), '6')).toEqual({ value: '-0.5' });
    expect(carried({ ...last, continuous: false }, eventsOf('3'), '6')).toBeNull();
    expect(carried({ kind: 'sum' }, eventsOf('3'), '6')).toBeNull();
  });
});

describe('what takes part', () => {
  it('[USG-07] the name, the filters and the property decide', () => {
    const metric = metricOf(
      { kind: 'sum' },
      {
        filters: [
          { property: 'region', values: ['eu', 'uk'] },
          { property: 'tier', values: ['gold'] },
        ],
      },
    );
    const event = (id: string, properties: Record<string, string>, name = 'llm.call') => eventOf(id, '3', '', { properties, name });
    const events = [
      event('a', { value: '1', region: 'eu', tier: 'gold' }),
      event('b', { value: '2', region: 'uk', tier: 'gold' }),
      event('c', { value: '4', region: 'us', tier: 'gold' }),
      event('d', { value: '8', region: 'eu' }),
      event('e', { value: '16', region: 'eu', tier: 'gold' }, 'other'),
      event('f', { region: 'eu', tier: 'gold' }),
    ];
    expect(aggregated(metric, events, january, null)).toMatchObject({ quantity: '3', eventCount: 2, unreadable: 0 });
    expect(eventsFor(metric, events).map(({ id }) => id)).toEqual(['a', 'b']);
    expect(aggregated(metricOf({ kind: 'count' }), events, january, null).quantity).toBe('5');
    const inherited = metricOf({ kind: 'unique' }, { property: 'constructor' });
    expect(aggregated(inherited, events, january, null)).toMatchObject({ quantity: '0', eventCount: 0 });
  });

  it('[USG-08] [USG-11] event time decides the period, whenever it arrives; periods are half-open', () => {
    const late = { receivedAt: '2025-03-10T00:00:00.000Z' };
    const events = [
      eventOf('a', january.from, '1', late),
      eventOf('b', '2025-01-31T23:59:59.999Z', '2', late),
      eventOf('c', january.until, '4'),
      eventOf('d', '2024-12-31T23:59:59.999Z', '8', late),
    ];
    expect(aggregated(metricOf({ kind: 'sum' }), events, january, null)).toEqual({
      quantity: '3',
      eventCount: 2,
      unreadable: 0,
      firstAt: january.from,
      lastAt: '2025-01-31T23:59:59.999Z',
    });
    const february = { from: january.until, until: '2025-03-01T00:00:00.000Z' };
    expect(aggregated(metricOf({ kind: 'sum' }), events, february, null).quantity).toBe('4');
    expect(() => aggregation(metricOf({ kind: 'sum' }), { from: january.until, until: january.from })).toThrow(InvariantBroken);
  });

  it('[USG-14] a period cut at a plan change is two windows that lose nothing and share nothing', () => {
    const change = '2025-01-15T09:30:00.000Z';
    const events = [
      ...eventsOf(...Array.from({ length: 31 }, (_, index) => String(index))),
      eventOf('x', change, '100'),
      eventOf('y', '2025-01-15T09:29:59.999Z', '1000'),
    ];
    const sum = (window: typeof january) => Number(aggregated(metricOf({ kind: 'sum' }), events, window, null).quantity);
    expect([sum({ from: january.from, until: change }), sum({ from: change, until: january.until })]).toEqual([1105, 460]);
    expect(sum(january)).toBe(1565);
  });

  it('[USG-10] a correction takes the place of what it corrects, wherever both lie; the earlier one stays on record', () => {
    const events = [
      eventOf('a', '3', '100'),
      eventOf('b', '4', '7'),
      eventOf('a2', '2025-02-02T00:00:00.000Z', '40', { supersedes: 'a' }),
      eventOf('b2', '4', '9', { supersedes: 'b' }),
      eventOf('b3', '4', '11', { supersedes: 'b2' }),
    ];
    expect(quantity({ kind: 'sum' }, events)).toBe('11');
    expect(quantity({ kind: 'sum' }, events.toReversed())).toBe('11');
    expect(quantity({ kind: 'count' }, events)).toBe('1');
    expect(events.map(({ id }) => id)).toContain('a');
  });

  it('[USG-10] a correction without properties only withdraws; a negative value corrects a sum', () => {
    const withdrawal = eventOf('a2', '3', '', { supersedes: 'a', properties: {} });
    const events = [eventOf('a', '3', '100'), withdrawal, eventOf('b', '5', '30'), eventOf('c', '6', '-12.5')];
    expect(quantity({ kind: 'sum' }, events)).toBe('17.5');
    expect(quantity({ kind: 'count' }, events)).toBe('2');
    expect(eventsFor(metricOf({ kind: 'count' }), events).map(({ id }) => id)).toEqual(['b', 'c']);
  });

  it('[USG-15] names the events behind a quantity, in order; they give the same quantity again', () => {
    const events = [
      ...eventsOf('3', '9', '4').toReversed(),
      eventOf('feb', january.until, '5'),
      eventOf('a2', '2', '1', { supersedes: 'use_0001' }),
    ];
    const metric = metricOf({ kind: 'sum' });
    const traced = eventsFor(metric, events, january);
    expect(traced.map(({ id }) => id)).toEqual(['use_0000', 'a2', 'use_0002']);
    const result = aggregated(metric, events, january, null);
    expect(aggregated(metric, traced, january, null)).toMatchObject({ quantity: result.quantity, eventCount: traced.length });
    expect([result.firstAt, result.lastAt]).toEqual([traced[0]?.at, traced.at(-1)?.at]);
  });

  it('counts what it cannot read, and leaves it out', () => {
    const events = eventsOf('1', 'many', '1e3', '', '0x10', ' 2', '1.', '.5', '--1', '-', '5');
    expect(aggregated(metricOf({ kind: 'sum' }), events, january, null)).toMatchObject({ quantity: '6', eventCount: 2, unreadable: 9 });
    for (const how of [{ kind: 'max' }, { kind: 'last', continuous: false }, { kind: 'percentile', percent: '100' }] as const) {
      expect(aggregated(metricOf(how), events, january, null)).toMatchObject({ quantity: '5', unreadable: 9 });
    }
  });

  it('a tally wants to know beforehand which events are superseded', () => {
    const events = [eventOf('a', '3', '100'), eventOf('b', '3', '1', { supersedes: 'a' })];
    const blind = aggregation(metricOf({ kind: 'sum' }), january);
    expect(() => events.forEach((event) => blind.add(event))).toThrow(InvariantBroken);
    const tally = aggregation(metricOf({ kind: 'sum' }), january, supersededIds(events));
    for (const event of events) tally.add(event);
    expect(tally.result().quantity).toBe('1');
    expect(() => tally.merge(aggregation(metricOf({ kind: 'sum' }, { id: 'met_2' }), january))).toThrow(InvariantBroken);
  });
});

describe('rounding a quantity', () => {
  it.each([
    ['12.3', 'up', '1', '13'],
    ['12.3', 'down', '1', '12'],
    ['12.5', 'nearest', '1', '13'],
    ['12.4', 'nearest', '1', '12'],
    ['12', 'up', '1', '12'],
    ['1201', 'up', '1000', '2000'],
    ['0.35', 'down', '0.1', '0.3'],
    ['0.9', 'up', '0.3', '0.9'],
    ['-12.3', 'up', '1', '-13'],
    ['-12.5', 'nearest', '1', '-13'],
    ['-12.3', 'down', '1', '-12'],
    ['0', 'up', '1000', '0'],
  ] as const)('[USG-07] %s %s to a multiple of %s is %s', (text, direction, to, expected) => {
    expect(roundedQuantity(text, { direction, to })).toBe(expected);
  });

  it('happens once, to the aggregate', () => {
    const metric = metricOf({ kind: 'sum' }, { rounding: { direction: 'up', to: '1' } });
    expect(aggregated(metric, eventsOf('0.4', '0.4', '0.4'), january, null).quantity).toBe('2');
    expect(roundedQuantity('1.25', null)).toBe('1.25');
  });
});
