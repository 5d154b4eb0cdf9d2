import { describe, expect, it } from 'vitest';
import type { Band, PriceModel } from '../../../core/catalog/price-model.ts';
import type { PriceComponent } from '../../../core/catalog/types.ts';
import type { Rounding } from '../../../core/money/rounding.ts';
import { defaultPolicies, type Policies } from '../../../core/organization/policies.ts';
import { amountOf, priced } from '../../../core/rating/priced.ts';
import { bandsB, cost, question, stepsS, workingOf } from './questions.ts';

const fixed: PriceModel = { kind: 'fixed', amount: '1200' };
const perUnit: PriceModel = { kind: 'per-unit', unitPrice: '10' };
const volume: PriceModel = { kind: 'volume', bands: bandsB };
const graduated: PriceModel = { kind: 'graduated', bands: bandsB };
const steps: PriceModel = { kind: 'stair-step', steps: stepsS };

const withFlats: readonly Band[] = [
  { upTo: '10', unitPrice: '1', flat: '5' },
  { upTo: '20', unitPrice: '0.5', flat: '7' },
  { upTo: null, unitPrice: '0.1', flat: '9' },
];

const policies = (change: {
  readonly stairStep?: 'due' | 'not-due';
  readonly bands?: 'due' | 'not-due';
  readonly flats?: Policies['graduatedFlat'];
}) => ({
  zeroUsage: { stairStep: change.stairStep ?? 'due', graduatedFlat: change.bands ?? 'not-due' },
  graduatedFlat: change.flats ?? 'added',
});

describe('one price', () => {
  it('[PRC-01] fixed: the amount, whatever was used and whatever is included', () => {
    for (const quantity of ['0', '1', '250.5']) expect(cost(question(fixed, quantity, { included: '100' }))).toBe('1200.00');
  });

  it('[PRC-02] per unit: one rate at every quantity', () => {
    expect(['0', '1', '8', '1000000'].map((quantity) => cost(question(perUnit, quantity)))).toEqual([
      '0.00',
      '10.00',
      '80.00',
      '10000000.00',
    ]);
  });

  it('[PRC-03] volume: the rate of the band that holds the quantity, for all units, with the band in the working', () => {
    expect(workingOf(question(volume, '600')).shares).toEqual([
      { from: '500', upTo: null, units: '600', unitPrice: '0.60', flat: '0', amount: '360', rule: null },
    ]);
  });

  it('[PRC-04] graduated: each band prices the units inside it, and the working names them', () => {
    expect(workingOf(question(graduated, '501.5')).shares.map(({ from, upTo, units, amount }) => [from, upTo, units, amount])).toEqual([
      ['0', '100', '100', '100'],
      ['100', '500', '400', '320'],
      ['500', null, '1.5', '0.9'],
    ]);
  });

  it('[PRC-05] stair-step: the price of the step, whatever the units inside it', () => {
    expect(['1', '99', '100', '100.5', '500'].map((quantity) => cost(question(steps, quantity)))).toEqual([
      '100.00',
      '100.00',
      '100.00',
      '300.00',
      '300.00',
    ]);
  });

  it('[PRC-10] included units come off before the model is applied, and never below zero', () => {
    const of = (model: PriceModel, quantity: string, included: string): string => cost(question(model, quantity, { included }));
    expect(of(graduated, '150', '50')).toBe('100.00');
    expect(of(graduated, '50.25', '50.25')).toBe('0.00');
    expect(of(perUnit, '40', '50')).toBe('0.00');
    expect(of(steps, '150', '50')).toBe('100.00');
    const working = workingOf(question(graduated, '150', { included: '49.5' }));
    expect([working.quantity, working.included, working.billable]).toEqual(['150', '49.5', '100.5']);
  });

  it('[PRC-13] twelve decimals are kept until the line is rounded', () => {
    const model: PriceModel = { kind: 'per-unit', unitPrice: '0.000000000001' };
    expect(workingOf(question(model, '5000000000')).exact).toBe('0.005');
    expect(cost(question(model, '5000000000'))).toBe('0.01');
    expect(cost(question(model, '4999999999'))).toBe('0.00');
  });

  it('[PRC-13] long quantities and prices stay exact beyond the safe integers', () => {
    const model: PriceModel = { kind: 'per-unit', unitPrice: '0.123456789012' };
    expect(workingOf(question(model, '98765432109.123456789012')).exact).toBe('12193263113.575064765061153483936144');
  });

  it('[OR-2] [OR-4] bands are intervals of real numbers, the upper bound inside', () => {
    expect(['100', '100.000000000001'].map((quantity) => workingOf(question(volume, quantity)).shares[0]?.unitPrice)).toEqual([
      '1.00',
      '0.80',
    ]);
  });

  it('[OR-4] above the last closed step or band nothing is guessed', () => {
    const closed: PriceModel = { kind: 'graduated', bands: [{ upTo: '10', unitPrice: '1', flat: '0' }] };
    const closedVolume: PriceModel = { kind: 'volume', bands: [{ upTo: '10', unitPrice: '1', flat: '0' }] };
    for (const model of [closed, closedVolume]) {
      expect(priced(question(model, '10')).ok).toBe(true);
      expect(priced(question(model, '10.5'))).toEqual({ ok: false, problems: [{ code: 'rating.no-step-for-quantity', quantity: '10.5' }] });
    }
    expect(priced(question(steps, '600', { included: '99' }))).toEqual({
      ok: false,
      problems: [{ code: 'rating.no-step-for-quantity', quantity: '501' }],
    });
  });

  it('a quantity below zero counts as none', () => {
    expect(workingOf(question(perUnit, '-3'))).toMatchObject({ quantity: '-3', billable: '0', exact: '0' });
  });

  it('an amount that no currency could hold is refused, not thrown', () => {
    expect(priced(question(perUnit, '1000000000000000000000000000000'))).toEqual({
      ok: false,
      problems: [{ code: 'amount.out-of-range' }],
    });
    expect(priced(question({ kind: 'fixed', amount: '900000000000.01' }, '1'))).toEqual({
      ok: false,
      problems: [{ code: 'amount.out-of-range' }],
    });
    const most = workingOf(question({ kind: 'fixed', amount: '900000000000' }, '1'));
    expect(
      (['JPY', 'GBP', 'KWD', 'CLF'] as const).map((currency) => amountOf(most, currency, { mode: 'half-even', increment: 1 })),
    ).toEqual([9e11, 9e13, 9e14, 9e15]);
  });

  it('says whose price it is', () => {
    expect(workingOf(question(perUnit, '1', { source: 'negotiated' })).source).toBe('negotiated');
  });
});

