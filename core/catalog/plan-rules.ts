import type { Plan, PlanId, PlanVersion, Product, ProductId, Restrictions, Segment } from './types.ts';

/** The id of a version's document. */
export const versionIdOf = (planId: PlanId, version: number): string => `${planId}@${version}`;

export type NamedPlanProblem =
  | { readonly code: 'plan.missing'; readonly planId: PlanId }
  /** What this command asks cannot be done in this state (CAT-13). */
  | {
      readonly code: 'plan.state-not-allowed';
      readonly planId: PlanId;
      readonly from: Plan['state'];
      readonly to: Plan['state'] | 'edited';
    };

/** CAT-27: what was published never changes; another price is another version. */
export type NamedVersionProblem =
  | { readonly code: 'plan-version.missing'; readonly planId: PlanId; readonly version: number }
  | { readonly code: 'plan-version.published'; readonly planId: PlanId; readonly version: number }
  /** It was discarded, or another one is being prepared. */
  | {
      readonly code: 'plan-version.not-in-preparation';
      readonly planId: PlanId;
      readonly version: number;
      readonly draftVersion: number | null;
    };

/** What is wrong with a plan's own fields. */
export type PlanProblem =
  | { readonly code: 'plan.code-taken'; readonly planCode: string; readonly planId: PlanId }
  | { readonly code: 'restriction.segment-unknown'; readonly segment: string };

export type ProductOfPlanProblem =
  | { readonly code: 'product.missing'; readonly productId: ProductId }
  | { readonly code: 'product.archived'; readonly productId: ProductId };

export const restrictionProblems = (restrictions: Restrictions, segments: readonly Segment[]): readonly PlanProblem[] =>
  restrictions.segments
    .filter((code) => !segments.some((segment) => segment.code === code))
    .map((segment) => ({ code: 'restriction.segment-unknown', segment }));

export const codeProblems = (planId: PlanId, code: string, plans: readonly Plan[]): readonly PlanProblem[] => {
  const rival = plans.find((plan) => plan.id !== planId && plan.code === code);
  return rival === undefined ? [] : [{ code: 'plan.code-taken', planCode: code, planId: rival.id }];
};

/** Plans are made and published for products that are not archived; a product in preparation may have plans in preparation. */
export const productOfPlanProblems = (productId: ProductId, product: Product | null): readonly ProductOfPlanProblem[] => {
  if (product === null || product.state === 'deleted') return [{ code: 'product.missing', productId }];
  return product.state === 'archived' ? [{ code: 'product.archived', productId }] : [];
};

/** Why a version cannot be changed; empty for the one in preparation. */
export const draftProblems = (plan: Plan, version: number, document: PlanVersion | null): readonly NamedVersionProblem[] => {
  const planId = plan.id;
  if (document === null) return [{ code: 'plan-version.missing', planId, version }];
  if (document.state.kind === 'published') return [{ code: 'plan-version.published', planId, version }];
  return plan.draftVersion === version
    ? []
    : [{ code: 'plan-version.not-in-preparation', planId, version, draftVersion: plan.draftVersion }];
};

/** What a version consists of, without its place in the plan's history. */
export type VersionContent = Pick<PlanVersion, 'billing' | 'variants' | 'entitlements' | 'trial' | 'quantity' | 'term'>;

export const contentOf = ({ billing, variants, entitlements, trial, quantity, term }: VersionContent): VersionContent => ({
  billing,
  variants,
  entitlements,
  trial,
  quantity,
  term,
});
