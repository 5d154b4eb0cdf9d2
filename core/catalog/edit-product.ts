import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { type EditConflict, edited } from '../kernel/edit.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { editsOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { Metric } from '../usage/types.ts';
import { existing, type NamedProductProblem, type ProductFacts, type ProductProblem, productProblems } from './product-rules.ts';
import { productFields } from './schema.ts';
import type { Product, ProductGroup } from './types.ts';

const body = strictObject({ productId: idSchema, edits: editsOf(productFields) });

/**
 * CAT-05: names only the fields that change. Tax class and recognition are pinned to every line when it is billed, so a change here reaches what is billed
 * from now on and nothing before. The type stays: plans were made for it.
 */
export type EditProduct = Command<'product.edit', Static<typeof body>>;

export type EditProductProblem = NamedProductProblem | ProductProblem | EditConflict;

export const editProduct: UseCase<
  EditProduct,
  ProductFacts,
  EditProductProblem,
  Reads<{ product: Product; 'product-group': ProductGroup; metric: Metric }>
> = {
  kind: 'product.edit',
  shape: body,

  gather: async (_command, source) => ({
    products: await source.list('product'),
    groups: await source.list('product-group'),
    metrics: await source.list('metric'),
  }),

  plan: (command, facts) => {
    const { productId, edits } = command.body;
    const before = existing(facts.products.find((product) => product.id === productId));
    if (before === null) return refuse({ code: 'product.missing', productId });
    const after = edited<Product, keyof typeof productFields>(before, edits);
    if (!after.ok) return after;
    return doneUnless(productProblems(after.value, facts), () => ({ command, writes: [revised(before, after.value)] }));
  },
};
