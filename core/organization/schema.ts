import { Type } from 'typebox';
import { listOf, type Migration, schemaFor, strictObject } from '../kernel/shape.ts';
import { currencySchema, roundingModeSchema, sparePolicySchema, unsignedDecimalSchema } from '../money/schema.ts';
import { instantSchema, plainDateSchema, zoneSchema } from '../time/schema.ts';
import type { Policies } from './policies.ts';
import type {
  Address,
  BankAccount,
  ExchangeRateTable,
  InvoiceSettings,
  Numbering,
  NumberSeries,
  OperatingEntity,
  TaxRegistration,
  TemplateSettings,
} from './types.ts';

const choice = <const T extends readonly [string, ...string[]]>(...values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]));
const orNull = <S extends Parameters<typeof Type.Union>[0][number]>(schema: S) => Type.Union([schema, Type.Null()]);

/** What no text holds: marks that turn what follows around, so that it reads as something else (UTR 36), and halves of characters, which no file can keep. */
const turning = '\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff';

/** Something to see: neither blanks nor marks without a width. */
const visible = '(?=.*[^\\s\\p{Cf}])';

/** Text of one line that people write: names, titles. Control characters have no place in it, and text that must be there can be seen. */
export const textSchema = (maxLength: number, minLength = 0) =>
  Type.String({
    pattern: `^${minLength > 0 ? visible : ''}[^\\u0000-\\u001f\\u007f-\\u009f\\u2028\\u2029${turning}]*$`,
    minLength,
    maxLength,
  });

/** Text of several lines. */
export const longTextSchema = (maxLength: number) =>
  Type.String({ pattern: `^[^\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f${turning}]*$`, maxLength });

/** A name that another system gave: told from others by what can be seen of it alone. Empty for none. */
export const referenceSchema = (maxLength: number) => Type.String({ pattern: '^[^\\p{C}\\u2028\\u2029]*$', maxLength });

/** An id of ours or of a station: no white space, no vertical bar (see `derivedId`). */
export const idSchema = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_.:@/\\-]*$', maxLength: 120 });

/** A station's code: it stands in the legal numbers that the station gives (NUM-02). */
export const stationSchema = Type.String({ pattern: '^[A-Za-z0-9]{1,12}$', maxLength: 12 });

/** The form of an ISO 3166-1 code; that the country exists is a rule (see `isCountry`). */
export const countrySchema = Type.String({ pattern: '^[A-Z]{2}$', maxLength: 2 });

/** The part of an ISO 3166-2 code after the country; empty for none. */
export const regionSchema = Type.String({ pattern: '^[A-Z0-9]{0,3}$', maxLength: 3 });

/** Empty, or something with an at sign and a dot. Whether mail arrives is not for a pattern to say. */
export const emailSchema = Type.String({ pattern: '^$|^[^\\s@]+@[^\\s@]+\\.[^\\s@]+$', maxLength: 254 });

/** BCP 47, as far as we have languages: `en`, `en-GB`, `zh-Hant-TW`. */
export const localeSchema = Type.String({ pattern: '^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\\d{3}))?$', maxLength: 16 });

export const addressSchema = schemaFor<Address>()(
  strictObject({
    lines: listOf(textSchema(120), 5),
    city: textSchema(120),
    postalCode: textSchema(20),
    region: regionSchema,
    country: countrySchema,
  }),
);

export const taxRegistrationSchema = schemaFor<TaxRegistration>()(
  strictObject({
    country: countrySchema,
    region: regionSchema,
    number: textSchema(40),
    from: plainDateSchema,
    until: orNull(plainDateSchema),
  }),
);

export const bankAccountSchema = schemaFor<BankAccount>()(
  strictObject({
    holder: textSchema(140),
    bank: textSchema(140),
    iban: textSchema(42),
    bic: Type.String({ pattern: '^$|^[A-Z]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$', maxLength: 11 }),
    details: listOf(strictObject({ label: textSchema(60, 1), value: textSchema(120, 1) }), 8),
    currency: currencySchema,
  }),
);

const taxTreatmentSchema = choice('native', 'self-calculated', 'third-party', 'none');
export const documentTypeSchema = choice('invoice', 'credit-note');
const numberingModeSchema = choice('station-series', 'central-series', 'leased-block');

const numberingSchema = schemaFor<Numbering>()(
  strictObject({
    mode: numberingModeSchema,
    prefix: Type.String({ pattern: '^[A-Z0-9]([A-Z0-9\\-]{0,10}[A-Z0-9])?$', minLength: 1, maxLength: 12 }),
    yearly: Type.Boolean(),
    digits: Type.Integer({ minimum: 3, maximum: 10 }),
    blockSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 10_000 })),
  }),
);

const logoSchema = Type.Union([
  strictObject({ kind: Type.Literal('svg'), svg: Type.String({ maxLength: 200_000 }) }),
  strictObject({ kind: Type.Literal('png'), base64: Type.String({ pattern: '^[A-Za-z0-9+/]+={0,2}$', maxLength: 700_000 }) }),
]);

