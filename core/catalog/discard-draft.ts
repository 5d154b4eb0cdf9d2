import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { draftProblems, type NamedPlanProblem, type NamedVersionProblem, versionIdOf } from './plan-rules.ts';
import { versionNumberSchema } from './schema.ts';
import type { Plan, PlanId, PlanVersion } from './types.ts';

const body = strictObject({ planId: idSchema, version: versionNumberSchema });

/** Gives up the version in preparation; the published one goes on. A plan that was never published has nothing else and is archived instead. */
export type DiscardDraft = Command<'plan.discard-draft', Static<typeof body>>;

export type DiscardDraftProblem =
  | NamedPlanProblem
  | NamedVersionProblem
  | { readonly code: 'plan.nothing-published'; readonly planId: PlanId };

type Facts = { readonly plan: Plan | null; readonly version: PlanVersion | null };

export const discardDraft: UseCase<DiscardDraft, Facts, DiscardDraftProblem, Reads<{ plan: Plan; 'plan-version': PlanVersion }>> = {
  kind: 'plan.discard-draft',
  shape: body,
  gather: async (command, source) => ({
    plan: await source.get('plan', command.body.planId),
    version: await source.get('plan-version', versionIdOf(command.body.planId, command.body.version)),
  }),
  plan: (command, { plan, version }) => {
    const { planId } = command.body;
    if (plan === null) return refuse({ code: 'plan.missing', planId });
    const closed = draftProblems(plan, command.body.version, version);
    if (closed.length > 0) return { ok: false, problems: closed };
    if (plan.currentVersion === 0) return refuse({ code: 'plan.nothing-published', planId });
    return done({ command, writes: [revised(plan, { ...plan, draftVersion: null })] });
  },
};
