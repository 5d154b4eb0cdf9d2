import type { Metric, MetricId } from '../usage/types.ts';
import type { Feature, Product, ProductGroup, ProductId } from './types.ts';

/** What is wrong with a product's own fields. */
export type ProductProblem =
  | { readonly code: 'product.code-taken'; readonly productCode: string; readonly productId: ProductId }
  | { readonly code: 'product.group-missing'; readonly groupId: string }
  | { readonly code: 'feature.code-taken'; readonly featureCode: string }
  | { readonly code: 'feature.metric-missing'; readonly featureCode: string; readonly metricId: MetricId };

export type NamedProductProblem =
  | { readonly code: 'product.missing'; readonly productId: ProductId }
  | { readonly code: 'product.archived'; readonly productId: ProductId };

export type ProductFacts = {
  readonly products: readonly Product[];
  readonly groups: readonly ProductGroup[];
  readonly metrics: readonly Metric[];
};

/** CAT-07 to CAT-09: codes are unique on the product, and what counts a feature exists. */
export const featureProblems = (features: readonly Feature[], metrics: readonly Metric[]): readonly ProductProblem[] => [
  ...features
    .filter((feature, index) => features.findIndex((other) => other.code === feature.code) !== index)
    .map((feature) => ({ code: 'feature.code-taken', featureCode: feature.code }) as const),
  ...features.flatMap((feature) =>
    feature.type === 'quantified' && feature.metricId !== null && !metrics.some((metric) => metric.id === feature.metricId)
      ? [{ code: 'feature.metric-missing', featureCode: feature.code, metricId: feature.metricId } as const]
      : [],
  ),
];

/** CAT-05: SKUs are unique whatever their case; a deleted product's is free again. */
export const productProblems = (product: Omit<Product, 'rev'>, { products, groups, metrics }: ProductFacts): readonly ProductProblem[] => {
  const rival = products.find(
    (other) => other.id !== product.id && other.state !== 'deleted' && other.code.toLowerCase() === product.code.toLowerCase(),
  );
  return [
    ...(rival === undefined ? [] : [{ code: 'product.code-taken', productCode: product.code, productId: rival.id } as const]),
    ...(product.groupId === null || groups.some((group) => group.id === product.groupId)
      ? []
      : [{ code: 'product.group-missing', groupId: product.groupId } as const]),
    ...featureProblems(product.features, metrics),
  ];
};

/** The product, unless it is gone. */
export const existing = (product: Product | null | undefined): Product | null =>
  product === null || product === undefined || product.state === 'deleted' ? null : product;
