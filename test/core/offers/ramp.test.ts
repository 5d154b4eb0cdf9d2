import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ramp } from '../../../core/catalog/types.ts';
import { rampPrice, rampSchedule } from '../../../core/offers/ramp.ts';
import { boundary } from '../../../core/time/cadence.ts';

const monthly = { unit: 'month', count: 1 } as const;
const byPeriod = (...steps: readonly (readonly [number, string])[]): Ramp => ({
  componentId: 'base',
  steps: steps.map(([index, price]) => ({ from: { kind: 'period', index }, price })),
});
const byDate = (...steps: readonly (readonly [string, string])[]): Ramp => ({
  componentId: 'base',
  steps: steps.map(([on, price]) => ({ from: { kind: 'date', on }, price })),
});

describe('ramps', () => {
  it('[OFR-15] the last step is the terminal price, and before the first one the plan has its own', () => {
    const ramp = byPeriod([2, '750'], [4, '1000']);
    const prices = [0, 1, 2, 3, 4, 400].map((periodIndex) => rampPrice(ramp, { periodIndex, periodStart: '2026-01-01' }));
    expect(prices).toEqual([null, null, '750', '750', '1000', '1000']);
  });

  it('[OFR-16] [OR-14] a step inside a period waits for the next one: the price at its start holds', () => {
    const ramp = byDate(['2026-01-01', '500'], ['2026-04-15', '750']);
    expect(rampPrice(ramp, { periodIndex: 3, periodStart: '2026-04-01' })).toBe('500');
    expect(rampPrice(ramp, { periodIndex: 3, periodStart: '2026-04-15' })).toBe('750');
    expect(rampPrice(ramp, { periodIndex: 4, periodStart: '2026-05-01' })).toBe('750');
  });

  it('[OFR-17] the whole schedule with its dates, from the first period to the terminal price', () => {
    expect(rampSchedule(byPeriod([0, '500'], [3, '750'], [6, '1000']), '2026-01-31', monthly)).toEqual([
      { from: '2026-01-31', until: '2026-04-30', firstPeriod: 0, price: '500' },
      { from: '2026-04-30', until: '2026-07-31', firstPeriod: 3, price: '750' },
      { from: '2026-07-31', until: null, firstPeriod: 6, price: '1000' },
    ]);
  });

  it("[OFR-17] shows the plan's own price as the start where the ramp begins later, and dates as the periods that they reach", () => {
    expect(rampSchedule(byDate(['2026-02-10', '750'], ['2026-04-15', '1000']), '2026-01-15', monthly)).toEqual([
      { from: '2026-01-15', until: '2026-02-15', firstPeriod: 0, price: null },
      { from: '2026-02-15', until: '2026-04-15', firstPeriod: 1, price: '750' },
      { from: '2026-04-15', until: null, firstPeriod: 3, price: '1000' },
    ]);
  });

  it('[OFR-17] leaves out a step under which no period starts', () => {
    const schedule = rampSchedule(byDate(['2025-06-01', '100'], ['2026-02-02', '200'], ['2026-02-20', '300']), '2026-01-15', monthly);
    expect(schedule.map(({ from, price }) => [from, price])).toEqual([
      ['2026-01-15', '100'],
      ['2026-02-15', '200'],
      ['2026-03-15', '300'],
    ]);
    const crowded = rampSchedule(byDate(['2026-02-02', '200'], ['2026-02-10', '300']), '2026-01-15', monthly);
    expect(crowded.map(({ price }) => price)).toEqual([null, '300']);
  });

  it('[OFR-16] [OFR-17] what is shown up front is what each period costs', () => {
    const ramp = fc.oneof(
      fc
        .uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 6 })
        .map((indexes) => byPeriod(...indexes.sort((a, b) => a - b).map((index) => [index, `${index + 1}`] as const))),
      fc
        .uniqueArray(fc.integer({ min: -40, max: 900 }), { minLength: 1, maxLength: 6 })
        .map((days) =>
          byDate(
            ...days.sort((a, b) => a - b).map((day) => [boundary('2026-01-31', { unit: 'day', count: 1 }, day), `${day + 41}`] as const),
          ),
        ),
    );
    fc.assert(
      fc.property(ramp, (given) => {
        const schedule = rampSchedule(given, '2026-01-31', monthly);
        for (let periodIndex = 0; periodIndex < 36; periodIndex += 1) {
          const periodStart = boundary('2026-01-31', monthly, periodIndex);
          const shown = schedule.find(({ from, until }) => from <= periodStart && (until === null || periodStart < until));
          expect(shown?.price).toBe(rampPrice(given, { periodIndex, periodStart }));
        }
      }),
      { numRuns: 500 },
    );
  });
});
