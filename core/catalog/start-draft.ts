import type { Static } from 'typebox';
import { type Command, created, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { contentOf, type NamedPlanProblem, versionIdOf } from './plan-rules.ts';
import type { Plan, PlanId, PlanVersion } from './types.ts';

const body = strictObject({ planId: idSchema });

/** CAT-27: begins the next version as a copy of the published one, which stays as it is. */
export type StartDraft = Command<'plan.start-draft', Static<typeof body>>;

export type StartDraftProblem =
  | NamedPlanProblem
  | { readonly code: 'plan.draft-exists'; readonly planId: PlanId; readonly version: number }
  | { readonly code: 'plan.nothing-published'; readonly planId: PlanId };

type Facts = { readonly plan: Plan | null; readonly current: PlanVersion | null; readonly next: PlanVersion | null };

export const startDraft: UseCase<StartDraft, Facts, StartDraftProblem, Reads<{ plan: Plan; 'plan-version': PlanVersion }>> = {
  kind: 'plan.start-draft',
  shape: body,

  gather: async (command, source) => {
    const { planId } = command.body;
    const plan = await source.get('plan', planId);
    if (plan === null) return { plan, current: null, next: null };
    return {
      plan,
      current: await source.get('plan-version', versionIdOf(planId, plan.currentVersion)),
      // A draft that was discarded left its document, which is used again: versions have no gaps.
      next: await source.get('plan-version', versionIdOf(planId, plan.currentVersion + 1)),
    };
  },

  plan: (command, { plan, current, next }) => {
    const { planId } = command.body;
    if (plan === null) return refuse({ code: 'plan.missing', planId });
    if (plan.draftVersion !== null) return refuse({ code: 'plan.draft-exists', planId, version: plan.draftVersion });
    if (current === null) return refuse({ code: 'plan.nothing-published', planId });
    if (plan.state === 'archived' || plan.state === 'grandfathered') {
      return refuse({ code: 'plan.state-not-allowed', planId, from: plan.state, to: 'edited' });
    }
    const number = plan.currentVersion + 1;
    const draft: Omit<PlanVersion, 'rev'> = {
      id: versionIdOf(planId, number),
      kind: 'plan-version',
      planId,
      productId: plan.productId,
      version: number,
      ...contentOf(current),
      state: { kind: 'draft' },
    };
    return done({
      command,
      writes: [revised(plan, { ...plan, draftVersion: number }), next === null ? created<PlanVersion>(draft) : revised(next, draft)],
    });
  },
};
