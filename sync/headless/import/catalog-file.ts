import { type Static, type TObject, type TProperties, Type } from 'typebox';
import { billingSchema, priceModelSchema, trialSchema } from '../../../core/catalog/version-schema.ts';
import { type Currency, currencies } from '../../../core/money/currency.ts';

const closed = <P extends TProperties>(properties: P): TObject<P> => Type.Object(properties, { additionalProperties: false });
const many = <S extends Parameters<typeof Type.Array>[0]>(schema: S) => Type.Array(schema, { maxItems: 5000 });
const { Optional: optional } = Type;
const lowerCode = Type.String({ maxLength: 64, pattern: '^[a-z0-9][a-z0-9._-]*$' });
const nameText = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
const decimal = Type.String({ maxLength: 52, pattern: '^-?(\\d{1,30}|\\d{1,30}\\.\\d{1,20})$' });
const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);
const words = Type.String({ maxLength: 4000 });
const instant = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });
const date = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const sku = Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' });
const count = Type.Integer({ minimum: 1, maximum: 3660 });
const interval = closed({ unit: Type.Enum(['day', 'week', 'month', 'quarter', 'half-year', 'year']), count });

const metric = closed({
  code: lowerCode,
  name: nameText,
  eventName: nameText,
  property: words,
  aggregation: Type.Union([
    closed({ kind: Type.Enum(['sum', 'count', 'max', 'unique']) }),
    closed({ kind: Type.Literal('last'), continuous: Type.Boolean() }),
    closed({ kind: Type.Literal('time-weighted'), each: Type.Enum(['level', 'change']), continuous: Type.Boolean() }),
    closed({ kind: Type.Literal('percentile'), percent: decimal }),
  ]),
  filters: optional(many(closed({ property: nameText, values: many(nameText) }))),
  unit: nameText,
  rounding: optional(closed({ direction: Type.Enum(['up', 'down', 'nearest']), to: decimal })),
});

const feature = Type.Union([
  closed({ type: Type.Literal('binary'), code: lowerCode, name: nameText }),
  closed({ type: Type.Literal('quantified'), code: lowerCode, name: nameText, unit: nameText, metric: optional(lowerCode) }),
]);

const product = closed({
  code: sku,
  name: nameText,
  description: words,
  group: optional(nameText),
  type: Type.Enum(['base', 'add-on', 'service']),
  taxClass: nameText,
  recognition: optional(Type.Enum(['immediate', 'straight-line', 'milestone', 'on-consumption', 'none'])),
  features: optional(many(feature)),
  metadata: optional(Type.Record(Type.String(), Type.String({ maxLength: 500 }), { maxProperties: 50 })),
});

const component = closed({
  id: lowerCode,
  name: nameText,
  /** How many: one, the subscription's quantity, or what was used of a metric. */
  quantity: Type.Union([Type.Literal('one'), Type.Literal('subscription'), closed({ metric: lowerCode })]),
  price: priceModelSchema,
  timing: optional(Type.Enum(['advance', 'arrears'])),
  included: optional(decimal),
  taxClass: optional(words),
});

const ramp = closed({
  component: lowerCode,
  steps: many(
    closed({
      from: Type.Union([closed({ period: Type.Integer({ minimum: 0, maximum: 1200 }) }), closed({ date })]),
      price: decimal,
    }),
  ),
});

const variant = closed({
  currency: Type.Enum<Currency[]>(currencies),
  /** The name of one of the file's cycles. */
  cycle: lowerCode,
  segment: optional(lowerCode),
  taxInclusive: optional(Type.Boolean()),
  components: many(component),
  floor: optional(closed({ amount: decimal, components: many(lowerCode) })),
  minimumCommitment: optional(decimal),
  maximumSpend: optional(decimal),
  setupFee: optional(decimal),
  ramp: optional(ramp),
  chargeThreshold: optional(decimal),
  minimumCharge: optional(decimal),
  packs: optional(many(closed({ id: lowerCode, name: nameText, price: decimal, credit: decimal, expiresAfter: orNull(interval) }))),
  instalmentTotal: optional(decimal),
});

const entitlement = closed({
  id: lowerCode,
  feature: lowerCode,
  grant: Type.Union([Type.Literal('access'), Type.Literal('unlimited'), closed({ limit: decimal })]),
  counting: optional(Type.Enum(['none', 'consumable', 'limit'])),
  perUnit: optional(Type.Boolean()),
  expiry: optional(
    Type.Union([
      Type.Literal('period-end'),
      closed({ at: instant }),
      closed({ days: count, from: Type.Enum(['start', 'renewal']), stopsWhileSuspended: Type.Boolean() }),
    ]),
  ),
  carryOver: optional(
    closed({
      cap: Type.Union([Type.Literal('none'), closed({ units: decimal }), closed({ allowances: decimal })]),
      once: Type.Boolean(),
    }),
  ),
  autoExtendDays: optional(count),
  atLimit: optional(Type.Enum(['block', 'warn', 'overage'])),
  alertsAt: optional(many(Type.Integer({ minimum: 1, maximum: 100 }))),
  trialQuantity: optional(decimal),
  onPause: optional(Type.Enum(['suspend', 'retain'])),
  onCancel: optional(Type.Union([Type.Enum(['now', 'period-end']), closed({ daysLater: Type.Integer({ minimum: 0, maximum: 3660 }) })])),
  onDowngrade: optional(Type.Enum(['now', 'next-period'])),
});

const plan = closed({
  code: lowerCode,
  product: sku,
  name: nameText,
  description: words,
  visibility: optional(Type.Enum(['public', 'private'])),
  countries: optional(many(Type.String({ pattern: '^[A-Z]{2}$' }))),
  segments: optional(many(lowerCode)),
  addOns: optional(many(closed({ plan: lowerCode, invoicing: Type.Enum(['consolidated', 'separate']) }))),
  upgradePaths: optional(many(lowerCode)),
  /** The day from which nobody new can buy it, and the plan that took its place. */
  grandfathered: optional(closed({ on: date, successor: optional(lowerCode) })),
  billing: billingSchema,
  variants: many(variant),
  entitlements: optional(many(entitlement)),
  trial: optional(trialSchema),
  quantity: optional(closed({ minimum: decimal, maximum: orNull(decimal) })),
  term: optional(closed({ periods: count, autoRenew: Type.Boolean() })),
});

/**
 * A whole catalog as a file: everything is named by its code, and what is left out has the usual value. The engine's own rules are asked when
 * it is imported; this is only the form.
 */
export const catalogFileSchema = closed({
  cycles: Type.Record(lowerCode, interval),
  productGroups: many(nameText),
  segments: many(closed({ code: lowerCode, name: nameText })),
  metrics: many(metric),
  externalSeries: many(closed({ name: nameText, values: many(closed({ at: instant, value: decimal })) })),
  products: many(product),
  plans: many(plan),
});

export type CatalogFile = Static<typeof catalogFileSchema>;
export type PlanEntry = CatalogFile['plans'][number];
export type VariantEntry = PlanEntry['variants'][number];
export type ComponentEntry = VariantEntry['components'][number];
export type EntitlementEntry = NonNullable<PlanEntry['entitlements']>[number];
export type ProductEntry = CatalogFile['products'][number];
export type MetricEntry = CatalogFile['metrics'][number];
