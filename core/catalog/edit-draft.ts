import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { type EditConflict, edited } from '../kernel/edit.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { editsOf, listOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { type CombinationProblem, wrongPairs } from './billing-combinations.ts';
import { editedList } from './edited-list.ts';
import { draftProblems, type NamedPlanProblem, type NamedVersionProblem, versionIdOf } from './plan-rules.ts';
import { versionNumberSchema, versionSettingFields } from './schema.ts';
import type { Plan, PlanVersion } from './types.ts';
import { entitlementSchema, lowerCode, orNull, variantSchema } from './version-schema.ts';

const body = strictObject({
  planId: idSchema,
  version: versionNumberSchema,
  edits: editsOf(versionSettingFields),
  variants: listOf(strictObject({ id: lowerCode, from: orNull(variantSchema), to: orNull(variantSchema) }), 500),
  entitlements: listOf(strictObject({ id: lowerCode, from: orNull(entitlementSchema), to: orNull(entitlementSchema) }), 200),
});

/**
 * Changes the version in preparation: settings field by field, variants and entitlements one by one. It may still be incomplete, but pairs that can
 * never be sold are refused here already (BIL-13). A published version is refused (CAT-27).
 */
export type EditDraft = Command<'plan.edit-draft', Static<typeof body>>;

export type EditDraftProblem = NamedPlanProblem | NamedVersionProblem | EditConflict | CombinationProblem;

type Facts = { readonly plan: Plan | null; readonly version: PlanVersion | null };

export const editDraft: UseCase<EditDraft, Facts, EditDraftProblem, Reads<{ plan: Plan; 'plan-version': PlanVersion }>> = {
  kind: 'plan.edit-draft',
  shape: body,

  gather: async (command, source) => ({
    plan: await source.get('plan', command.body.planId),
    version: await source.get('plan-version', versionIdOf(command.body.planId, command.body.version)),
  }),

  plan: (command, { plan, version }) => {
    const { planId } = command.body;
    if (plan === null) return refuse({ code: 'plan.missing', planId });
    const closed = draftProblems(plan, command.body.version, version);
    if (version === null || closed.length > 0) return { ok: false, problems: closed };
    const settings = edited<PlanVersion, keyof typeof versionSettingFields>(version, command.body.edits);
    const variants = editedList(version.variants, command.body.variants, '/variants');
    const entitlements = editedList(version.entitlements, command.body.entitlements, '/entitlements');
    if (!settings.ok || !variants.ok || !entitlements.ok) {
      return { ok: false, problems: [settings, variants, entitlements].flatMap((outcome) => (outcome.ok ? [] : outcome.problems)) };
    }
    const next: PlanVersion = { ...settings.value, variants: variants.value, entitlements: entitlements.value };
    return doneUnless(wrongPairs(next.billing, next.variants), () => ({ command, writes: [revised(version, next)] }));
  },
};
