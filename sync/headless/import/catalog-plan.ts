import type { CreatePlan } from '../../../core/catalog/create-plan.ts';
import type { EntitlementDefinition, PriceComponent, PriceVariant, Product } from '../../../core/catalog/types.ts';
import type { CatalogFile, ComponentEntry, EntitlementEntry, PlanEntry, VariantEntry } from './catalog-file.ts';

/** What a plan's entry names by code. */
export type Names = { readonly products: ReadonlyMap<string, Product>; readonly metricIds: ReadonlyMap<string, string> };

type Missing = { readonly missing: string; readonly path: string };

/** A name that leads nowhere, on its way to becoming a problem. */
class Unknown extends Error {
  readonly code: string;
  readonly path: string;
  constructor(code: string, path: string) {
    super(code);
    this.code = code;
    this.path = path;
  }
}

const known = <T>(value: T | undefined, code: string, path: string): T => {
  if (value === undefined) throw new Unknown(code, path);
  return value;
};

/** The command's body for a plan as a file describes it: ids in place of codes, and the usual values for what was left out. */
export const planBody = (plan: PlanEntry, names: Names, cycles: CatalogFile['cycles']): CreatePlan['body'] | Missing => {
  try {
    const product = known(names.products.get(plan.product), 'product.missing', '/product');
    return {
      productId: product.id,
      code: plan.code,
      name: plan.name,
      description: plan.description,
      visibility: plan.visibility ?? 'public',
      restrictions: { countries: plan.countries ?? [], segments: plan.segments ?? [] },
      upgradePaths: [],
      content: {
        billing: plan.billing,
        variants: plan.variants.map((variant, index) => variantOf(variant, `/variants/${index}`, names, cycles)),
        entitlements: (plan.entitlements ?? []).map((entitlement, index) => entitlementOf(entitlement, `/entitlements/${index}`, product)),
        trial: plan.trial ?? null,
        quantity: plan.quantity ?? { minimum: '1', maximum: null },
        term: plan.term ?? null,
      },
    };
  } catch (error) {
    if (error instanceof Unknown) return { missing: error.code, path: error.path };
    throw error;
  }
};

const variantOf = (variant: VariantEntry, path: string, names: Names, cycles: CatalogFile['cycles']): PriceVariant => {
  const { currency, cycle, segment = '', ramp, floor } = variant;
  return {
    id: [currency.toLowerCase(), cycle, ...(segment === '' ? [] : [segment])].join('-'),
    currency,
    cycle: { name: cycle, interval: known(Object.hasOwn(cycles, cycle) ? cycles[cycle] : undefined, 'cycle.missing', `${path}/cycle`) },
    segment,
    taxInclusive: variant.taxInclusive ?? false,
    components: variant.components.map((component, index) => componentOf(component, `${path}/components/${index}`, names)),
    combination: floor === undefined ? { kind: 'sum' } : { kind: 'floor', amount: floor.amount, componentIds: floor.components },
    minimumCommitment: variant.minimumCommitment ?? null,
    maximumSpend: variant.maximumSpend ?? null,
    setupFee: variant.setupFee ?? null,
    ramp:
      ramp === undefined
        ? null
        : {
            componentId: ramp.component,
            steps: ramp.steps.map(({ from, price }) => ({
              from: 'period' in from ? { kind: 'period', index: from.period } : { kind: 'date', on: from.date },
              price,
            })),
          },
    chargeThreshold: variant.chargeThreshold ?? null,
    minimumCharge: variant.minimumCharge ?? null,
    packs: variant.packs ?? [],
    instalmentTotal: variant.instalmentTotal ?? null,
  };
};

const componentOf = (component: ComponentEntry, path: string, names: Names): PriceComponent => {
  const { id, name, quantity, price, timing = 'advance', included = '0', taxClass = '' } = component;
  return { id, name, quantity: quantityOf(quantity, path, names), price, timing, included, taxClass };
};

const quantityOf = (quantity: ComponentEntry['quantity'], path: string, { metricIds }: Names): PriceComponent['quantity'] =>
  typeof quantity === 'string'
    ? { kind: quantity }
    : { kind: 'usage', metricId: known(metricIds.get(quantity.metric), 'component.metric-unknown', `${path}/quantity`) };

const entitlementOf = (entitlement: EntitlementEntry, path: string, product: Product): EntitlementDefinition => {
  const { id, feature: code, grant, expiry, carryOver, onCancel = 'period-end' } = entitlement;
  const feature = known(
    product.features.find((each) => each.code === code),
    'entitlement.feature-unknown',
    `${path}/feature`,
  );
  return {
    id,
    featureId: feature.id,
    grant: typeof grant === 'string' ? { kind: grant } : { kind: 'limit', quantity: grant.limit },
    counting: entitlement.counting ?? 'none',
    perUnit: entitlement.perUnit ?? false,
    expiry: expiryOf(expiry),
    carryOver: carryOver === undefined ? null : { cap: capOf(carryOver.cap), once: carryOver.once },
    autoExtendDays: entitlement.autoExtendDays ?? null,
    atLimit: entitlement.atLimit ?? 'block',
    alertsAt: entitlement.alertsAt ?? [],
    trialQuantity: entitlement.trialQuantity ?? null,
    onPause: entitlement.onPause ?? 'suspend',
    onCancel: typeof onCancel === 'string' ? { kind: onCancel } : { kind: 'later', days: onCancel.daysLater },
    onDowngrade: entitlement.onDowngrade ?? 'now',
  };
};

const expiryOf = (expiry: EntitlementEntry['expiry']): EntitlementDefinition['expiry'] => {
  if (expiry === undefined) return { kind: 'never' };
  if (expiry === 'period-end') return { kind: 'period-end' };
  return 'at' in expiry ? { kind: 'fixed', at: expiry.at } : { kind: 'relative', ...expiry };
};

type Cap = NonNullable<EntitlementEntry['carryOver']>['cap'];

const capOf = (cap: Cap): NonNullable<EntitlementDefinition['carryOver']>['cap'] => {
  if (cap === 'none') return { kind: 'none' };
  return 'units' in cap ? { kind: 'units', quantity: cap.units } : { kind: 'allowances', times: cap.allowances };
};
