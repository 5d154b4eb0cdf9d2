import { Type } from 'typebox';
import { schemaOf } from '../kernel/document-schema.ts';
import { type Currency, currencies } from '../money/currency.ts';
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

export const closed = { additionalProperties: false } as const;

export const idText = Type.String({ minLength: 1, maxLength: 80 });
export const nameText = Type.String({ minLength: 1, maxLength: 200, pattern: '\\S' });
/** Plans, segments, features, components and variants: lower case, so that a code is never told from another by its case. */
export const lowerCode = Type.String({ maxLength: 64, pattern: '^[a-z0-9][a-z0-9._-]*$' });
/** Free words: segment codes, units, tax classes. May be empty. */
export const word = Type.String({ maxLength: 200 });
export const decimal = Type.String({ maxLength: 52, pattern: '^-?(\\d{1,30}|\\d{1,30}\\.\\d{1,20})$' });
export const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);
const count = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });
const date = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
export const instantText = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$' });

const interval = Type.Object({ unit: Type.Enum(['day', 'week', 'month', 'quarter', 'half-year', 'year']), count: count(1, 1000) }, closed);

const band = schemaOf<Band>()(Type.Object({ upTo: orNull(decimal), unitPrice: decimal, flat: decimal }, closed));
const step = schemaOf<Step>()(Type.Object({ upTo: orNull(decimal), price: decimal }, closed));
const words = Type.Array(word, { minItems: 1, maxItems: 500 });

const condition = schemaOf<Condition>()(
  Type.Union([
    Type.Object({ kind: Type.Literal('segment'), oneOf: words }, closed),
    Type.Object({ kind: Type.Literal('attribute'), name: word, oneOf: words }, closed),
    Type.Object({ kind: Type.Literal('country'), oneOf: words }, closed),
    Type.Object({ kind: Type.Literal('region'), oneOf: words }, closed),
    Type.Object({ kind: Type.Literal('weekday'), oneOf: Type.Array(Type.Integer(), { minItems: 1, maxItems: 7 }) }, closed),
    Type.Object({ kind: Type.Literal('hours'), from: Type.String({ maxLength: 5 }), until: Type.String({ maxLength: 5 }) }, closed),
    Type.Object(
      {
        kind: Type.Literal('external'),
        name: word,
        compare: Type.Enum(['below', 'at-most', 'equal', 'at-least', 'above']),
        value: decimal,
      },
      closed,
    ),
  ]),
);

const dynamicRule = schemaOf<DynamicRule>()(
  Type.Object(
    { id: idText, version: count(1, 1_000_000), name: word, when: Type.Array(condition, { maxItems: 50 }), price: decimal },
    closed,
  ),
);

export const priceModelSchema = schemaOf<PriceModel>()(
  Type.Union([
    Type.Object({ kind: Type.Literal('fixed'), amount: decimal }, closed),
    Type.Object({ kind: Type.Literal('per-unit'), unitPrice: decimal }, closed),
    Type.Object({ kind: Type.Literal('volume'), bands: Type.Array(band, { maxItems: 200 }) }, closed),
    Type.Object({ kind: Type.Literal('graduated'), bands: Type.Array(band, { maxItems: 200 }) }, closed),
    Type.Object({ kind: Type.Literal('stair-step'), steps: Type.Array(step, { maxItems: 200 }) }, closed),
    Type.Object(
      {
        kind: Type.Literal('dynamic'),
        yields: Type.Enum(['unit-price', 'total']),
        rules: Type.Array(dynamicRule, { maxItems: 200 }),
        fallback: dynamicRule,
      },
      closed,
    ),
    Type.Object({ kind: Type.Literal('package'), size: decimal, price: decimal }, closed),
    Type.Object(
      {
        kind: Type.Literal('percentage'),
        percent: decimal,
        perEvent: decimal,
        minimumPerEvent: orNull(decimal),
        maximumPerEvent: orNull(decimal),
      },
      closed,
    ),
  ]),
);

export const featureSchema = schemaOf<Feature>()(
  Type.Union([
    Type.Object({ id: idText, type: Type.Literal('binary'), code: lowerCode, name: nameText }, closed),
    Type.Object(
      { id: idText, type: Type.Literal('quantified'), code: lowerCode, name: nameText, unit: word, metricId: orNull(idText) },
      closed,
    ),
  ]),
);

const component = schemaOf<PriceComponent>()(
  Type.Object(
    {
      id: lowerCode,
      name: nameText,
      quantity: Type.Union([
        Type.Object({ kind: Type.Literal('one') }, closed),
        Type.Object({ kind: Type.Literal('subscription') }, closed),
        Type.Object({ kind: Type.Literal('usage'), metricId: idText }, closed),
      ]),
      price: priceModelSchema,
      timing: Type.Enum(['advance', 'arrears']),
      included: decimal,
      taxClass: word,
    },
    closed,
  ),
);

export const rampSchema = schemaOf<Ramp>()(
  Type.Object(
    {
      componentId: lowerCode,
      steps: Type.Array(
        Type.Object(
          {
            from: Type.Union([
              Type.Object({ kind: Type.Literal('period'), index: count(0, 1200) }, closed),
              Type.Object({ kind: Type.Literal('date'), on: date }, closed),
            ]),
            price: decimal,
          },
          closed,
        ),
        { maxItems: 200 },
      ),
    },
    closed,
  ),
);