describe('policies of a price', () => {
  it('[POL-01] the first step at zero usage is due, or not', () => {
    expect(cost(question(steps, '0', { policies: policies({ stairStep: 'due' }) }))).toBe('100.00');
    expect(cost(question(steps, '0', { policies: policies({ stairStep: 'not-due' }) }))).toBe('0.00');
    expect(cost(question(steps, '0.1', { policies: policies({ stairStep: 'not-due' }) }))).toBe('100.00');
  });

  it('[POL-01] the flat part of the first band at zero usage is due, or not', () => {
    for (const kind of ['graduated', 'volume'] as const) {
      const at = (quantity: string, bands: 'due' | 'not-due'): string =>
        cost(question({ kind, bands: withFlats }, quantity, { policies: policies({ bands }) }));
      expect([at('0', 'due'), at('0', 'not-due'), at('1', 'not-due')]).toEqual(['5.00', '0.00', '6.00']);
    }
  });

  it('[POL-01] what the included units cover whole counts as zero usage', () => {
    expect(cost(question(steps, '30', { included: '30', policies: policies({ stairStep: 'not-due' }) }))).toBe('0.00');
  });

  it('[POL-09] the flat part of every entered band, or only of the last', () => {
    const at = (quantity: string, flats: Policies['graduatedFlat']): string =>
      cost(question({ kind: 'graduated', bands: withFlats }, quantity, { policies: policies({ flats }) }));
    expect(['10', '15', '20', '30'].map((quantity) => at(quantity, 'added'))).toEqual(['15.00', '24.50', '27.00', '37.00']);
    expect(['10', '15', '20', '30'].map((quantity) => at(quantity, 'last-only'))).toEqual(['15.00', '19.50', '22.00', '25.00']);
  });

  it('[POL-07] [CUR-03] [OR-1] the line is rounded once, by mode and increment', () => {
    const of = (amount: string, rounding: Rounding): string => cost(question({ kind: 'fixed', amount }, '1'), 'GBP', rounding);
    expect((['half-away-from-zero', 'half-even', 'half-up'] as const).map((mode) => of('2.665', { mode, increment: 1 }))).toEqual([
      '2.67',
      '2.66',
      '2.67',
    ]);
    expect(of('2.675', { mode: 'half-even', increment: 1 })).toBe('2.68');
    expect([of('2.62', { mode: 'half-away-from-zero', increment: 5 }), of('2.625', { mode: 'half-away-from-zero', increment: 5 })]).toEqual(
      ['2.60', '2.65'],
    );
  });

  it('[CUR-05] currencies with no, two, three and four decimals', () => {
    const asked = question({ kind: 'fixed', amount: '10.55555' }, '1');
    expect((['JPY', 'EUR', 'KWD', 'CLF'] as const).map((currency) => cost(asked, currency))).toEqual(['11', '10.56', '10.556', '10.5556']);
  });
});

