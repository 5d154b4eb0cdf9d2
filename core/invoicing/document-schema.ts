import { type TSchema, Type } from 'typebox';
import { listOf, schemaFor, strictObject } from '../kernel/shape.ts';
import { currencySchema, decimalSchema, minorSchema, roundingModeSchema, unsignedDecimalSchema } from '../money/schema.ts';
import type { DiscountWorking } from '../offers/types.ts';
import {
  addressSchema,
  bankAccountSchema,
  emailSchema,
  idSchema,
  localeSchema,
  longTextSchema,
  policiesSchema,
  textSchema,
} from '../organization/schema.ts';
import type { PriceWorking, Working } from '../rating/types.ts';
import { lineTaxSchema, placeOfSupplySchema, taxClassSchema, taxDecisionSchema } from '../tax/schema.ts';
import type { TaxQuote, ThirdPartyTax } from '../tax/third-party.ts';
import { periodSchema, plainDateSchema } from '../time/schema.ts';
import type { BuyerSnapshot, EnteredLine, EntityCurrencyTax, Line, SellerSnapshot, Settlement, TaxSummary, Totals } from './types.ts';

export const choice = <const T extends readonly [string, ...string[]]>(...values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]));
export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
export const orNoDate = orNull(plainDateSchema);

/** A name of something billed: readable parts of ids, dates and versions (see `slot` in core/billing/types.ts). */
const slotSchema = textSchema(400, 1);
const percentText = Type.String({ pattern: '^-?\\d{1,30}(\\.\\d{1,20})?$', maxLength: 52 });
const position = Type.Integer({ minimum: 0, maximum: 10_000_000_000 });
/** A working may hold figures that a price only has on its way to the amount. */
const figureSchema = Type.String({ pattern: '^-?\\d{1,40}(\\.\\d{1,40})?$', maxLength: 82 });

const priceWorkingSchema = schemaFor<PriceWorking>()(
  strictObject({
    model: choice('fixed', 'per-unit', 'volume', 'graduated', 'stair-step', 'dynamic', 'package', 'percentage'),
    quantity: figureSchema,
    included: figureSchema,
    billable: figureSchema,
    shares: listOf(
      strictObject({
        from: figureSchema,
        upTo: orNull(figureSchema),
        units: figureSchema,
        unitPrice: figureSchema,
        flat: figureSchema,
        amount: figureSchema,
        rule: orNull(
          strictObject({
            id: textSchema(120),
            version: Type.Integer({ minimum: 0 }),
            name: textSchema(200),
            inputs: Type.Record(Type.String({ maxLength: 120 }), textSchema(500)),
            warning: textSchema(500),
          }),
        ),
      }),
      100_000,
    ),
    exact: figureSchema,
    source: choice('plan', 'ramp', 'negotiated', 'manual'),
  }),
);

const discountWorkingSchema = schemaFor<DiscountWorking>()(
  strictObject({
    redemptionId: idSchema,
    offerId: idSchema,
    name: textSchema(200),
    kind: choice('percentage', 'amount', 'override'),
    value: decimalSchema,
    fullMinor: minorSchema,
  }),
);

const workingSchema = schemaFor<Working>()(
  strictObject({
    price: orNull(priceWorkingSchema),
    fullMinor: minorSchema,
    discounts: listOf(discountWorkingSchema, 100),
    slice: orNull(strictObject({ from: position, to: position, of: position, unit: choice('day', 'second') })),
    rounding: strictObject({
      mode: roundingModeSchema,
      increment: Type.Integer({ minimum: 1, maximum: 1000 }),
      digits: Type.Integer({ minimum: 0, maximum: 4 }),
    }),
    alreadyMinor: minorSchema,
  }),
);

const sourceSchema = Type.Union([
  strictObject({ kind: Type.Literal('subscription'), subscriptionId: idSchema, itemId: textSchema(120), componentId: textSchema(120) }),
  strictObject({ kind: Type.Literal('order'), orderId: idSchema, lineId: textSchema(120) }),
  strictObject({ kind: Type.Literal('adjustment'), adjustmentId: idSchema }),
  strictObject({ kind: Type.Literal('manual'), commandId: idSchema }),
]);

const natures = [
  'recurring',
  'usage',
  'setup-fee',
  'one-off',
  'instalment',
  'minimum',
  'floor',
  'cap',
  'credit-pack',
  'draw-down',
  'adjustment',
  'manual',
] as const;

const lineSchema = schemaFor<Line>()(
  strictObject({
    id: slotSchema,
    slot: slotSchema,
    coverage: orNull(strictObject({ from: position, to: position, of: position })),
    nature: choice(...natures),
    source: sourceSchema,
    currency: currencySchema,
    productId: orNull(idSchema),
    planId: orNull(idSchema),
    title: textSchema(500),
    period: orNull(periodSchema),
    dueOn: plainDateSchema,
    quantity: figureSchema,
    unitPrice: orNull(figureSchema),
    taxClass: textSchema(40),
    taxInclusive: Type.Boolean(),
    recognition: choice('immediate', 'straight-line', 'milestone', 'on-consumption', 'none'),
    separateKey: textSchema(250),
    listMinor: minorSchema,
    discountMinor: minorSchema,
    chargedMinor: minorSchema,
    promotional: Type.Boolean(),
    priorPeriod: Type.Boolean(),
    working: workingSchema,
    credits: orNull(strictObject({ documentId: idSchema, lineId: slotSchema })),
    netMinor: minorSchema,
    taxMinor: minorSchema,
    grossMinor: minorSchema,
    decision: taxDecisionSchema,
    taxes: listOf(lineTaxSchema, 20),
  }),
);

