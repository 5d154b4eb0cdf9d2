import type { Plan, PlanId } from './types.ts';

export type PlanState = Plan['state'];

/** CAT-13: what a plan may become. Publishing its first version makes a draft active; grandfathered plans come back only where no successor was published. */
const next: Readonly<Record<PlanState, readonly PlanState[]>> = {
  draft: ['active', 'archived'],
  active: ['inactive', 'grandfathered', 'archived'],
  inactive: ['active', 'grandfathered', 'archived'],
  grandfathered: ['active', 'archived'],
  archived: [],
};

export const mayBecome = (from: PlanState, to: PlanState): boolean => next[from].includes(to);

/** CAT-13: only active plans take new subscriptions. */
export const takesNewSubscriptions = (state: PlanState): boolean => state === 'active';

/** CAT-13, OFR-20: what was sold goes on: paused sales, grandfathered and archived plans keep renewing. */
export const keepsRenewing = (state: PlanState): boolean => state !== 'draft';

/** OFR-20: whether the plan stands in the catalog that customers see; operations see all of them. */
export const isPubliclyListed = (plan: Pick<Plan, 'state' | 'visibility'>): boolean =>
  plan.state === 'active' && plan.visibility === 'public';

export type SuccessorProblem =
  | { readonly code: 'plan.successor-missing'; readonly successorPlanId: PlanId }
  | { readonly code: 'plan.successor-archived'; readonly successorPlanId: PlanId }
  /** `chain` goes from the successor back to the plan itself. */
  | { readonly code: 'plan.successor-cycle'; readonly chain: readonly PlanId[] };

/** OFR-20: whoever follows the successors must come to an end. */
export const successorProblems = (planId: PlanId, successorPlanId: PlanId | null, plans: readonly Plan[]): readonly SuccessorProblem[] => {
  if (successorPlanId === null) return [];
  const byId = new Map(plans.map((plan) => [plan.id, plan]));
  const successor = byId.get(successorPlanId);
  if (successor === undefined) return [{ code: 'plan.successor-missing', successorPlanId }];
  const chain: PlanId[] = [];
  let at: PlanId | null = successorPlanId;
  while (at !== null && !chain.includes(at)) {
    chain.push(at);
    if (at === planId) return [{ code: 'plan.successor-cycle', chain }];
    at = byId.get(at)?.successorPlanId ?? null;
  }
  return successor.state === 'archived' ? [{ code: 'plan.successor-archived', successorPlanId }] : [];
};

export type UpgradePathProblem =
  | { readonly code: 'plan.upgrade-path-missing'; readonly planId: PlanId }
  | { readonly code: 'plan.upgrade-path-self'; readonly planId: PlanId }
  | { readonly code: 'plan.upgrade-path-twice'; readonly planId: PlanId };

/** CAT-25: paths lead to other plans that exist. They may lead back: a customer can move up and down between two plans. */
export const upgradePathProblems = (planId: PlanId, paths: readonly PlanId[], plans: readonly Plan[]): readonly UpgradePathProblem[] => {
  const known = new Set(plans.map((plan) => plan.id));
  return paths.flatMap((path, index): readonly UpgradePathProblem[] => {
    if (path === planId) return [{ code: 'plan.upgrade-path-self', planId: path }];
    if (!known.has(path)) return [{ code: 'plan.upgrade-path-missing', planId: path }];
    return paths.indexOf(path) === index ? [] : [{ code: 'plan.upgrade-path-twice', planId: path }];
  });
};

/** CAT-25: what a customer on this plan can move to: the plans that it names, or any other of its product, as far as they are on sale. */
export const moveTargets = (plan: Plan, plans: readonly Plan[]): readonly Plan[] =>
  plans.filter(
    (other) =>
      other.id !== plan.id &&
      takesNewSubscriptions(other.state) &&
      (plan.upgradePaths.length === 0 ? other.productId === plan.productId : plan.upgradePaths.includes(other.id)),
  );
