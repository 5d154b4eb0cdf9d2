import { describe, expect, it } from 'vitest';
import type { EntitlementDefinition, PlanVersion, PriceVariant } from '../../../core/catalog/types.ts';
import { versionProblems } from '../../../core/catalog/version-problems.ts';
import type { Currency } from '../../../core/money/currency.ts';
import { component, metric, product, segment, usage, variant, version } from './sample.ts';

const facts = {
  product: product(),
  segments: [segment('partner'), segment('old', { state: 'archived' })],
  metrics: [metric('met_calls'), metric('met_old', { state: 'archived' })],
  on: '2026-11-20',
};
const found = (more: Partial<PlanVersion>, on = facts.on): readonly string[] =>
  versionProblems(version('pln_1', 1, more), { ...facts, on }).map(({ code, path }) => `${code} ${path}`);
const priced = (more: Partial<PriceVariant>): readonly string[] => found({ variants: [variant('v', more)] });

const yearly = { name: 'yearly', interval: { unit: 'year', count: 1 } } as const;
const hybrid = { kind: 'hybrid', graceDays: 2 } as const;

describe('the variants of a version', () => {
  it('[CAT-14] by currency, cycle and segment, each with its own price', () => {
    const variants = [
      variant('gbp-monthly'),
      variant('gbp-yearly', { cycle: yearly, components: [component('base', { price: { kind: 'fixed', amount: '490' } })] }),
      variant('eur-monthly', { currency: 'EUR', components: [component('base', { price: { kind: 'fixed', amount: '57' } })] }),
      variant('gbp-partner', { segment: 'partner', components: [component('base', { price: { kind: 'fixed', amount: '40' } })] }),
    ];
    expect(found({ variants })).toEqual([]);
  });

  it('[CAT-15] no two share currency, cycle and segment', () => {
    expect(found({ variants: [variant('a'), variant('b')] })).toEqual(['variant.triple-taken /variants/1']);
    expect(found({ variants: [variant('a'), variant('a', { currency: 'EUR' })] })).toEqual(['variant.id-taken /variants/1']);
  });

  it('[CAT-16] a cycle has one name and one length', () => {
    const other = variant('b', { currency: 'EUR', cycle: { name: 'monthly', interval: { unit: 'month', count: 2 } } });
    const renamed = variant('b', { currency: 'EUR', cycle: { name: 'every month', interval: { unit: 'month', count: 1 } } });
    expect(found({ variants: [variant('a'), other] })).toEqual(['variant.cycle-ambiguous /variants/1/cycle']);
    expect(found({ variants: [variant('a'), renamed] })).toEqual(['variant.cycle-ambiguous /variants/1/cycle']);
  });

  it('[CAT-14] they differ only in price: components and what they count are the same', () => {
    const seats = component('base', { quantity: { kind: 'subscription' } });
    expect(found({ variants: [variant('a'), variant('b', { currency: 'EUR', components: [component('other')] })] })).toEqual([
      'variant.components-differ /variants/1/components',
    ]);
    expect(found({ variants: [variant('a'), variant('b', { currency: 'EUR', components: [seats] })] })).toEqual([
      'variant.components-differ /variants/1/components',
    ]);
  });

  it('a plan without any price variant cannot be sold', () => {
    expect(found({ variants: [] })).toEqual(['variant.none /variants']);
  });

  it('[CUR-01] currencies exist and are in use when the plan is published', () => {
    expect(priced({ currency: 'ZZZ' as Currency })).toEqual(['variant.currency-unknown /variants/0/currency']);
    expect(found({ variants: [variant('v', { currency: 'BGN' })] }, '2026-11-20')).toEqual([
      'variant.currency-not-in-use /variants/0/currency',
    ]);
    expect(found({ variants: [variant('v', { currency: 'BGN' })] }, '2025-12-31')).toEqual([]);
  });

  it('[CAT-26] segments exist and are in use', () => {
    expect([priced({ segment: 'partner' }), priced({ segment: 'nobody' }), priced({ segment: 'old' })]).toEqual([
      [],
      ['variant.segment-unknown /variants/0/segment'],
      ['variant.segment-unknown /variants/0/segment'],
    ]);
  });

  it('[CAT-22] [PRC-07] usage refers to a metric that exists and is in use', () => {
    const of = (metricId: string): readonly string[] =>
      found({
        billing: { kind: 'usage', graceDays: 0 },
        variants: [variant('v', { components: [usage('calls', { quantity: { kind: 'usage', metricId } })] })],
      });
    expect([of('met_calls'), of('met_none'), of('met_old')]).toEqual([
      [],
      ['component.metric-unknown /variants/0/components/0/quantity/metricId'],
      ['component.metric-unknown /variants/0/components/0/quantity/metricId'],
    ]);
  });

  it('[PRC-08] several components with ids of their own', () => {
    expect(
      found({ billing: hybrid, variants: [variant('v', { components: [component('base'), usage('calls', { included: '50000' })] })] }),
    ).toEqual([]);
    expect(priced({ components: [component('base'), component('base')] })).toEqual(['component.id-taken /variants/0/components']);
  });

  it('[PRC-10] included units are a number, and belong to something that is counted', () => {
    expect(priced({ components: [component('base', { included: '5' })] })).toEqual([
      'component.included-without-quantity /variants/0/components/0/included',
    ]);
    expect(
      found({ billing: hybrid, variants: [variant('v', { components: [component('base'), usage('calls', { included: '-1' })] })] }),
    ).toEqual(['number.negative /variants/0/components/1/included']);
  });

  it('[PRC-09] [OR-5] a floor names components that exist', () => {
    const floor = (componentIds: readonly string[], amount = '150') => priced({ combination: { kind: 'floor', amount, componentIds } });
    expect([floor(['base']), floor([]), floor(['nothing']), floor(['base', 'base']), floor(['base'], '0')]).toEqual([
      [],
      ['floor.no-components /variants/0/combination/componentIds'],
      ['floor.component-unknown /variants/0/combination/componentIds'],
      ['floor.component-unknown /variants/0/combination/componentIds'],
      ['number.not-positive /variants/0/combination/amount'],
    ]);
  });

  it('[BIL-14] commitments, caps and fees are amounts, the cap not below the commitment', () => {
    expect(priced({ minimumCommitment: '100', maximumSpend: '100', setupFee: '0' })).toEqual([]);
    expect(priced({ minimumCommitment: '100', maximumSpend: '99.99' })).toEqual(['variant.cap-below-commitment /variants/0/maximumSpend']);
    expect(priced({ setupFee: '-1' })).toEqual(['number.negative /variants/0/setupFee']);
  });

  it('[OFR-14] a ramp is one that can be sold', () => {
    expect(priced({ ramp: { componentId: 'base', steps: [{ from: { kind: 'period', index: 3 }, price: '60' }] } })).toEqual([]);
    expect(priced({ ramp: { componentId: 'seats', steps: [] } })).toEqual([
      'ramp.component-missing /variants/0/ramp',
      'ramp.no-steps /variants/0/ramp',
    ]);
  });

  it('[BIL-06] packs cost and give something, under ids of their own', () => {
    const pack = { id: 'small', name: 'Small', price: '10', credit: '10', expiresAfter: null } as const;
    const prepaid = (...packs: PriceVariant['packs']) =>
      found({
        billing: { kind: 'prepaid', unit: 'money', atZero: 'block' },
        variants: [variant('v', { components: [usage('calls')], packs })],
      });
    expect([prepaid(pack), prepaid(pack, pack), prepaid({ ...pack, credit: '0' }), prepaid({ ...pack, price: 'x' })]).toEqual([
      [],
      ['pack.id-taken /variants/0/packs'],
      ['number.not-positive /variants/0/packs/0/credit'],
      ['number.not-decimal /variants/0/packs/0/price'],
    ]);
  });
});

