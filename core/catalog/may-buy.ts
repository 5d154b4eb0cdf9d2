import type { CountryCode } from '../organization/types.ts';
import type { AddOnLink, Plan, PlanId, Product, ProductId } from './types.ts';

/** Who wants to buy: the country where the customer is billed and the codes of its segments. */
export type Buyer = { readonly country: CountryCode; readonly segments: readonly string[] };

/** Why a plan is not for this buyer (CAT-04, CAT-13, CAT-24). */
export type SaleProblem =
  | { readonly code: 'product.not-active'; readonly productId: ProductId; readonly found: Product['state'] }
  | { readonly code: 'plan.not-active'; readonly planId: PlanId; readonly found: Plan['state'] }
  | {
      readonly code: 'plan.not-in-country';
      readonly planId: PlanId;
      readonly country: CountryCode;
      readonly countries: readonly CountryCode[];
    }
  | {
      readonly code: 'plan.not-for-segment';
      readonly planId: PlanId;
      readonly segments: readonly string[];
      readonly allowed: readonly string[];
    };

/**
 * CAT-24: every reason why this buyer cannot buy the plan; empty where it can. An empty list of countries or segments restricts nothing. Private plans
 * are not shown to the public, but sales may sell them.
 */
export const saleProblems = (plan: Plan, product: Product, buyer: Buyer): readonly SaleProblem[] => {
  const { countries, segments } = plan.restrictions;
  return [
    ...(product.state === 'active' ? [] : [{ code: 'product.not-active', productId: product.id, found: product.state } as const]),
    ...(plan.state === 'active' ? [] : [{ code: 'plan.not-active', planId: plan.id, found: plan.state } as const]),
    ...(countries.length === 0 || countries.includes(buyer.country)
      ? []
      : [{ code: 'plan.not-in-country', planId: plan.id, country: buyer.country, countries } as const]),
    ...(segments.length === 0 || segments.some((code) => buyer.segments.includes(code))
      ? []
      : [{ code: 'plan.not-for-segment', planId: plan.id, segments: buyer.segments, allowed: segments } as const]),
  ];
};

export const mayBuy = (plan: Plan, product: Product, buyer: Buyer): boolean => saleProblems(plan, product, buyer).length === 0;

/** Why an add-on does not go with a base plan (CAT-18, CAT-19). */
export type AddOnProblem =
  | { readonly code: 'add-on.not-linked'; readonly planId: PlanId; readonly addOnPlanId: PlanId }
  | { readonly code: 'add-on.not-an-add-on'; readonly planId: PlanId; readonly found: Product['type'] };

/** CAT-19: the link that lets an add-on go with a base plan, and says how it is invoiced (CAT-21); `null`: it cannot be attached. */
export const addOnLinkOf = (base: Pick<Plan, 'addOns'>, addOnPlanId: PlanId): AddOnLink | null =>
  base.addOns.find((link) => link.planId === addOnPlanId) ?? null;

/** CAT-19, CAT-24: every reason why this buyer cannot attach the add-on to the base plan. CAT-29: one without a base plan cannot exist. */
export const attachProblems = (
  base: Pick<Plan, 'id' | 'addOns'>,
  addOn: Plan,
  addOnProduct: Product,
  buyer: Buyer,
): readonly (AddOnProblem | SaleProblem)[] => [
  ...(addOnProduct.type === 'add-on' ? [] : [{ code: 'add-on.not-an-add-on', planId: addOn.id, found: addOnProduct.type } as const]),
  ...(addOnLinkOf(base, addOn.id) === null ? [{ code: 'add-on.not-linked', planId: base.id, addOnPlanId: addOn.id } as const] : []),
  ...saleProblems(addOn, addOnProduct, buyer),
];
