import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { NamedPlanProblem } from './plan-rules.ts';
import { mayBecome } from './plan-status.ts';
import type { Plan, PlanId } from './types.ts';

/** CAT-13: sales pause; `plan.activate` takes them up again. */
export type DeactivatePlan = Command<'plan.deactivate', { readonly planId: PlanId }>;

type Facts = { readonly plan: Plan | null };

export const deactivatePlan: UseCase<DeactivatePlan, Facts, NamedPlanProblem, Reads<{ plan: Plan }>> = {
  kind: 'plan.deactivate',
  shape: strictObject({ planId: idSchema }),
  gather: async (command, source) => ({ plan: await source.get('plan', command.body.planId) }),
  plan: (command, { plan }) => {
    const { planId } = command.body;
    if (plan === null) return refuse({ code: 'plan.missing', planId });
    if (plan.state === 'inactive') return done({ command, writes: [] });
    if (!mayBecome(plan.state, 'inactive')) return refuse({ code: 'plan.state-not-allowed', planId, from: plan.state, to: 'inactive' });
    return done({ command, writes: [revised(plan, { ...plan, state: 'inactive' })] });
  },
};
