import { describe, expect, it } from 'vitest';
import type { Condition, PriceModel } from '../../../core/catalog/price-model.ts';
import type { ExternalSeries } from '../../../core/catalog/types.ts';
import type { PricingContext } from '../../../core/rating/priced.ts';
import type { PricedShare } from '../../../core/rating/types.ts';
import { context, cost, question, rule, workingOf } from './questions.ts';

type Dynamic = Extract<PriceModel, { kind: 'dynamic' }>;

const model = (rules: Dynamic['rules'], more: Partial<Dynamic> = {}): Dynamic => ({
  kind: 'dynamic',
  yields: 'unit-price',
  rules,
  fallback: rule('fallback', '1'),
  ...more,
});

/** The rule that prices one unit in a context. */
const winner = (rules: Dynamic['rules'], change: Partial<PricingContext>): string | undefined =>
  workingOf(question(model(rules), '1', { context: { ...context, ...change } })).shares[0]?.rule?.id;

const holds = (condition: Condition, change: Partial<PricingContext>): boolean =>
  winner([rule('wanted', '2', [condition])], change) === 'wanted';

const spot = (...values: ExternalSeries['values']): ExternalSeries => ({
  id: 'ext_1',
  kind: 'external-series',
  rev: 1,
  name: 'spot',
  values,
});

const summary = (shares: readonly PricedShare[]) => shares.map(({ rule: by, units, amount }) => [by?.id, units, amount]);

describe('the conditions of a dynamic price', () => {
  it('[PRC-06] [CAT-26] segment', () => {
    const partner: Condition = { kind: 'segment', oneOf: ['partner', 'reseller'] };
    expect([
      holds(partner, { segments: ['standard', 'reseller'] }),
      holds(partner, { segments: ['standard'] }),
      holds(partner, { segments: [] }),
    ]).toEqual([true, false, false]);
  });

  it('[PRC-06] attribute', () => {
    const gold: Condition = { kind: 'attribute', name: 'tier', oneOf: ['gold'] };
    expect([holds(gold, { attributes: { tier: 'gold' } }), holds(gold, { attributes: { tier: 'tin' } }), holds(gold, {})]).toEqual([
      true,
      false,
      false,
    ]);
    expect(holds({ kind: 'attribute', name: 'constructor', oneOf: [''] }, {})).toBe(false);
  });

  it('[PRC-16] an attribute named like a part of every object is noted as one that the customer does not have', () => {
    const odd: Condition = { kind: 'attribute', name: 'constructor', oneOf: ['x'] };
    const inputs = (change: Partial<PricingContext>) =>
      workingOf(question(model([rule('wanted', '2', [odd])]), '1', { context: { ...context, ...change } })).shares[0]?.rule?.inputs;
    expect(inputs({})).toMatchObject({ 'attribute:constructor': '' });
    expect(inputs({ attributes: { constructor: 'x' } })).toMatchObject({ 'attribute:constructor': 'x' });
  });

  it('[PRC-06] country and region, the region with or without its country', () => {
    const california = { country: 'US', region: 'CA' };
    expect(holds({ kind: 'country', oneOf: ['US', 'GB'] }, california)).toBe(true);
    expect(holds({ kind: 'country', oneOf: ['FR'] }, california)).toBe(false);
    expect(holds({ kind: 'region', oneOf: ['US-CA'] }, california)).toBe(true);
    expect(holds({ kind: 'region', oneOf: ['CA'] }, california)).toBe(true);
    expect(holds({ kind: 'region', oneOf: ['US-NY'] }, california)).toBe(false);
    expect(holds({ kind: 'region', oneOf: ['US-'] }, { country: 'US', region: '' })).toBe(false);
  });

  it('[PRC-06] weekday, by the wall clock of the entity', () => {
    const monday: Condition = { kind: 'weekday', oneOf: [1] };
    // Sunday 1 November 2026 at 16:00 UTC is Monday in Auckland.
    expect(holds(monday, { at: '2026-11-01T16:00:00.000Z', zone: 'Pacific/Auckland' })).toBe(true);
    expect(holds(monday, { at: '2026-11-01T16:00:00.000Z', zone: 'Europe/London' })).toBe(false);
  });

  it('[PRC-06] hours, start inclusive, end exclusive, also over midnight', () => {
    const at = (time: string) => ({ at: `2026-11-03T${time}:00.000Z` });
    const day: Condition = { kind: 'hours', from: '07:00', until: '19:00' };
    const night: Condition = { kind: 'hours', from: '22:00', until: '06:00' };
    const late: Condition = { kind: 'hours', from: '18:00', until: '24:00' };
    expect(['06:59', '07:00', '18:59', '19:00'].map((time) => holds(day, at(time)))).toEqual([false, true, true, false]);
    expect(['21:59', '22:00', '23:59', '00:00', '05:59', '06:00'].map((time) => holds(night, at(time)))).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
    ]);
    expect(['17:59', '18:00', '23:59', '00:00'].map((time) => holds(late, at(time)))).toEqual([false, true, true, false]);
  });

  it('[PRC-06] hours follow daylight saving and zones off the hour', () => {
    const nine: Condition = { kind: 'hours', from: '09:00', until: '10:00' };
    expect(holds(nine, { at: '2026-07-01T08:30:00.000Z', zone: 'Europe/London' })).toBe(true);
    expect(holds(nine, { at: '2026-12-01T08:30:00.000Z', zone: 'Europe/London' })).toBe(false);
    expect(holds(nine, { at: '2026-07-01T03:15:00.000Z', zone: 'Asia/Kathmandu' })).toBe(true);
    expect(holds(nine, { at: '2026-07-01T04:15:00.000Z', zone: 'Asia/Kathmandu' })).toBe(false);
    // Before 1972 offsets were not whole quarters of an hour: Monrovia was 44:30 behind.
    expect(holds(nine, { at: '1971-07-01T09:44:30.000Z', zone: 'Africa/Monrovia' })).toBe(true);
    expect(holds(nine, { at: '1971-07-01T09:44:29.000Z', zone: 'Africa/Monrovia' })).toBe(false);
  });

  it('[PRC-06] [OR-6] an outside value: the newest at or before the moment', () => {
    const external = [spot({ at: '2026-11-01T00:00:00.000Z', value: '40' }, { at: '2026-11-02T00:00:00.000Z', value: '-5.5' })];
    const asks = (compare: Extract<Condition, { kind: 'external' }>['compare'], value: string, at: string): boolean =>
      holds({ kind: 'external', name: 'spot', compare, value }, { at, external });
    expect(asks('equal', '40.0', '2026-11-01T23:59:59.999Z')).toBe(true);
    expect(asks('below', '0', '2026-11-02T00:00:00.000Z')).toBe(true);
    const at = '2026-11-01T12:00:00.000Z';
    const table = (['below', 'at-most', 'equal', 'at-least', 'above'] as const).map((compare) =>
      ['39', '40', '41'].map((value) => asks(compare, value, at)),
    );
    expect(table).toEqual([
      [false, false, true],
      [false, true, true],
      [false, true, false],
      [true, true, false],
      [true, false, false],
    ]);
  });

  it('[PRC-06] all conditions of a rule must hold', () => {
    const both: readonly Condition[] = [
      { kind: 'country', oneOf: ['GB'] },
      { kind: 'segment', oneOf: ['partner'] },
    ];
    expect([winner([rule('both', '2', both)], { segments: ['partner'] }), winner([rule('both', '2', both)], {})]).toEqual([
      'both',
      'fallback',
    ]);
  });
});