describe('packages', () => {
  const model: PriceModel = { kind: 'package', size: '100', price: '5' };

  it('spec 16: a started block is charged whole', () => {
    expect(['0', '1', '100', '100.5', '250'].map((quantity) => cost(question(model, quantity)))).toEqual([
      '0.00',
      '5.00',
      '5.00',
      '10.00',
      '15.00',
    ]);
  });

  it('spec 16: the share counts blocks and says how far they reach', () => {
    expect(workingOf(question(model, '250', { included: '20' })).shares).toEqual([
      { from: '0', upTo: '300', units: '3', unitPrice: '5', flat: '0', amount: '15', rule: null },
    ]);
  });
});

describe('percentages', () => {
  const model: PriceModel = { kind: 'percentage', percent: '2.9', perEvent: '0.30', minimumPerEvent: '0.50', maximumPerEvent: '10' };
  const at = (minute: number): string => `2026-11-05T10:${String(minute).padStart(2, '0')}:00.000Z`;
  const events = (...amounts: readonly string[]) => amounts.map((quantity, index) => ({ at: at(index), quantity }));
  const asked = (quantity: string, included: string, ...amounts: readonly string[]) =>
    question(model, quantity, { included, parts: events(...amounts) });

  it('spec 16: a share of each amount and a fixed part, each event between minimum and maximum', () => {
    const working = workingOf(asked('1105', '0', '100', '5', '1000'));
    expect(
      working.shares.map(({ rule, units, unitPrice, flat, amount }) => [rule?.id, rule?.inputs, units, unitPrice, flat, amount]),
    ).toEqual([
      ['percentage', { events: '1' }, '100', '0.029', '0.3', '3.2'],
      ['minimum', { events: '1' }, '5', '0', '0.5', '0.5'],
      ['maximum', { events: '1' }, '1000', '0', '10', '10'],
    ]);
    expect(working.exact).toBe('13.7');
  });

  it('spec 16: without single events the quantity is one event, and nothing is none', () => {
    expect([cost(question(model, '100')), cost(question(model, '0'))]).toEqual(['3.20', '0.00']);
  });

  it('spec 16: included amounts come off the earliest events; one that they cover whole costs nothing', () => {
    expect(workingOf(asked('250', '120', '100', '50', '100')).exact).toBe('4.37');
    expect(cost(asked('250', '250', '100', '50', '100'))).toBe('0.00');
  });

  it('[USG-10] a correction takes back what an event of its amount costs', () => {
    expect(workingOf(asked('100', '0', '1000', '100', '-1000')).exact).toBe('3.2');
    expect(cost(asked('0', '0', '5', '-5'))).toBe('0.00');
  });

  it('[USG-10] corrections in pieces never pay out more than was charged', () => {
    const working = workingOf(asked('0', '0', '1000', '-500', '-500'));
    expect([working.exact, working.shares.at(-1)?.rule?.id]).toEqual(['0', 'not-below-zero']);
  });
});

describe('what a component asks for', () => {
  it('[PRC-07] [CF-3] an aggregated quantity goes into any of the four usage prices', () => {
    const component: PriceComponent = {
      id: 'calls',
      name: 'Calls',
      quantity: { kind: 'usage', metricId: 'met_1' },
      price: graduated,
      timing: 'arrears',
      included: '0',
      taxClass: '',
    };
    const of = (price: PriceModel): string => cost(question({ ...component, price }.price, '450'));
    expect([perUnit, graduated, volume, steps].map(of)).toEqual(['4500.00', '380.00', '360.00', '300.00']);
  });

  it('[OR-3] nothing used: nothing for units and bands, the first step for steps', () => {
    expect([perUnit, graduated, volume, steps].map((price) => cost(question(price, '0', { policies: defaultPolicies })))).toEqual([
      '0.00',
      '0.00',
      '0.00',
      '100.00',
    ]);
  });
});
