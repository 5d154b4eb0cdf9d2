import type { Command } from '../kernel/command.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { gatherProduct, type NamedProduct, namedProductSchema, productBecomes, type ProductStateProblem } from './change-product-state.ts';
import type { Product, ProductId } from './types.ts';

/** CAT-04: back on sale; for administrators (the role is checked where commands are admitted). */
export type UnarchiveProduct = Command<'product.unarchive', { readonly productId: ProductId }>;

export const unarchiveProduct: UseCase<UnarchiveProduct, NamedProduct, ProductStateProblem, Reads<{ product: Product }>> = {
  kind: 'product.unarchive',
  shape: namedProductSchema,
  gather: gatherProduct,
  plan: (command, facts) => productBecomes(command, facts, ['archived'], 'active'),
};