const agreedPriceSchema = strictObject({
  kind: Type.Literal('agreed'),
  unitPrice: decimalSchema,
  taxClass: taxClassSchema,
  taxInclusive: Type.Boolean(),
  productId: orNull(idSchema),
});
const planPriceSchema = strictObject({
  kind: Type.Literal('plan'),
  planId: idSchema,
  planVersion: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  variantId: textSchema(120, 1),
});

const enteredFields = {
  description: textSchema(300),
  quantity: unsignedDecimalSchema,
  period: orNull(periodSchema),
  tax: orNull(
    strictObject({
      jurisdiction: textSchema(20),
      taxes: listOf(strictObject({ name: textSchema(60), percent: percentText, taxMinor: minorSchema }), 20),
    }),
  ),
};
export const newLineSchema = strictObject({ ...enteredFields, price: Type.Union([agreedPriceSchema, planPriceSchema]) });
/** What is credited is an agreed amount. */
export const newCreditLineSchema = strictObject({ ...enteredFields, price: agreedPriceSchema });

const enteredLineSchema = schemaFor<EnteredLine>()(
  strictObject({ id: idSchema, commandId: idSchema, ...enteredFields, price: Type.Union([agreedPriceSchema, planPriceSchema]) }),
);

const sellerSchema = schemaFor<SellerSnapshot>()(
  strictObject({
    legalName: textSchema(140),
    address: addressSchema,
    registrationNumber: textSchema(60),
    taxNumber: textSchema(40),
    email: emailSchema,
    website: textSchema(200),
    bankAccount: orNull(bankAccountSchema),
  }),
);

const buyerSchema = schemaFor<BuyerSnapshot>()(
  strictObject({
    name: textSchema(140),
    address: addressSchema,
    taxNumber: textSchema(40),
    email: emailSchema,
    purchaseOrder: textSchema(60),
    type: choice('business', 'individual'),
  }),
);

const taxSummarySchema = schemaFor<TaxSummary>()(
  strictObject({
    name: textSchema(60),
    jurisdiction: textSchema(20),
    percent: percentText,
    outcome: choice('taxed', 'zero-rated', 'reverse-charge', 'exempt', 'not-registered', 'out-of-scope', 'self-calculated', 'third-party'),
    reason: textSchema(340),
    netMinor: minorSchema,
    taxMinor: minorSchema,
  }),
);

const totalsSchema = schemaFor<Totals>()(
  strictObject({
    listMinor: minorSchema,
    discountMinor: minorSchema,
    netMinor: minorSchema,
    taxMinor: minorSchema,
    grossMinor: minorSchema,
  }),
);

const entityCurrencySchema = schemaFor<EntityCurrencyTax>()(
  strictObject({
    currency: currencySchema,
    rate: unsignedDecimalSchema,
    rateOn: plainDateSchema,
    source: textSchema(240),
    netMinor: minorSchema,
    taxMinor: minorSchema,
    grossMinor: minorSchema,
  }),
);

export const taxQuoteSchema = schemaFor<TaxQuote>()(
  strictObject({
    reference: textSchema(200, 1),
    lines: listOf(
      strictObject({ id: slotSchema, jurisdiction: textSchema(20), taxes: listOf(lineTaxSchema, 20), reason: textSchema(340) }),
      10_000,
    ),
  }),
);
export const providerSchema = textSchema(60, 1);

const thirdPartySchema = schemaFor<ThirdPartyTax>()(
  Type.Union([
    strictObject({ kind: Type.Literal('pending') }),
    strictObject({ kind: Type.Literal('quoted'), provider: providerSchema, digest: textSchema(64), quote: taxQuoteSchema }),
    strictObject({ kind: Type.Literal('committed'), provider: providerSchema, reference: textSchema(200), number: textSchema(60) }),
    strictObject({ kind: Type.Literal('voided'), provider: providerSchema, reference: textSchema(200) }),
  ]),
);

const settlementSchema = schemaFor<Settlement>()(
  strictObject({
    id: idSchema,
    kind: choice('payment', 'credit-note', 'promotional-credit', 'write-off'),
    sourceId: idSchema,
    amountMinor: minorSchema,
    on: plainDateSchema,
  }),
);

export const revisionSchema = Type.Integer({ minimum: 1 });
export const reasonSchema = textSchema(500, 1);
export const noteSchema = longTextSchema(2000);
export const entered = listOf(enteredLineSchema, 500);
export const settlements = listOf(settlementSchema, 10_000);

/** What an invoice and a credit note have in common. */
export const bodyFields = {
  rev: revisionSchema,
  id: idSchema,
  entityId: idSchema,
  customerId: idSchema,
  currency: currencySchema,
  number: orNull(textSchema(60, 1)),
  seriesId: orNull(idSchema),
  issuedOn: plainDateSchema,
  supply: orNull(periodSchema),
  seller: sellerSchema,
  buyer: buyerSchema,
  placeOfSupply: placeOfSupplySchema,
  lines: listOf(lineSchema, 10_000),
  totals: totalsSchema,
  taxes: listOf(taxSummarySchema, 10_000),
  entityCurrencyTax: orNull(entityCurrencySchema),
  thirdPartyTax: orNull(thirdPartySchema),
  locale: localeSchema,
  policies: policiesSchema,
  engine: textSchema(20, 1),
  runId: textSchema(120),
  note: noteSchema,
};
