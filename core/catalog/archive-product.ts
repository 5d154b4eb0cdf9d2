import type { Command } from '../kernel/command.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { gatherProduct, type NamedProduct, namedProductSchema, productBecomes, type ProductStateProblem } from './change-product-state.ts';
import type { Product, ProductId } from './types.ts';

/** CAT-04: no new subscriptions; those that exist keep billing and renewing. */
export type ArchiveProduct = Command<'product.archive', { readonly productId: ProductId }>;

export const archiveProduct: UseCase<ArchiveProduct, NamedProduct, ProductStateProblem, Reads<{ product: Product }>> = {
  kind: 'product.archive',
  shape: namedProductSchema,
  gather: gatherProduct,
  plan: (command, facts) => productBecomes(command, facts, ['draft', 'active'], 'archived'),
};
