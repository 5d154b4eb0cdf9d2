import { type Static, type TSchema, Type } from 'typebox';
import { listOf, type Migration, schemaFor, strictObject } from '../kernel/shape.ts';
import { percentSchema, unsignedDecimalSchema } from '../money/schema.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import { instantSchema } from '../time/schema.ts';
import type { Aggregation, Metric, UsageEvent } from './types.ts';

const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const choice = <const T extends readonly [string, ...string[]]>(...values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]));

/** Event names and metric codes: lower-case words with dots, hyphens or underscores, such as `api.call`. */
const nameForm = '^[a-z0-9][a-z0-9_.\\-]*$';
const eventNameSchema = Type.String({ pattern: nameForm, minLength: 1, maxLength: 80 });

/** A property's name can stand in a path and is none of an object's own. */
const propertyForm = '^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,59}$';
const propertySchema = Type.String({ pattern: propertyForm, maxLength: 60 });

/** At most 50 of them; numbers are decimal text. */
const propertiesSchema = Type.Immutable(
  Type.Unsafe<Record<string, string>>(
    Type.Object({}, { patternProperties: { [propertyForm]: textSchema(500) }, additionalProperties: false, maxProperties: 50 }),
  ),
);

const aggregationSchema = schemaFor<Aggregation>()(
  Type.Union([
    strictObject({ kind: Type.Literal('sum') }),
    strictObject({ kind: Type.Literal('count') }),
    strictObject({ kind: Type.Literal('max') }),
    strictObject({ kind: Type.Literal('last'), continuous: Type.Boolean() }),
    strictObject({ kind: Type.Literal('percentile'), percent: percentSchema }),
    strictObject({ kind: Type.Literal('unique') }),
    strictObject({ kind: Type.Literal('time-weighted'), each: choice('level', 'change'), continuous: Type.Boolean() }),
  ]),
);

const metricFields = {
  code: eventNameSchema,
  name: textSchema(140, 1),
  eventName: eventNameSchema,
  property: Type.Union([Type.Literal(''), propertySchema]),
  aggregation: aggregationSchema,
  filters: listOf(strictObject({ property: propertySchema, values: listOf(textSchema(500), 500) }), 20),
  unit: textSchema(60),
  rounding: orNull(strictObject({ direction: choice('up', 'down', 'nearest'), to: unsignedDecimalSchema })),
};

const head = { id: idSchema, rev: Type.Integer({ minimum: 1 }) };

export const metricSchema = schemaFor<Metric>()(
  strictObject({ ...head, kind: Type.Literal('metric'), ...metricFields, state: choice('active', 'archived') }),
);

const keySchema = textSchema(200);

export const usageEventSchema = schemaFor<UsageEvent>()(
  strictObject({
    ...head,
    kind: Type.Literal('usage-event'),
    customerId: idSchema,
    subscriptionId: Type.Union([Type.Literal(''), idSchema]),
    name: eventNameSchema,
    at: instantSchema,
    receivedAt: instantSchema,
    idempotencyKey: keySchema,
    properties: propertiesSchema,
    supersedes: orNull(idSchema),
  }),
);

export const createMetricSchema = strictObject(metricFields);
export type CreateMetricBody = Readonly<Static<typeof createMetricSchema>>;

export const archiveMetricSchema = strictObject({ metricId: idSchema });
export type ArchiveMetricBody = Readonly<Static<typeof archiveMetricSchema>>;

const reportedEventSchema = strictObject({
  customerId: idSchema,
  /** Empty where the customer has one subscription that the metric is priced in. */
  subscriptionId: Type.Union([Type.Literal(''), idSchema]),
  name: eventNameSchema,
  /** `null`: when it is recorded. */
  at: orNull(instantSchema),
  /** Empty for none; then a second try counts again. */
  idempotencyKey: keySchema,
  properties: propertiesSchema,
  supersedes: orNull(idSchema),
});
/** USG-03: an event as it is reported. */
export type ReportedEvent = Readonly<Static<typeof reportedEventSchema>>;

/** USG-04: 1 to 1,000 events. */
export const recordUsageSchema = strictObject({ events: Type.Immutable(Type.Array(reportedEventSchema, { minItems: 1, maxItems: 1000 })) });
export type RecordUsageBody = Readonly<Static<typeof recordUsageSchema>>;

/** What a document's stored form is, and how older forms become it. */
export const version = 1;
export const migrations: readonly Migration[] = [];
export const documentSchemas = { metric: metricSchema, 'usage-event': usageEventSchema } as const;
