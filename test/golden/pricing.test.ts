import { describe, expect, it } from 'vitest';
import type { PriceModel } from '../../core/catalog/price-model.ts';
import { majorText } from '../../core/money/money.ts';
import { halfAwayFromZero } from '../../core/money/rounding.ts';
import { topUpMinor } from '../../core/rating/combination.ts';
import { amountOf, priced } from '../../core/rating/priced.ts';
import type { PriceWorking } from '../../core/rating/types.ts';
import { bandsB, context, cost, question, rule, stepsS, workingOf } from '../core/rating/questions.ts';

const fixed = (amount: string): PriceModel => ({ kind: 'fixed', amount });
const perUnit = (unitPrice: string): PriceModel => ({ kind: 'per-unit', unitPrice });
const volume: PriceModel = { kind: 'volume', bands: bandsB };
const tiered: PriceModel = { kind: 'graduated', bands: bandsB };
const steps: PriceModel = { kind: 'stair-step', steps: stepsS };

const costs = (model: PriceModel, ...quantities: readonly string[]): readonly string[] =>
  quantities.map((quantity) => cost(question(model, quantity)));

describe('golden: fixed and per unit', () => {
  it('[G-FIX-1] £1,200 a month whatever the usage', () => {
    expect(costs(fixed('1200'), '1', '0', '999999')).toEqual(['1200.00', '1200.00', '1200.00']);
  });
  it('[G-FIX-2] £500 a month', () => {
    expect(cost(question(fixed('500'), '1'))).toBe('500.00');
  });
  it('[G-FIX-3] NGN 4,900 monthly or NGN 49,900 yearly', () => {
    expect(cost(question(fixed('4900'), '1'), 'NGN')).toBe('4900.00');
    expect(cost(question(fixed('49900'), '1'), 'NGN')).toBe('49900.00');
  });
  it('[G-PU-1] £10 x 5 seats', () => {
    expect(cost(question(perUnit('10'), '5'))).toBe('50.00');
  });
  it('[G-PU-2] £50 x 8 seats', () => {
    expect(cost(question(perUnit('50'), '8'))).toBe('400.00');
  });
  it('[G-PU-3] £50 x 0', () => {
    expect(cost(question(perUnit('50'), '0'))).toBe('0.00');
  });
});

describe('golden: volume', () => {
  it('[G-VOL-1] 200 units, all at 0.80', () => {
    expect(cost(question(volume, '200'))).toBe('160.00');
  });
  it('[G-VOL-2] 600 units, all at 0.60', () => {
    expect(cost(question(volume, '600'))).toBe('360.00');
  });
  it('[G-VOL-3] the boundary belongs to the lower band', () => {
    expect(cost(question(volume, '100'))).toBe('100.00');
  });
  it('[G-VOL-4] one unit more is cheaper', () => {
    expect(cost(question(volume, '101'))).toBe('80.80');
  });
  it('[G-VOL-5] 500 and 501', () => {
    expect(costs(volume, '500', '501')).toEqual(['400.00', '300.60']);
  });
  it('[G-VOL-6] 0 and 1', () => {
    expect(costs(volume, '0', '1')).toEqual(['0.00', '1.00']);
  });
  it('[G-VOL-7] anything above 100 lies in band 2', () => {
    expect(cost(question(volume, '100.5'))).toBe('80.40');
  });
});

describe('golden: tiered', () => {
  it('[G-TIER-1] 600 units: 100 + 320 + 60', () => {
    const working = workingOf(question(tiered, '600'));
    expect(working.shares.map((share) => share.amount)).toEqual(['100', '320', '60']);
    expect(cost(question(tiered, '600'))).toBe('480.00');
  });
  it('[G-TIER-2] 100 and 101', () => {
    expect(costs(tiered, '100', '101')).toEqual(['100.00', '100.80']);
  });
  it('[G-TIER-3] 200', () => {
    expect(cost(question(tiered, '200'))).toBe('180.00');
  });
  it('[G-TIER-4] 500 and 501', () => {
    expect(costs(tiered, '500', '501')).toEqual(['420.00', '420.60']);
  });
  it('[G-TIER-5] 0, 100.5 and 1,000', () => {
    expect(costs(tiered, '0', '100.5', '1000')).toEqual(['0.00', '100.40', '720.00']);
  });
});

describe('golden: stair-step', () => {
  it('[G-STEP-1] 101 units', () => {
    expect(cost(question(steps, '101'))).toBe('300.00');
  });
  it('[G-STEP-2] 499 units', () => {
    expect(cost(question(steps, '499'))).toBe('300.00');
  });
  it('[G-STEP-3] 100 and 500', () => {
    expect(costs(steps, '100', '500')).toEqual(['100.00', '300.00']);
  });
  it('[G-STEP-4] zero lies in the first step', () => {
    expect(cost(question(steps, '0'))).toBe('100.00');
  });
  it('[G-STEP-5] 501 with no further step is refused', () => {
    expect(priced(question(steps, '501'))).toEqual({ ok: false, problems: [{ code: 'rating.no-step-for-quantity', quantity: '501' }] });
  });
});

