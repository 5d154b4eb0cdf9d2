import type { Condition, DynamicRule, PriceModel } from '../../../../core/catalog/price-model.ts';
import type { VersionContent } from '../../../../core/catalog/plan-rules.ts';
import type { BillingModel, EntitlementDefinition, PriceComponent, PriceVariant } from '../../../../core/catalog/types.ts';
import { sameData } from '../../../../core/kernel/edit.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import type { BodyOf } from '../../../../core/use-cases.ts';

/** Decimal texts that may be left empty: a field shows nothing, the document holds `null`. */
const optional: ReadonlySet<string> = new Set([
  'upTo',
  'minimumPerEvent',
  'maximumPerEvent',
  'minimumCommitment',
  'maximumSpend',
  'setupFee',
  'chargeThreshold',
  'minimumCharge',
  'instalmentTotal',
  'maximum',
  'trialQuantity',
]);
/** Whole numbers, which fields hold as text. */
const whole: ReadonlySet<string> = new Set(['count', 'graceDays', 'days', 'periods', 'index', 'autoExtendDays']);

const mapped = (data: unknown, leaf: (key: string, value: unknown) => unknown): unknown => {
  if (Array.isArray(data)) return data.map((each) => mapped(each, leaf));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, leaf(key, mapped(value, leaf))]));
};

/** A version's content as its form holds it: what is left empty is empty text, whole numbers and weekdays are text. */
export const typedOf = <T>(content: T): T =>
  mapped(content, (key, value) => {
    if (value === null && optional.has(key)) return '';
    if (typeof value === 'number' && whole.has(key)) return String(value);
    return key === 'oneOf' && Array.isArray(value) ? value.map(String) : value;
  }) as T;

const weekdays = (data: unknown): unknown => {
  if (Array.isArray(data)) return data.map(weekdays);
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).map(([key, value]): readonly [string, unknown] => [key, weekdays(value)]);
  const members = Object.fromEntries(entries) as Readonly<Record<string, unknown>>;
  const { oneOf } = members;
  return members['kind'] === 'weekday' && Array.isArray(oneOf) ? { ...members, oneOf: oneOf.map(Number) } : members;
};

/** The same, back as the document holds it. What is no whole number is left as it was typed, for the engine to refuse. */
export const contentOfTyped = <T>(typed: T): T =>
  weekdays(
    mapped(typed, (key, value) => {
      if (value === '' && optional.has(key)) return null;
      return typeof value === 'string' && whole.has(key) && /^-?\d+$/.test(value) ? Number(value) : value;
    }),
  ) as T;

const rulesOf = (content: VersionContent): ReadonlyMap<string, DynamicRule> =>
  new Map(
    content.variants.flatMap((variant) =>
      variant.components.flatMap(({ id, price }) =>
        price.kind === 'dynamic' ? [...price.rules, price.fallback].map((rule) => [`${variant.id}/${id}/${rule.id}`, rule] as const) : [],
      ),
    ),
  );

/** PRC-16: a rule that reads differently is another version of itself, so that a rated line names exactly what priced it. */
const withRuleVersions = (before: VersionContent, after: VersionContent): VersionContent => {
  const known = rulesOf(before);
  const counted = (at: string, rule: DynamicRule): DynamicRule => {
    const was = known.get(`${at}/${rule.id}`);
    if (was === undefined) return { ...rule, version: 1 };
    const same = sameData({ ...was, version: 0 }, { ...rule, version: 0 });
    return { ...rule, version: same ? was.version : was.version + 1 };
  };
  const component = (variantId: string, each: PriceComponent): PriceComponent => {
    const { price } = each;
    if (price.kind !== 'dynamic') return each;
    const at = `${variantId}/${each.id}`;
    return { ...each, price: { ...price, rules: price.rules.map((rule) => counted(at, rule)), fallback: counted(at, price.fallback) } };
  };
  return {
    ...after,
    variants: after.variants.map((variant) => ({ ...variant, components: variant.components.map((each) => component(variant.id, each)) })),
  };
};

const entries = <T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) => {
  const was = new Map(before.map((each) => [each.id, each]));
  const is = new Map(after.map((each) => [each.id, each]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [from, to] = [was.get(id) ?? null, is.get(id) ?? null];
    return sameData(from, to) ? [] : [{ id, from, to }];
  });
};

type DraftEdits = Pick<BodyOf<'plan.edit-draft'>, 'edits' | 'variants' | 'entitlements'>;

/** What the command that saves a draft names: only what differs, each with what it was. `null` where nothing does. */
export const draftEdits = (before: VersionContent, typed: VersionContent): DraftEdits | null => {
  const after = withRuleVersions(before, contentOfTyped(typed));
  const settings = (['billing', 'trial', 'quantity', 'term'] as const).filter((key) => !sameData(before[key], after[key]));
  const edits: DraftEdits = {
    edits: Object.fromEntries(settings.map((key) => [key, { from: before[key], to: after[key] }])) as DraftEdits['edits'],
    variants: entries(before.variants, after.variants),
    entitlements: entries(before.entitlements, after.entitlements),
  };
  return settings.length + edits.variants.length + edits.entitlements.length === 0 ? null : edits;
};

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
  const isPlain = billing.kind === 'recurring' || billing.kind === 'hybrid' || billing.kind === 'one-off' || billing.kind === 'instalment';
  return {
    billing,
    variants: [newVariant(currency, [], isPlain ? [{ ...newComponent(partName, []), id: 'base' }] : [])],
    entitlements: [],
    trial: null,
    quantity: { minimum: '1', maximum: null },
    term: null,
  };
};

/** The place of a problem (a JSON pointer into the version) as the name of its field. */
export const fieldOf = (path: string): string => path.replace(/^\//, '').replaceAll('/', '.');
