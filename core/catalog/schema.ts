import { Type } from 'typebox';
import { type DocumentSchema, schemaOf } from '../kernel/document-schema.ts';
import type { AddOnLink, ExternalSeries, Plan, PlanVersion, Product, ProductGroup, Restrictions, Segment } from './types.ts';
import {
  billingSchema,
  closed,
  decimal,
  entitlementSchema,
  featureSchema,
  idText,
  instantText,
  lowerCode,
  nameText,
  orNull,
  trialSchema,
  variantSchema,
  word,
} from './version-schema.ts';

/** A SKU: any case, since companies bring their own. */
export const codeText = Type.String({ maxLength: 64, pattern: '^[A-Za-z0-9][A-Za-z0-9._-]*$' });
export const longText = Type.String({ maxLength: 4000 });
export const metadata = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 1000 }), { maxProperties: 50 });
export const recognition = orNull(Type.Enum(['immediate', 'straight-line', 'milestone', 'on-consumption', 'none']));
export const productType = Type.Enum(['base', 'add-on', 'service']);
export const visibility = Type.Enum(['public', 'private']);
export const ids = Type.Array(idText, { maxItems: 500 });
export const features = Type.Array(featureSchema, { maxItems: 500 });
export const invoicing = Type.Enum(['consolidated', 'separate']);

export const restrictions = schemaOf<Restrictions>()(
  Type.Object(
    {
      countries: Type.Array(Type.String({ pattern: '^[A-Z]{2}$' }), { maxItems: 300 }),
      segments: Type.Array(lowerCode, { maxItems: 300 }),
    },
    closed,
  ),
);

const rev = Type.Integer({ minimum: 1 });
const activeOrArchived = Type.Enum(['active', 'archived']);

const productGroup = schemaOf<ProductGroup>()(
  Type.Object({ id: idText, kind: Type.Literal('product-group'), rev, name: nameText, state: activeOrArchived }, closed),
);

const segment = schemaOf<Segment>()(
  Type.Object({ id: idText, kind: Type.Literal('segment'), rev, code: lowerCode, name: nameText, state: activeOrArchived }, closed),
);

const product = schemaOf<Product>()(
  Type.Object(
    {
      id: idText,
      kind: Type.Literal('product'),
      rev,
      name: nameText,
      code: codeText,
      description: longText,
      groupId: orNull(idText),
      type: productType,
      features,
      taxClass: word,
      recognition,
      metadata,
      state: Type.Enum(['draft', 'active', 'archived', 'deleted']),
    },
    closed,
  ),
);

const addOnLink = schemaOf<AddOnLink>()(Type.Object({ planId: idText, invoicing }, closed));

const plan = schemaOf<Plan>()(
  Type.Object(
    {
      id: idText,
      kind: Type.Literal('plan'),
      rev,
      productId: idText,
      code: lowerCode,
      name: nameText,
      description: longText,
      visibility,
      restrictions,
      addOns: Type.Array(addOnLink, { maxItems: 500 }),
      upgradePaths: ids,
      successorPlanId: orNull(idText),
      currentVersion: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
      draftVersion: orNull(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
      state: Type.Enum(['draft', 'active', 'inactive', 'grandfathered', 'archived']),
    },
    closed,
  ),
);

export const variants = Type.Array(variantSchema, { maxItems: 500 });
export const entitlements = Type.Array(entitlementSchema, { maxItems: 200 });
export const quantityBounds = Type.Object({ minimum: decimal, maximum: orNull(decimal) }, closed);
export const term = orNull(Type.Object({ periods: Type.Integer(), autoRenew: Type.Boolean() }, closed));

const planVersion = schemaOf<PlanVersion>()(
  Type.Object(
    {
      id: Type.String({ minLength: 3, maxLength: 90, pattern: '@\\d+$' }),
      kind: Type.Literal('plan-version'),
      rev,
      planId: idText,
      productId: idText,
      version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
      billing: billingSchema,
      variants,
      entitlements,
      trial: orNull(trialSchema),
      quantity: quantityBounds,
      term,
      state: Type.Union([
        Type.Object({ kind: Type.Literal('draft') }, closed),
        Type.Object({ kind: Type.Literal('published'), at: instantText }, closed),
      ]),
    },
    closed,
  ),
);

export const externalValues = Type.Array(Type.Object({ at: instantText, value: decimal }, closed), { maxItems: 200_000 });

const externalSeries = schemaOf<ExternalSeries>()(
  Type.Object({ id: idText, kind: Type.Literal('external-series'), rev, name: nameText, values: externalValues }, closed),
);

/** How every kind of document of the catalog is stored. */
export const catalogSchemas = {
  'product-group': { version: 0, schema: productGroup, migrations: [] },
  segment: { version: 0, schema: segment, migrations: [] },
  product: { version: 0, schema: product, migrations: [] },
  plan: { version: 0, schema: plan, migrations: [] },
  'plan-version': { version: 0, schema: planVersion, migrations: [] },
  'external-series': { version: 0, schema: externalSeries, migrations: [] },
} as const satisfies Record<string, DocumentSchema>;
