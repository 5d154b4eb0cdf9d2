import { Type } from 'typebox';
import { allocationSchema, positiveMinorSchema } from '../invoicing/schema.ts';
import { listOf, type Migration, schemaFor, strictObject } from '../kernel/shape.ts';
import { currencySchema } from '../money/schema.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import { plainDateSchema } from '../time/schema.ts';
import type { Payment, Refund } from './types.ts';

const choice = <const T extends readonly [string, ...string[]]>(...values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]));

const methodSchema = choice('bank-transfer', 'cash', 'cheque', 'other');
const referenceSchema = textSchema(140);
const revision = Type.Integer({ minimum: 1 });
const reversed = strictObject({ kind: Type.Literal('reversed'), on: plainDateSchema, reason: textSchema(500, 1) });
const parties = { customerId: idSchema, entityId: idSchema, currency: currencySchema };

const paymentSchema = schemaFor<Payment>()(
  strictObject({
    id: idSchema,
    kind: Type.Literal('payment'),
    rev: revision,
    ...parties,
    amountMinor: positiveMinorSchema,
    method: methodSchema,
    reference: referenceSchema,
    receivedOn: plainDateSchema,
    state: Type.Union([strictObject({ kind: Type.Literal('received') }), reversed]),
  }),
);

const refundSchema = schemaFor<Refund>()(
  strictObject({
    id: idSchema,
    kind: Type.Literal('refund'),
    rev: revision,
    ...parties,
    amountMinor: positiveMinorSchema,
    creditNoteId: idSchema,
    method: methodSchema,
    reference: referenceSchema,
    paidOn: plainDateSchema,
    state: Type.Union([strictObject({ kind: Type.Literal('paid') }), reversed]),
  }),
);

/** `null`: the oldest due first (INV-26); an empty list leaves the money unallocated. */
const allocationsSchema = Type.Union([listOf(allocationSchema, 1000), Type.Null()]);

export const recordPaymentSchema = strictObject({
  ...parties,
  amountMinor: positiveMinorSchema,
  method: methodSchema,
  reference: referenceSchema,
  receivedOn: plainDateSchema,
  allocations: allocationsSchema,
});
export const allocatePaymentSchema = strictObject({ paymentId: idSchema, allocations: allocationsSchema });
export const reversePaymentSchema = strictObject({ paymentId: idSchema, reason: textSchema(500, 1) });

export const recordRefundSchema = strictObject({
  creditNoteId: idSchema,
  amountMinor: positiveMinorSchema,
  method: methodSchema,
  reference: referenceSchema,
  paidOn: plainDateSchema,
});
export const reverseRefundSchema = strictObject({ refundId: idSchema, reason: textSchema(500, 1) });

/** What a document's stored form is, and how older forms become it. */
export const version = 1;
export const migrations: readonly Migration[] = [];
export const documentSchemas = { payment: paymentSchema, refund: refundSchema } as const;
