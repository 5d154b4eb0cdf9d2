import { describe, expect, it } from 'vitest';
import type { PriceModel } from '../../../core/catalog/price-model.ts';
import type { PriceComponent, PriceVariant } from '../../../core/catalog/types.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { aboveCapMinor, topUpMinor } from '../../../core/rating/combination.ts';
import { type PreviewQuestion, pricePreview } from '../../../core/rating/price-preview.ts';
import { bandsB, context, stepsS } from './questions.ts';

const component = (id: string, price: PriceModel, more: Partial<PriceComponent> = {}): PriceComponent => ({
  id,
  name: id,
  quantity: { kind: 'one' },
  price,
  timing: 'advance',
  included: '0',
  taxClass: '',
  ...more,
});

const variant = (components: readonly PriceComponent[], more: Partial<PriceVariant> = {}): PriceVariant => ({
  id: 'gbp-monthly',
  currency: 'GBP',
  cycle: { name: 'monthly', interval: { unit: 'month', count: 1 } },
  segment: '',
  taxInclusive: false,
  components,
  combination: { kind: 'sum' },
  minimumCommitment: null,
  maximumSpend: null,
  setupFee: null,
  ramp: null,
  chargeThreshold: null,
  minimumCharge: null,
  packs: [],
  instalmentTotal: null,
  ...more,
});

const base = component('base', { kind: 'fixed', amount: '500' });
const seats = component('seats', { kind: 'per-unit', unitPrice: '15' }, { quantity: { kind: 'subscription' } });
const calls = component(
  'calls',
  { kind: 'per-unit', unitPrice: '0.01' },
  { quantity: { kind: 'usage', metricId: 'met_1' }, included: '50000' },
);
const tiers = component('tiers', { kind: 'graduated', bands: bandsB }, { quantity: { kind: 'usage', metricId: 'met_1' } });

const asked = (quantities: PreviewQuestion['quantities']): PreviewQuestion => ({
  quantities,
  policies: defaultPolicies,
  rounding: halfAwayFromZero,
  context,
});

const previewOf = (given: PriceVariant, quantities: PreviewQuestion['quantities'] = {}) => {
  const outcome = pricePreview(given, asked(quantities));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
};

describe('a price preview', () => {
  it('[PRC-14] [PRC-08] every component with its working, and their sum', () => {
    const preview = previewOf(variant([base, seats, calls]), { seats: '12', calls: '80000' });
    expect(preview.lines.map((line) => [line.componentId, line.amountMinor])).toEqual([
      ['base', 50_000],
      ['seats', 18_000],
      ['calls', 30_000],
    ]);
    expect(preview.lines[2]?.working).toMatchObject({ quantity: '80000', included: '50000', billable: '30000' });
    expect(preview.totalMinor).toBe(98_000);
  });

  it('[PRC-09] the three named hybrid shapes', () => {
    expect(previewOf(variant([base, calls]), { calls: '80000' }).totalMinor).toBe(80_000);
    expect(previewOf(variant([component('platform', { kind: 'fixed', amount: '200' }), seats]), { seats: '12' }).totalMinor).toBe(38_000);
    const floored = variant([tiers], { combination: { kind: 'floor', amount: '150', componentIds: ['tiers'] } });
    expect(
      ['100', '600']
        .map((quantity) => previewOf(floored, { tiers: quantity }))
        .map(({ floorMinor, totalMinor }) => [floorMinor, totalMinor]),
    ).toEqual([
      [5_000, 15_000],
      [0, 48_000],
    ]);
  });

  it('[PRC-09] [OR-5] the floor looks only at the components that it names', () => {
    const given = variant([base, tiers], { combination: { kind: 'floor', amount: '150', componentIds: ['tiers'] } });
    expect(previewOf(given, { tiers: '100' })).toMatchObject({ floorMinor: 5_000, totalMinor: 65_000 });
  });

  it('[BIL-14] spec 16: minimum commitment, maximum spend and set-up fee', () => {
    const given = variant([tiers], { minimumCommitment: '200', maximumSpend: '450', setupFee: '99.50' });
    expect(previewOf(given, { tiers: '100' })).toMatchObject({
      minimumMinor: 10_000,
      capMinor: 0,
      totalMinor: 20_000,
      setupFeeMinor: 9_950,
    });
    expect(previewOf(given, { tiers: '600' })).toMatchObject({ minimumMinor: 0, capMinor: 3_000, totalMinor: 45_000 });
  });

  it("[PRC-15] a variant is in its own currency, with that currency's minor units", () => {
    expect(previewOf(variant([component('a', { kind: 'fixed', amount: '1200.5' })], { currency: 'JPY' })).totalMinor).toBe(1_201);
  });

  it('[PRC-14] what is not named counts as one seat and no usage', () => {
    expect(previewOf(variant([seats, calls])).totalMinor).toBe(1_500);
  });

  it('[PRC-14] says which component cannot be priced, and why', () => {
    const given = variant([component('steps', { kind: 'stair-step', steps: stepsS }, { quantity: { kind: 'subscription' } })]);
    expect(pricePreview(given, asked({ steps: '501' }))).toEqual({
      ok: false,
      problems: [{ code: 'rating.no-step-for-quantity', quantity: '501', componentId: 'steps' }],
    });
  });

  it('[PRC-14] [PRC-12] half-typed prices and quantities are problems, never a crash', () => {
    const given = variant([component('a', { kind: 'per-unit', unitPrice: '-' }), component('b', { kind: 'volume', bands: [] })], {
      setupFee: '100000000000000000000000000000',
    });
    const outcome = pricePreview(given, asked({}));
    expect(outcome.ok ? [] : outcome.problems.map((problem) => [problem.code, problem.componentId])).toEqual([
      ['number.not-decimal', 'a'],
      ['bands.none', 'b'],
      ['number.too-great', ''],
    ]);
    expect(pricePreview(variant([seats]), asked({ seats: 'NaN' })).ok).toBe(false);
  });
});

describe('least and most', () => {
  it('[BIL-14] [OR-5] a shortfall is topped up, never below zero', () => {
    expect([topUpMinor(150, [100]), topUpMinor(150, [100, 50]), topUpMinor(150, [200]), topUpMinor(150, [])]).toEqual([50, 0, 0, 150]);
  });

  it('spec 16: what is above the cap is taken off, never below zero', () => {
    expect([aboveCapMinor(450, [480]), aboveCapMinor(450, [300, 150]), aboveCapMinor(450, [])]).toEqual([30, 0, 0]);
  });
});
