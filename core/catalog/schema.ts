import { Type } from 'typebox';
import { listOf, type Migration, recordOf, schemaFor, strictObject } from '../kernel/shape.ts';
import { decimalSchema } from '../money/schema.ts';
import { countrySchema, idSchema, longTextSchema, textSchema } from '../organization/schema.ts';
import { instantSchema } from '../time/schema.ts';
import type { AddOnLink, ExternalSeries, Plan, PlanVersion, Product, ProductGroup, Restrictions, Segment } from './types.ts';
import {
  billingSchema,
  choice,
  entitlementSchema,
  featureSchema,
  lowerCode,
  nameSchema,
  orNull,
  taxClassSchema,
  trialSchema,
  variantSchema,
} from './version-schema.ts';

const head = { id: idSchema, rev: Type.Integer({ minimum: 1 }) };
const activeOrArchived = choice('active', 'archived');

export const groupFields = { name: nameSchema, state: activeOrArchived };
const productGroupSchema = schemaFor<ProductGroup>()(strictObject({ ...head, kind: Type.Literal('product-group'), ...groupFields }));

export const segmentFields = { name: nameSchema, state: activeOrArchived };
const segmentSchema = schemaFor<Segment>()(strictObject({ ...head, kind: Type.Literal('segment'), code: lowerCode, ...segmentFields }));

/** What a product may be given and may be edited field by field. */
export const productFields = {
  name: nameSchema,
  /** A SKU: any case, since companies bring their own. */
  code: Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]*$' }),
  description: longTextSchema(4000),
  groupId: orNull(idSchema),
  taxClass: taxClassSchema,
  recognition: orNull(choice('immediate', 'straight-line', 'milestone', 'on-consumption', 'none')),
  metadata: recordOf('^[A-Za-z0-9][A-Za-z0-9_.\\-]{0,59}$', textSchema(500), 50),
};
export const productTypeSchema = choice('base', 'add-on', 'service');

const productSchema = schemaFor<Product>()(
  strictObject({
    ...head,
    kind: Type.Literal('product'),
    ...productFields,
    type: productTypeSchema,
    features: listOf(featureSchema, 500),
    state: choice('draft', 'active', 'archived', 'deleted'),
  }),
);

const restrictionsSchema = schemaFor<Restrictions>()(
  strictObject({ countries: listOf(countrySchema, 300), segments: listOf(lowerCode, 300) }),
);

/** What a plan may be given and may be edited field by field. */
export const planFields = {
  code: lowerCode,
  name: nameSchema,
  description: longTextSchema(4000),
  visibility: choice('public', 'private'),
  restrictions: restrictionsSchema,
  upgradePaths: listOf(idSchema, 500),
};
export const invoicingSchema = choice('consolidated', 'separate');
const addOnLinkSchema = schemaFor<AddOnLink>()(strictObject({ planId: idSchema, invoicing: invoicingSchema }));
export const versionNumberSchema = Type.Integer({ minimum: 1, maximum: 1_000_000 });

const planSchema = schemaFor<Plan>()(
  strictObject({
    ...head,
    kind: Type.Literal('plan'),
    productId: idSchema,
    ...planFields,
    addOns: listOf(addOnLinkSchema, 500),
    successorPlanId: orNull(idSchema),
    currentVersion: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
    draftVersion: orNull(versionNumberSchema),
    state: choice('draft', 'active', 'inactive', 'grandfathered', 'archived'),
  }),
);

/** What a version consists of. Variants and entitlements are edited one by one. */
export const versionSettingFields = {
  billing: billingSchema,
  trial: orNull(trialSchema),
  quantity: strictObject({ minimum: decimalSchema, maximum: orNull(decimalSchema) }),
  term: orNull(strictObject({ periods: Type.Integer(), autoRenew: Type.Boolean() })),
};
export const versionFields = {
  ...versionSettingFields,
  variants: listOf(variantSchema, 500),
  entitlements: listOf(entitlementSchema, 200),
};

const planVersionSchema = schemaFor<PlanVersion>()(
  strictObject({
    ...head,
    kind: Type.Literal('plan-version'),
    planId: idSchema,
    productId: idSchema,
    version: versionNumberSchema,
    ...versionFields,
    state: Type.Union([
      strictObject({ kind: Type.Literal('draft') }),
      strictObject({ kind: Type.Literal('published'), at: instantSchema }),
    ]),
  }),
);

export const externalValuesSchema = listOf(strictObject({ at: instantSchema, value: decimalSchema }), 200_000);
const externalSeriesSchema = schemaFor<ExternalSeries>()(
  strictObject({ ...head, kind: Type.Literal('external-series'), name: nameSchema, values: externalValuesSchema }),
);

/** What a document's stored form is, and how older forms become it. */
export const version = 1;
export const migrations: readonly Migration[] = [];
export const documentSchemas = {
  'product-group': productGroupSchema,
  segment: segmentSchema,
  product: productSchema,
  plan: planSchema,
  'plan-version': planVersionSchema,
  'external-series': externalSeriesSchema,
} as const;
