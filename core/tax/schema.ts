import { Type } from 'typebox';
import { listOf, type Migration, schemaFor, strictObject } from '../kernel/shape.ts';
import { minorSchema, percentSchema } from '../money/schema.ts';
import { countrySchema, idSchema, regionSchema, textSchema } from '../organization/schema.ts';
import { plainDateSchema } from '../time/schema.ts';
import type { LineTax, PlaceOfSupply, TaxDecision, TaxRate } from './types.ts';

const choice = <const T extends readonly [string, ...string[]]>(...values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]));

const untilSchema = Type.Union([plainDateSchema, Type.Null()]);

/** Lower-case words: `standard`, `digital`, `books`. */
export const taxClassSchema = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', minLength: 1, maxLength: 40 });

export const taxRateFields = {
  country: countrySchema,
  region: regionSchema,
  taxClass: taxClassSchema,
  customerType: choice('any', 'business', 'individual'),
  component: textSchema(60, 1),
  percent: percentSchema,
  from: plainDateSchema,
  until: untilSchema,
};

const taxRateSchema = schemaFor<TaxRate>()(
  strictObject({ id: idSchema, kind: Type.Literal('tax-rate'), rev: Type.Integer({ minimum: 1 }), ...taxRateFields }),
);

/** A percentage that a caller or a provider gives may be any decimal. */
const statedPercent = Type.String({ pattern: '^-?\\d{1,30}(\\.\\d{1,20})?$', maxLength: 52 });
const jurisdiction = textSchema(20);

export const taxDecisionSchema = schemaFor<TaxDecision>()(
  strictObject({
    outcome: choice('taxed', 'zero-rated', 'reverse-charge', 'exempt', 'not-registered', 'out-of-scope', 'self-calculated', 'third-party'),
    jurisdiction,
    components: listOf(strictObject({ name: textSchema(60), percent: statedPercent }), 20),
    reason: textSchema(340),
  }),
);

export const lineTaxSchema = schemaFor<LineTax>()(
  strictObject({ name: textSchema(60), jurisdiction, percent: statedPercent, taxMinor: minorSchema }),
);

export const placeOfSupplySchema = schemaFor<PlaceOfSupply>()(
  strictObject({
    billingCountry: countrySchema,
    billingRegion: regionSchema,
    taxNumber: textSchema(40),
    taxNumberValidity: choice('none', 'unchecked', 'format', 'confirmed'),
    paymentCountry: Type.String({ pattern: '^([A-Z]{2})?$', maxLength: 2 }),
  }),
);

export const version = 1;
export const migrations: readonly Migration[] = [];
export const documentSchemas = { 'tax-rate': taxRateSchema } as const;
