import { describe, expect, it } from 'vitest';
import { createPlan } from '../../../core/catalog/create-plan.ts';
import { createProduct } from '../../../core/catalog/create-product.ts';
import { contentOf } from '../../../core/catalog/plan-rules.ts';
import type { PriceModel } from '../../../core/catalog/price-model.ts';
import { documentSchemas, migrations, version as schemaVersion } from '../../../core/catalog/schema.ts';
import { collections } from '../../../core/collections.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { bandsB, rule, stepsS } from '../rating/questions.ts';
import { component, onSale, product, published, seatLimit, segment, usage, variant, version } from './sample.ts';

const prices: readonly PriceModel[] = [
  { kind: 'per-unit', unitPrice: '0.000000000001' },
  { kind: 'volume', bands: bandsB },
  { kind: 'graduated', bands: bandsB },
  { kind: 'stair-step', steps: stepsS },
  {
    kind: 'dynamic',
    yields: 'unit-price',
    rules: [
      rule('a', '1', [
        { kind: 'segment', oneOf: ['partner'] },
        { kind: 'attribute', name: 'tier', oneOf: ['gold'] },
        { kind: 'country', oneOf: ['GB'] },
        { kind: 'region', oneOf: ['US-CA'] },
        { kind: 'weekday', oneOf: [1, 7] },
        { kind: 'hours', from: '22:00', until: '06:00' },
        { kind: 'external', name: 'spot', compare: 'at-most', value: '-1' },
      ]),
    ],
    fallback: rule('b', '2'),
  },
  { kind: 'package', size: '10', price: '5' },
  { kind: 'percentage', percent: '2.9', perEvent: '0.3', minimumPerEvent: null, maximumPerEvent: '10' },
];

const full = published('pln_1', 2, {
  billing: { kind: 'instalment', count: 2, interval: { unit: 'month', count: 1 }, parts: [400_000, 600_000] },
  variants: [
    variant('v', {
      components: [component('base'), ...prices.map((price, index) => usage(`c${index}`, { price }))],
      combination: { kind: 'floor', amount: '1', componentIds: ['base'] },
      ramp: {
        componentId: 'base',
        steps: [
          { from: { kind: 'period', index: 3 }, price: '60' },
          { from: { kind: 'date', on: '2027-02-28' }, price: '70' },
        ],
      },
      packs: [{ id: 'small', name: 'Small', price: '10', credit: '11', expiresAfter: { unit: 'year', count: 1 } }],
    }),
  ],
  entitlements: [
    {
      ...seatLimit,
      expiry: { kind: 'fixed', at: '2027-01-01T00:00:00.000Z' },
      carryOver: { cap: { kind: 'allowances', times: '1' }, once: true },
    },
  ],
  trial: { days: 14, paymentMethodRequired: true, entitlements: 'restricted', atEnd: 'ask', withoutPaymentMethod: 'pause' },
  term: { periods: 12, autoRenew: true },
});

describe('the form of the catalog', () => {
  it('takes every kind of document that the catalog has, and every shape that one can have', () => {
    const samples = {
      'product-group': { id: 'grp_1', kind: 'product-group', rev: 1, name: 'Platform', state: 'active' },
      segment: segment('partner'),
      product: product('prd_1', { recognition: 'milestone', metadata: { a: 'b' } }),
      plan: onSale('pln_1', { addOns: [{ planId: 'pln_2', invoicing: 'separate' }], successorPlanId: 'pln_3' }),
      'plan-version': full,
      'external-series': {
        id: 'ext_1',
        kind: 'external-series',
        rev: 1,
        name: 'spot',
        values: [{ at: '2026-11-01T00:00:00.000Z', value: '-3.5' }],
      },
    } as const;
    for (const [kind, schema] of Object.entries(documentSchemas)) {
      expect(shaped(schema, samples[kind as keyof typeof samples])).toMatchObject({ ok: true });
    }
    expect([schemaVersion, migrations]).toEqual([1, []]);
  });

  it('has a schema for each of its kinds in the collection', () => {
    const elsewhere = ['metric', 'offer'];
    expect(Object.keys(documentSchemas)).toEqual(collections.catalog.filter((kind) => !elsewhere.includes(kind)));
  });

  const content = contentOf(version());
  const body = {
    productId: 'prd_1',
    code: 'pro',
    name: 'Pro',
    description: '',
    visibility: 'public',
    restrictions: { countries: [], segments: [] },
    upgradePaths: [],
    content,
  };
  const paths = (value: unknown): readonly string[] => {
    const outcome = shaped(createPlan.shape as Parameters<typeof shaped>[0], value);
    return outcome.ok ? [] : outcome.problems.map(({ path }) => path);
  };
  const withVariant = (more: Record<string, unknown>) => ({ ...body, content: { ...content, variants: [{ ...variant(), ...more }] } });

  it('[CAT-12] takes a whole plan', () => {
    expect(paths(body)).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['a code in capitals', { ...body, code: 'PRO' }, '/code'],
    ['a code with a blank', { ...body, code: 'a b' }, '/code'],
    ['an empty name', { ...body, name: '' }, '/name'],
    ['a country by its name', { ...body, restrictions: { countries: ['France'], segments: [] } }, '/restrictions/countries/0'],
    ['a currency that does not exist', withVariant({ currency: 'XYZ' }), '/content/variants/0/currency'],
    [
      'a cycle of no months',
      withVariant({ cycle: { name: 'm', interval: { unit: 'month', count: 0 } } }),
      '/content/variants/0/cycle/interval/count',
    ],
    [
      'a cycle of fortnights',
      withVariant({ cycle: { name: 'm', interval: { unit: 'fortnight', count: 1 } } }),
      '/content/variants/0/cycle/interval/unit',
    ],
    ['a price as a number', withVariant({ setupFee: 5 }), '/content/variants/0/setupFee'],
    ['a price of 10^30', withVariant({ setupFee: `1${'0'.repeat(30)}` }), '/content/variants/0/setupFee'],
    ['a price that is not a number', withVariant({ setupFee: 'NaN' }), '/content/variants/0/setupFee'],
    ['a misspelt field', withVariant({ setUpFee: '5' }), '/content/variants/0'],
    ['a field too few', { ...body, content: { ...content, quantity: undefined } }, '/content'],
    [
      '31 February in a ramp',
      withVariant({ ramp: { componentId: 'base', steps: [{ from: { kind: 'date', on: '2027-02-31' }, price: '1' }] } }),
      '/content/variants/0/ramp',
    ],
  ])('refuses %s', (_, value, path) => {
    expect(paths(value).some((found) => found.startsWith(path))).toBe(true);
  });

  it('refuses a product with a feature of no known type', () => {
    const given = { ...product(), features: [{ type: 'boolean', code: 'x', name: 'X' }] };
    expect(shaped(createProduct.shape as Parameters<typeof shaped>[0], given).ok).toBe(false);
  });
});
