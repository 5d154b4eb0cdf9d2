import { type Static, Type } from 'typebox';
import { choice, orNull, rampSchema } from '../catalog/version-schema.ts';
import { grantSchema } from '../entitlements/schema.ts';
import type { Actor } from '../kernel/command.ts';
import { listOf, type Migration, schemaFor, strictObject } from '../kernel/shape.ts';
import { currencySchema, decimalSchema, roundingModeSchema, unsignedDecimalSchema } from '../money/schema.ts';
import type { Rounding } from '../money/rounding.ts';
import { redemptionSchema } from '../offers/schema.ts';
import { countrySchema, idSchema, policiesSchema, textSchema } from '../organization/schema.ts';
import { countedDateSchema, instantSchema, intervalSchema, plainDateSchema, zoneSchema } from '../time/schema.ts';
import type {
  AnchorRule,
  CadenceStretch,
  NegotiatedPrice,
  OpenTerm,
  Pause,
  PlannedChange,
  Subscription,
  SubscriptionItem,
  SubscriptionState,
  Term,
  TimelineChange,
  Transition,
} from './types.ts';

/** Free facts by short keys, at most 60 of them. */
const factsSchema = Type.Immutable(
  Type.Unsafe<Record<string, string>>(
    Type.Object(
      {},
      { patternProperties: { '^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,99}$': textSchema(500) }, additionalProperties: false, maxProperties: 60 },
    ),
  ),
);
export const metadataSchema = factsSchema;

export const reasonSchema = choice('customer_request', 'payment_failure', 'trial_ended', 'migration', 'other');
export const noteSchema = textSchema(500);
export const netTermsSchema = orNull(Type.Integer({ minimum: 0, maximum: 365 }));
export const pauseEntitlementsSchema = choice('suspend', 'retain', 'by-definition');
export const stubSchema = choice('prorated', 'free', 'full');
export const invoicingSchema = choice('consolidated', 'separate');
export const anchorChoice = choice('keep', 'shift');

const stateSchema = schemaFor<SubscriptionState>()(
  Type.Union([
    strictObject({ kind: Type.Literal('pending'), startsOn: plainDateSchema, awaits: choice('start', 'payment') }),
    strictObject({ kind: Type.Literal('trial'), since: plainDateSchema, endsAt: instantSchema, endsOn: plainDateSchema }),
    strictObject({ kind: Type.Literal('active'), since: plainDateSchema, cancelsOn: orNull(plainDateSchema) }),
    strictObject({ kind: Type.Literal('paused'), since: plainDateSchema, resumesOn: orNull(plainDateSchema), frozen: Type.Boolean() }),
    strictObject({ kind: Type.Literal('cancelled'), on: plainDateSchema, reason: reasonSchema, note: noteSchema }),
  ]),
);

const stretchSchema = schemaFor<CadenceStretch>()(
  strictObject({
    from: plainDateSchema,
    until: orNull(plainDateSchema),
    anchor: plainDateSchema,
    interval: intervalSchema,
    stub: stubSchema,
    frozen: listOf(strictObject({ from: plainDateSchema, until: plainDateSchema, periodStart: plainDateSchema }), 400),
  }),
);

export const negotiatedSchema = listOf(
  schemaFor<NegotiatedPrice>()(strictObject({ componentId: idSchema, price: unsignedDecimalSchema })),
  200,
);
export const rampsSchema = listOf(rampSchema, 200);
const unusedPart = choice('credited', 'whole-credited', 'kept');
const firstPart = choice('prorated', 'free');
const second = Type.Integer({ minimum: 0, maximum: 86_399 });

const openTermFields = {
  from: plainDateSchema,
  fromSecond: second,
  planId: idSchema,
  planVersion: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  variantId: idSchema,
  quantity: unsignedDecimalSchema,
  negotiated: negotiatedSchema,
  ramps: rampsSchema,
  unusedPart,
  firstPart,
};
const openTermSchema = schemaFor<OpenTerm>()(strictObject(openTermFields));
const termSchema = schemaFor<Term>()(strictObject({ ...openTermFields, until: orNull(plainDateSchema), untilSecond: second }));

const itemSchema = schemaFor<SubscriptionItem>()(
  strictObject({
    id: idSchema,
    type: choice('base', 'add-on'),
    productId: idSchema,
    invoicing: invoicingSchema,
    cadence: listOf(stretchSchema, 1000),
    terms: listOf(termSchema, 5000),
    acceleratedOn: orNull(plainDateSchema),
  }),
);

const pauseSchema = schemaFor<Pause>()(
  strictObject({ from: plainDateSchema, until: orNull(plainDateSchema), frozen: Type.Boolean(), entitlements: pauseEntitlementsSchema }),
);