describe('the settings of a version', () => {
  it('[CAT-12] quantity bounds are in order', () => {
    expect(found({ quantity: { minimum: '5', maximum: '4' } })).toEqual(['quantity.maximum-below-minimum /quantity']);
    expect(found({ quantity: { minimum: '-1', maximum: null } })).toEqual(['number.negative /quantity/minimum']);
    expect(found({ quantity: { minimum: '5', maximum: '5' } })).toEqual([]);
  });

  it('[BIL-02] [CAT-12] a contract term is a number of periods, of plans that renew', () => {
    expect(found({ term: { periods: 12, autoRenew: true } })).toEqual([]);
    expect(found({ term: { periods: 0, autoRenew: true } })).toEqual(['term.periods /term/periods']);
    expect(found({ billing: { kind: 'one-off', trigger: 'order' }, term: { periods: 1, autoRenew: false } })).toEqual([
      'term.not-for-billing /term',
    ]);
  });

  it('[OFR-18] a trial is a number of days, of plans that renew', () => {
    const trial = {
      days: 14,
      paymentMethodRequired: false,
      entitlements: 'full',
      atEnd: 'convert',
      withoutPaymentMethod: 'cancel',
    } as const;
    expect(found({ trial })).toEqual([]);
    expect(found({ trial: { ...trial, days: 0 } })).toEqual(['trial.days /trial/days']);
    expect(found({ trial: { ...trial, days: 1.5 } })).toEqual(['trial.days /trial/days']);
    expect(found({ trial, billing: { kind: 'one-off', trigger: 'order' } })).toEqual(['trial.not-for-billing /trial']);
  });

  it('[BIL-03] instalments sum to the whole', () => {
    const instalments = (count: number, ...parts: readonly number[]) =>
      found({
        billing: { kind: 'instalment', count, interval: { unit: 'month', count: 1 }, parts },
        variants: [variant('v', { components: [], instalmentTotal: '900' })],
      });
    expect([
      instalments(3),
      instalments(2, 250_000, 750_000),
      instalments(0),
      instalments(2, 1_000_000),
      instalments(2, 500_000, 400_000),
    ]).toEqual([[], [], ['instalment.count /billing/count'], ['instalment.parts /billing/parts'], ['instalment.parts /billing/parts']]);
  });

  it('[BIL-04] days of grace are days', () => {
    const grace = (graceDays: number) =>
      found({ billing: { kind: 'usage', graceDays }, variants: [variant('v', { components: [usage('calls')] })] });
    expect([grace(0), grace(60), grace(-1), grace(1.5), grace(61)].map((problems) => problems.length)).toEqual([0, 0, 1, 1, 1]);
  });

  it('[BIL-13] wrong pairs and missing parts keep a version back', () => {
    expect(found({ billing: { kind: 'usage', graceDays: 0 } })).toEqual([
      'billing.price-not-allowed /variants/0/components/0',
      'billing.part-missing /variants/0',
    ]);
  });
});

