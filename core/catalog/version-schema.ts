import { type TSchema, Type } from 'typebox';
import { listOf, schemaFor, strictObject } from '../kernel/shape.ts';
import { currencySchema, decimalSchema } from '../money/schema.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import { instantSchema, intervalSchema, plainDateSchema } from '../time/schema.ts';
import type { Band, Condition, DynamicRule, PriceModel, Step } from './price-model.ts';
import type {
  BillingModel,
  CreditPack,
  EntitlementDefinition,
  Feature,
  PriceComponent,
  PriceVariant,
  Ramp,
  TrialSettings,
} from './types.ts';

export const choice = <const T extends readonly [string, ...string[]]>(...values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]));
export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** Codes of plans, segments, features, cycles, components and variants: lower case, so that none is told from another by its case. */
export const lowerCode = Type.String({ maxLength: 64, pattern: '^[a-z0-9][a-z0-9._-]*$' });
export const nameSchema = textSchema(200, 1);
/** Lower-case words, as tax rates have them: `standard`, `digital`. Empty for none. */
export const taxClassSchema = Type.String({ pattern: '^([a-z0-9]+(-[a-z0-9]+)*)?$', maxLength: 40 });

const band = schemaFor<Band>()(strictObject({ upTo: orNull(decimalSchema), unitPrice: decimalSchema, flat: decimalSchema }));
const step = schemaFor<Step>()(strictObject({ upTo: orNull(decimalSchema), price: decimalSchema }));
const word = textSchema(200);
const words = listOf(word, 500);

const condition = schemaFor<Condition>()(
  Type.Union([
    strictObject({ kind: Type.Literal('segment'), oneOf: words }),
    strictObject({ kind: Type.Literal('attribute'), name: textSchema(200), oneOf: words }),
    strictObject({ kind: Type.Literal('country'), oneOf: words }),
    strictObject({ kind: Type.Literal('region'), oneOf: words }),
    strictObject({ kind: Type.Literal('weekday'), oneOf: listOf(Type.Integer(), 7) }),
    strictObject({ kind: Type.Literal('hours'), from: Type.String({ maxLength: 5 }), until: Type.String({ maxLength: 5 }) }),
    strictObject({
      kind: Type.Literal('external'),
      name: word,
      compare: choice('below', 'at-most', 'equal', 'at-least', 'above'),
      value: decimalSchema,
    }),
  ]),
);

const dynamicRule = schemaFor<DynamicRule>()(
  strictObject({ id: idSchema, version: Type.Integer({ minimum: 1 }), name: word, when: listOf(condition, 50), price: decimalSchema }),
);

export const priceModelSchema = schemaFor<PriceModel>()(
  Type.Union([
    strictObject({ kind: Type.Literal('fixed'), amount: decimalSchema }),
    strictObject({ kind: Type.Literal('per-unit'), unitPrice: decimalSchema }),
    strictObject({ kind: Type.Literal('volume'), bands: listOf(band, 200) }),
    strictObject({ kind: Type.Literal('graduated'), bands: listOf(band, 200) }),
    strictObject({ kind: Type.Literal('stair-step'), steps: listOf(step, 200) }),
    strictObject({
      kind: Type.Literal('dynamic'),
      yields: choice('unit-price', 'total'),
      rules: listOf(dynamicRule, 200),
      fallback: dynamicRule,
    }),
    strictObject({ kind: Type.Literal('package'), size: decimalSchema, price: decimalSchema }),
    strictObject({
      kind: Type.Literal('percentage'),
      percent: decimalSchema,
      perEvent: decimalSchema,
      minimumPerEvent: orNull(decimalSchema),
      maximumPerEvent: orNull(decimalSchema),
    }),
  ]),
);

export const featureSchema = schemaFor<Feature>()(
  Type.Union([
    strictObject({ id: idSchema, type: Type.Literal('binary'), code: lowerCode, name: nameSchema }),
    strictObject({
      id: idSchema,
      type: Type.Literal('quantified'),
      code: lowerCode,
      name: nameSchema,
      unit: textSchema(60),
      metricId: orNull(idSchema),
    }),
  ]),
);

const component = schemaFor<PriceComponent>()(
  strictObject({
    id: lowerCode,
    name: nameSchema,
    quantity: Type.Union([
      strictObject({ kind: Type.Literal('one') }),
      strictObject({ kind: Type.Literal('subscription') }),
      strictObject({ kind: Type.Literal('usage'), metricId: idSchema }),
    ]),
    price: priceModelSchema,
    timing: choice('advance', 'arrears'),
    included: decimalSchema,
    taxClass: taxClassSchema,
  }),
);

