import type { Command } from '../kernel/command.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { gatherProduct, type NamedProduct, namedProductSchema, productBecomes, type ProductStateProblem } from './change-product-state.ts';
import type { Product, ProductId } from './types.ts';

/** CAT-04: on sale, as far as its plans are. */
export type ActivateProduct = Command<'product.activate', { readonly productId: ProductId }>;

export const activateProduct: UseCase<ActivateProduct, NamedProduct, ProductStateProblem, Reads<{ product: Product }>> = {
  kind: 'product.activate',
  shape: namedProductSchema,
  gather: gatherProduct,
  plan: (command, facts) => productBecomes(command, facts, ['draft'], 'active'),
};
