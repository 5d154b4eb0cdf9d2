import { wrongPairs } from '../../../../core/catalog/billing-combinations.ts';
import type { VersionContent } from '../../../../core/catalog/plan-rules.ts';
import type { Condition, PriceModel } from '../../../../core/catalog/price-model.ts';
import type { BillingModel, EntitlementDefinition, PriceComponent, PriceVariant } from '../../../../core/catalog/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';

export const modelKinds = ['fixed', 'per-unit', 'volume', 'graduated', 'stair-step', 'dynamic', 'package', 'percentage'] as const;

/** The first price that a model names: it is kept when somebody chooses another model. */
const leadingPrice = (model: PriceModel): string => {
  switch (model.kind) {
    case 'fixed':
      return model.amount;
    case 'per-unit':
      return model.unitPrice;
    case 'volume':
    case 'graduated':
      return model.bands[0]?.unitPrice ?? '0';
    case 'stair-step':
      return model.steps[0]?.price ?? '0';
    case 'dynamic':
      return model.fallback.price;
    case 'package':
      return model.price;
    case 'percentage':
      return model.perEvent;
  }
};

/** A model of another kind, as far as it can be told from the one before; bands stay bands. */
export const modelOfKind = (kind: PriceModel['kind'], before: PriceModel, otherwise: string): PriceModel => {
  const price = leadingPrice(before);
  const bands =
    before.kind === 'volume' || before.kind === 'graduated'
      ? before.bands
      : [
          { upTo: '10', unitPrice: price, flat: '0' },
          { upTo: '', unitPrice: price, flat: '0' },
        ];
  switch (kind) {
    case 'fixed':
      return { kind, amount: price };
    case 'per-unit':
      return { kind, unitPrice: price };
    case 'volume':
    case 'graduated':
      return { kind, bands };
    case 'stair-step':
      return {
        kind,
        steps: [
          { upTo: '10', price },
          { upTo: '', price },
        ],
      };
    case 'dynamic':
      return { kind, yields: 'unit-price', rules: [], fallback: { id: 'fallback', version: 1, name: otherwise, when: [], price } };
    case 'package':
      return { kind, size: '100', price };
    case 'percentage':
      return { kind, percent: '1', perEvent: '0', minimumPerEvent: '', maximumPerEvent: '' };
  }
};

export const conditionKinds = ['segment', 'attribute', 'country', 'region', 'weekday', 'hours', 'external'] as const;

/** A condition that asks for nothing yet. */
export const conditionOfKind = (kind: Condition['kind']): Condition => {
  switch (kind) {
    case 'segment':
    case 'country':
    case 'region':
    case 'weekday':
      return { kind, oneOf: [] };
    case 'attribute':
      return { kind, name: '', oneOf: [] };
    case 'hours':
      return { kind, from: '08:00', until: '18:00' };
    case 'external':
      return { kind, name: '', compare: 'above', value: '0' };
  }
};

export const billingKinds = ['recurring', 'usage', 'hybrid', 'one-off', 'instalment', 'pay-as-you-go', 'prepaid', 'free'] as const;

export const billingOfKind = (kind: BillingModel['kind']): BillingModel => {
  switch (kind) {
    case 'free':
    case 'recurring':
      return { kind };
    case 'one-off':
      return { kind, trigger: 'order' };
    case 'instalment':
      return { kind, count: 12, interval: { unit: 'month', count: 1 }, parts: [] };
    case 'usage':
    case 'hybrid':
      return { kind, graceDays: 0 };
    case 'pay-as-you-go':
      return { kind, trigger: 'event', paymentMethodRequired: false };
    case 'prepaid':
      return { kind, unit: 'money', atZero: 'block' };
  }
};

/** An id that none of the others has: `seats`, `seats-2`. */
export const freeId = (wanted: string, taken: readonly string[]): string => {
  const bare =
    wanted
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '') || 'part';
  let id = bare;
  for (let at = 2; taken.includes(id); at += 1) id = `${bare}-${at}`;
  return id;
};

export const newComponent = (name: string, taken: readonly string[]): PriceComponent => ({
  id: freeId(name, taken),
  name,
  quantity: { kind: 'one' },
  price: { kind: 'fixed', amount: '0' },
  timing: 'advance',
  included: '0',
  taxClass: '',
});

export const newVariant = (currency: Currency, taken: readonly string[], components: readonly PriceComponent[]): PriceVariant => ({
  id: freeId(`${currency}-monthly`, taken),
  currency,
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
});

export const newEntitlement = (featureId: string, isQuantified: boolean, taken: readonly string[]): EntitlementDefinition => ({
  id: freeId('grant', taken),
  featureId,
  grant: isQuantified ? { kind: 'limit', quantity: '1' } : { kind: 'access' },
  counting: isQuantified ? 'limit' : 'none',
  perUnit: false,
  expiry: { kind: 'never' },
  carryOver: null,
  autoExtendDays: null,
  atLimit: 'block',
  alertsAt: [],
  trialQuantity: null,
  onPause: 'suspend',
  onCancel: { kind: 'period-end' },
  onDowngrade: 'now',
});

/** What a new plan begins with: one price with one part where its billing model takes a plain amount, else nothing but the price's frame. */
export const firstContent = (billing: BillingModel, currency: Currency, partName: string): VersionContent => {
  const isPlain = billing.kind === 'recurring' || billing.kind === 'hybrid' || billing.kind === 'one-off';
  return {
    billing,
    variants: [newVariant(currency, [], isPlain ? [{ ...newComponent(partName, []), id: 'base' }] : [])],
    entitlements: [],
    trial: null,
    quantity: { minimum: '1', maximum: null },
    term: null,
  };
};

/** Settings of another billing model have no field any more: they go, so that nothing that nobody sees stands in the way. */
const withoutForeign = (content: VersionContent): VersionContent => {
  const foreign = new Set(
    wrongPairs(content.billing, content.variants).flatMap(({ code, path }) => (code === 'billing.setting-not-allowed' ? [path] : [])),
  );
  const kept = <T, N>(path: string, value: T, none: N): T | N => (foreign.has(path) ? none : value);
  return {
    ...content,
    variants: content.variants.map((variant, index) => {
      const at = `/variants/${index}`;
      return {
        ...variant,
        minimumCommitment: kept(`${at}/minimumCommitment`, variant.minimumCommitment, null),
        maximumSpend: kept(`${at}/maximumSpend`, variant.maximumSpend, null),
        setupFee: kept(`${at}/setupFee`, variant.setupFee, null),
        ramp: kept(`${at}/ramp`, variant.ramp, null),
        chargeThreshold: kept(`${at}/chargeThreshold`, variant.chargeThreshold, null),
        minimumCharge: kept(`${at}/minimumCharge`, variant.minimumCharge, null),
        instalmentTotal: kept(`${at}/instalmentTotal`, variant.instalmentTotal, null),
        packs: kept(`${at}/packs`, variant.packs, []),
        combination: kept(`${at}/combination`, variant.combination, { kind: 'sum' } as const),
      };
    }),
  };
};

/** The content under another billing model. Free plans and instalments have no parts; the first amount becomes the total that is split. */
export const withBilling = (content: VersionContent, billing: BillingModel): VersionContent => {
  const hasParts = billing.kind !== 'free' && billing.kind !== 'instalment';
  const variants = content.variants.map((variant) => {
    if (hasParts) return variant;
    const [first] = variant.components;
    const total = billing.kind === 'instalment' && first?.price.kind === 'fixed' ? first.price.amount : variant.instalmentTotal;
    return { ...variant, components: [], instalmentTotal: total };
  });
  return withoutForeign({ ...content, billing, variants });
};
