import { describe, expect, it } from 'vitest';
import type { Ramp } from '../../core/catalog/types.ts';
import { rampPrice } from '../../core/offers/ramp.ts';
import { boundary } from '../../core/time/cadence.ts';

const byPeriod: Ramp = {
  componentId: 'base',
  steps: [
    { from: { kind: 'period', index: 0 }, price: '500' },
    { from: { kind: 'period', index: 3 }, price: '750' },
    { from: { kind: 'period', index: 6 }, price: '1000' },
  ],
};
const byDate: Ramp = {
  componentId: 'base',
  steps: [
    { from: { kind: 'date', on: '2026-01-01' }, price: '500' },
    { from: { kind: 'date', on: '2026-04-01' }, price: '750' },
    { from: { kind: 'date', on: '2026-07-01' }, price: '1000' },
  ],
};
const months = Array.from({ length: 12 }, (_, index) => boundary('2026-01-01', { unit: 'month', count: 1 }, index));

/** The price of each billed period. */
const prices = (ramp: Ramp, billed: readonly string[]): readonly (string | null)[] =>
  billed.map((periodStart, periodIndex) => rampPrice(ramp, { periodIndex, periodStart }));

describe('golden: price ramps', () => {
  it('[G-RAMP-1] £500 for 3 months, £750 for 3 months, then £1,000: the first 12 months total £9,750', () => {
    const year = prices(byPeriod, months);
    expect(year).toEqual(['500', '500', '500', '750', '750', '750', '1000', '1000', '1000', '1000', '1000', '1000']);
    expect(year.reduce((sum, price) => sum + Number(price), 0)).toBe(9_750);
    expect(prices(byDate, months)).toEqual(year);
  });

  it('[G-RAMP-2] [OR-14] paused during period 3 for one whole period: the next billed one is number 4, by date it follows the calendar', () => {
    const billed = months.filter((start) => start !== '2026-04-01');
    expect(billed.slice(2, 4)).toEqual(['2026-03-01', '2026-05-01']);
    expect(prices(byPeriod, billed).slice(0, 7)).toEqual(['500', '500', '500', '750', '750', '750', '1000']);
    expect(prices(byDate, billed).slice(0, 7)).toEqual(['500', '500', '500', '750', '750', '1000', '1000']);
  });
});
