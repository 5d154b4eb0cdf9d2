import { type Static, type TSchema, Type } from 'typebox';
import { entitlementSchema } from '../catalog/version-schema.ts';
import { listOf, schemaFor, strictObject } from '../kernel/shape.ts';
import { decimalSchema, unsignedDecimalSchema } from '../money/schema.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import { instantSchema } from '../time/schema.ts';
import { keptEntries } from './grant-state.ts';
import type { Allotment, Grant, GrantEvent, GrantState, PlannedGrantChange } from './types.ts';

const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const choice = <const T extends readonly [string, ...string[]]>(...values: T) => Type.Unsafe<T[number]>(Type.Enum([...values]));

const allotmentSchema = schemaFor<Allotment>()(
  strictObject({
    id: textSchema(300, 1),
    source: choice('allowance', 'carried-over', 'top-up', 'trial'),
    granted: decimalSchema,
    used: decimalSchema,
    grantedAt: instantSchema,
    expiresAt: orNull(instantSchema),
  }),
);

const stateSchema = schemaFor<GrantState>()(
  Type.Union([
    strictObject({ kind: Type.Literal('pending'), startsAt: instantSchema }),
    strictObject({ kind: Type.Literal('active') }),
    strictObject({ kind: Type.Literal('exhausted'), since: instantSchema }),
    strictObject({ kind: Type.Literal('expired'), at: instantSchema }),
    strictObject({ kind: Type.Literal('suspended'), since: instantSchema, reason: choice('pause', 'dunning') }),
    strictObject({ kind: Type.Literal('revoked'), at: instantSchema, reason: textSchema(500) }),
  ]),
);

const eventSchema = schemaFor<GrantEvent>()(
  strictObject({
    at: instantSchema,
    kind: choice(
      'provisioned',
      'started',
      'renewed',
      'consumed-to-zero',
      'threshold',
      'extended',
      'lapsed',
      'expired',
      'suspended',
      'resumed',
      'revoked',
      'adjusted',
      'changed',
      'change-planned',
      'converted',
    ),
    facts: Type.Immutable(
      Type.Unsafe<Record<string, string>>(
        Type.Object({}, { patternProperties: { '^[a-zA-Z]{1,40}$': textSchema(500) }, additionalProperties: false, maxProperties: 20 }),
      ),
    ),
  }),
);

const plannedSchema = schemaFor<PlannedGrantChange>()(
  strictObject({
    at: instantSchema,
    change: Type.Union([
      strictObject({ kind: Type.Literal('replace'), definition: entitlementSchema, limit: orNull(decimalSchema) }),
      strictObject({ kind: Type.Literal('revoke'), reason: choice('plan-changed', 'cancelled', 'detached') }),
    ]),
  }),
);

const keySchema = textSchema(200, 1);

/** A grant as it stands inside its subscription's document. */
export const grantSchema = schemaFor<Grant>()(
  strictObject({
    id: idSchema,
    itemId: Type.Union([Type.Literal(''), idSchema]),
    featureId: idSchema,
    definition: entitlementSchema,
    limit: orNull(decimalSchema),
    inUse: unsignedDecimalSchema,
    allotments: listOf(allotmentSchema, 10_000),
    state: stateSchema,
    expiresAt: orNull(instantSchema),
    resetsAt: orNull(instantSchema),
    next: orNull(plannedSchema),
    consumed: listOf(strictObject({ key: keySchema, quantity: decimalSchema, at: instantSchema }), keptEntries),
    log: listOf(eventSchema, keptEntries),
  }),
);

const grantOf = { subscriptionId: idSchema };
const reasonSchema = textSchema(500, 1);

export const consumeEntitlementSchema = strictObject({ ...grantOf, featureId: idSchema, quantity: unsignedDecimalSchema, key: keySchema });
export type ConsumeEntitlementBody = Readonly<Static<typeof consumeEntitlementSchema>>;

export const setEntitlementInUseSchema = strictObject({ ...grantOf, featureId: idSchema, inUse: unsignedDecimalSchema });
export type SetEntitlementInUseBody = Readonly<Static<typeof setEntitlementInUseSchema>>;

export const adjustEntitlementSchema = strictObject({
  ...grantOf,
  adjustment: Type.Union([
    strictObject({ kind: Type.Literal('grant'), definition: entitlementSchema, reason: reasonSchema }),
    strictObject({
      kind: Type.Literal('top-up'),
      grantId: idSchema,
      quantity: unsignedDecimalSchema,
      expiresAt: orNull(instantSchema),
      reason: reasonSchema,
    }),
    strictObject({ kind: Type.Literal('revoke'), grantId: idSchema, reason: reasonSchema }),
  ]),
});
export type AdjustEntitlementBody = Readonly<Static<typeof adjustEntitlementSchema>>;

export const advanceEntitlementsSchema = strictObject(grantOf);
export type AdvanceEntitlementsBody = Readonly<Static<typeof advanceEntitlementsSchema>>;