describe('the rules of a dynamic price', () => {
  const gb: Condition = { kind: 'country', oneOf: ['GB'] };

  it('[PRC-16] are ranked: the first that holds wins, the fallback is for the rest', () => {
    const rules = [rule('first', '2', [gb]), rule('second', '3', [gb])];
    expect([winner(rules, {}), winner(rules.toReversed(), {}), winner(rules, { country: 'FR' })]).toEqual(['first', 'second', 'fallback']);
  });

  it('[PRC-16] every share names the rule, its version and what it looked at', () => {
    const rules = [
      {
        ...rule('a', '2', [{ kind: 'segment', oneOf: ['x'] } as const, { kind: 'attribute', name: 'tier', oneOf: ['gold'] } as const]),
        version: 4,
      },
      {
        ...rule('b', '3', [gb, { kind: 'external', name: 'spot', compare: 'below', value: '50' } as const]),
        version: 7,
        name: 'Cheap power',
      },
    ];
    const asked = question(model(rules), '5', {
      context: { ...context, segments: ['zeta', 'alpha'], external: [spot({ at: '2026-10-01T00:00:00.000Z', value: '42.10' })] },
    });
    expect(workingOf(asked).shares).toEqual([
      {
        from: '0',
        upTo: null,
        units: '5',
        unitPrice: '3',
        flat: '0',
        amount: '15',
        rule: {
          id: 'b',
          version: 7,
          name: 'Cheap power',
          inputs: { segments: 'alpha,zeta', 'attribute:tier': '', country: 'GB', 'external:spot': '42.10', at: '2026-11-01T00:00:00.000Z' },
          warning: '',
        },
      },
    ]);
  });

  it('[OR-6] a missing outside value that would decide leads to the fallback, with a warning', () => {
    const rules = [
      rule('other country', '9', [
        { kind: 'external', name: 'spot', compare: 'below', value: '50' },
        { kind: 'country', oneOf: ['FR'] },
      ]),
      rule('cheap', '2', [gb, { kind: 'external', name: 'spot', compare: 'below', value: '50' }]),
      rule('any', '3', [gb]),
    ];
    const early = workingOf(
      question(model(rules), '1', { context: { ...context, external: [spot({ at: '2026-12-01T00:00:00.000Z', value: '1' })] } }),
    );
    expect([early.shares[0]?.rule?.id, early.shares[0]?.rule?.warning]).toEqual(['fallback', 'external-value-missing:spot']);
    // A rule that fails anyway does not need the value.
    const french = workingOf(question(model(rules.slice(1)), '1', { context: { ...context, country: 'FR' } }));
    expect([french.shares[0]?.rule?.id, french.shares[0]?.rule?.warning]).toEqual(['fallback', '']);
  });

  it('[PRC-06] yields a unit price or a total', () => {
    const total = model([rule('flat', '99', [gb])], { yields: 'total' });
    expect(['0', '1', '250'].map((quantity) => cost(question(total, quantity)))).toEqual(['0.00', '99.00', '99.00']);
    expect(cost(question(model([rule('each', '2', [gb])]), '250'))).toBe('500.00');
  });
});

