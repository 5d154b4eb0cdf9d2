import { useMemo } from 'react';
import type { Feature, Plan, Product } from '../../core/catalog/types.ts';
import { useDocuments } from './hooks.ts';

/** What the catalog calls things. Ids stand in for what is not known. */
export type CatalogNames = {
  readonly isReady: boolean;
  readonly plans: readonly Plan[];
  readonly products: readonly Product[];
  readonly plan: (planId: string) => string;
  readonly planOf: (planId: string) => Plan | null;
  readonly product: (productId: string) => string;
  readonly feature: (featureId: string) => Feature | null;
};

const byId = <T extends { readonly id: string }>(documents: readonly T[]): ReadonlyMap<string, T> =>
  new Map(documents.map((document) => [document.id, document]));

/** Plans, products and features by their ids, kept up to date. */
export const useCatalog = (): CatalogNames => {
  const plans = useDocuments('plan').value;
  const products = useDocuments('product').value;
  return useMemo(() => {
    const plansById = byId(plans ?? []);
    const productsById = byId(products ?? []);
    const features = byId((products ?? []).flatMap((product) => product.features));
    return {
      isReady: plans !== undefined && products !== undefined,
      plans: plans ?? [],
      products: products ?? [],
      plan: (id) => plansById.get(id)?.name ?? id,
      planOf: (id) => plansById.get(id) ?? null,
      product: (id) => productsById.get(id)?.name ?? id,
      feature: (id) => features.get(id) ?? null,
    };
  }, [plans, products]);
};