// What events add up to is proved in test/golden/usage.test.ts; here the aggregated quantity is priced.
describe('golden: usage', () => {
  it('[G-USE-1] 2,500,000 tokens x £0.002', () => {
    expect(cost(question(perUnit('0.002'), '2500000'))).toBe('5000.00');
  });
  it('[G-USE-2] 2 tokens round to nothing, 3 to a penny: once, at the line', () => {
    expect(costs(perUnit('0.002'), '2', '3')).toEqual(['0.00', '0.01']);
  });
  it('[G-USE-3] 250 + 350 in tiers', () => {
    expect(cost(question(tiered, '600'))).toBe('480.00');
  });
  it('[G-USE-4] max 9 at £2', () => {
    expect(cost(question(perUnit('2'), '9'))).toBe('18.00');
  });
  it('[G-USE-5] last value 4 at £2', () => {
    expect(cost(question(perUnit('2'), '4'))).toBe('8.00');
  });
  it('[G-USE-6] three events at £0.50', () => {
    expect(cost(question(perUnit('0.50'), '3'))).toBe('1.50');
  });
  it('[G-USE-7] percentiles 100, 90 and 50 at £1', () => {
    expect(costs(perUnit('1'), '100', '90', '50')).toEqual(['100.00', '90.00', '50.00']);
  });
});

describe('golden: hybrid', () => {
  const pounds = (minor: number): string => majorText(minor, 'GBP');
  const minor = (working: PriceWorking): number => amountOf(working, 'GBP', halfAwayFromZero);
  const baseAndCalls = (calls: string): string =>
    pounds(minor(workingOf(question(fixed('500'), '1'))) + minor(workingOf(question(perUnit('0.01'), calls, { included: '50000' }))));

  it('[G-HYB-1] £500 and 30,000 calls beyond the 50,000 included', () => {
    expect(baseAndCalls('80000')).toBe('800.00');
  });
  it('[G-HYB-2] at, one above and far below the included calls', () => {
    expect(['50000', '50001', '0'].map(baseAndCalls)).toEqual(['500.00', '500.01', '500.00']);
  });
  it('[G-HYB-3] £200 platform and 12 seats at £15', () => {
    expect(pounds(minor(workingOf(question(fixed('200'), '1'))) + minor(workingOf(question(perUnit('15'), '12'))))).toBe('380.00');
  });
  it('[G-HYB-4] a floor of £150 tops 100 up by 50, and leaves 480 alone', () => {
    const of = (quantity: string): readonly [string, string] => {
      const variable = minor(workingOf(question(tiered, quantity)));
      const topUp = topUpMinor(15_000, [variable]);
      return [pounds(topUp), pounds(variable + topUp)];
    };
    expect(of('100')).toEqual(['50.00', '150.00']);
    expect(of('600')).toEqual(['0.00', '480.00']);
  });
});

describe('golden: dynamic and rounding', () => {
  it('[G-DYN-1] 10 kWh on Tuesday 18:00 and 10 kWh at 19:00', () => {
    const model: PriceModel = {
      kind: 'dynamic',
      yields: 'unit-price',
      rules: [
        rule('peak', '0.30', [
          { kind: 'weekday', oneOf: [1, 2, 3, 4, 5] },
          { kind: 'hours', from: '07:00', until: '19:00' },
        ]),
      ],
      fallback: rule('off-peak', '0.10'),
    };
    // Tuesday 7 July 2026: London is an hour ahead of UTC, so the wall clock decides, not UTC.
    const parts = [
      { at: '2026-07-07T17:00:00.000Z', quantity: '10' },
      { at: '2026-07-07T18:00:00.000Z', quantity: '10' },
    ];
    const asked = question(model, '20', { parts, context: { ...context, at: '2026-07-01T00:00:00.000Z' } });
    expect(workingOf(asked).shares.map((share) => [share.rule?.id, share.amount])).toEqual([
      ['peak', '3'],
      ['off-peak', '1'],
    ]);
    expect(cost(asked)).toBe('4.00');
  });
  it('[G-RND-1] 4.4556 x 10.625 in USD and JPY', () => {
    const asked = question(perUnit('10.625'), '4.4556');
    expect(workingOf(asked).exact).toBe('47.34075');
    expect(cost(asked, 'USD')).toBe('47.34');
    expect(cost(asked, 'JPY')).toBe('47');
  });
  it('[G-RND-2] half away from zero, in decimal arithmetic', () => {
    const of = (exact: string): number => amountOf({ ...workingOf(question(fixed('1'), '1')), exact }, 'GBP', halfAwayFromZero);
    expect(['0.005', '2.675', '-0.005'].map(of)).toEqual([1, 268, -1]);
  });
});
