import { Type } from 'typebox';
import { orNull } from '../catalog/version-schema.ts';
import { listOf, type Migration, schemaFor, strictObject } from '../kernel/shape.ts';
import type { Rounding } from '../money/rounding.ts';
import { currencySchema, roundingModeSchema, unsignedDecimalSchema } from '../money/schema.ts';
import { idSchema, policiesSchema, textSchema } from '../organization/schema.ts';
import { plainDateSchema } from '../time/schema.ts';
import type { Order, OrderItem, OrderLine, OrderTrigger } from './types.ts';

const versionNumber = Type.Integer({ minimum: 1, maximum: 1_000_000 });
const soldFields = { planId: idSchema, planVersion: versionNumber, variantId: idSchema };

/** INV-12 */
export const manualFields = {
  kind: Type.Literal('manual'),
  description: textSchema(500, 1),
  unitPrice: unsignedDecimalSchema,
  taxClass: Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 40 }),
  taxInclusive: Type.Boolean(),
  productId: orNull(idSchema),
};

const itemSchema = schemaFor<OrderItem>()(
  Type.Union([
    strictObject({ kind: Type.Literal('plan'), ...soldFields }),
    strictObject({ kind: Type.Literal('pack'), ...soldFields, packId: idSchema, subscriptionId: idSchema }),
    strictObject(manualFields),
  ]),
);

const triggerSchema = schemaFor<OrderTrigger>()(
  Type.Union([
    strictObject({ kind: Type.Literal('order') }),
    strictObject({ kind: Type.Literal('date'), on: plainDateSchema }),
    strictObject({ kind: Type.Literal('milestone'), name: textSchema(120, 1), reachedOn: orNull(plainDateSchema) }),
  ]),
);

export const reasonSchema = textSchema(500, 1);

const lineSchema = schemaFor<OrderLine>()(
  strictObject({
    id: idSchema,
    item: itemSchema,
    quantity: unsignedDecimalSchema,
    trigger: triggerSchema,
    cancelled: orNull(strictObject({ on: plainDateSchema, reason: reasonSchema })),
  }),
);

export const netTermsSchema = orNull(Type.Integer({ minimum: 0, maximum: 365 }));

export const orderSchema = schemaFor<Order>()(
  strictObject({
    id: idSchema,
    kind: Type.Literal('order'),
    rev: Type.Integer({ minimum: 1 }),
    customerId: idSchema,
    entityId: idSchema,
    currency: currencySchema,
    placedOn: plainDateSchema,
    lines: listOf(lineSchema, 500),
    policies: policiesSchema,
    rounding: schemaFor<Rounding>()(strictObject({ mode: roundingModeSchema, increment: Type.Integer({ minimum: 1, maximum: 1000 }) })),
    netTermsDays: netTermsSchema,
    note: textSchema(1000),
    state: Type.Union([
      strictObject({ kind: Type.Literal('placed') }),
      strictObject({ kind: Type.Literal('cancelled'), on: plainDateSchema, reason: reasonSchema }),
    ]),
  }),
);

/** What a document's stored form is, and how older forms become it. */
export const version = 1;
export const migrations: readonly Migration[] = [];
export const documentSchemas = { order: orderSchema } as const;
