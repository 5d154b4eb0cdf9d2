import { describe, expect, it } from 'vitest';
import { missingParts, wrongPairs } from '../../../core/catalog/billing-combinations.ts';
import type { PriceModel } from '../../../core/catalog/price-model.ts';
import type { BillingModel, PriceComponent, PriceVariant } from '../../../core/catalog/types.ts';
import { bandsB, rule, stepsS } from '../rating/questions.ts';
import { component, usage, variant } from './sample.ts';

const month = { unit: 'month', count: 1 } as const;
const models: Readonly<Record<BillingModel['kind'], BillingModel>> = {
  free: { kind: 'free' },
  'one-off': { kind: 'one-off', trigger: 'order' },
  recurring: { kind: 'recurring' },
  instalment: { kind: 'instalment', count: 3, interval: month, parts: [] },
  usage: { kind: 'usage', graceDays: 0 },
  'pay-as-you-go': { kind: 'pay-as-you-go', trigger: 'event', paymentMethodRequired: true },
  prepaid: { kind: 'prepaid', unit: 'money', atZero: 'block' },
  hybrid: { kind: 'hybrid', graceDays: 0 },
};

const prices: readonly PriceModel[] = [
  { kind: 'fixed', amount: '1' },
  { kind: 'per-unit', unitPrice: '1' },
  { kind: 'volume', bands: bandsB },
  { kind: 'graduated', bands: bandsB },
  { kind: 'stair-step', steps: stepsS },
  { kind: 'dynamic', yields: 'total', rules: [], fallback: rule('fallback', '1') },
  { kind: 'package', size: '1', price: '1' },
  { kind: 'percentage', percent: '1', perEvent: '0', minimumPerEvent: null, maximumPerEvent: null },
];

/** The kinds of price that a billing model takes, with and without usage. */
const taken = (billing: BillingModel, make: (id: string, more: Partial<PriceComponent>) => PriceComponent): readonly string[] =>
  prices
    .filter((price) => wrongPairs(billing, [variant('v', { components: [make('c', { price })] })]).length === 0)
    .map(({ kind }) => kind);

const all = prices.map(({ kind }) => kind);
const withoutFixed = all.filter((kind) => kind !== 'fixed');

describe('which prices go with which billing model', () => {
  it.each<[BillingModel['kind'], readonly string[], readonly string[]]>([
    ['free', [], []],
    ['one-off', ['fixed', 'per-unit'], []],
    ['recurring', all, withoutFixed],
    ['instalment', ['fixed', 'per-unit'], []],
    ['usage', [], withoutFixed],
    ['pay-as-you-go', [], withoutFixed],
    ['prepaid', all, withoutFixed],
    ['hybrid', all, withoutFixed],
  ])('[BIL-13] [PRC-11] [PRC-01] %s', (kind, plain, used) => {
    expect(taken(models[kind], component)).toEqual(plain);
    expect(taken(models[kind], usage)).toEqual(used);
  });

  it('[BIL-13] names the place, the model and the price', () => {
    expect(wrongPairs(models.free, [variant()])).toEqual([
      { code: 'billing.price-not-allowed', path: '/variants/0/components/0', billing: 'free', price: 'fixed', quantity: 'one' },
    ]);
  });

  const settings: Partial<PriceVariant> = {
    components: [],
    combination: { kind: 'floor', amount: '1', componentIds: [] },
    minimumCommitment: '1',
    maximumSpend: '1',
    setupFee: '1',
    ramp: { componentId: 'base', steps: [] },
    chargeThreshold: '1',
    minimumCharge: '1',
    packs: [{ id: 'p', name: 'P', price: '1', credit: '1', expiresAfter: null }],
    instalmentTotal: '1',
  };
  const refused = (billing: BillingModel): readonly string[] =>
    wrongPairs(billing, [variant('v', settings)]).map(({ path }) => path.replace('/variants/0/', ''));
  const names = [
    'minimumCommitment',
    'maximumSpend',
    'setupFee',
    'ramp',
    'chargeThreshold',
    'minimumCharge',
    'instalmentTotal',
    'packs',
    'combination',
  ];

  it.each<[BillingModel['kind'], readonly string[]]>([
    ['free', []],
    ['one-off', []],
    ['recurring', ['minimumCommitment', 'maximumSpend', 'setupFee', 'ramp', 'combination']],
    ['instalment', ['setupFee', 'instalmentTotal']],
    ['usage', ['minimumCommitment', 'maximumSpend', 'setupFee', 'ramp', 'combination']],
    ['pay-as-you-go', ['maximumSpend', 'setupFee', 'ramp', 'minimumCharge']],
    ['prepaid', ['setupFee', 'ramp', 'packs']],
    ['hybrid', ['minimumCommitment', 'maximumSpend', 'setupFee', 'ramp', 'combination']],
  ])('[BIL-13] [BIL-14] settings that belong to %s', (kind, allowed) => {
    expect(refused(models[kind])).toEqual(names.filter((name) => !allowed.includes(name)));
  });

  it('[BIL-05] a threshold belongs to the trigger of that name', () => {
    expect(refused({ kind: 'pay-as-you-go', trigger: 'threshold', paymentMethodRequired: true })).not.toContain('chargeThreshold');
  });

  it('[BIL-03] the total of an instalment plan is its price: components beside it are refused', () => {
    const both = variant('v', { instalmentTotal: '900' });
    expect(wrongPairs(models.instalment, [both]).map(({ path }) => path)).toEqual(['/variants/0/instalmentTotal']);
    expect(wrongPairs(models.instalment, [{ ...both, components: [] }])).toEqual([]);
  });

  it.each<[BillingModel['kind'] | 'threshold', Partial<PriceVariant>, readonly string[]]>([
    ['free', { components: [] }, []],
    ['one-off', { components: [] }, ['price']],
    ['recurring', { components: [] }, ['price']],
    ['instalment', { components: [] }, ['price']],
    ['instalment', { components: [component('base')] }, ['price']],
    ['instalment', { components: [], instalmentTotal: '900' }, []],
    ['usage', { components: [] }, ['usage']],
    ['pay-as-you-go', { components: [] }, ['usage']],
    ['threshold', { components: [usage('calls')] }, ['charge-threshold']],
    ['prepaid', { components: [] }, ['pack', 'usage']],
    ['hybrid', { components: [component('base')] }, ['usage']],
    ['hybrid', { components: [usage('calls')] }, ['recurring']],
    ['hybrid', { components: [component('base'), usage('calls')] }, []],
  ])('[BIL-13] [PRC-07] [PRC-08] what a %s plan cannot do without', (kind, more, parts) => {
    const billing: BillingModel =
      kind === 'threshold' ? { kind: 'pay-as-you-go', trigger: 'threshold', paymentMethodRequired: true } : models[kind];
    expect(
      missingParts(billing, [variant('v', more)]).map((problem) => (problem.code === 'billing.part-missing' ? problem.part : problem.code)),
    ).toEqual(parts);
  });
});
