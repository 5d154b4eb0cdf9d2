import { describe, expect, it } from 'vitest';
import type { Band, PriceModel } from '../../../core/catalog/price-model.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { priceCurve } from '../../../core/rating/price-curve.ts';
import { isNear, nextThreshold } from '../../../core/rating/thresholds.ts';
import { bandsB, context, stepsS } from './questions.ts';

const steps: PriceModel = { kind: 'stair-step', steps: stepsS };
const volume: PriceModel = { kind: 'volume', bands: bandsB };
const flats: readonly Band[] = [
  { upTo: '10', unitPrice: '1', flat: '5' },
  { upTo: null, unitPrice: '0.5', flat: '7' },
];

describe('the next threshold', () => {
  it('[PRC-17] a step: how far, how full, what it costs there and above', () => {
    expect(nextThreshold(steps, '90', 'added')).toEqual({
      from: '0',
      at: '100',
      distance: '10',
      usedPercent: '90',
      priceAt: '100',
      priceAbove: '300',
    });
    expect(nextThreshold(steps, '100', 'added')).toMatchObject({ at: '100', distance: '0', usedPercent: '100' });
    expect(nextThreshold(steps, '100.5', 'added')).toMatchObject({ from: '100', at: '500', distance: '399.5', usedPercent: '0.12' });
  });

  it('[PRC-17] above the last closed step nothing is sold, and behind it there is no threshold', () => {
    expect(nextThreshold(steps, '499', 'added')).toMatchObject({ at: '500', priceAbove: null });
    expect(nextThreshold(steps, '501', 'added')).toBeNull();
  });

  it('[PRC-17] a volume band: the cliff is in the two prices', () => {
    expect(nextThreshold(volume, '95', 'added')).toMatchObject({ at: '100', priceAt: '100', priceAbove: '80' });
    expect(nextThreshold(volume, '501', 'added')).toBeNull();
  });

  it('[PRC-17] [POL-09] a graduated band: flat parts make the only jump', () => {
    const plain: PriceModel = { kind: 'graduated', bands: bandsB };
    expect(nextThreshold(plain, '450', 'added')).toMatchObject({ at: '500', priceAt: '420', priceAbove: '420' });
    const withFlats: PriceModel = { kind: 'graduated', bands: flats };
    expect(nextThreshold(withFlats, '4', 'added')).toMatchObject({ priceAt: '15', priceAbove: '22' });
    expect(nextThreshold(withFlats, '4', 'last-only')).toMatchObject({ priceAt: '15', priceAbove: '17' });
  });

  it('[PRC-17] a package: the end of the started block', () => {
    const packs: PriceModel = { kind: 'package', size: '25', price: '4' };
    expect(nextThreshold(packs, '30', 'added')).toEqual({
      from: '25',
      at: '50',
      distance: '20',
      usedPercent: '20',
      priceAt: '8',
      priceAbove: '12',
    });
    expect(nextThreshold(packs, '50', 'added')).toMatchObject({ at: '50', distance: '0' });
    expect(nextThreshold(packs, '0', 'added')).toMatchObject({ from: '0', at: '25', distance: '25', priceAt: '4' });
  });

  it('[PRC-17] other models have none', () => {
    const others: readonly PriceModel[] = [
      { kind: 'fixed', amount: '1' },
      { kind: 'per-unit', unitPrice: '1' },
    ];
    expect(others.map((model) => nextThreshold(model, '5', 'added'))).toEqual([null, null]);
  });

  it('[PRC-17] near is at most so many per cent of the edge', () => {
    const near = (quantity: string, percent: string): boolean => {
      const found = nextThreshold(steps, quantity, 'added');
      return found !== null && isNear(found, percent);
    };
    expect([near('90', '10'), near('89.9', '10'), near('100', '0'), near('450', '10'), near('449', '10')]).toEqual([
      true,
      false,
      true,
      true,
      false,
    ]);
  });
});

describe('the price curve', () => {
  const asked = (model: PriceModel, included = '0') => ({ model, included, policies: defaultPolicies, source: 'plan' as const, context });
  const points = (model: PriceModel, upTo: string, count: number, included = '0') =>
    priceCurve(asked(model, included), upTo, count).map(
      ({ quantity, price, above }) => `${quantity}: ${price ?? 'not sold'}${above ? ' from there' : ''}`,
    );

  it('[PRC-14] evenly spaced points, and every edge with its jump', () => {
    expect(points(steps, '600', 4)).toEqual([
      '0: 100',
      '100: 100',
      '100: 300 from there',
      '200: 300',
      '400: 300',
      '500: 300',
      '500: not sold from there',
      '600: not sold',
    ]);
    expect(points(volume, '200', 3)).toEqual(['0: 0', '100: 100', '100: 80 from there', '200: 160']);
  });

  it('[PRC-14] no jump where the price goes on, and edges move with the included units', () => {
    expect(points({ kind: 'graduated', bands: bandsB }, '200', 3, '50')).toEqual(['0: 0', '50: 0', '100: 50', '150: 100', '200: 140']);
  });

  it('[PRC-14] a package jumps where a block ends, and rises nowhere else', () => {
    const packs: PriceModel = { kind: 'package', size: '25', price: '4' };
    expect(points(packs, '60', 3)).toEqual([
      '0: 0',
      '0: 4 from there',
      '25: 4',
      '25: 8 from there',
      '30: 8',
      '50: 8',
      '50: 12 from there',
      '60: 12',
    ]);
    expect(points(packs, '60', 3, '30')).toEqual(['0: 0', '30: 0', '30: 4 from there', '55: 4', '55: 8 from there', '60: 8']);
    expect(points(packs, '1000000', 2)).toEqual(['0: 0', '1000000: 160000']);
  });

  it('[PRC-14] bends exactly where the included units end', () => {
    expect(points({ kind: 'per-unit', unitPrice: '2' }, '100', 2, '40')).toEqual(['0: 0', '40: 0', '100: 120']);
  });

  it('[PRC-14] a model that could not be published has no curve', () => {
    expect(priceCurve(asked({ kind: 'per-unit', unitPrice: 'abc' }), '10', 5)).toEqual([]);
    expect(priceCurve(asked(volume), '0', 5)).toEqual([]);
    expect(priceCurve(asked(volume), '1e9', 5)).toEqual([]);
  });

  it('[PRC-14] points are held between 2 and 2,000', () => {
    expect([0, 5000].map((count) => priceCurve(asked({ kind: 'per-unit', unitPrice: '1' }), '10', count).length)).toEqual([2, 2000]);
  });
});
