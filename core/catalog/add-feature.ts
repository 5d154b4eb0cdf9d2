import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { sameData } from '../kernel/edit.ts';
import { done, doneUnless, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { Metric } from '../usage/types.ts';
import { enteredFeatureSchema, featureOf } from './create-product.ts';
import { existing, featureProblems, type NamedProductProblem, type ProductProblem } from './product-rules.ts';
import type { Product } from './types.ts';

const body = strictObject({ productId: idSchema, feature: enteredFeatureSchema });

/** CAT-07 to CAT-09: declared on the product before plans use it. The same feature entered twice is one. */
export type AddFeature = Command<'product.add-feature', Static<typeof body>>;

export type AddFeatureProblem = NamedProductProblem | ProductProblem;

type Facts = { readonly product: Product | null; readonly metrics: readonly Metric[] };

export const addFeature: UseCase<AddFeature, Facts, AddFeatureProblem, Reads<{ product: Product; metric: Metric }>> = {
  kind: 'product.add-feature',
  shape: body,
  gather: async (command, source) => ({
    product: await source.get('product', command.body.productId),
    metrics: await source.list('metric'),
  }),
  plan: (command, facts) => {
    const { productId } = command.body;
    const product = existing(facts.product);
    if (product === null) return refuse({ code: 'product.missing', productId });
    if (product.state === 'archived') return refuse({ code: 'product.archived', productId });
    const feature = featureOf(productId, command.body.feature);
    if (product.features.some((other) => sameData(other, feature))) return done({ command, writes: [] });
    const features = [...product.features, feature];
    return doneUnless(featureProblems(features, facts.metrics), () => ({ command, writes: [revised(product, { ...product, features })] }));
  },
};
