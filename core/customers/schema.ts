import { type Static, type TSchema, Type } from 'typebox';
import { editsOf, listOf, type Migration, schemaFor, strictObject } from '../kernel/shape.ts';
import { currencySchema } from '../money/schema.ts';
import {
  addressSchema,
  countrySchema,
  emailSchema,
  idSchema,
  localeSchema,
  referenceSchema,
  regionSchema,
  textSchema,
} from '../organization/schema.ts';
import { instantSchema, plainDateSchema } from '../time/schema.ts';
import type { Contact, Customer, TaxExemption, TaxId } from './types.ts';

const choice = <const T extends readonly [string, ...string[]]>(...values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]));
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);

/** Free facts: at most 50 of them, each named by a short key that can stand in a path. */
const factName = '^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,59}$';
const factsSchema = Type.Immutable(
  Type.Unsafe<Record<string, string>>(
    Type.Object({}, { patternProperties: { [factName]: textSchema(500) }, additionalProperties: false, maxProperties: 50 }),
  ),
);

const taxNumberSchema = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9 ./\\-]*$', minLength: 2, maxLength: 40 });

const taxIdSchema = schemaFor<TaxId>()(
  strictObject({
    country: countrySchema,
    value: taxNumberSchema,
    validity: Type.Union([
      strictObject({ kind: Type.Literal('unchecked') }),
      strictObject({ kind: Type.Literal('format'), at: instantSchema }),
      strictObject({ kind: Type.Literal('confirmed'), at: instantSchema, source: textSchema(60, 1), reference: textSchema(120) }),
    ]),
  }),
);

const exemptionFields = {
  country: countrySchema,
  region: regionSchema,
  reason: textSchema(200, 1),
  certificate: textSchema(120),
  from: plainDateSchema,
  until: orNull(plainDateSchema),
};
const taxExemptionSchema = schemaFor<TaxExemption>()(strictObject(exemptionFields));

const contactSchema = schemaFor<Contact>()(
  strictObject({ name: textSchema(140, 1), email: emailSchema, phone: textSchema(40), role: textSchema(60) }),
);

/** What a customer may be given and may be edited field by field. */
const plainFields = {
  externalId: referenceSchema(120),
  email: emailSchema,
  billingAddress: addressSchema,
  segments: listOf(textSchema(60, 1), 50),
  entityId: orNull(idSchema),
  currency: orNull(currencySchema),
  locale: orNull(localeSchema),
  netTermsDays: orNull(Type.Integer({ minimum: 0, maximum: 365 })),
  invoicing: choice('consolidated', 'per-subscription'),
  purchaseOrder: textSchema(60),
  contacts: listOf(contactSchema, 50),
  signedUpOn: plainDateSchema,
};

export const customerSchema = schemaFor<Customer>()(
  strictObject({
    id: idSchema,
    kind: Type.Literal('customer'),
    rev: Type.Integer({ minimum: 1 }),
    ...plainFields,
    type: choice('business', 'individual'),
    name: textSchema(140, 1),
    taxIds: listOf(taxIdSchema, 20),
    taxExemptions: listOf(taxExemptionSchema, 100),
    attributes: factsSchema,
    metadata: factsSchema,
    state: choice('active', 'archived'),
  }),
);

/** What is known of a number when it is entered; the moment comes with the command. */
const evidenceSchema = Type.Union([
  strictObject({ kind: Type.Literal('unchecked') }),
  strictObject({ kind: Type.Literal('format') }),
  strictObject({ kind: Type.Literal('confirmed'), source: textSchema(60, 1), reference: textSchema(120) }),
]);
export type TaxIdEvidence = Static<typeof evidenceSchema>;

const enteredTaxId = strictObject({ country: countrySchema, value: taxNumberSchema, evidence: evidenceSchema });
export type EnteredTaxId = Readonly<Static<typeof enteredTaxId>>;

const partyFields = { companyName: textSchema(140), personName: textSchema(140) };

export const createCustomerSchema = strictObject({
  ...partyFields,
  ...plainFields,
  taxIds: listOf(enteredTaxId, 20),
  attributes: factsSchema,
  metadata: factsSchema,
});
export type CreateCustomerBody = Static<typeof createCustomerSchema>;

/** `null` stands for a fact that is not there. */
const factEditsSchema = Type.Unsafe<Readonly<Record<string, { readonly from: string | null; readonly to: string | null }>>>(
  Type.Object(
    {},
    {
      patternProperties: { [factName]: strictObject({ from: orNull(textSchema(500)), to: orNull(textSchema(500)) }) },
      additionalProperties: false,
      maxProperties: 50,
    },
  ),
);

export const editCustomerSchema = strictObject({
  customerId: idSchema,
  fields: editsOf({ ...partyFields, ...plainFields }),
  attributes: factEditsSchema,
  metadata: factEditsSchema,
});

export type EditCustomerBody = Static<typeof editCustomerSchema>;

export const namedCustomerSchema = strictObject({ customerId: idSchema });
export type NamedCustomerBody = Static<typeof namedCustomerSchema>;

export const addTaxIdSchema = strictObject({ customerId: idSchema, taxId: enteredTaxId });
export type AddTaxIdBody = Static<typeof addTaxIdSchema>;

export const removeTaxIdSchema = strictObject({ customerId: idSchema, country: countrySchema, value: taxNumberSchema });
export type RemoveTaxIdBody = Static<typeof removeTaxIdSchema>;

/** An exemption is named by all that it says: a certificate may be given again for another place or time. */
export const taxExemptionBodySchema = strictObject({ customerId: idSchema, exemption: taxExemptionSchema });
export type TaxExemptionBody = Static<typeof taxExemptionBodySchema>;

/** What a document's stored form is, and how older forms become it. */
export const version = 1;
export const migrations: readonly Migration[] = [];
export const documentSchemas = { customer: customerSchema } as const;
