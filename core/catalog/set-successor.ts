import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { type EditConflict, edited } from '../kernel/edit.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { editsOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { NamedPlanProblem } from './plan-rules.ts';
import { type SuccessorProblem, successorProblems } from './plan-status.ts';
import type { Plan } from './types.ts';
import { orNull } from './version-schema.ts';

const body = strictObject({ planId: idSchema, edits: editsOf({ successorPlanId: orNull(idSchema) }) });

/** CAT-12, OFR-20: which plan takes this one's place; the default target of a migration. Successors never run in a circle. */
export type SetSuccessor = Command<'plan.set-successor', Static<typeof body>>;

export type SetSuccessorProblem = NamedPlanProblem | SuccessorProblem | EditConflict;

type Facts = { readonly plans: readonly Plan[] };

export const setSuccessor: UseCase<SetSuccessor, Facts, SetSuccessorProblem, Reads<{ plan: Plan }>> = {
  kind: 'plan.set-successor',
  shape: body,
  gather: async (_command, source) => ({ plans: await source.list('plan') }),
  plan: (command, { plans }) => {
    const { planId, edits } = command.body;
    const plan = plans.find((entry) => entry.id === planId);
    if (plan === undefined) return refuse({ code: 'plan.missing', planId });
    const after = edited<Plan, 'successorPlanId'>(plan, edits);
    if (!after.ok) return after;
    const problems = successorProblems(planId, after.value.successorPlanId, plans);
    return doneUnless(problems, () => ({ command, writes: [revised(plan, after.value)] }));
  },
};
