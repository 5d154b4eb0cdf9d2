import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { gatherProduct, namedProductSchema } from './change-product-state.ts';
import { existing, type NamedProductProblem } from './product-rules.ts';
import type { Plan, Product, ProductId } from './types.ts';

/**
 * CAT-04: takes back a product that was set up by mistake. A product with subscriptions can never be deleted; since subscriptions need a published plan,
 * a product of which any plan was ever published is refused, also where its subscriptions are not known at this station yet.
 */
export type DeleteProduct = Command<'product.delete', { readonly productId: ProductId }>;

export type DeleteProductProblem =
  | Extract<NamedProductProblem, { code: 'product.missing' }>
  | { readonly code: 'product.was-sold'; readonly productId: ProductId; readonly planCodes: readonly string[] };

type Facts = { readonly product: Product | null; readonly plans: readonly Plan[] };

export const deleteProduct: UseCase<DeleteProduct, Facts, DeleteProductProblem, Reads<{ product: Product; plan: Plan }>> = {
  kind: 'product.delete',
  shape: namedProductSchema,
  gather: async (command, source) => ({
    ...(await gatherProduct(command, source)),
    plans: (await source.list('plan')).filter((plan) => plan.productId === command.body.productId),
  }),
  plan: (command, facts) => {
    const { productId } = command.body;
    const product = existing(facts.product);
    if (product === null) return refuse({ code: 'product.missing', productId });
    const published = facts.plans.filter((plan) => plan.currentVersion > 0);
    if (published.length > 0) return refuse({ code: 'product.was-sold', productId, planCodes: published.map((plan) => plan.code) });
    const drafts = facts.plans.filter((plan) => plan.state !== 'archived');
    return done({
      command,
      writes: [revised(product, { ...product, state: 'deleted' }), ...drafts.map((plan) => revised(plan, { ...plan, state: 'archived' }))],
    });
  },
};
