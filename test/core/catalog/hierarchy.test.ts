import { describe, expect, it } from 'vitest';
import { activateProduct } from '../../../core/catalog/activate-product.ts';
import { createPlan } from '../../../core/catalog/create-plan.ts';
import { createProductGroup } from '../../../core/catalog/create-product-group.ts';
import { createProduct } from '../../../core/catalog/create-product.ts';
import { publishPlan } from '../../../core/catalog/publish-plan.ts';
import { variantFor } from '../../../core/catalog/variant-for.ts';
import { createSubscription } from '../../../core/subscriptions/create-subscription.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import {
  bill,
  component as billedComponent,
  fixedPrice,
  item,
  sampleCustomer,
  sampleSubscription,
  soldPlan,
  term,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';
import { planned, written } from '../../support/held-documents.ts';
import { component, entity, seatLimit, variant, world } from './sample.ts';

const product = {
  name: 'Platform',
  code: 'PLAT-9',
  description: '',
  taxClass: 'standard',
  recognition: null,
  metadata: {},
  type: 'base',
  features: [{ type: 'quantified', code: 'seats', name: 'Seats', unit: 'seat', metricId: null }],
} as const;

const plan = (productId: string, featureId: string) =>
  ({
    productId,
    code: 'pro',
    name: 'Pro',
    description: '',
    visibility: 'public',
    restrictions: { countries: [], segments: [] },
    upgradePaths: [],
    content: {
      billing: { kind: 'recurring' },
      variants: [variant('gbp-monthly')],
      entitlements: [{ ...seatLimit, featureId }],
      trial: null,
      quantity: { minimum: '1', maximum: null },
      term: null,
    },
  }) as const;

describe('the catalog', () => {
  it('[CAT-01] [CAT-03] has four levels: group, product, plan, and its prices, entitlements and billing; all of it leads to one product', async () => {
    const catalog = world();
    await catalog.given(createProductGroup, { name: 'Platform' });
    const [group] = catalog.all('product-group');
    await catalog.given(createProduct, { ...product, groupId: group?.id ?? '' });
    const made = catalog.all('product').find(({ code }) => code === product.code);
    const productId = made?.id ?? '';
    await catalog.given(activateProduct, { productId });
    await catalog.given(createPlan, plan(productId, made?.features[0]?.id ?? ''));
    const [pro] = catalog.all('plan');
    const planId = pro?.id ?? '';
    expect((await catalog.given(publishPlan, { planId, version: 1, content: null })).ok).toBe(true);

    const version = catalog.get('plan-version', `${planId}@1`);
    expect([made?.groupId, pro?.productId, version.planId, version.productId]).toEqual([group?.id, productId, planId, productId]);
    expect([version.billing.kind, version.variants.length, version.entitlements[0]?.featureId]).toEqual([
      'recurring',
      1,
      made?.features[0]?.id,
    ]);
    const documents = [catalog.get('product', productId), catalog.get('plan', planId), version, entity, sampleCustomer()];
    const [sold] = written(
      await planned(createSubscription, { customerId: 'cus_1', plan: 'pro', cycle: 'monthly', quantity: '1' }, documents),
    ) as readonly Subscription[];
    expect(sold?.items.map((each) => [each.productId, each.terms[0]?.planId])).toEqual([[productId, planId]]);
    expect(sold?.grants.map(({ featureId }) => featureId)).toEqual([made?.features[0]?.id]);
  });

  it('[CAT-02] a group changes no bill', () => {
    const billed = (groupId: string | null) => {
      const sold = soldPlan('plan', [variantOf([billedComponent('fee', fixedPrice('30'))])], { kind: 'recurring' }, { groupId });
      return bill(
        worldOf([sold], { subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])] }),
        '2025-01-01',
        '2025-06-01',
      );
    };
    expect(billed('grp_1').documents).toHaveLength(5);
    expect(billed('grp_1')).toEqual(billed(null));
  });

  it('[CAT-17] [CUR-01] [PRC-15] sells one product at a price of its own in each market, and converts none into another', () => {
    const at = (amount: string) => [component('base', { price: { kind: 'fixed', amount } })];
    const variants = [
      variant('gbp', { components: at('49') }),
      variant('eur', { currency: 'EUR', components: at('57') }),
      variant('jpy', { currency: 'JPY', components: at('9000') }),
      variant('partner', { segment: 'partner', components: at('40') }),
    ];
    const priceIn = (currency: 'GBP' | 'EUR' | 'JPY' | 'USD', ...segments: readonly string[]) => {
      const found = variantFor({ variants }, currency, 'monthly', segments);
      return found.ok ? found.value.components[0]?.price : found.problems[0]?.code;
    };
    expect([priceIn('GBP'), priceIn('EUR'), priceIn('JPY'), priceIn('GBP', 'partner')]).toEqual(
      ['49', '57', '9000', '40'].map((amount) => ({ kind: 'fixed', amount })),
    );
    expect(priceIn('USD')).toBe('variant.no-match');
  });
});
