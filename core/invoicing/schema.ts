import { Type } from 'typebox';
import { listOf, type Migration, recordOf, schemaFor, strictObject } from '../kernel/shape.ts';
import { currencySchema, minorSchema } from '../money/schema.ts';
import { maxMinor } from '../money/rounding.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import { taxClassSchema } from '../tax/schema.ts';
import { periodSchema, plainDateSchema } from '../time/schema.ts';
import {
  bodyFields,
  choice,
  entered,
  newCreditLineSchema,
  newLineSchema,
  noteSchema,
  orNoDate,
  orNull,
  providerSchema,
  reasonSchema,
  revisionSchema,
  settlements,
  taxQuoteSchema,
} from './document-schema.ts';
import type { Adjustment, BillingRun, CreditNote, Invoice } from './types.ts';

const draftState = strictObject({ kind: Type.Literal('draft') });
const pendingState = strictObject({ kind: Type.Literal('pending'), finaliseFrom: plainDateSchema });
const postedState = strictObject({ kind: Type.Literal('posted') });
/** A discarded draft has no reason. */
const voidState = strictObject({ kind: Type.Literal('void'), on: plainDateSchema, reason: textSchema(500) });
const uncollectibleState = strictObject({ kind: Type.Literal('uncollectible'), on: plainDateSchema, reason: textSchema(500) });

const creditReasonSchema = choice('billing_error', 'mid_period_change', 'cancellation', 'goodwill', 'duplicate', 'other');
const dispositionSchema = choice('balance', 'next-invoice', 'refund');

export const invoiceSchema = schemaFor<Invoice>()(
  strictObject({
    ...bodyFields,
    kind: Type.Literal('invoice'),
    origin: choice('run', 'manual', 'order'),
    entered,
    dueOn: plainDateSchema,
    state: Type.Union([draftState, pendingState, postedState, voidState, uncollectibleState]),
    settlements,
  }),
);

export const creditNoteSchema = schemaFor<CreditNote>()(
  strictObject({
    ...bodyFields,
    kind: Type.Literal('credit-note'),
    origin: choice('run', 'manual'),
    invoiceId: orNull(idSchema),
    reason: creditReasonSchema,
    disposition: dispositionSchema,
    state: Type.Union([draftState, pendingState, postedState, voidState]),
  }),
);

const adjustmentSchema = schemaFor<Adjustment>()(
  strictObject({
    id: idSchema,
    kind: Type.Literal('adjustment'),
    rev: revisionSchema,
    customerId: idSchema,
    entityId: idSchema,
    currency: currencySchema,
    amountMinor: minorSchema,
    taxClass: taxClassSchema,
    reason: reasonSchema,
    on: plainDateSchema,
    state: Type.Union([
      strictObject({ kind: Type.Literal('open') }),
      strictObject({ kind: Type.Literal('withdrawn'), on: plainDateSchema }),
    ]),
  }),
);

const count = Type.Integer({ minimum: 0, maximum: 1_000_000_000 });

/** What a run could not bill, and why; the facts are those of the problem, by their names. */
export const runExceptionsSchema = listOf(
  strictObject({
    customerId: idSchema,
    subscriptionId: textSchema(120),
    code: textSchema(80, 1),
    facts: recordOf('^[A-Za-z][A-Za-z0-9]{0,79}$', Type.String({ maxLength: 1000 }), 50),
  }),
  100_000,
);

const billingRunSchema = schemaFor<BillingRun>()(
  strictObject({
    id: idSchema,
    kind: Type.Literal('billing-run'),
    rev: revisionSchema,
    period: periodSchema,
    entityIds: listOf(idSchema, 100),
    engine: textSchema(20, 1),
    parts: strictObject({ planned: count, done: count }),
    totals: listOf(
      strictObject({
        entityId: idSchema,
        currency: currencySchema,
        invoices: count,
        creditNotes: count,
        netMinor: minorSchema,
        taxMinor: minorSchema,
        grossMinor: minorSchema,
      }),
      20_000,
    ),
    exceptions: runExceptionsSchema,
    hash: textSchema(64),
    state: Type.Union([
      strictObject({ kind: Type.Literal('running') }),
      strictObject({ kind: Type.Literal('cancelled') }),
      strictObject({ kind: Type.Literal('finished') }),
    ]),
  }),
);

/** What somebody gives or gets, in minor units: above zero. */
export const positiveMinorSchema = Type.Integer({ minimum: 1, maximum: maxMinor });
export const allocationSchema = strictObject({ invoiceId: idSchema, amountMinor: positiveMinorSchema });

const terms = Type.Integer({ minimum: 0, maximum: 365 });
const parties = { customerId: idSchema, entityId: orNull(idSchema), currency: orNull(currencySchema) };
const edit = <S extends Parameters<typeof orNull>[0]>(schema: S) => strictObject({ from: schema, to: schema });

export const createManualInvoiceSchema = strictObject({
  ...parties,
  netTermsDays: orNull(terms),
  note: noteSchema,
  lines: listOf(newLineSchema, 500),
});

export const editManualInvoiceSchema = strictObject({
  invoiceId: idSchema,
  fields: strictObject({ note: Type.Optional(edit(noteSchema)), netTermsDays: Type.Optional(edit(terms)) }),
  lines: Type.Record(idSchema, strictObject({ from: newLineSchema, to: orNull(newLineSchema) }), {
    maxProperties: 500,
    additionalProperties: false,
  }),
  added: listOf(newLineSchema, 500),
});

const creditFields = { reason: creditReasonSchema, disposition: dispositionSchema, note: noteSchema };

export const createCreditNoteSchema = strictObject({
  invoiceId: idSchema,
  credit: Type.Union([
    strictObject({ kind: Type.Literal('whole') }),
    strictObject({ kind: Type.Literal('amount'), grossMinor: positiveMinorSchema }),
    strictObject({
      kind: Type.Literal('lines'),
      lines: Type.Immutable(
        Type.Array(strictObject({ lineId: textSchema(400, 1), grossMinor: orNull(minorSchema) }), { minItems: 1, maxItems: 10_000 }),
      ),
    }),
  ]),
  ...creditFields,
  on: orNoDate,
});

export const createStandingCreditSchema = strictObject({
  ...parties,
  lines: Type.Immutable(Type.Array(newCreditLineSchema, { minItems: 1, maxItems: 500 })),
  ...creditFields,
});

export const applyCreditNoteSchema = strictObject({
  creditNoteId: idSchema,
  allocations: Type.Immutable(Type.Array(allocationSchema, { minItems: 1, maxItems: 1000 })),
});

export const setInvoiceTaxSchema = strictObject({ invoiceId: idSchema, provider: providerSchema, quote: taxQuoteSchema });
export const setCreditNoteTaxSchema = strictObject({ creditNoteId: idSchema, provider: providerSchema, quote: taxQuoteSchema });

/** In minor units: a tenth of the greatest amount, so that its tax has room beside it. */
const mostAdjusted = 100_000_000_000_000;

export const createAdjustmentSchema = strictObject({
  ...parties,
  amountMinor: Type.Integer({ minimum: -mostAdjusted, maximum: mostAdjusted }),
  taxClass: taxClassSchema,
  reason: reasonSchema,
  on: orNoDate,
});

/** What a document's stored form is, and how older forms become it. */
export const version = 1;
export const migrations: readonly Migration[] = [];
export const documentSchemas = {
  invoice: invoiceSchema,
  'credit-note': creditNoteSchema,
  adjustment: adjustmentSchema,
  'billing-run': billingRunSchema,
} as const;