describe('a dynamic price of single events', () => {
  const peak: readonly Condition[] = [{ kind: 'hours', from: '07:00', until: '19:00' }];
  const tariff = model([rule('peak', '0.30', peak)], { fallback: rule('off-peak', '0.10') });
  const at = (day: number, time: string): string => `2026-11-${String(day).padStart(2, '0')}T${time}:00.000Z`;

  it('[OR-6] each event is priced at its own time; those of one rule are one share, in the order of first appearance', () => {
    const parts = [
      { at: at(2, '06:00'), quantity: '1' },
      { at: at(2, '08:00'), quantity: '2' },
      { at: at(3, '05:00'), quantity: '4' },
      { at: at(3, '18:59'), quantity: '8.5' },
    ];
    const { shares, exact } = workingOf(question(tariff, '15.5', { parts }));
    expect(summary(shares)).toEqual([
      ['off-peak', '5', '0.5'],
      ['peak', '10.5', '3.15'],
    ]);
    expect(shares[1]?.rule?.inputs).toEqual({ zone: 'Europe/London', events: '2', firstAt: at(2, '08:00'), lastAt: at(3, '18:59') });
    expect(exact).toBe('3.65');
  });

  it('[PRC-10] included units come off the earliest events, whatever order they arrive in', () => {
    const parts = [
      { at: at(3, '18:00'), quantity: '10' },
      { at: at(2, '08:00'), quantity: '10' },
      { at: at(2, '23:00'), quantity: '10' },
    ];
    const working = workingOf(question(tariff, '30', { parts, included: '15' }));
    expect(summary(working.shares)).toEqual([
      ['off-peak', '5', '0.5'],
      ['peak', '10', '3'],
    ]);
    expect(working.billable).toBe('15');
  });

  it('[PRC-10] a correction gives included units back', () => {
    const parts = [
      { at: at(2, '08:00'), quantity: '50' },
      { at: at(2, '09:00'), quantity: '-20' },
      { at: at(2, '23:00'), quantity: '100' },
    ];
    expect(summary(workingOf(question(tariff, '130', { parts, included: '60' })).shares)).toEqual([['off-peak', '70', '7']]);
  });

  it('[OR-4] what the metric rounded joins the last event', () => {
    const parts = [
      { at: at(2, '23:00'), quantity: '1.2' },
      { at: at(3, '08:00'), quantity: '1.3' },
    ];
    expect(summary(workingOf(question(tariff, '3', { parts })).shares)).toEqual([
      ['off-peak', '1.2', '0.12'],
      ['peak', '1.8', '0.54'],
    ]);
  });

  it('[PRC-06] a total is due for each event', () => {
    const callOut = model([rule('day', '90', peak)], { yields: 'total', fallback: rule('night', '150') });
    const parts = [
      { at: at(2, '08:00'), quantity: '2' },
      { at: at(2, '23:00'), quantity: '1' },
      { at: at(3, '09:00'), quantity: '3' },
    ];
    expect(summary(workingOf(question(callOut, '6', { parts })).shares)).toEqual([
      ['day', '5', '180'],
      ['night', '1', '150'],
    ]);
    expect(cost(question(callOut, '0'))).toBe('0.00');
  });

  it('[PRC-16] outside values that moved stand as lowest and highest', () => {
    const external = [spot({ at: at(1, '00:00'), value: '40' }, { at: at(2, '00:00'), value: '9' }, { at: at(3, '00:00'), value: '55' })];
    const cheap = model([rule('cheap', '1', [{ kind: 'external', name: 'spot', compare: 'below', value: '60' }])]);
    const parts = [1, 2, 3].map((day) => ({ at: at(day, '12:00'), quantity: '1' }));
    expect(workingOf(question(cheap, '3', { parts, context: { ...context, external } })).shares[0]?.rule?.inputs['external:spot']).toBe(
      '9..55',
    );
  });

  it('[PRC-16] the order of events does not change the price', () => {
    const parts = Array.from({ length: 48 }, (_, index) => ({
      at: at(1 + (index % 28), `${String((index * 7) % 24).padStart(2, '0')}:15`),
      quantity: String(index),
    }));
    const asked = (order: typeof parts) => workingOf(question(tariff, '1128', { parts: order, included: '100' }));
    expect(asked(parts.toReversed())).toEqual(asked(parts));
  });
});
