import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { type EditConflict, edited } from '../kernel/edit.ts';
import { doneUnless, type Outcome, refuse } from '../kernel/outcome.ts';
import { editsOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import type { Metric } from '../usage/types.ts';
import { existing, featureProblems, type NamedProductProblem, type ProductProblem } from './product-rules.ts';
import type { Feature, FeatureId, Product } from './types.ts';
import { nameSchema, orNull } from './version-schema.ts';

const fields = { name: nameSchema, unit: textSchema(60), metricId: orNull(idSchema) };
const body = strictObject({ productId: idSchema, featureId: idSchema, edits: editsOf(fields) });

/** Its name, its unit, what counts it. Code and type stay: plans rest on them. */
export type EditFeature = Command<'product.edit-feature', Static<typeof body>>;

export type EditFeatureProblem =
  | NamedProductProblem
  | ProductProblem
  | EditConflict
  | { readonly code: 'feature.missing'; readonly featureId: FeatureId }
  | { readonly code: 'feature.not-quantified'; readonly featureId: FeatureId };

type Facts = { readonly product: Product | null; readonly metrics: readonly Metric[] };

const editedFeature = (before: Feature, edits: EditFeature['body']['edits']): Outcome<Feature, EditFeatureProblem> => {
  const at = `/features/${before.code}`;
  if (before.type === 'quantified') return edited<typeof before, keyof typeof fields>(before, edits, at);
  if (edits.unit !== undefined || edits.metricId !== undefined) return refuse({ code: 'feature.not-quantified', featureId: before.id });
  return edited<typeof before, 'name'>(before, edits.name === undefined ? {} : { name: edits.name }, at);
};

export const editFeature: UseCase<EditFeature, Facts, EditFeatureProblem, Reads<{ product: Product; metric: Metric }>> = {
  kind: 'product.edit-feature',
  shape: body,
  gather: async (command, source) => ({
    product: await source.get('product', command.body.productId),
    metrics: await source.list('metric'),
  }),
  plan: (command, facts) => {
    const { productId, featureId, edits } = command.body;
    const product = existing(facts.product);
    if (product === null) return refuse({ code: 'product.missing', productId });
    const before = product.features.find((feature) => feature.id === featureId);
    if (before === undefined) return refuse({ code: 'feature.missing', featureId });
    const after = editedFeature(before, edits);
    if (!after.ok) return after;
    const features = product.features.map((feature) => (feature.id === featureId ? after.value : feature));
    return doneUnless(featureProblems(features, facts.metrics), () => ({ command, writes: [revised(product, { ...product, features })] }));
  },
};
