import { describe, expect, it } from 'vitest';
import type { PriceModel } from '../../core/catalog/price-model.ts';
import { aggregated } from '../../core/usage/aggregate.ts';
import type { Aggregation, UsageEvent } from '../../core/usage/types.ts';
import { bandsB, cost, question } from '../core/rating/questions.ts';
import { eventsOf, january, metricOf } from '../core/usage/sample.ts';

const perUnit = (unitPrice: string): PriceModel => ({ kind: 'per-unit', unitPrice });

/** What a month of events comes to: the quantity, and its price. */
const month = (how: Aggregation, price: PriceModel, events: readonly UsageEvent[]): readonly string[] => {
  const { quantity } = aggregated(metricOf(how), events, january, null);
  return [quantity, cost(question(price, quantity))];
};

describe('golden: usage', () => {
  it('[G-USE-1] a sum of 2,500,000 tokens at £0.002: £5,000.00', () => {
    expect(month({ kind: 'sum' }, perUnit('0.002'), eventsOf('1000000', '1499999.5', '0.5'))).toEqual(['2500000', '5000.00']);
  });

  it('[G-USE-2] 2 tokens at £0.002 are £0.00, 3 tokens £0.01: rounded once, at the line', () => {
    expect(month({ kind: 'sum' }, perUnit('0.002'), eventsOf('1', '1'))).toEqual(['2', '0.00']);
    expect(month({ kind: 'sum' }, perUnit('0.002'), eventsOf('1', '1', '1'))).toEqual(['3', '0.01']);
  });

  it('[G-USE-3] a sum of 250 and 350 in tiered bands B: 600, £480.00', () => {
    expect(month({ kind: 'sum' }, { kind: 'graduated', bands: bandsB }, eventsOf('250', '350'))).toEqual(['600', '480.00']);
  });

  it('[G-USE-4] the maximum of 3, 9, 4 at £2: 9, £18.00', () => {
    expect(month({ kind: 'max' }, perUnit('2'), eventsOf('3', '9', '4'))).toEqual(['9', '18.00']);
  });

  it('[G-USE-5] the last of 3, 9, 4 at £2: 4, £8.00', () => {
    expect(month({ kind: 'last', continuous: false }, perUnit('2'), eventsOf('3', '9', '4'))).toEqual(['4', '8.00']);
  });

  it('[G-USE-6] a count of 3 events at £0.50: £1.50', () => {
    expect(month({ kind: 'count' }, perUnit('0.50'), eventsOf('3', '9', '4'))).toEqual(['3', '1.50']);
  });

  it('[G-USE-7] percentiles of 10, 20, … 100 by nearest rank: P95 is 100, £100.00; P90 is 90; P50 is 50', () => {
    const tens = eventsOf(...Array.from({ length: 10 }, (_, index) => String((index + 1) * 10)));
    const percentile = (percent: string) => month({ kind: 'percentile', percent }, perUnit('1'), tens);
    expect([percentile('95'), percentile('90'), percentile('50')]).toEqual([
      ['100', '100.00'],
      ['90', '90.00'],
      ['50', '50.00'],
    ]);
  });
});
