import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { type EditConflict, edited } from '../kernel/edit.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { editsOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { codeProblems, type NamedPlanProblem, type PlanProblem, restrictionProblems } from './plan-rules.ts';
import { type UpgradePathProblem, upgradePathProblems } from './plan-status.ts';
import { planFields } from './schema.ts';
import type { Plan, Segment } from './types.ts';

const body = strictObject({ planId: idSchema, edits: editsOf(planFields) });

/** CAT-12, CAT-24, CAT-25: names, visibility, who may buy, where one can move. Prices and entitlements are the versions' (CAT-27). */
export type EditPlan = Command<'plan.edit', Static<typeof body>>;

export type EditPlanProblem = NamedPlanProblem | PlanProblem | UpgradePathProblem | EditConflict;

type Facts = { readonly plans: readonly Plan[]; readonly segments: readonly Segment[] };

export const editPlan: UseCase<EditPlan, Facts, EditPlanProblem, Reads<{ plan: Plan; segment: Segment }>> = {
  kind: 'plan.edit',
  shape: body,

  gather: async (_command, source) => ({ plans: await source.list('plan'), segments: await source.list('segment') }),

  plan: (command, { plans, segments }) => {
    const { planId, edits } = command.body;
    const before = plans.find((plan) => plan.id === planId);
    if (before === undefined) return refuse({ code: 'plan.missing', planId });
    if (before.state === 'archived') return refuse({ code: 'plan.state-not-allowed', planId, from: before.state, to: 'edited' });
    const after = edited<Plan, keyof typeof planFields>(before, edits);
    if (!after.ok) return after;
    const problems = [
      ...codeProblems(planId, after.value.code, plans),
      ...restrictionProblems(after.value.restrictions, segments),
      ...upgradePathProblems(planId, after.value.upgradePaths, plans),
    ];
    return doneUnless(problems, () => ({ command, writes: [revised(before, after.value)] }));
  },
};
