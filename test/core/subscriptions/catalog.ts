import type { AnyDocument } from '../../../core/collections.ts';
import type { EntitlementDefinition, Plan, PlanVersion, PriceVariant, TrialSettings } from '../../../core/catalog/types.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import {
  component,
  fixedPrice,
  monthly,
  sampleCustomer,
  sampleEntity,
  seats,
  type SoldPlan,
  soldPlan,
  variantOf,
  yearly,
} from '../../support/billing-world.ts';
import { Desk } from './desk.ts';

/** A calling allowance that counts down, renewed each period; the quantity is the plan's. */
export const calls = (quantity: string, changes: Partial<EntitlementDefinition> = {}): EntitlementDefinition => ({
  id: 'calls',
  featureId: 'f_calls',
  grant: { kind: 'limit', quantity },
  counting: 'consumable',
  perUnit: false,
  expiry: { kind: 'period-end' },
  carryOver: null,
  autoExtendDays: null,
  atLimit: 'block',
  alertsAt: [],
  trialQuantity: null,
  onPause: 'suspend',
  onCancel: { kind: 'now' },
  onDowngrade: 'now',
  ...changes,
});

const yearlyOf = (variant: PriceVariant, amount: string): PriceVariant => ({
  ...variant,
  id: `${variant.id}-y`,
  cycle: { name: 'yearly', interval: yearly },
  components: [component('base', fixedPrice(amount))],
});

/** Sold monthly and yearly at a flat price. */
export const flat = (
  id: string,
  amount: string,
  yearlyAmount: string,
  version: Partial<PlanVersion> = {},
  plan: Partial<Plan> = {},
): SoldPlan => {
  const variant = variantOf([component('base', fixedPrice(amount))]);
  const sold = soldPlan(id, [variant, yearlyOf(variant, yearlyAmount)], { kind: 'recurring' });
  return {
    product: { ...sold.product, id: 'prd_main', code: 'main' },
    plan: { ...sold.plan, productId: 'prd_main', ...plan },
    version: { ...sold.version, productId: 'prd_main', ...version },
  };
};

/** An add-on of a product of its own. */
export const addOn = (id: string, variants: readonly PriceVariant[], version: Partial<PlanVersion> = {}): SoldPlan => {
  const sold = soldPlan(id, variants, { kind: 'recurring' }, { type: 'add-on' });
  return { ...sold, version: { ...sold.version, ...version } };
};

export const trialOf = (changes: Partial<TrialSettings> = {}): TrialSettings => ({
  days: 14,
  paymentMethodRequired: false,
  entitlements: 'full',
  atEnd: 'convert',
  withoutPaymentMethod: 'cancel',
  ...changes,
});

export const documentsOf = (plans: readonly SoldPlan[]): readonly AnyDocument[] => [
  ...new Map<string, AnyDocument>(
    plans
      .flatMap(({ product, plan, version }) => [product, plan, version] as const)
      .map((document) => [`${document.kind}/${document.id}`, document]),
  ).values(),
];

/** basic 50, plus 60, pro 100 a month (500, 600, 1,200 a year), team 10 a seat, and add-ons: storage 5 a month, insight 120 a year, onboarding once. */
export const plans = (): readonly SoldPlan[] => {
  const addOns: Plan['addOns'] = [
    { planId: 'storage', invoicing: 'consolidated' },
    { planId: 'insight', invoicing: 'separate' },
    { planId: 'onboarding', invoicing: 'consolidated' },
  ];
  const team = soldPlan('team', [variantOf([seats('10')])]);
  const insight = variantOf([component('base', fixedPrice('120'))], { cycle: { name: 'yearly', interval: yearly } });
  return [
    flat('basic', '50', '500', { entitlements: [calls('100')] }, { addOns }),
    flat('plus', '60', '600', { entitlements: [calls('200')] }, { addOns: addOns.slice(0, 1) }),
    flat('pro', '100', '1200', { entitlements: [calls('1000')] }, { addOns }),
    flat('trying', '50', '500', { entitlements: [calls('100', { trialQuantity: '10' })], trial: trialOf() }, { addOns }),
    {
      ...team,
      plan: { ...team.plan, productId: 'prd_main' },
      version: {
        ...team.version,
        productId: 'prd_main',
        quantity: { minimum: '1', maximum: '50' },
        entitlements: [calls('10', { perUnit: true })],
      },
      product: { ...team.product, id: 'prd_main', code: 'main' },
    },
    addOn('storage', [variantOf([component('base', fixedPrice('5'))], { cycle: { name: 'monthly', interval: monthly } })]),
    addOn('insight', [insight]),
    { ...addOn('onboarding', [variantOf([component('base', fixedPrice('300'))])], { billing: { kind: 'one-off', trigger: 'order' } }) },
  ];
};

export const deskOf = (sold: readonly SoldPlan[] = plans(), entity: Partial<OperatingEntity> = {}, ...more: readonly AnyDocument[]): Desk =>
  new Desk([sampleEntity(entity), sampleCustomer({ metadata: {} }), ...documentsOf(sold), ...more]);
