import { type Static, Type } from 'typebox';
import { choice, orNull } from '../catalog/version-schema.ts';
import { listOf, strictObject } from '../kernel/shape.ts';
import { currencySchema, unsignedDecimalSchema } from '../money/schema.ts';
import { countrySchema, idSchema, textSchema } from '../organization/schema.ts';
import { countedDateSchema } from '../time/schema.ts';
import {
  anchorRuleSchema,
  contractTermsSchema,
  invoicingSchema,
  metadataSchema,
  negotiatedSchema,
  netTermsSchema,
  rampsSchema,
  stubSchema,
  topUpSchema,
} from './schema.ts';

/** A plan is named by its id or its code, a cycle by its id or its name (SUB-02, CAT-15). */
const nameOf = textSchema(120, 1);

/** What is bought, and what was agreed for this subscription alone (SUB-17). */
const purchaseFields = {
  plan: nameOf,
  cycle: nameOf,
  /** Default 1. */
  quantity: Type.Optional(unsignedDecimalSchema),
  negotiated: Type.Optional(negotiatedSchema),
  /** OFR-14: in place of the variant's ramp. */
  ramps: Type.Optional(rampsSchema),
};

export const addOnFields = {
  ...purchaseFields,
  /** CAT-21; default: as the link between the plans says. */
  invoicing: Type.Optional(invoicingSchema),
  /** CAT-20; default: in step with the base plan where both have the same interval, else from its own start. */
  anchor: Type.Optional(choice('base', 'own')),
};

const trialChoice = Type.Union([
  /** What the plan says. */
  strictObject({ kind: Type.Literal('plan') }),
  strictObject({ kind: Type.Literal('none') }),
  /** An agreed length; the plan's other settings hold, or the usual ones. */
  strictObject({
    kind: Type.Literal('days'),
    days: Type.Integer({ minimum: 1, maximum: 3660 }),
    atEnd: Type.Optional(choice('convert', 'ask')),
  }),
]);

export const createBodySchema = strictObject({
  customerId: idSchema,
  ...purchaseFields,
  addOns: Type.Optional(listOf(strictObject(addOnFields), 100)),
  /** Default: today. A later day makes it pending, an earlier one is entered after the fact (SUB-29). */
  startsOn: Type.Optional(countedDateSchema),
  /** OPE-05; default: by the customer and its country. */
  entityId: Type.Optional(idSchema),
  /** SUB-02; default: the customer's. */
  country: Type.Optional(countrySchema),
  /** CUR-04; default: the customer's, else the entity's. */
  currency: Type.Optional(currencySchema),
  /** SUB-19; default: the start day. */
  anchor: Type.Optional(anchorRuleSchema),
  /** SUB-20; default: prorated. */
  stub: Type.Optional(stubSchema),
  /** SUB-04; default: what the plan says. */
  trial: Type.Optional(trialChoice),
  /** OR-27: after exactly N times 24 hours (default), or as a day begins. */
  trialEnds: Type.Optional(choice('exactly', 'with-day')),
  /** OFR-19: a further trial for a customer that had one already. */
  repeatTrial: Type.Optional(Type.Boolean()),
  /**
   * CF-11, SUB-03: who collects. `manual` (default) is the gateway for payments by transfer, which everybody has; `gateway` is a connected one with a payment
   * method of the customer on file; `none` says that no gateway is connected and payments by transfer are not wanted.
   */
  collection: Type.Optional(choice('manual', 'gateway', 'gateway-without-method', 'none')),
  /** Spec 5.1: it stays pending until its first payment was made. Default: it does not wait. */
  firstPayment: Type.Optional(choice('not-awaited', 'awaited')),
  /** BIL-02; default: what the plan says. */
  contract: Type.Optional(orNull(contractTermsSchema)),
  topUp: Type.Optional(topUpSchema),
  netTermsDays: Type.Optional(netTermsSchema),
  metadata: Type.Optional(metadataSchema),
});

export type CreateBody = Static<typeof createBodySchema>;
export type Purchase = Pick<CreateBody, 'plan' | 'cycle' | 'quantity' | 'negotiated' | 'ramps'>;
export type AddOnPurchase = NonNullable<CreateBody['addOns']>[number];
