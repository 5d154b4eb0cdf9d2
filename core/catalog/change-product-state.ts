import { type Change, type Command, revised } from '../kernel/command.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { existing, type NamedProductProblem } from './product-rules.ts';
import type { Product, ProductId } from './types.ts';

export type ProductStateProblem =
  | Extract<NamedProductProblem, { code: 'product.missing' }>
  | {
      readonly code: 'product.state-not-allowed';
      readonly productId: ProductId;
      readonly from: Product['state'];
      readonly to: Product['state'];
    };

export type NamedProduct = { readonly product: Product | null };
export const namedProductSchema = strictObject({ productId: idSchema });

type ByProduct = { readonly body: { readonly productId: ProductId } };

export const gatherProduct = async (command: ByProduct, source: Reads<{ product: Product }>): Promise<NamedProduct> => ({
  product: await source.get('product', command.body.productId),
});

/** CAT-04: draft, active, archived. A product that already is in the state was brought there by someone else: nothing to write. */
export const productBecomes = <C extends Command<string, { readonly productId: ProductId }>>(
  command: C,
  facts: NamedProduct,
  from: readonly Product['state'][],
  to: Product['state'],
): Outcome<Change<C>, ProductStateProblem> => {
  const { productId } = command.body;
  const product = existing(facts.product);
  if (product === null) return refuse({ code: 'product.missing', productId });
  if (product.state === to) return done({ command, writes: [] });
  if (!from.includes(product.state)) return refuse({ code: 'product.state-not-allowed', productId, from: product.state, to });
  return done({ command, writes: [revised(product, { ...product, state: to })] });
};
