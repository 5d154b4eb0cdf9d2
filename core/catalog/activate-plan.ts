import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { NamedPlanProblem } from './plan-rules.ts';
import { mayBecome } from './plan-status.ts';
import type { Plan, PlanId } from './types.ts';

/** CAT-13: back on sale after a pause, or out of grandfathering where no successor was published. A draft becomes active by being published. */
export type ActivatePlan = Command<'plan.activate', { readonly planId: PlanId }>;

export type ActivatePlanProblem =
  | NamedPlanProblem
  | { readonly code: 'plan.nothing-published'; readonly planId: PlanId }
  | { readonly code: 'plan.successor-published'; readonly planId: PlanId; readonly successorPlanId: PlanId };

type Facts = { readonly plan: Plan | null; readonly successor: Plan | null };

export const activatePlan: UseCase<ActivatePlan, Facts, ActivatePlanProblem, Reads<{ plan: Plan }>> = {
  kind: 'plan.activate',
  shape: strictObject({ planId: idSchema }),
  gather: async (command, source) => {
    const plan = await source.get('plan', command.body.planId);
    const successorId = plan?.successorPlanId ?? null;
    return { plan, successor: successorId === null ? null : await source.get('plan', successorId) };
  },
  plan: (command, { plan, successor }) => {
    const { planId } = command.body;
    if (plan === null) return refuse({ code: 'plan.missing', planId });
    if (plan.state === 'active') return done({ command, writes: [] });
    if (plan.currentVersion === 0) return refuse({ code: 'plan.nothing-published', planId });
    if (!mayBecome(plan.state, 'active')) return refuse({ code: 'plan.state-not-allowed', planId, from: plan.state, to: 'active' });
    if (plan.state === 'grandfathered' && successor !== null && successor.currentVersion > 0) {
      return refuse({ code: 'plan.successor-published', planId, successorPlanId: successor.id });
    }
    return done({ command, writes: [revised(plan, { ...plan, state: 'active' })] });
  },
};
