import { describe, expect, it } from 'vitest';
import { cyclesOf } from '../../../core/catalog/cycle.ts';
import { linkAddOn } from '../../../core/catalog/link-add-on.ts';
import { addOnLinkOf, attachProblems, mayBuy, saleProblems } from '../../../core/catalog/may-buy.ts';
import { pricingModelName, valueMetricOf } from '../../../core/catalog/pricing-model-name.ts';
import type { PriceModel } from '../../../core/catalog/price-model.ts';
import { publishPlan } from '../../../core/catalog/publish-plan.ts';
import type { PriceComponent, PriceVariant } from '../../../core/catalog/types.ts';
import { unlinkAddOn } from '../../../core/catalog/unlink-add-on.ts';
import { variantFor } from '../../../core/catalog/variant-for.ts';
import type { Currency } from '../../../core/money/currency.ts';
import { bandsB, rule, stepsS } from '../rating/questions.ts';
import { codes, component, metric, onSale, plan, product, published, usage, variant, version, world } from './sample.ts';

const yearly = { name: 'yearly', interval: { unit: 'year', count: 1 } } as const;

describe('the variant of a plan', () => {
  const offered = version('pln_1', 1, {
    variants: [
      variant('gbp-monthly'),
      variant('gbp-yearly', { cycle: yearly }),
      variant('eur-monthly', { currency: 'EUR' }),
      variant('gbp-partner', { segment: 'partner' }),
      variant('gbp-enterprise', { segment: 'enterprise' }),
    ],
  });
  const chosen = (currency: Currency, cycle: string, segments: readonly string[] = []): string => {
    const outcome = variantFor(offered, currency, cycle, segments);
    return outcome.ok ? outcome.value.id : codes(outcome).join();
  };

  it('[CAT-15] by currency, cycle and segment', () => {
    expect([chosen('GBP', 'monthly'), chosen('EUR', 'monthly'), chosen('GBP', 'yearly'), chosen('GBP', 'monthly', ['partner'])]).toEqual([
      'gbp-monthly',
      'eur-monthly',
      'gbp-yearly',
      'gbp-partner',
    ]);
  });

  it('[CAT-15] [CAT-16] the cycle by its name or by its id', () => {
    expect([chosen('GBP', '1-month'), chosen('GBP', '1-year')]).toEqual(['gbp-monthly', 'gbp-yearly']);
    expect(cyclesOf(offered).map(({ id, name }) => `${id} ${name}`)).toEqual(['1-month monthly', '1-year yearly']);
  });

  it('[CAT-15] a price for the segment goes before the general one, which is for everybody else', () => {
    expect([chosen('GBP', 'yearly', ['partner']), chosen('GBP', 'monthly', ['unheard-of'])]).toEqual(['gbp-yearly', 'gbp-monthly']);
  });

  it('[CAT-15] no match is an error that lists what there is, never a default', () => {
    expect([chosen('USD', 'monthly'), chosen('GBP', 'weekly'), chosen('EUR', 'yearly')]).toEqual([
      'variant.no-match',
      'variant.no-match',
      'variant.no-match',
    ]);
    expect(variantFor({ variants: [variant('only', { segment: 'partner' })] }, 'GBP', 'monthly', [])).toEqual({
      ok: false,
      problems: [
        {
          code: 'variant.no-match',
          currency: 'GBP',
          cycle: 'monthly',
          segments: [],
          offered: [{ variantId: 'only', currency: 'GBP', cycleId: '1-month', cycle: 'monthly', segment: 'partner' }],
        },
      ],
    });
  });

  it("[CAT-15] two prices for the customer's segments are asked about, not guessed", () => {
    expect(variantFor(offered, 'GBP', 'monthly', ['enterprise', 'partner'])).toMatchObject({
      ok: false,
      problems: [{ code: 'variant.several-match', found: ['gbp-partner', 'gbp-enterprise'] }],
    });
  });
});

