import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { existing, type NamedProductProblem } from './product-rules.ts';
import type { FeatureId, PlanVersion, Product } from './types.ts';

const body = strictObject({ productId: idSchema, featureId: idSchema });

/** Takes back a feature that no plan ever used. */
export type RemoveFeature = Command<'product.remove-feature', Static<typeof body>>;

export type RemoveFeatureProblem =
  | NamedProductProblem
  | { readonly code: 'feature.in-use'; readonly featureId: FeatureId; readonly versionIds: readonly string[] };

type Facts = { readonly product: Product | null; readonly versions: readonly PlanVersion[] };

export const removeFeature: UseCase<
  RemoveFeature,
  Facts,
  RemoveFeatureProblem,
  Reads<{ product: Product; 'plan-version': PlanVersion }>
> = {
  kind: 'product.remove-feature',
  shape: body,
  gather: async (command, source) => ({
    product: await source.get('product', command.body.productId),
    versions: (await source.list('plan-version')).filter((version) => version.productId === command.body.productId),
  }),
  plan: (command, facts) => {
    const { productId, featureId } = command.body;
    const product = existing(facts.product);
    if (product === null) return refuse({ code: 'product.missing', productId });
    const users = facts.versions.filter((version) => version.entitlements.some((entitlement) => entitlement.featureId === featureId));
    if (users.length > 0) return refuse({ code: 'feature.in-use', featureId, versionIds: users.map((version) => version.id) });
    const features = product.features.filter((feature) => feature.id !== featureId);
    return done({ command, writes: features.length === product.features.length ? [] : [revised(product, { ...product, features })] });
  },
};