export const templateFields = {
  layout: choice('classic', 'modern', 'compact'),
  paper: choice('A4', 'LETTER'),
  accent: Type.String({ pattern: '^#[0-9A-Fa-f]{6}$', maxLength: 7 }),
  logo: orNull(logoSchema),
  footer: longTextSchema(1000),
  showWorking: Type.Boolean(),
};
const templateSchema = schemaFor<TemplateSettings>()(strictObject(templateFields));

export const invoiceSettingFields = {
  netTermsDays: Type.Integer({ minimum: 0, maximum: 365 }),
  graceHours: Type.Integer({ minimum: 0, maximum: 8760 }),
  applyBalance: Type.Boolean(),
  locale: localeSchema,
};
const invoiceSettingsSchema = schemaFor<InvoiceSettings>()(strictObject({ ...invoiceSettingFields, template: templateSchema }));

export const policyFields = {
  zeroUsage: strictObject({ stairStep: choice('due', 'not-due'), graduatedFlat: choice('due', 'not-due') }),
  prorationBasis: choice('actual-days', 'thirty-day-month', 'seconds'),
  changeDay: choice('new-plan', 'old-plan'),
  upgradeCredit: choice('unused-part', 'whole-charge', 'none'),
  discountOrder: choice('staged', 'as-applied', 'best-single'),
  taxRounding: choice('line', 'rate', 'document'),
  roundingMode: roundingModeSchema,
  spareUnit: sparePolicySchema,
  graduatedFlat: choice('added', 'last-only'),
  seatChanges: choice('prorated', 'highest', 'value-at-end'),
  recognitionGrain: choice('equal-months', 'days', 'seconds'),
  zeroInvoices: choice('promotional-only', 'issued', 'suppressed'),
};
export const policiesSchema = schemaFor<Policies>()(strictObject(policyFields));

export const entityFields = {
  code: Type.String({ pattern: '^[A-Z][A-Z0-9]{0,7}$', minLength: 1, maxLength: 8 }),
  legalName: textSchema(140, 1),
  address: addressSchema,
  registrationNumber: textSchema(60),
  email: emailSchema,
  website: Type.String({ pattern: '^$|^[^\\s]+$', maxLength: 200 }),
  currency: currencySchema,
  zone: zoneSchema,
  fiscalYearStartsIn: Type.Integer({ minimum: 1, maximum: 12 }),
  servesCountries: listOf(countrySchema, 250),
  isFallback: Type.Boolean(),
  taxTreatment: taxTreatmentSchema,
  bankAccounts: listOf(bankAccountSchema, 20),
  numbering: strictObject({ invoice: numberingSchema, 'credit-note': numberingSchema }),
  invoices: invoiceSettingsSchema,
  policies: policiesSchema,
  rounding: listOf(strictObject({ currency: currencySchema, increment: Type.Integer({ minimum: 1, maximum: 1000 }) }), 200),
};

const head = { id: idSchema, rev: Type.Integer({ minimum: 1 }) };

const entitySchema = schemaFor<OperatingEntity>()(
  strictObject({
    ...head,
    kind: Type.Literal('entity'),
    ...entityFields,
    taxRegistrations: listOf(taxRegistrationSchema, 200),
    booksLockedBefore: orNull(plainDateSchema),
    state: choice('active', 'archived'),
  }),
);

const runningSchema = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });
const blockSchema = strictObject({ of: idSchema, first: runningSchema, last: runningSchema });
const restoredSchema = strictObject({ at: instantSchema, from: runningSchema, back: listOf(runningSchema, 100_000) });

const numberSeriesSchema = schemaFor<NumberSeries>()(
  strictObject({
    ...head,
    kind: Type.Literal('number-series'),
    entityId: idSchema,
    documentType: documentTypeSchema,
    mode: numberingModeSchema,
    station: orNull(idSchema),
    block: Type.Optional(blockSchema),
    prefix: Type.String({ maxLength: 40 }),
    digits: Type.Integer({ minimum: 3, maximum: 10 }),
    year: orNull(Type.Integer({ minimum: 1, maximum: 9999 })),
    next: Type.Integer({ minimum: 1 }),
    lastIssuedOn: orNull(plainDateSchema),
    voided: listOf(strictObject({ number: Type.Integer({ minimum: 1 }), reason: textSchema(500, 1), at: instantSchema }), 100_000),
    state: choice('open', 'closed'),
    restored: Type.Optional(restoredSchema),
  }),
);

export const exchangeRateFields = {
  from: currencySchema,
  to: currencySchema,
  on: plainDateSchema,
  rate: unsignedDecimalSchema,
  source: textSchema(120),
};
const rateTableSchema = schemaFor<ExchangeRateTable>()(
  strictObject({ ...head, kind: Type.Literal('rate-table'), entityId: idSchema, rates: listOf(strictObject(exchangeRateFields), 200_000) }),
);

/** What a document's stored form is, and how older forms become it. */
export const version = 1;
export const migrations: readonly Migration[] = [];
export const documentSchemas = { entity: entitySchema, 'number-series': numberSeriesSchema, 'rate-table': rateTableSchema } as const;