describe('who may buy', () => {
  const restricted = onSale('pln_1', { restrictions: { countries: ['GB', 'IE'], segments: ['partner'] } });

  it('[CAT-24] by country and by segment, with every reason', () => {
    expect(mayBuy(restricted, product(), { country: 'IE', segments: ['partner', 'other'] })).toBe(true);
    expect(saleProblems(restricted, product(), { country: 'FR', segments: ['other'] })).toEqual([
      { code: 'plan.not-in-country', planId: 'pln_1', country: 'FR', countries: ['GB', 'IE'] },
      { code: 'plan.not-for-segment', planId: 'pln_1', segments: ['other'], allowed: ['partner'] },
    ]);
    expect(mayBuy(onSale('pln_1'), product(), { country: 'FR', segments: [] })).toBe(true);
  });

  it('[CAT-13] [CAT-04] only what is on sale', () => {
    const buyer = { country: 'GB', segments: ['partner'] };
    const sold = (['draft', 'active', 'inactive', 'grandfathered', 'archived'] as const).map((state) =>
      mayBuy({ ...restricted, state }, product(), buyer),
    );
    expect(sold).toEqual([false, true, false, false, false]);
    expect(saleProblems(restricted, product('prd_1', { state: 'draft' }), buyer).map(({ code }) => code)).toEqual(['product.not-active']);
  });
});

describe('add-ons', () => {
  const extra = product('prd_2', { type: 'add-on' });
  const addOn = onSale('pln_extra', { productId: 'prd_2' });
  const buyer = { country: 'GB', segments: [] };

  it('[CAT-18] [CAT-19] only linked ones can be attached', async () => {
    const catalog = world(onSale('pln_1'), extra, addOn);
    expect(attachProblems(catalog.get('plan', 'pln_1'), addOn, extra, buyer).map(({ code }) => code)).toEqual(['add-on.not-linked']);
    await catalog.given(linkAddOn, { planId: 'pln_1', addOnPlanId: 'pln_extra', invoicing: 'consolidated' });
    expect(attachProblems(catalog.get('plan', 'pln_1'), addOn, extra, buyer)).toEqual([]);
    await catalog.given(unlinkAddOn, { planId: 'pln_1', addOnPlanId: 'pln_extra' });
    expect(addOnLinkOf(catalog.get('plan', 'pln_1'), 'pln_extra')).toBeNull();
    const again = await catalog.given(unlinkAddOn, { planId: 'pln_1', addOnPlanId: 'pln_extra' });
    expect(again.ok && again.value.writes).toEqual([]);
    expect(codes(await catalog.given(unlinkAddOn, { planId: 'pln_none', addOnPlanId: 'pln_extra' }))).toEqual(['plan.missing']);
  });

  it('[CAT-21] the link says on which invoice; a second one replaces the first', async () => {
    const catalog = world(onSale('pln_1'), extra, addOn);
    for (const invoicing of ['consolidated', 'separate'] as const)
      await catalog.given(linkAddOn, { planId: 'pln_1', addOnPlanId: 'pln_extra', invoicing });
    expect(catalog.get('plan', 'pln_1').addOns).toEqual([{ planId: 'pln_extra', invoicing: 'separate' }]);
    expect(addOnLinkOf(catalog.get('plan', 'pln_1'), 'pln_extra')?.invoicing).toBe('separate');
    const same = await catalog.given(linkAddOn, { planId: 'pln_1', addOnPlanId: 'pln_extra', invoicing: 'separate' });
    expect(same.ok && same.value.writes).toEqual([]);
  });

  it('[CAT-18] [CAT-29] an add-on is a plan of an add-on product, and goes with a base plan, never alone or with another add-on', async () => {
    const catalog = world(
      onSale('pln_1'),
      onSale('pln_2'),
      extra,
      addOn,
      onSale('pln_more', { productId: 'prd_2' }),
      plan('pln_old', { productId: 'prd_2', state: 'archived' }),
    );
    const link = async (planId: string, addOnPlanId: string) =>
      codes(await catalog.given(linkAddOn, { planId, addOnPlanId, invoicing: 'consolidated' }));
    expect(await link('pln_1', 'pln_2')).toEqual(['add-on.not-an-add-on']);
    expect(await link('pln_1', 'pln_none')).toEqual(['add-on.missing']);
    expect(await link('pln_extra', 'pln_more')).toEqual(['add-on.of-an-add-on']);
    expect(await link('pln_1', 'pln_old')).toEqual(['add-on.archived']);
    expect(await link('pln_none', 'pln_extra')).toEqual(['plan.missing']);
    expect(await link('pln_old', 'pln_extra')).toEqual(['plan.state-not-allowed']);
    expect(attachProblems(catalog.get('plan', 'pln_1'), onSale('pln_2'), product(), buyer).map(({ code }) => code)).toEqual([
      'add-on.not-an-add-on',
      'add-on.not-linked',
    ]);
  });

  it('[CAT-19] [CAT-24] a linked add-on is still sold only to whom it is for', () => {
    const restricted = { ...addOn, restrictions: { countries: ['FR'], segments: [] } };
    const base = onSale('pln_1', { addOns: [{ planId: 'pln_extra', invoicing: 'consolidated' }] });
    expect(attachProblems(base, restricted, extra, buyer).map(({ code }) => code)).toEqual(['plan.not-in-country']);
  });

  it('[CAT-20] [CAT-18] an add-on has a cycle, a billing model and entitlements of its own', async () => {
    const billing = { kind: 'usage', graceDays: 3 } as const;
    const own = version('pln_extra', 1, {
      productId: 'prd_2',
      billing,
      variants: [variant('gbp-yearly', { cycle: yearly, components: [usage('calls')] })],
    });
    const base = onSale('pln_1', { addOns: [{ planId: 'pln_extra', invoicing: 'separate' }] });
    const catalog = world(base, published('pln_1'), extra, plan('pln_extra', { productId: 'prd_2' }), own);
    expect(codes(await catalog.given(publishPlan, { planId: 'pln_extra', version: 1, content: null }))).toEqual([]);
    expect(catalog.get('plan-version', 'pln_extra@1')).toMatchObject({ billing, variants: [{ cycle: yearly }] });
  });

  it('[CAT-19] a plan is not published with links that lead nowhere', async () => {
    const catalog = world(plan('pln_1', { addOns: [{ planId: 'pln_none', invoicing: 'separate' }] }), version());
    expect(codes(await catalog.given(publishPlan, { planId: 'pln_1', version: 1, content: null }))).toEqual(['add-on.missing']);
  });
});

