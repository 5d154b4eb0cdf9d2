import type { Plan, PlanId, Product } from './types.ts';

/** CAT-18, CAT-19: which links between plans make sense. */
export type LinkProblem =
  | { readonly code: 'add-on.missing'; readonly addOnPlanId: PlanId }
  /** Only plans of add-on products can be linked, and only to plans of other products. */
  | { readonly code: 'add-on.not-an-add-on'; readonly planId: PlanId; readonly found: Product['type'] }
  | { readonly code: 'add-on.of-an-add-on'; readonly planId: PlanId }
  | { readonly code: 'add-on.archived'; readonly addOnPlanId: PlanId };

type Facts = { readonly plans: readonly Plan[]; readonly products: readonly Product[] };

export const linkProblems = (base: Plan, addOnPlanId: PlanId, { plans, products }: Facts): readonly LinkProblem[] => {
  const addOn = plans.find((plan) => plan.id === addOnPlanId);
  if (addOn === undefined) return [{ code: 'add-on.missing', addOnPlanId }];
  const productOf = (plan: Plan): Product | undefined => products.find((product) => product.id === plan.productId);
  const type = productOf(addOn)?.type ?? 'base';
  return [
    ...(type === 'add-on' ? [] : [{ code: 'add-on.not-an-add-on', planId: addOnPlanId, found: type } as const]),
    ...(productOf(base)?.type === 'add-on' ? [{ code: 'add-on.of-an-add-on', planId: base.id } as const] : []),
  ];
};
