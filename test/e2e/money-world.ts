// What the money specs sell: plans with features and add-ons, something pre-paid, something sold once, metered calls.

import type { Page } from '@playwright/test';
import type { EntitlementDefinition, PriceComponent } from '../../core/catalog/types.ts';
import { goTo } from './door-world.ts';
import { beginSmall, give, giveCustomer, giveProduct, monthly, type PlanContent } from './small-company.ts';
import { setClock } from './steps.ts';

/** A Tuesday in the morning. */
export const moneyDay = '2026-03-10';

const grant = (id: string, featureId: string, quantity: string, counting: 'limit' | 'consumable'): EntitlementDefinition => ({
  id,
  featureId,
  grant: { kind: 'limit', quantity },
  counting,
  perUnit: false,
  expiry: counting === 'consumable' ? { kind: 'period-end' } : { kind: 'never' },
  carryOver: null,
  autoExtendDays: null,
  atLimit: 'block',
  alertsAt: [],
  trialQuantity: null,
  onPause: 'suspend',
  onCancel: { kind: 'period-end' },
  onDowngrade: 'now',
});

export const component = (id: string, changes: Partial<PriceComponent> = {}): PriceComponent => ({
  id,
  name: id,
  quantity: { kind: 'one' },
  price: { kind: 'fixed', amount: '10' },
  timing: 'advance',
  included: '0',
  taxClass: '',
  ...changes,
});

/** A plan's content with other components in its one price. */
export const priced = (components: readonly PriceComponent[], changes: Partial<PlanContent> = {}): PlanContent => {
  const content = monthly('0', changes);
  return { ...content, variants: content.variants.map((variant) => ({ ...variant, components })) };
};

/** Sums the property `count` of events `api.calls`. */
export const callsMetric = {
  code: 'calls',
  name: 'Calls',
  eventName: 'api.calls',
  property: 'count',
  aggregation: { kind: 'sum' },
  filters: [],
  unit: 'call',
  rounding: null,
} as const;

export const putOnSale = async (page: Page, productId: string, code: string, content: PlanContent): Promise<string> => {
  const { plan = '' } = await give(page, 'plan.create', {
    productId,
    code,
    name: code.charAt(0).toUpperCase() + code.slice(1),
    description: '',
    visibility: 'public',
    restrictions: { countries: [], segments: [] },
    upgradePaths: [],
    content,
  });
  await give(page, 'plan.publish', { planId: plan, version: 1, content: null });
  return plan;
};

const giveFeature = async (page: Page, productId: string, code: string, unit: string): Promise<string> => {
  await give(page, 'product.add-feature', {
    productId,
    feature: { type: 'quantified', code, name: code.charAt(0).toUpperCase() + code.slice(1), unit, metricId: null },
  });
  return page.evaluate(
    async ([id, wanted]) => {
      const product = await window.counterfoilWorkstation().get('product', id);
      return product?.features.find((feature) => feature.code === wanted)?.id ?? '';
    },
    [productId, code] as const,
  );
};

export interface MoneyWorld {
  readonly entityId: string;
  readonly productId: string;
  readonly customerId: string;
  /** 49 a month: 5 seats, 1,000 calls. */
  readonly team: string;
  /** 99 a month: 20 seats, 5,000 calls. */
  readonly business: string;
  /** An add-on of 15 a month, linked to both. */
  readonly support: string;
}

/** One customer, Lindner GmbH, and what can be sold to it, on the morning of `moneyDay`. */
export const beginMoney = async (page: Page): Promise<MoneyWorld> => {
  const { entityId, productId } = await beginSmall(page);
  await setClock(page, `${moneyDay}T09:00:00.000Z`);
  const seats = await giveFeature(page, productId, 'seats', 'seat');
  const calls = await giveFeature(page, productId, 'calls', 'call');
  const both = (seatCount: string, callCount: string) => [
    grant('seats', seats, seatCount, 'limit'),
    grant('calls', calls, callCount, 'consumable'),
  ];
  const team = await putOnSale(page, productId, 'team', monthly('49', { entitlements: both('5', '1000') }));
  const business = await putOnSale(page, productId, 'business', monthly('99', { entitlements: both('20', '5000') }));
  const addOn = await giveProduct(page, 'Support', 'add-on');
  const support = await putOnSale(page, addOn, 'support', monthly('15'));
  for (const planId of [team, business]) await give(page, 'plan.link-add-on', { planId, addOnPlanId: support, invoicing: 'consolidated' });
  const customerId = await giveCustomer(page, 'Lindner GmbH');
  return { entityId, productId, customerId, team, business, support };
};

/** Sells a plan and opens the subscription's page. */
export const sellAndOpen = async (
  page: Page,
  { customerId }: Pick<MoneyWorld, 'customerId'>,
  plan: string,
  more: Record<string, unknown> = {},
): Promise<string> => {
  const { subscription = '' } = await give(page, 'subscription.create', { customerId, plan, cycle: 'monthly', ...more });
  await goTo(page, `/subscriptions/${subscription}`);
  return subscription;
};