describe('how a price is called', () => {
  const named = (...components: readonly PriceComponent[]): string => pricingModelName({ variants: [variant('v', { components })] });
  const models: readonly PriceModel[] = [
    { kind: 'fixed', amount: '1' },
    { kind: 'per-unit', unitPrice: '1' },
    { kind: 'volume', bands: bandsB },
    { kind: 'graduated', bands: bandsB },
    { kind: 'stair-step', steps: stepsS },
    { kind: 'dynamic', yields: 'total', rules: [], fallback: rule('fallback', '1') },
    { kind: 'package', size: '1', price: '1' },
    { kind: 'percentage', percent: '1', perEvent: '0', minimumPerEvent: null, maximumPerEvent: null },
  ];

  it('[PRC-07] [PRC-08] the eight models of the specification, and the two beside them', () => {
    expect(models.map((price) => named(component('a', { price, quantity: { kind: 'subscription' } })))).toEqual([
      'fixed',
      'per-unit',
      'volume',
      'tiered',
      'stair-step',
      'dynamic',
      'package',
      'percentage',
    ]);
    expect(models.slice(1).map((price) => named(usage('a', { price })))).toEqual([
      'usage-based',
      'usage-based',
      'usage-based',
      'usage-based',
      'dynamic',
      'package',
      'percentage',
    ]);
    expect(named(component('base'), usage('calls'))).toBe('hybrid');
  });

  it('[BIL-08] [BIL-03] what is given away has none, a split total is fixed', () => {
    const instalments: Partial<PriceVariant> = { components: [], instalmentTotal: '900' };
    expect([named(), pricingModelName({ variants: [] }), pricingModelName({ variants: [variant('v', instalments)] })]).toEqual([
      'none',
      'none',
      'fixed',
    ]);
  });

  it('[CAT-22] the unit that a price refers to', () => {
    const metrics = [metric('met_calls', { unit: 'call' })];
    const seats = component('seats', { name: 'Seats', quantity: { kind: 'subscription' }, price: { kind: 'per-unit', unitPrice: '1' } });
    expect([
      valueMetricOf(usage('calls'), metrics),
      valueMetricOf(seats, metrics),
      valueMetricOf(component('base'), metrics),
      valueMetricOf(usage('calls'), []),
    ]).toEqual(['call', 'Seats', null, null]);
  });
});