export const rampSchema = schemaFor<Ramp>()(
  strictObject({
    componentId: lowerCode,
    steps: listOf(
      strictObject({
        from: Type.Union([
          strictObject({ kind: Type.Literal('period'), index: Type.Integer() }),
          strictObject({ kind: Type.Literal('date'), on: plainDateSchema }),
        ]),
        price: decimalSchema,
      }),
      200,
    ),
  }),
);

const pack = schemaFor<CreditPack>()(
  strictObject({ id: lowerCode, name: nameSchema, price: decimalSchema, credit: decimalSchema, expiresAfter: orNull(intervalSchema) }),
);

export const variantSchema = schemaFor<PriceVariant>()(
  strictObject({
    id: lowerCode,
    currency: currencySchema,
    cycle: strictObject({ name: lowerCode, interval: intervalSchema }),
    segment: Type.String({ maxLength: 64 }),
    taxInclusive: Type.Boolean(),
    components: listOf(component, 50),
    combination: Type.Union([
      strictObject({ kind: Type.Literal('sum') }),
      strictObject({ kind: Type.Literal('floor'), amount: decimalSchema, componentIds: listOf(lowerCode, 50) }),
    ]),
    minimumCommitment: orNull(decimalSchema),
    maximumSpend: orNull(decimalSchema),
    setupFee: orNull(decimalSchema),
    ramp: orNull(rampSchema),
    chargeThreshold: orNull(decimalSchema),
    minimumCharge: orNull(decimalSchema),
    packs: listOf(pack, 50),
    instalmentTotal: orNull(decimalSchema),
  }),
);

export const billingSchema = schemaFor<BillingModel>()(
  Type.Union([
    strictObject({ kind: Type.Literal('free') }),
    strictObject({ kind: Type.Literal('one-off'), trigger: choice('order', 'date', 'milestone') }),
    strictObject({ kind: Type.Literal('recurring') }),
    strictObject({ kind: Type.Literal('instalment'), count: Type.Integer(), interval: intervalSchema, parts: listOf(Type.Integer(), 600) }),
    strictObject({ kind: Type.Literal('usage'), graceDays: Type.Integer() }),
    strictObject({
      kind: Type.Literal('pay-as-you-go'),
      trigger: choice('event', 'daily', 'threshold'),
      paymentMethodRequired: Type.Boolean(),
    }),
    strictObject({ kind: Type.Literal('prepaid'), unit: choice('money', 'units'), atZero: choice('block', 'overage') }),
    strictObject({ kind: Type.Literal('hybrid'), graceDays: Type.Integer() }),
  ]),
);

export const trialSchema = schemaFor<TrialSettings>()(
  strictObject({
    days: Type.Integer(),
    paymentMethodRequired: Type.Boolean(),
    entitlements: choice('full', 'restricted'),
    atEnd: choice('convert', 'ask'),
    withoutPaymentMethod: choice('cancel', 'pause', 'invoice'),
  }),
);

export const entitlementSchema = schemaFor<EntitlementDefinition>()(
  strictObject({
    id: lowerCode,
    featureId: idSchema,
    grant: Type.Union([
      strictObject({ kind: Type.Literal('access') }),
      strictObject({ kind: Type.Literal('limit'), quantity: decimalSchema }),
      strictObject({ kind: Type.Literal('unlimited') }),
    ]),
    counting: choice('none', 'consumable', 'limit'),
    perUnit: Type.Boolean(),
    expiry: Type.Union([
      strictObject({ kind: Type.Literal('never') }),
      strictObject({ kind: Type.Literal('fixed'), at: instantSchema }),
      strictObject({
        kind: Type.Literal('relative'),
        days: Type.Integer(),
        from: choice('start', 'renewal'),
        stopsWhileSuspended: Type.Boolean(),
      }),
      strictObject({ kind: Type.Literal('period-end') }),
    ]),
    carryOver: orNull(
      strictObject({
        cap: Type.Union([
          strictObject({ kind: Type.Literal('none') }),
          strictObject({ kind: Type.Literal('units'), quantity: decimalSchema }),
          strictObject({ kind: Type.Literal('allowances'), times: decimalSchema }),
        ]),
        once: Type.Boolean(),
      }),
    ),
    autoExtendDays: orNull(Type.Integer()),
    atLimit: choice('block', 'warn', 'overage'),
    alertsAt: listOf(Type.Integer(), 20),
    trialQuantity: orNull(decimalSchema),
    onPause: choice('suspend', 'retain'),
    onCancel: Type.Union([
      strictObject({ kind: Type.Literal('now') }),
      strictObject({ kind: Type.Literal('period-end') }),
      strictObject({ kind: Type.Literal('later'), days: Type.Integer() }),
    ]),
    onDowngrade: choice('now', 'next-period'),
  }),
);
