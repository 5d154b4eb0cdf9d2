import { type Static, type TSchema, Type } from 'typebox';
import { editsOf, listOf, type Migration, schemaFor, strictObject } from '../kernel/shape.ts';
import { currencySchema, percentSchema, unsignedDecimalSchema } from '../money/schema.ts';
import { maxMinor } from '../money/rounding.ts';
import { countrySchema, idSchema, textSchema } from '../organization/schema.ts';
import { countedDateSchema, plainDateSchema } from '../time/schema.ts';
import type { DiscountDuration, DiscountScope, DiscountValue, Offer, OfferReach, PromotionalCredit, Redemption, Target } from './types.ts';

const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const counted = (maximum: number) => Type.Integer({ minimum: 1, maximum });

const valueSchema = schemaFor<DiscountValue>()(
  Type.Union([
    strictObject({ kind: Type.Literal('percentage'), percent: percentSchema }),
    strictObject({
      kind: Type.Literal('amount'),
      amounts: listOf(strictObject({ currency: currencySchema, amount: unsignedDecimalSchema }), 200),
    }),
    strictObject({
      kind: Type.Literal('override'),
      prices: listOf(strictObject({ currency: currencySchema, price: unsignedDecimalSchema }), 200),
    }),
  ]),
);

const durationSchema = schemaFor<DiscountDuration>()(
  Type.Union([
    strictObject({ kind: Type.Literal('once') }),
    strictObject({ kind: Type.Literal('periods'), count: counted(1_200) }),
    strictObject({ kind: Type.Literal('lifetime') }),
  ]),
);

const scopeSchema = schemaFor<DiscountScope>()(
  Type.Union([
    strictObject({ kind: Type.Literal('any') }),
    strictObject({ kind: Type.Literal('products'), productIds: listOf(idSchema, 500) }),
    strictObject({ kind: Type.Literal('plans'), planIds: listOf(idSchema, 500) }),
  ]),
);

const targetSchema = schemaFor<Target>()(
  strictObject({
    segments: listOf(textSchema(60, 1), 100),
    countries: listOf(countrySchema, 250),
    planIds: listOf(idSchema, 500),
    signedUpFrom: orNull(plainDateSchema),
    signedUpBefore: orNull(plainDateSchema),
  }),
);

/** What somebody types; the rule says what a code may look like (see `isOfferCode`). */
const codeSchema = textSchema(60, 1);

const reachSchema = schemaFor<OfferReach>()(
  Type.Union([
    strictObject({ kind: Type.Literal('negotiated'), customerId: idSchema }),
    strictObject({ kind: Type.Literal('code'), code: codeSchema }),
    strictObject({ kind: Type.Literal('automatic') }),
    strictObject({ kind: Type.Literal('targeted'), target: targetSchema }),
  ]),
);

const offerFields = {
  name: textSchema(140, 1),
  reach: reachSchema,
  value: valueSchema,
  duration: durationSchema,
  scope: scopeSchema,
  stackable: Type.Boolean(),
  appliesToUsage: Type.Boolean(),
  redeemableFrom: orNull(plainDateSchema),
  redeemableThrough: orNull(plainDateSchema),
  limits: strictObject({ total: orNull(counted(100_000_000)), perCustomer: orNull(counted(10_000)), firstPurchaseOnly: Type.Boolean() }),
};

const head = { id: idSchema, rev: Type.Integer({ minimum: 1 }) };

export const offerSchema = schemaFor<Offer>()(
  strictObject({
    ...head,
    kind: Type.Literal('offer'),
    ...offerFields,
    redeemed: Type.Integer({ minimum: 0 }),
    state: Type.Unsafe<Offer['state']>(Type.Enum(['draft', 'active', 'archived'])),
  }),
);

/** Lies inside subscriptions. */
export const redemptionSchema = schemaFor<Redemption>()(
  strictObject({
    id: idSchema,
    offerId: idSchema,
    name: textSchema(140, 1),
    code: textSchema(60),
    value: valueSchema,
    duration: durationSchema,
    scope: scopeSchema,
    stackable: Type.Boolean(),
    appliesToUsage: Type.Boolean(),
    startsOn: plainDateSchema,
    endsOn: orNull(plainDateSchema),
    sequence: Type.Integer({ minimum: -1_000, maximum: 1_000_000 }),
  }),
);

const creditFields = {
  customerId: idSchema,
  entityId: idSchema,
  currency: currencySchema,
  amountMinor: Type.Integer({ minimum: 1, maximum: maxMinor }),
  reason: textSchema(500, 1),
  grantedOn: plainDateSchema,
  expiresOn: orNull(plainDateSchema),
};

export const promotionalCreditSchema = schemaFor<PromotionalCredit>()(
  strictObject({
    ...head,
    kind: Type.Literal('promotional-credit'),
    ...creditFields,
    state: Type.Union([
      strictObject({ kind: Type.Literal('granted') }),
      strictObject({ kind: Type.Literal('revoked'), on: plainDateSchema, reason: textSchema(500, 1) }),
    ]),
  }),
);

export const createOfferSchema = strictObject(offerFields);
export type CreateOfferBody = Static<typeof createOfferSchema>;

export const editOfferSchema = strictObject({ offerId: idSchema, fields: editsOf(offerFields) });
export type EditOfferBody = Static<typeof editOfferSchema>;

export const activateOfferSchema = strictObject({ offerId: idSchema, on: plainDateSchema });
export type ActivateOfferBody = Static<typeof activateOfferSchema>;

export const archiveOfferSchema = strictObject({ offerId: idSchema, lastDay: plainDateSchema });
export type ArchiveOfferBody = Static<typeof archiveOfferSchema>;

/** By the code that the customer gave, or an offer that is picked from the list. */
export const redeemOfferSchema = strictObject({
  subscriptionId: idSchema,
  offer: Type.Union([
    strictObject({ kind: Type.Literal('code'), code: codeSchema }),
    strictObject({ kind: Type.Literal('offer'), offerId: idSchema }),
  ]),
  startsOn: countedDateSchema,
});
export type RedeemOfferBody = Static<typeof redeemOfferSchema>;

export const endOfferSchema = strictObject({ subscriptionId: idSchema, redemptionId: idSchema, endsOn: countedDateSchema });
export type EndOfferBody = Static<typeof endOfferSchema>;

export const grantPromotionalCreditSchema = strictObject(creditFields);
export type GrantPromotionalCreditBody = Static<typeof grantPromotionalCreditSchema>;

export const revokePromotionalCreditSchema = strictObject({ creditId: idSchema, on: plainDateSchema, reason: textSchema(500, 1) });
export type RevokePromotionalCreditBody = Static<typeof revokePromotionalCreditSchema>;

/** What a document's stored form is, and how older forms become it. */
export const version = 1;
export const migrations: readonly Migration[] = [];
export const documentSchemas = { offer: offerSchema, 'promotional-credit': promotionalCreditSchema } as const;