describe('the entitlements of a version', () => {
  const calls: EntitlementDefinition = {
    id: 'calls',
    featureId: 'fea_calls',
    grant: { kind: 'limit', quantity: '1000' },
    counting: 'consumable',
    perUnit: false,
    expiry: { kind: 'period-end' },
    carryOver: null,
    autoExtendDays: null,
    atLimit: 'block',
    alertsAt: [80, 100],
    trialQuantity: null,
    onPause: 'suspend',
    onCancel: { kind: 'period-end' },
    onDowngrade: 'next-period',
  };
  const access: EntitlementDefinition = {
    ...calls,
    id: 'api',
    featureId: 'fea_api',
    grant: { kind: 'access' },
    counting: 'none',
    expiry: { kind: 'never' },
    alertsAt: [],
  };
  const unlimited: EntitlementDefinition = {
    ...access,
    id: 'seats',
    featureId: 'fea_seats',
    grant: { kind: 'unlimited' },
    counting: 'limit',
  };
  const of = (...entitlements: readonly EntitlementDefinition[]): readonly string[] =>
    found({ entitlements }).map((text) => text.replace('/entitlements/0', ''));

  it('[CAT-08] [CAT-09] [CAT-10] binary, quantified and unlimited features', () => {
    expect(of(calls, access, unlimited)).toEqual([]);
  });

  it('[CAT-07] features are declared on the product first', () => {
    expect(of({ ...calls, featureId: 'fea_none' })).toEqual(['entitlement.feature-unknown ']);
  });

  it('[CAT-08] [CAT-09] a grant fits its feature', () => {
    expect(of({ ...access, grant: { kind: 'unlimited' } })).toEqual(['entitlement.grant-does-not-fit /grant']);
    expect(of({ ...calls, grant: { kind: 'access' }, counting: 'none', alertsAt: [] })).toEqual(['entitlement.grant-does-not-fit /grant']);
  });

  it('[ENT-15] one definition for each feature, under an id of its own', () => {
    expect(found({ entitlements: [calls, { ...calls, id: 'more' }] })).toEqual(['entitlement.feature-taken /entitlements/1']);
    expect(found({ entitlements: [calls, { ...access, id: 'calls' }] })).toEqual(['entitlement.id-taken /entitlements/1']);
  });

  it.each<[string, Partial<EntitlementDefinition>, readonly string[]]>([
    ['[ENT-06] a number that nobody counts', { counting: 'none' }, ['entitlement.facet-does-not-fit /counting']],
    ['[ENT-06] a quantity below zero', { grant: { kind: 'limit', quantity: '-1' } }, ['number.negative /grant/quantity']],
    ['[ENT-08] an end that is no instant', { expiry: { kind: 'fixed', at: '2026-12-31' } }, ['entitlement.instant /expiry/at']],
    [
      '[ENT-09] no day at all',
      { expiry: { kind: 'relative', days: 0, from: 'start', stopsWhileSuspended: true } },
      ['entitlement.days /expiry/days'],
    ],
    [
      '[ENT-11] carry-over of something that is not used up',
      { counting: 'limit', carryOver: { cap: { kind: 'none' }, once: false } },
      ['entitlement.facet-does-not-fit /carryOver'],
    ],
    [
      '[ENT-11] carry-over with nothing to come',
      { expiry: { kind: 'never' }, carryOver: { cap: { kind: 'none' }, once: false } },
      ['entitlement.facet-does-not-fit /carryOver'],
    ],
    [
      '[ENT-12] a negative cap',
      { carryOver: { cap: { kind: 'units', quantity: '-1' }, once: false } },
      ['number.negative /carryOver/cap/quantity'],
    ],
    [
      '[ENT-12] a cap that is no number',
      { carryOver: { cap: { kind: 'allowances', times: 'one' }, once: false } },
      ['number.not-decimal /carryOver/cap/times'],
    ],
    ['[ENT-13] an extension by nothing', { autoExtendDays: 0 }, ['entitlement.days /autoExtendDays']],
    [
      '[ENT-13] an extension of something without an end',
      { expiry: { kind: 'never' }, autoExtendDays: 30 },
      ['entitlement.facet-does-not-fit /autoExtendDays'],
    ],
    ['[ENT-23] alerts in the wrong order', { alertsAt: [100, 80] }, ['entitlement.alerts /alertsAt']],
    ['[ENT-23] an alert beyond the limit', { alertsAt: [101] }, ['entitlement.alerts /alertsAt']],
    ['[ENT-27] an end before the cancellation', { onCancel: { kind: 'later', days: -1 } }, ['entitlement.days /onCancel/days']],
    ['[ENT-30] a trial that gives more than the plan', { trialQuantity: '1001' }, ['entitlement.trial-above-full /trialQuantity']],
  ])('%s', (_, more, expected) => {
    expect(of({ ...calls, ...more })).toEqual(expected);
  });

  it('[ENT-11] [ENT-13] the facets combine', () => {
    expect(
      of({
        ...calls,
        carryOver: { cap: { kind: 'allowances', times: '1' }, once: true },
        autoExtendDays: 30,
        perUnit: true,
        trialQuantity: '100',
      }),
    ).toEqual([]);
    expect(of({ ...unlimited, perUnit: true, alertsAt: [80], carryOver: { cap: { kind: 'none' }, once: false } })).toEqual([
      'entitlement.facet-does-not-fit /perUnit',
      'entitlement.facet-does-not-fit /carryOver',
      'entitlement.facet-does-not-fit /carryOver',
      'entitlement.facet-does-not-fit /carryOver',
      'entitlement.facet-does-not-fit /alertsAt',
    ]);
  });
});
