import type { PlanId, ProductId } from '../catalog/types.ts';
import { unreachable } from '../kernel/invariant.ts';
import type { DiscountScope } from './types.ts';

/** OFR-06: named products, named plans, or any plan. What has no plan and no product is reached by `any` alone. */
export const inScope = (scope: DiscountScope, sold: { readonly productId: ProductId | null; readonly planId: PlanId | null }): boolean => {
  switch (scope.kind) {
    case 'any':
      return true;
    case 'products':
      return sold.productId !== null && scope.productIds.includes(sold.productId);
    case 'plans':
      return sold.planId !== null && scope.planIds.includes(sold.planId);
    default:
      return unreachable(scope);
  }
};
