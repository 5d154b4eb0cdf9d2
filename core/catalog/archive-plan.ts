import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { NamedPlanProblem } from './plan-rules.ts';
import type { Plan, PlanId } from './types.ts';

/** CAT-13: the end of a plan's life in the catalog, from any state and for good. Subscriptions that have it keep renewing. */
export type ArchivePlan = Command<'plan.archive', { readonly planId: PlanId }>;

type Facts = { readonly plan: Plan | null };

export const archivePlan: UseCase<ArchivePlan, Facts, NamedPlanProblem, Reads<{ plan: Plan }>> = {
  kind: 'plan.archive',
  shape: strictObject({ planId: idSchema }),
  gather: async (command, source) => ({ plan: await source.get('plan', command.body.planId) }),
  plan: (command, { plan }) => {
    const { planId } = command.body;
    if (plan === null) return refuse({ code: 'plan.missing', planId });
    if (plan.state === 'archived') return done({ command, writes: [] });
    return done({ command, writes: [revised(plan, { ...plan, draftVersion: null, state: 'archived' })] });
  },
};