const pack = schemaOf<CreditPack>()(
  Type.Object({ id: lowerCode, name: nameText, price: decimal, credit: decimal, expiresAfter: orNull(interval) }, closed),
);

export const variantSchema = schemaOf<PriceVariant>()(
  Type.Object(
    {
      id: lowerCode,
      currency: Type.Enum<Currency[]>(currencies),
      cycle: Type.Object({ name: lowerCode, interval }, closed),
      segment: Type.String({ maxLength: 64 }),
      taxInclusive: Type.Boolean(),
      components: Type.Array(component, { maxItems: 50 }),
      combination: Type.Union([
        Type.Object({ kind: Type.Literal('sum') }, closed),
        Type.Object({ kind: Type.Literal('floor'), amount: decimal, componentIds: Type.Array(lowerCode, { maxItems: 50 }) }, closed),
      ]),
      minimumCommitment: orNull(decimal),
      maximumSpend: orNull(decimal),
      setupFee: orNull(decimal),
      ramp: orNull(rampSchema),
      chargeThreshold: orNull(decimal),
      minimumCharge: orNull(decimal),
      packs: Type.Array(pack, { maxItems: 50 }),
      instalmentTotal: orNull(decimal),
    },
    closed,
  ),
);

export const billingSchema = schemaOf<BillingModel>()(
  Type.Union([
    Type.Object({ kind: Type.Literal('free') }, closed),
    Type.Object({ kind: Type.Literal('one-off'), trigger: Type.Enum(['order', 'date', 'milestone']) }, closed),
    Type.Object({ kind: Type.Literal('recurring') }, closed),
    Type.Object(
      { kind: Type.Literal('instalment'), count: Type.Integer(), interval, parts: Type.Array(Type.Integer(), { maxItems: 600 }) },
      closed,
    ),
    Type.Object({ kind: Type.Literal('usage'), graceDays: Type.Integer() }, closed),
    Type.Object(
      { kind: Type.Literal('pay-as-you-go'), trigger: Type.Enum(['event', 'daily', 'threshold']), paymentMethodRequired: Type.Boolean() },
      closed,
    ),
    Type.Object({ kind: Type.Literal('prepaid'), unit: Type.Enum(['money', 'units']), atZero: Type.Enum(['block', 'overage']) }, closed),
    Type.Object({ kind: Type.Literal('hybrid'), graceDays: Type.Integer() }, closed),
  ]),
);

export const trialSchema = schemaOf<TrialSettings>()(
  Type.Object(
    {
      days: Type.Integer(),
      paymentMethodRequired: Type.Boolean(),
      entitlements: Type.Enum(['full', 'restricted']),
      atEnd: Type.Enum(['convert', 'ask']),
      withoutPaymentMethod: Type.Enum(['cancel', 'pause', 'invoice']),
    },
    closed,
  ),
);

export const entitlementSchema = schemaOf<EntitlementDefinition>()(
  Type.Object(
    {
      id: lowerCode,
      featureId: idText,
      grant: Type.Union([
        Type.Object({ kind: Type.Literal('access') }, closed),
        Type.Object({ kind: Type.Literal('limit'), quantity: decimal }, closed),
        Type.Object({ kind: Type.Literal('unlimited') }, closed),
      ]),
      counting: Type.Enum(['none', 'consumable', 'limit']),
      perUnit: Type.Boolean(),
      expiry: Type.Union([
        Type.Object({ kind: Type.Literal('never') }, closed),
        Type.Object({ kind: Type.Literal('fixed'), at: instantText }, closed),
        Type.Object(
          {
            kind: Type.Literal('relative'),
            days: Type.Integer(),
            from: Type.Enum(['start', 'renewal']),
            stopsWhileSuspended: Type.Boolean(),
          },
          closed,
        ),
        Type.Object({ kind: Type.Literal('period-end') }, closed),
      ]),
      carryOver: orNull(
        Type.Object(
          {
            cap: Type.Union([
              Type.Object({ kind: Type.Literal('none') }, closed),
              Type.Object({ kind: Type.Literal('units'), quantity: decimal }, closed),
              Type.Object({ kind: Type.Literal('allowances'), times: decimal }, closed),
            ]),
            once: Type.Boolean(),
          },
          closed,
        ),
      ),
      autoExtendDays: orNull(Type.Integer()),
      atLimit: Type.Enum(['block', 'warn', 'overage']),
      alertsAt: Type.Array(Type.Integer(), { maxItems: 20 }),
      trialQuantity: orNull(decimal),
      onPause: Type.Enum(['suspend', 'retain']),
      onCancel: Type.Union([
        Type.Object({ kind: Type.Literal('now') }, closed),
        Type.Object({ kind: Type.Literal('period-end') }, closed),
        Type.Object({ kind: Type.Literal('later'), days: Type.Integer() }, closed),
      ]),
      onDowngrade: Type.Enum(['now', 'next-period']),
    },
    closed,
  ),
);
