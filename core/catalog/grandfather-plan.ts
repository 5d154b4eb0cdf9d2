import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { NamedPlanProblem } from './plan-rules.ts';
import { mayBecome, type SuccessorProblem, successorProblems } from './plan-status.ts';
import type { Plan } from './types.ts';
import { orNull } from './version-schema.ts';

const body = strictObject({ planId: idSchema, successorPlanId: orNull(idSchema) });

/** OFR-20, CAT-13: nobody new; those who have it keep renewing at its price. `successorPlanId` is what is sold instead, `null` leaves it as it stands. */
export type GrandfatherPlan = Command<'plan.grandfather', Static<typeof body>>;

export type GrandfatherPlanProblem = NamedPlanProblem | SuccessorProblem;

type Facts = { readonly plans: readonly Plan[] };

export const grandfatherPlan: UseCase<GrandfatherPlan, Facts, GrandfatherPlanProblem, Reads<{ plan: Plan }>> = {
  kind: 'plan.grandfather',
  shape: body,
  gather: async (_command, source) => ({ plans: await source.list('plan') }),
  plan: (command, { plans }) => {
    const { planId } = command.body;
    const plan = plans.find((entry) => entry.id === planId);
    if (plan === undefined) return refuse({ code: 'plan.missing', planId });
    const successorPlanId = command.body.successorPlanId ?? plan.successorPlanId;
    if (plan.state === 'grandfathered' && successorPlanId === plan.successorPlanId) return done({ command, writes: [] });
    if (!mayBecome(plan.state, 'grandfathered')) {
      return refuse({ code: 'plan.state-not-allowed', planId, from: plan.state, to: 'grandfathered' });
    }
    const problems = successorProblems(planId, successorPlanId, plans);
    if (problems.length > 0) return { ok: false, problems };
    // Sales end here: a version in preparation would never be sold.
    return done({ command, writes: [revised(plan, { ...plan, successorPlanId, draftVersion: null, state: 'grandfathered' })] });
  },
};