const timelineChangeSchema = schemaFor<TimelineChange>()(
  Type.Union([
    strictObject({ kind: Type.Literal('cancel'), reason: reasonSchema, note: noteSchema, unusedPart }),
    strictObject({
      kind: Type.Literal('plan'),
      direction: choice('upgrade', 'downgrade', 'sidegrade'),
      itemId: idSchema,
      productId: idSchema,
      term: openTermSchema,
      unusedPart,
      interval: orNull(intervalSchema),
      entitlementsFrom: choice('now', 'change'),
    }),
    strictObject({ kind: Type.Literal('quantity'), itemId: idSchema, quantity: unsignedDecimalSchema, unusedPart, firstPart }),
    strictObject({
      kind: Type.Literal('price'),
      itemId: idSchema,
      negotiated: negotiatedSchema,
      ramps: rampsSchema,
      unusedPart,
      firstPart,
    }),
    strictObject({
      kind: Type.Literal('add-on-attach'),
      itemId: idSchema,
      productId: idSchema,
      term: openTermSchema,
      invoicing: invoicingSchema,
      interval: intervalSchema,
      anchor: choice('base', 'own'),
    }),
    strictObject({ kind: Type.Literal('add-on-detach'), itemId: idSchema, unusedPart }),
    strictObject({
      kind: Type.Literal('pause'),
      days: orNull(Type.Integer({ minimum: 1, maximum: 3660 })),
      frozen: Type.Boolean(),
      entitlements: pauseEntitlementsSchema,
      resumeAnchor: orNull(anchorChoice),
    }),
    strictObject({ kind: Type.Literal('resume'), anchor: anchorChoice }),
  ]),
);

const plannedSchema = schemaFor<PlannedChange>()(
  strictObject({
    id: idSchema,
    on: plainDateSchema,
    requestedAt: instantSchema,
    migrationId: textSchema(120),
    change: timelineChangeSchema,
  }),
);

const actorSchema = schemaFor<Actor>()(strictObject({ user: idSchema, station: idSchema }));

const transitionSchema = schemaFor<Transition>()(
  strictObject({
    kind: choice(
      'created',
      'trial-started',
      'trial-confirmed',
      'activated',
      'renewed',
      'upgraded',
      'downgraded',
      'sidegraded',
      'quantity-changed',
      'add-on-attached',
      'add-on-detached',
      'paused',
      'resumed',
      'cancel-scheduled',
      'cancelled',
      'reactivated',
      'change-scheduled',
      'change-withdrawn',
      'offer-redeemed',
      'offer-ended',
      'price-negotiated',
      'instalments-accelerated',
      'migrated',
      'updated',
    ),
    on: plainDateSchema,
    at: instantSchema,
    by: actorSchema,
    commandId: idSchema,
    facts: factsSchema,
  }),
);

export const anchorRuleSchema = schemaFor<AnchorRule>()(
  Type.Union([
    strictObject({ kind: Type.Literal('start-day') }),
    strictObject({ kind: Type.Literal('day-of-month'), day: Type.Integer({ minimum: 1, maximum: 31 }) }),
    strictObject({ kind: Type.Literal('date'), on: countedDateSchema }),
  ]),
);

const contractPeriods = Type.Integer({ minimum: 1, maximum: 1200 });
export const contractTermsSchema = strictObject({ periods: contractPeriods, autoRenew: Type.Boolean() });
const contractSchema = strictObject({ endsOn: plainDateSchema, autoRenew: Type.Boolean(), periods: contractPeriods });

export const topUpSchema = schemaFor<NonNullable<Subscription['topUp']>>()(
  strictObject({ packId: idSchema, below: decimalSchema, monthlyCap: Type.Integer({ minimum: 0, maximum: 1_000_000 }) }),
);

const roundingSchema = schemaFor<Rounding>()(
  strictObject({ mode: roundingModeSchema, increment: Type.Integer({ minimum: 1, maximum: 1000 }) }),
);

export const subscriptionSchema = schemaFor<Subscription>()(
  strictObject({
    id: idSchema,
    kind: Type.Literal('subscription'),
    rev: Type.Integer({ minimum: 1 }),
    customerId: idSchema,
    entityId: idSchema,
    currency: currencySchema,
    country: countrySchema,
    zone: zoneSchema,
    policies: policiesSchema,
    rounding: roundingSchema,
    startsOn: plainDateSchema,
    anchorRule: anchorRuleSchema,
    state: stateSchema,
    paymentStatus: choice('ok', 'past-due'),
    items: listOf(itemSchema, 500),
    pauses: listOf(pauseSchema, 1000),
    redemptions: listOf(redemptionSchema, 200),
    planned: listOf(plannedSchema, 200),
    grants: listOf(grantSchema, 2000),
    renewedThrough: plainDateSchema,
    contract: orNull(contractSchema),
    topUp: orNull(topUpSchema),
    continues: orNull(idSchema),
    netTermsDays: netTermsSchema,
    metadata: metadataSchema,
    history: listOf(transitionSchema, 20_000),
  }),
);

/** When a change shall take effect (see effective.ts). */
export const whenSchema = Type.Union([
  strictObject({ kind: Type.Literal('now') }),
  strictObject({ kind: Type.Literal('on'), date: countedDateSchema }),
  strictObject({ kind: Type.Literal('period-end') }),
]);

/** SUB-23: whether the rest of the running period is credited and charged, or left as it was until the next one. */
export const prorationSchema = choice('prorate', 'none');
export type Proration = Static<typeof prorationSchema>;

/** What a document's stored form is, and how older forms become it. */
export const version = 1;
export const migrations: readonly Migration[] = [];
export const documentSchemas = { subscription: subscriptionSchema } as const;
